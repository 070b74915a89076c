internal import ChatProtocol
internal import Store
internal import Telemetry
public import Vocabulary

/// One agent's connection: the queue, and every conversation opened on this desk.
public final class AgentSession: ConversationListener, Desk {
    /// Frames that may wait to be read.
    static let bound = 256
    /// Conversations open on one desk at once.
    static let openAtOnce = 64

    private struct Memory {
        var account: AgentAccount?
        /// The last number covered by what was sent, by conversation.
        var last: [ConversationID: SequenceNumber] = [:]
        var isClosed = false
    }

    private let memory = Locked(Memory())
    private let reception: DeskReception
    private let wire: any Wire
    private let mailbox: Locked<Mailbox<[UInt8]>?> = Locked(nil)

    init(reception: DeskReception, wire: any Wire) {
        self.reception = reception
        self.wire = wire
        let mailbox = Mailbox<[UInt8]>(bound: Self.bound) { [weak self] bytes in await self?.read(bytes) }
        self.mailbox.withLock { $0 = mailbox }
    }

    /// A frame came in. Returns at once; frames are read in order, one at a time.
    public func received(_ bytes: [UInt8]) {
        guard let mailbox = mailbox.withLock({ $0 }), mailbox.post(bytes) else {
            refuse(Refusal(.busy, retryAfter: .seconds(1)))
            return
        }
    }

    /// The connection is gone.
    public func closed() {
        let (account, open) = memory.withLock { memory in
            memory.isClosed = true
            return (memory.account, Array(memory.last.keys))
        }
        for conversation in open {
            reception.lanes.unfollow(conversation, with: self)
            reception.lanes.hint(.agentTyping(false), in: conversation, from: self)
        }
        guard let account else { return }
        reception.dispatcher.left(account.id, self)
    }

    /// Ends the session of an agent who signed out or whose rights changed.
    public func expel() {
        if let agent { reception.dispatcher.signedOff(agent) }
        refuse(Refusal(.unauthorized))
    }

    public var agent: AgentID? {
        memory.withLock { $0.account?.id }
    }

    // MARK: Reading

    private func read(_ bytes: [UInt8]) async {
        guard !memory.withLock({ $0.isClosed }) else { return }
        do throws(Refusal) {
            try await act(on: try DeskMessage(decoding: bytes))
        } catch {
            refuse(error)
        }
    }

    private func act(on message: DeskMessage) async throws(Refusal) {
        guard let account = memory.withLock({ $0.account }) else {
            guard case .hello(let ticket) = message else { throw Refusal(.helloFirst) }
            try await greet(ticket)
            return
        }
        reception.dispatcher.heard(account.id)
        switch message {
        case .hello: throw Refusal(.badRequest, "Hello was said already.")
        case .ping(let n): send(.pong(n))
        case .presence(let isAvailable): try reception.dispatcher.set(account.id, isReady: isAvailable)
        case .claim(let conversation):
            try await reception.dispatcher.claim(conversation, by: account)
            send(.claimed(conversation))
        case .decline(let conversation): try reception.dispatcher.decline(conversation, by: account.id)
        case .takeOver(let conversation):
            guard account.role != .agent else { throw Refusal(.notAllowed, conversation: conversation) }
            try await reception.dispatcher.takeOver(conversation, by: account)
            send(.claimed(conversation))
        case .transfer(let conversation, let cmid, let target, let note):
            let receipt = try await reception.dispatcher.transfer(
                conversation, from: account.id, cmid: cmid, to: target, note: note)
            acknowledge(cmid, conversation, receipt)
        case .open(let conversation, let epoch, let last):
            try await open(conversation, epoch: epoch, last: last, account)
        case .leave(let conversation): leave(conversation)
        case .say(let conversation, let cmid, let text):
            try await take(.agentSay(account.id, cmid: cmid, text: text), cmid, conversation)
        case .note(let conversation, let cmid, let text):
            try await mayRead(conversation, account)
            try await take(.agentNote(account.id, cmid: cmid, text: text), cmid, conversation)
        case .handBack(let conversation, let cmid, let note):
            try await take(.handBack(account.id, cmid: cmid, note: note), cmid, conversation)
        case .resolve(let conversation, let cmid, let outcome):
            try await take(.resolve(account.id, cmid: cmid, outcome: outcome), cmid, conversation)
        case .typing(let conversation, let on):
            guard memory.withLock({ $0.last[conversation] != nil }) else { return }
            reception.lanes.hint(.agentTyping(on), in: conversation, from: self)
        }
    }

    private func take(_ turn: Turn, _ conversation: ConversationID) async throws(Refusal) -> TurnReceipt {
        do throws(Refusal) {
            return try await reception.lanes.take(turn, in: conversation)
        } catch {
            throw Refusal(
                error.code, error.message, conversation: conversation, cmid: error.cmid,
                retryAfter: error.retryAfter)
        }
    }

    private func take(_ turn: Turn, _ cmid: ClientMessageID, _ conversation: ConversationID) async throws(Refusal) {
        acknowledge(cmid, conversation, try await take(turn, conversation))
    }

    private func acknowledge(_ cmid: ClientMessageID, _ conversation: ConversationID, _ receipt: TurnReceipt) {
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
                    mine: mine)))
        reception.dispatcher.arrived(account, at: self)
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
                guard memory.last.count < Self.openAtOnce else { return false }
                memory.last[conversation] = last
                return true
            }
            guard isRoom else { throw .busy }
            let caughtUp = try await CatchUp(store: reception.store, wire: wire).send(
                conversation, after: last, to: self)
            _ = try await reception.lanes.follow(conversation, after: caughtUp, with: self)
        } catch {
            throw Refusal(.unavailable, conversation: conversation, retryAfter: .seconds(2))
        }
        if memory.withLock({ $0.isClosed }) { reception.lanes.unfollow(conversation, with: self) }
    }

    private func leave(_ conversation: ConversationID) {
        let wasOpen = memory.withLock { $0.last.removeValue(forKey: conversation) != nil }
        if wasOpen { reception.lanes.unfollow(conversation, with: self) }
    }

    public func deliver(_ records: [EventRecord], of conversation: ConversationID) {
        for record in records {
            guard record.event.isVisible(to: .agent) else { continue }
            let since: SequenceNumber? = memory.withLock { memory in
                guard let last = memory.last[conversation] else { return nil }
                memory.last[conversation] = record.seq
                return last.next
            }
            guard let since, since <= record.seq else { continue }
            send(.event(conversation, record, since: since))
            tellIfTakenAway(record, conversation)
        }
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
        case .agentTyping, .queue: break
        }
    }

    func show(_ frame: [UInt8]) {
        wire.send(frame, isHint: false)
    }

    // MARK: Sending

    private func send(_ frame: DeskFrame) {
        wire.send(frame.bytes, isHint: frame.isHint)
    }

    private func refuse(_ refusal: Refusal) {
        send(.refused(refusal))
        guard refusal.closes else { return }
        memory.withLock { $0.isClosed = true }
        wire.close(code: refusal.closeCode, reason: refusal.code.rawValue)
    }
}
