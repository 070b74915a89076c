internal import ChatProtocol
public import Store
internal import Telemetry
public import Vocabulary

/// One agent's connection: the queue, and every conversation opened on this desk.
public final class AgentSession: ConversationListener, Desk {
    /// Frames that may wait to be read.
    static let bound = 256
    /// Conversations open on one desk at once.
    static let openAtOnce = 64

    enum Work: Sendable {
        case frame([UInt8])
        /// What is beside a chat is made anew.
        case refresh(ConversationID)
        case approvals
    }

    /// One conversation on this desk.
    struct OpenChat {
        /// The last number covered by what was sent.
        var last: SequenceNumber
        /// The conversation's head when it was opened: what is older is history, and nobody is told of it again.
        let openedAt: SequenceNumber
        var isRefreshing = false
        /// The drafts that are shown and may still be judged, and the replies that can be called up.
        var drafts: [DraftSource: String] = [:]
        var replies: [DraftSource: String] = [:]
        /// The visitor's line for which the drafts were judged last.
        var judged = SequenceNumber.start
        var heard = SequenceNumber.start
    }

    struct Memory {
        var account: AgentAccount?
        var open: [ConversationID: OpenChat] = [:]
        var isClosed = false
    }

    let memory = Locked(Memory())
    let reception: DeskReception
    private let wire: any Wire
    private let mailbox: Locked<Mailbox<Work>?> = Locked(nil)

    init(reception: DeskReception, wire: any Wire) {
        self.reception = reception
        self.wire = wire
        let mailbox = Mailbox<Work>(bound: Self.bound) { [weak self] work in await self?.perform(work) }
        self.mailbox.withLock { $0 = mailbox }
    }

    /// A frame came in. Returns at once; frames are read in order, one at a time.
    public func received(_ bytes: [UInt8]) {
        guard let mailbox = mailbox.withLock({ $0 }), mailbox.post(.frame(bytes)) else {
            refuse(Refusal(.busy, retryAfter: .seconds(1)))
            return
        }
    }

    /// The connection is gone.
    public func closed() {
        let (account, open) = memory.withLock { memory in
            memory.isClosed = true
            return (memory.account, Array(memory.open.keys))
        }
        for conversation in open {
            reception.lanes.unfollow(conversation, with: self)
            guard let account else { continue }
            typed(false, in: conversation, account)
            reception.onlookers.leave(conversation, account.id, self)
            tellOnlookers(of: conversation)
        }
        guard let account else { return }
        reception.dispatcher.left(account.id, self)
    }

    /// Ends the session of an agent who signed out or whose rights changed.
    public func expel() {
        if let agent { reception.dispatcher.signedOff(agent) }
        refuse(Refusal(.unauthorized))
    }

    public var agent: AgentID? { account?.id }

    /// As it was when the session began.
    public var account: AgentAccount? {
        memory.withLock { $0.account }
    }

    // MARK: Reading

    private func perform(_ work: Work) async {
        guard !memory.withLock({ $0.isClosed }) else { return }
        switch work {
        case .frame(let bytes): await read(bytes)
        case .refresh(let conversation): await refresh(conversation)
        case .approvals: await showApprovals()
        }
    }

    private func read(_ bytes: [UInt8]) async {
        do throws(Refusal) {
            let message = try DeskMessage(decoding: bytes)
            do throws(Refusal) {
                try await act(on: message)
            } catch {
                // Whoever waits for an answer to a message knows it by its name.
                let told = await isHidden(error, message) ? Refusal(.notFound) : error
                throw Refusal(
                    told.code, told.message, conversation: error.conversation ?? message.conversation,
                    cmid: error.cmid ?? message.cmid, retryAfter: error.retryAfter)
            }
        } catch {
            refuse(error)
        }
    }

    /// Who may not look at a conversation hears nothing of it that they would not hear of one that does not exist
    /// (`security.md`, check 12).
    private func isHidden(_ refusal: Refusal, _ message: DeskMessage) async -> Bool {
        guard refusal.code == .notAllowed, let conversation = message.conversation, let account,
            account.role.may(message.command)
        else { return false }
        return (try? await reception.mayRead(conversation, account)) == false
    }

