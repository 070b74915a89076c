internal import ChatProtocol
internal import Dialog
public import Logging
public import PlaybookModel
public import Store
internal import Telemetry
public import Vocabulary

/// Calls that wait for a person's word, and the words that were given. Kept in a journal, so that a crash loses none.
///
/// A call is asked about once, whoever runs into it; the visitor is told when to expect a word. A yes holds for exactly
/// the call that was shown; a no is told with its reason.
public final class Approvals: Sendable {
    /// Characters of a note or a reason.
    public static let longestReason = 500

    public struct Plan: Sendable {
        /// The visitor is told a word by then. After it a person takes the conversation over.
        public var answerWithin = TimeSpan.hours(24)

        public init() {}
    }

    private let book: JournaledMachine<ApprovalBook>
    private let store: any ConversationStore
    private let lanes: ConversationLanes
    private let actions: @Sendable (ActionName) -> Action?
    private let now: @Sendable () -> Timestamp
    private let plan: Plan
    private let log: Logger
    private let observers = Locked<[any ApprovalObserver]>([])

    /// - Parameter actions: the playbook's actions by name, with their policies; asked anew each time.
    public init(
        store: any ConversationStore, lanes: ConversationLanes, actions: @escaping @Sendable (ActionName) -> Action?,
        now: @escaping @Sendable () -> Timestamp, plan: Plan = Plan(), log: Logger
    ) {
        book = JournaledMachine("approvals", store: store, now: now)
        self.store = store
        self.lanes = lanes
        self.actions = actions
        self.now = now
        self.plan = plan
        self.log = log
    }

    /// What was asked and decided before the restart; what was decided and not yet carried out is.
    public func restore() async throws(StoreError) {
        try await book.restore()
        for request in book.state.unfinished { await carryOut(request) }
    }

    // MARK: Looking

    /// Oldest first.
    public var open: [ApprovalRequest] { book.state.open }

    /// The latest decided first; a bounded number.
    public var closed: [ApprovalRequest] { book.state.closed }

    public subscript(id: ApprovalID) -> ApprovalRequest? { book.state.requests[id] }

    /// The open ones as somebody sees them: `refusal` says why they may not approve one, where that can be told now.
    public func open(
        for account: AgentAccount
    ) async -> [(request: ApprovalRequest, refusal: ApprovalRefusal?)] {
        var seen: [(request: ApprovalRequest, refusal: ApprovalRefusal?)] = []
        for request in open {
            do throws(ApprovalFault) {
                try await checkRight(of: account, to: request)
                seen.append((request, nil))
            } catch {
                // None is left out for what cannot be read just now: it is looked at again when they decide.
                guard case .notAllowed(let refusal) = error else {
                    seen.append((request, nil))
                    continue
                }
                seen.append((request, refusal))
            }
        }
        return seen
    }

    public func observe(with observer: any ApprovalObserver) {
        observers.withLock { $0.append(observer) }
    }

    /// The yes that was given to this call, for whoever stands before the back end.
    public func approval(of call: ActionCall) -> Approval? {
        guard let approval = self[ApprovalID(call.id.text)]?.approval, approval.covers(call) else { return nil }
        return approval
    }

    // MARK: Deciding

    /// A yes to exactly what the request shows. Durable when this returns; the effect runs at once.
    public func approve(
        _ id: ApprovalID, by account: AgentAccount, note: String = ""
    ) async throws(ApprovalFault) {
        guard note.count <= Self.longestReason else { throw .tooLong }
        guard let request = self[id] else { throw .unknown }
        try await checkRight(of: account, to: request)
        try await decide(id, .approved(by: account.id, at: now(), note: note))
    }

    /// A no. The flow goes on where it says what happens then, which may tell the visitor the reason.
    public func decline(_ id: ApprovalID, by account: AgentAccount, reason: String) async throws(ApprovalFault) {
        guard reason.contains(where: { !$0.isWhitespace }) else { throw .reasonMissing }
        guard reason.count <= Self.longestReason else { throw .tooLong }
        guard let request = self[id] else { throw .unknown }
        do throws(ApprovalFault) {
            try await checkRight(of: account, to: request)
        } catch .notAllowed(.theirOwnCustomer) {
            // Whoever knows the customer may not let money go, but may keep it.
        }
        try await decide(id, .declined(by: account.id, at: now(), reason: reason))
    }

    private func decide(_ id: ApprovalID, _ state: ApprovalRequest.State) async throws(ApprovalFault) {
        let result: Result<ApprovalRequest, ApprovalFault>
        do throws(StoreError) {
            result = try await book.change(refusing: ApprovalFault.self) { book throws(ApprovalFault) in
                guard var request = book.requests[id] else { throw .unknown }
                guard request.isOpen else { throw .alreadyDecided(request.state) }
                request.state = state
                return ([.decided(id, state)], request)
            }
        } catch {
            throw .unavailable
        }
        let request = try result.get()
        tell(request)
        await carryOut(request)
    }

    private func checkRight(of account: AgentAccount, to request: ApprovalRequest) async throws(ApprovalFault) {
        let mine = Set(account.teams + [TeamName(account.role.rawValue)])
        let took = try await tookPart(account.id, in: request.conversation)
        do throws(ApprovalRefusal) {
            guard let policy = actions(request.call.action)?.policy else {
                guard account.role != .agent else { throw .notAnApprover }
                guard !took else { throw .theirOwnCustomer }
                return
            }
            try policy.approve(request.money, by: mine, tookPart: took)
        } catch {
            throw .notAllowed(error)
        }
    }

