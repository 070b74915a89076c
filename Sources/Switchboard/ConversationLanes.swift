public import ChatProtocol
internal import Dialog
public import Logging
public import Store
internal import Telemetry
public import Vocabulary

/// All conversations in work here: each in a lane of its own, bounded, with an answer when it is full.
public final class ConversationLanes: Sendable {
    /// Turns of one conversation that may wait.
    static let bound = 64
    /// States kept in memory between turns; older ones are read again.
    static let rememberedStates = 4_096

    fileprivate struct Open {
        let lane: Lane
        let mailbox: Mailbox<Lane.Work>
        /// The count of works when it last did one.
        var lastWorked = 0
    }

    fileprivate struct Lanes {
        var open: [ConversationID: Open] = [:]
        /// Who worked, oldest first, for forgetting states.
        var worked: [(conversation: ConversationID, count: Int)] = []
        var works = 0
        var observers: [any TurnObserver] = []
    }

    private let lanes = Locked(Lanes())
    private let performer: TurnPerformer

    public init(store: any ConversationStore, shelf: PlaybookShelf, surroundings: Surroundings, log: Logger) {
        performer = TurnPerformer(store: store, shelf: shelf, surroundings: surroundings, log: log)
    }

    /// Told of every committed turn, after its listeners.
    public func observe(with observer: any TurnObserver) {
        lanes.withLock { $0.observers.append(observer) }
    }

    /// One turn, durable when this returns.
    public func take(_ turn: Turn, in conversation: ConversationID) async throws(Refusal) -> TurnReceipt {
        try await take(turn, in: conversation, alongside: Alongside())
    }

    /// The same with what else is stored, together or not at all.
    func take(
        _ turn: Turn, in conversation: ConversationID, alongside: Alongside
    ) async throws(Refusal) -> TurnReceipt {
        let result = await withCheckedContinuation { answer in
            guard post(.turn(turn, alongside, answer: answer), to: conversation) else {
                answer.resume(
                    returning: .failure(Refusal(.busy, cmid: turn.cmid, retryAfter: .seconds(1))))
                return
            }
        }
        return try result.get()
    }

    /// Delivers every event after `seq` to the listener, in order, then each new one. Returns the number it joined at.
    public func follow(
        _ conversation: ConversationID, after seq: SequenceNumber, with listener: any ConversationListener
    ) async throws(StoreError) -> SequenceNumber {
        let result = await withCheckedContinuation { answer in
            guard post(.follow(listener, after: seq, answer: answer), to: conversation) else {
                answer.resume(returning: .failure(.busy))
                return
            }
        }
        return try result.get()
    }

    public func unfollow(_ conversation: ConversationID, with listener: any ConversationListener) {
        lanes.withLock { lanes in
            guard let open = lanes.open[conversation] else { return }
            open.lane.remove(listener)
            lanes.closeIfIdle(conversation)
        }
    }

    /// Tells the others who follow a conversation something fleeting.
    public func hint(
        _ hint: ConversationHint, in conversation: ConversationID, from sender: (any ConversationListener)? = nil
    ) {
        let listeners = lanes.withLock { $0.open[conversation]?.lane.listeners ?? [] }
        for listener in listeners where listener !== sender { listener.hint(hint, of: conversation) }
    }

    /// Something happened in the world that a flow may wait for: durable when this returns, and taken in once however
    /// often it is told.
    /// - Parameter id: names what happened, 16 to 64 characters of `[A-Za-z0-9_-]`.
    public func signal(
        _ conversation: ConversationID, _ name: SignalName, values: [SlotName: SlotValue], id: ClientMessageID
    ) async throws(Refusal) -> TurnReceipt {
        try await take(.signal(name, values: values, id: id), in: conversation)
    }

    /// The first answer to a message that was taken before; `nil` when it was not, or that cannot be said.
    func known(_ turn: Turn, in conversation: ConversationID) async -> TurnReceipt? {
        await performer.known(turn, in: conversation)
    }

    /// The state of a conversation, from memory where it was at work lately.
    func state(of conversation: ConversationID) async throws(StoreError) -> DialogState {
        if let state = lanes.withLock({ $0.open[conversation]?.lane })?.state { return state }
        return try await performer.load(conversation)
    }

    /// The state that the stored events of a conversation add up to, and the events.
    func log(of conversation: ConversationID) async throws(StoreError) -> (state: DialogState, records: [EventRecord]) {
        try await performer.log(of: conversation)
    }

    /// Returns when no turn is under way. New ones may begin meanwhile: whoever calls this has stopped them.
    public func quiesce() async {
        let busy = lanes.withLock { lanes in lanes.open.filter { !$0.value.mailbox.isIdle }.map(\.key) }
        // A lane does one thing after the other: when the one put behind all others is done, so are they.
        for conversation in busy {
            await withCheckedContinuation { answer in
                if !post(.rest(answer), to: conversation) { answer.resume() }
            }
        }
    }

    public var openLanes: Int {
        lanes.withLock { $0.open.count }
    }

    /// Posting happens under the same lock as closing, so no work is ever put into a lane that has been let go.
    private func post(_ work: Lane.Work, to conversation: ConversationID) -> Bool {
        lanes.withLock { lanes in
            let open = lanes.open[conversation] ?? makeLane(conversation)
            lanes.open[conversation] = open
            return open.mailbox.post(work)
        }
    }

    private func makeLane(_ conversation: ConversationID) -> Open {
        let lane = Lane(conversation, performer: performer) { [weak self] conversation, performed in
            self?.committed(conversation, performed)
        }
        let mailbox = Mailbox<Lane.Work>(bound: Self.bound) { [weak self] work in
            await lane.perform(work)
            self?.worked(conversation)
        }
        return Open(lane: lane, mailbox: mailbox)
    }

    private func committed(_ conversation: ConversationID, _ performed: PerformedTurn) {
        let observers = lanes.withLock { $0.observers }
        let turn = CommittedTurn(conversation: conversation, performed: performed)
        for observer in observers { observer.committed(turn) }
    }

    private func worked(_ conversation: ConversationID) {
        lanes.withLock { lanes in
            lanes.works += 1
            lanes.open[conversation]?.lastWorked = lanes.works
            lanes.worked.append((conversation, lanes.works))
            guard lanes.worked.count > Self.rememberedStates else { return }
            let oldest = lanes.worked.removeFirst()
            guard let open = lanes.open[oldest.conversation], open.lastWorked == oldest.count else { return }
            open.lane.forgetState()
            lanes.closeIfIdle(oldest.conversation)
        }
    }
}

extension ConversationLanes.Lanes {
    fileprivate mutating func closeIfIdle(_ conversation: ConversationID) {
        guard let lane = open[conversation], lane.mailbox.isIdle, lane.lane.listeners.isEmpty else { return }
        open[conversation] = nil
    }
}

extension ConversationLanes {
    /// Whom the conversation is with, as the site has signed it; `nil` for anybody else, whatever they say of themselves.
    public func customer(of conversation: ConversationID) async -> VisitorID? {
        guard let state = try? await state(of: conversation) else { return nil }
        let signed = state.verifications.last { $0.name == "identity.signed" }?.bound["id"]
        if case .text(let id)? = signed { return VisitorID(id) }
        return state.opening?.signed["id"].map { VisitorID($0) }
    }

    /// Has a verification of the conversation proved that value?
    public func hasProved(_ value: SlotValue, in conversation: ConversationID) async -> Bool {
        guard let state = try? await state(of: conversation) else { return false }
        return state.verifications.contains { $0.bound.values.contains(value) }
    }
}