    private func act(on message: DeskMessage) async throws(Refusal) {
        guard let account = memory.withLock({ $0.account }) else {
            guard case .hello(let ticket) = message else { throw Refusal(.helloFirst) }
            try await greet(ticket)
            return
        }
        if account.role.servesVisitors { reception.dispatcher.heard(account.id) }
        guard account.role.may(message.command) else { throw Refusal(.notAllowed) }
        switch message {
        case .hello: throw Refusal(.badRequest, "Hello was said already.")
        case .ping(let n): send(.pong(n))
        case .presence(let isAvailable): try reception.dispatcher.set(account.id, isReady: isAvailable)
        case .claim(let conversation):
            try await reception.dispatcher.claim(conversation, by: account)
            send(.claimed(conversation))
        case .decline(let conversation): try reception.dispatcher.decline(conversation, by: account.id)
        case .takeOver(let conversation):
            try await reception.dispatcher.takeOver(conversation, by: account)
            send(.claimed(conversation))
        case .transfer(let conversation, let cmid, let target, let note):
            let receipt = try await reception.dispatcher.transfer(
                conversation, from: account.id, cmid: cmid, to: target, note: note)
            acknowledge(cmid, conversation, receipt)
        case .open(let conversation, let epoch, let last):
            try await open(conversation, epoch: epoch, last: last, account)
        case .leave(let conversation): leave(conversation)
        case .say(let conversation, let cmid, let text, let draft, let isChecked):
            try await say(text, cmid, in: conversation, from: draft, isChecked: isChecked, account)
        case .note(let conversation, let cmid, let text):
            try await mayRead(conversation, account)
            try await note(text, cmid, in: conversation, by: account)
        case .tag(let conversation, let cmid, let tag, let tagging):
            try await mayRead(conversation, account)
            try await take(.tag(account.id, cmid: cmid, tag, tagging), cmid, conversation)
        case .delegate(let conversation, let cmid, let intent):
            try await take(.delegate(account.id, cmid: cmid, intent), cmid, conversation)
        case .handBack(let conversation, let cmid, let note):
            try await take(.handBack(account.id, cmid: cmid, note: note), cmid, conversation)
        case .resolve(let conversation, let cmid, let outcome):
            try await take(.resolve(account.id, cmid: cmid, outcome: outcome), cmid, conversation)
        case .background(let conversation):
            try await mayRead(conversation, account)
            try await showBackground(of: conversation)
        case .source(let source, let isOn): reception.companion?.set(source, isOn: isOn)
        case .approve(let id, let note): try await decide(id, by: account, note: note, isYes: true)
        case .disapprove(let id, let reason): try await decide(id, by: account, note: reason, isYes: false)
        case .seen(let conversation): try await readMentions(in: conversation, by: account)
        case .typing(let conversation, let on):
            guard memory.withLock({ $0.open[conversation] != nil }) else { return }
            typed(on, in: conversation, account)
        }
    }

    /// The visitor sees it of the one who speaks with them; colleagues see it of each other.
    private func typed(_ on: Bool, in conversation: ConversationID, _ account: AgentAccount) {
        if reception.dispatcher.holder(of: conversation) == account.id {
            reception.lanes.hint(.agentTyping(on), in: conversation, from: self)
        }
        if reception.onlookers.writes(on, conversation, account.id, self) { tellOnlookers(of: conversation) }
    }

    func tellOnlookers(of conversation: ConversationID) {
        reception.lanes.hint(.onlookers(reception.onlookers.all(of: conversation)), in: conversation)
    }

    func take(_ turn: Turn, _ cmid: ClientMessageID, _ conversation: ConversationID) async throws(Refusal) {
        acknowledge(cmid, conversation, try await reception.lanes.take(turn, in: conversation))
    }

    func acknowledge(_ cmid: ClientMessageID, _ conversation: ConversationID, _ receipt: TurnReceipt) {
        send(.ack(conversation, cmid, seq: receipt.seq, at: receipt.at, isDuplicate: receipt.isDuplicate))
    }

    private func mayRead(_ conversation: ConversationID, _ account: AgentAccount) async throws(Refusal) {
        let mayRead: Bool
        do throws(StoreError) {
            mayRead = try await reception.mayRead(conversation, account)
        } catch {
            throw Refusal(.unavailable, conversation: conversation, retryAfter: .seconds(2))
        }
        // The same answer as for one that does not exist (`security.md`, check 12).
        guard mayRead else { throw Refusal(.notFound, conversation: conversation) }
    }

    // MARK: Hello

    private func greet(_ ticket: String) async throws(Refusal) {
        guard let account = await reception.redeem(ticket) else { throw Refusal(.unauthorized) }
        let mine: [ConversationID]
        do throws(StoreError) {
            mine = try await reception.store.conversations(heldBy: account.id)
        } catch {
            throw Refusal(.unavailable, retryAfter: .seconds(2))
        }
        let isOpen = memory.withLock { memory in
            guard !memory.isClosed else { return false }
            memory.account = account
            return true
        }
        guard isOpen else { return }
        wire.authenticated()
        send(
            .welcome(
                DeskWelcome(
                    agent: account.id, name: account.displayName, role: account.role.rawValue,
                    teams: account.teams, epoch: reception.store.logEpoch, heartbeat: reception.heartbeat,
                    mine: mine, house: reception.house)))
        guard account.role.servesVisitors else { return }
        reception.dispatcher.arrived(account, at: self)
        await showApprovals()
        await showMentions(to: account)
    }

    // MARK: Following