    /// Whoever holds it, held it or wrote in it.
    private func tookPart(_ agent: AgentID, in conversation: ConversationID) async throws(ApprovalFault) -> Bool {
        do throws(StoreError) {
            return try await lanes.log(of: conversation).records.contains { $0.sender == .agent(agent) }
        } catch {
            throw .unavailable
        }
    }

    // MARK: For the outbox

    /// What was said about a call that is due.
    func standing(of call: ActionCall) async throws(StoreError) -> EffectStanding {
        guard let request = self[ApprovalID(call.id.text)] else { return .free }
        switch request.state {
        case .approved: return .free
        case .declined: return .ended(.refused(reason: "declined"))
        case .lapsed, .withdrawn: return .ended(.overLimit)
        case .open:
            guard request.answerBy <= now() else { return .waits(until: request.answerBy) }
            try await close(request.id, as: .lapsed(at: now()))
            return self[request.id].map { $0.isOpen ? .waits(until: $0.answerBy) : .ended(.overLimit) } ?? .free
        }
    }

    /// Asks, once for each effect. `nil`: its flow does not wait for a person's word, so it is simply over the limit.
    func ask(_ call: ActionCall, _ question: ApprovalQuestion) async throws(StoreError) -> Timestamp? {
        let id = ApprovalID(call.id.text)
        if let request = self[id] { return request.isOpen ? request.answerBy : nil }
        let moment = now()
        let request = ApprovalRequest(
            call, money: question.money ?? Self.money(in: call), reasons: question.reasons, customer: question.customer,
            askedAt: moment, answerBy: moment + plan.answerWithin)
        guard book.state.open.count < ApprovalBook.mostOpen else { return nil }
        guard try await tellVisitor(of: request) else { return nil }
        let asked = try await book.change { book in
            book.requests[id].map { ([], $0) } ?? ([.asked(request)], request)
        }
        tell(asked)
        return asked.isOpen ? asked.answerBy : nil
    }

    /// The runner parked the effect: was a word given meanwhile?
    func parked(_ call: ActionCall) async {
        guard let request = self[ApprovalID(call.id.text)], !request.isOpen else { return }
        await carryOut(request)
    }

    /// False: the conversation does not wait for it.
    private func tellVisitor(of request: ApprovalRequest) async throws(StoreError) -> Bool {
        do throws(Refusal) {
            let turn = Turn.actionHeld(request.call.id, .approval, until: request.answerBy)
            _ = try await lanes.take(turn, in: request.conversation)
            return true
        } catch {
            switch error.code {
            case .busy, .unavailable: throw .busy
            default: return false
            }
        }
    }

    private func close(_ id: ApprovalID, as state: ApprovalRequest.State) async throws(StoreError) {
        let closed = try await book.change { book -> (entries: [ApprovalBook.Entry], answer: ApprovalRequest?) in
            guard var request = book.requests[id], request.isOpen else { return ([], nil) }
            request.state = state
            return ([.decided(id, state), .carriedOut(id)], request)
        }
        if let closed { tell(closed) }
    }

    /// Tells the conversation what was decided, then lets the effect run. Done again after a crash, to the same end,
    /// and once a runner that holds the effect parks it.
    private func carryOut(_ request: ApprovalRequest) async {
        do {
            try await tellConversation(of: request)
            guard try await store.hasten(request.call.id) else { return }
            _ = try await book.change { _ in ([.carriedOut(request.id)], ()) }
        } catch {
            // The effect is due at the latest when the visitor was told a word, and finds the decision then.
            log.error("a decision is not carried out yet", metadata: ["effect": "\(request.id)", "error": "\(error)"])
        }
    }

    private func tellConversation(of request: ApprovalRequest) async throws {
        let verdict: String
        let words: String
        switch request.state {
        case .approved(_, _, let note): (verdict, words) = ("approved", note)
        case .declined(_, _, let reason): (verdict, words) = ("declined", reason)
        case .open, .lapsed, .withdrawn: return
        }
        _ = try await lanes.signal(
            request.conversation, ActionHold.approval.signal(of: request.call.id),
            values: ["approval": .text(verdict), "approval_reason": .text(words)],
            id: ClientMessageID("approval-\(request.call.id.turn.rawValue)-\(request.call.id.index)-\(verdict)"))
    }

    private func tell(_ request: ApprovalRequest) {
        for observer in observers.withLock({ $0 }) { observer.changed(request) }
    }

    /// Of a call without a policy that says which one it is.
    private static func money(in call: ActionCall) -> Money? {
        let sums = call.arguments.values.compactMap { value -> Money? in
            guard case .money(let money) = value else { return nil }
            return money
        }
        return sums.count == 1 ? sums.first : nil
    }
}

/// What a person is asked to decide on.
public struct ApprovalQuestion: Hashable, Sendable {
    public let money: Money?
    public let reasons: [PolicyReason]
    public let customer: VisitorID?

    public init(money: Money? = nil, reasons: [PolicyReason] = [], customer: VisitorID? = nil) {
        self.money = money
        self.reasons = reasons
        self.customer = customer
    }
}