    private func open(
        _ conversation: ConversationID, epoch: LogEpoch?, last: SequenceNumber, _ account: AgentAccount
    ) async throws(Refusal) {
        try await mayRead(conversation, account)
        leave(conversation)
        do throws(StoreError) {
            let head = try await reception.store.history(of: conversation, after: SequenceNumber(Int.max), limit: 1)
                .head
            guard last == .start || (epoch == reception.store.logEpoch && last <= head) else {
                send(.reset(conversation, epoch: reception.store.logEpoch, head: head))
                return
            }
            if let packet = try await reception.handover(of: conversation) { send(.handover(conversation, packet)) }
            let isRoom = memory.withLock { memory in
                guard memory.open.count < Self.openAtOnce else { return false }
                memory.open[conversation] = OpenChat(last: last, openedAt: head)
                return true
            }
            guard isRoom else { throw .busy }
            let caughtUp = try await CatchUp(store: reception.store, wire: wire).send(
                conversation, after: last, to: self)
            _ = try await reception.lanes.follow(conversation, after: caughtUp, with: self)
        } catch {
            throw Refusal(.unavailable, conversation: conversation, retryAfter: .seconds(2))
        }
        guard !memory.withLock({ $0.isClosed }) else {
            reception.lanes.unfollow(conversation, with: self)
            return
        }
        reception.onlookers.join(conversation, account, self)
        tellOnlookers(of: conversation)
        askRefresh(conversation)
    }

    private func leave(_ conversation: ConversationID) {
        let (wasOpen, agent) = memory.withLock { memory in
            (memory.open.removeValue(forKey: conversation) != nil, memory.account?.id)
        }
        guard wasOpen, let agent else { return }
        reception.lanes.unfollow(conversation, with: self)
        reception.onlookers.leave(conversation, agent, self)
        tellOnlookers(of: conversation)
    }

    public func deliver(_ records: [EventRecord], of conversation: ConversationID) {
        var isNews = false
        for record in records {
            guard record.event.isVisible(to: .agent) else { continue }
            let place: (since: SequenceNumber, isNew: Bool)? = memory.withLock { memory in
                guard let chat = memory.open[conversation] else { return nil }
                memory.open[conversation]?.last = record.seq
                return (chat.last.next, record.seq > chat.openedAt)
            }
            guard let place, place.since <= record.seq else { continue }
            send(.event(conversation, record, since: place.since))
            guard place.isNew else { continue }
            tellIfTakenAway(record, conversation)
            isNews = isNews || record.event.changesAssistance
        }
        if isNews { askRefresh(conversation) }
    }

    /// One at a time: what comes meanwhile is in the next.
    func askRefresh(_ conversation: ConversationID) {
        let isAsked = memory.withLock { memory in
            guard let chat = memory.open[conversation], !chat.isRefreshing else { return false }
            memory.open[conversation]?.isRefreshing = true
            return true
        }
        guard isAsked, mailbox.withLock({ $0 })?.post(.refresh(conversation)) != true else { return }
        memory.withLock { $0.open[conversation]?.isRefreshing = false }
    }

    private func tellIfTakenAway(_ record: EventRecord, _ conversation: ConversationID) {
        guard case .agentLeft(let agent, let departure, _) = record.event, agent == self.agent else { return }
        switch departure {
        case .lost: send(.takenAway(conversation, why: "lost"))
        case .takenOver: send(.takenAway(conversation, why: "taken_over"))
        case .transferred: send(.takenAway(conversation, why: "transferred"))
        case .handedBack, .resolved: break
        }
    }

    public func hint(_ hint: ConversationHint, of conversation: ConversationID) {
        switch hint {
        case .visitorTyping(let on): send(.typing(conversation, by: .visitor, on: on))
        case .onlookers(let onlookers):
            send(.onlookers(conversation, onlookers.filter { $0.agent != agent }))
        case .agentTyping, .queue: break
        }
    }

    func approvalsChanged() {
        _ = mailbox.withLock { $0 }?.post(.approvals)
    }

    func show(_ frame: [UInt8]) {
        wire.send(frame, isHint: false)
    }

    // MARK: Sending

    func send(_ frame: DeskFrame) {
        wire.send(frame.bytes, isHint: frame.isHint)
    }

    private func refuse(_ refusal: Refusal) {
        send(.refused(refusal))
        guard refusal.closes else { return }
        memory.withLock { $0.isClosed = true }
        wire.close(code: refusal.closeCode, reason: refusal.code.rawValue)
    }
}

extension Event {
    /// Is what stands beside a chat another after it?
    fileprivate var changesAssistance: Bool {
        switch self {
        case .understood, .visitorSaid, .agentSaid, .escalated, .agentJoined, .agentLeft, .leftQueue, .resolved,
            .tagged, .slotFilled, .slotCleared:
            true
        case .opened, .botSaid, .noted, .flowStarted, .stepEntered, .flowResumed, .flowEnded, .slotAsked,
            .confirmationShown, .confirmed, .verified, .articleShown, .fellBack, .requestKept, .requestSettled,
            .promised, .waitBegan, .signalled, .returned, .actionStarted, .actionFinished, .timerSet, .timerFired,
            .callbackBooked, .rated, .turnFailed:
            false
        }
    }
}
