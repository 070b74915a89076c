internal import ChatProtocol
internal import Dialog
internal import Routing
internal import Store
internal import Telemetry
public import Vocabulary

/// One visitor's connection: who it is, how fast it may talk, which conversation it follows.
public final class VisitorSession: ConversationListener {
    /// Frames that may wait to be read.
    static let bound = 128

    private enum Work: Sendable {
        case frame([UInt8])
        /// Somebody has proved who the visitor is.
        case proved(at: SequenceNumber)
    }

    private struct Memory {
        var visitor: VisitorID?
        var conversation: ConversationID?
        /// The last number covered by what was sent.
        var last = SequenceNumber.start
        /// What this connection may see: nothing after a later proof of who the visitor is, until it is settled whose
        /// page gave that.
        var proved = SequenceNumber.start
        var isHeld = false
        /// How the names of this page's lines begin, and the names of what was said on this connection.
        var mark: String?
        var said: [ClientMessageID] = []
        var rate = RateHistory()
        var isClosed = false
    }

    private let memory = Locked(Memory())
    private let reception: VisitorReception
    private let wire: any Wire
    private let mailbox: Locked<Mailbox<Work>?> = Locked(nil)

    init(reception: VisitorReception, wire: any Wire) {
        self.reception = reception
        self.wire = wire
        let mailbox = Mailbox<Work>(bound: Self.bound) { [weak self] work in
            switch work {
            case .frame(let bytes): await self?.read(bytes)
            case .proved(let seq): await self?.settle(seq)
            }
        }
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
        let conversation = memory.withLock { memory in
            memory.isClosed = true
            return memory.conversation
        }
        guard let conversation else { return }
        reception.leaves(self)
        reception.lanes.unfollow(conversation, with: self)
        reception.lanes.hint(.visitorTyping(false), in: conversation, from: self)
    }

    // MARK: Reading

    private func read(_ bytes: [UInt8]) async {
        // Nothing behind a refused frame is read: it would come out of order (`contract.md`, rule 6).
        guard !memory.withLock({ $0.isClosed }) else { return }
        do throws(Refusal) {
            try await act(on: try VisitorMessage(decoding: bytes))
        } catch {
            refuse(error)
        }
    }

    private func act(on message: VisitorMessage) async throws(Refusal) {
        let conversation = memory.withLock { $0.conversation }
        guard let conversation else {
            guard case .hello(let hello) = message else { throw Refusal(.helloFirst) }
            try await greet(hello)
            return
        }
        switch message {
        case .hello: throw Refusal(.badRequest, "Hello was said already.")
        case .say(let cmid, let text, let choice):
            try pace(cmid)
            remember(cmid)
            try await take(.say(cmid: cmid, text: text, choice: choice), cmid, in: conversation)
        case .rate(let cmid, let stars, let comment):
            try pace(cmid)
            try await take(.rate(cmid: cmid, stars: stars, comment: comment), cmid, in: conversation)
        case .leaveQueue(let cmid):
            try pace(cmid)
            try await take(.leaveQueue(cmid: cmid), cmid, in: conversation)
        case .end(let cmid):
            try pace(cmid)
            try await take(.end(cmid: cmid), cmid, in: conversation)
        case .callback(let cmid, let begins):
            try pace(cmid)
            acknowledge(cmid, try await reception.dispatcher.bookCallback(in: conversation, cmid: cmid, at: begins))
        case .typing(let on): reception.lanes.hint(.visitorTyping(on), in: conversation, from: self)
        case .read: break
        case .ping(let n): send(.pong(n))
        }
    }

    private func take(_ turn: Turn, _ cmid: ClientMessageID, in conversation: ConversationID) async throws(Refusal) {
        acknowledge(cmid, try await reception.lanes.take(turn, in: conversation))
    }

    private func acknowledge(_ cmid: ClientMessageID, _ receipt: TurnReceipt) {
        send(.ack(cmid, seq: receipt.seq, at: receipt.at, isDuplicate: receipt.isDuplicate))
    }

    private func pace(_ cmid: ClientMessageID) throws(Refusal) {
        let now = reception.surroundings.now()
        let limit = reception.rateLimit
        guard let wait = memory.withLock({ $0.rate.take(limit, at: now) }) else { return }
        throw Refusal(.rateLimited, cmid: cmid, retryAfter: wait)
    }

    // MARK: Hello

    private func greet(_ hello: VisitorHello) async throws(Refusal) {
        let arrival = try await reception.arrive(hello)
        wire.authenticated()
        send(.welcome(arrival.welcome))
        let last = arrival.isKnownHistory ? hello.last : .start
        guard arrival.isKnownHistory else {
            send(.reset(epoch: arrival.welcome.epoch, head: arrival.welcome.head))
            close(code: 1000, reason: "reset")
            return
        }
        memory.withLock { memory in
            memory.visitor = arrival.welcome.visitor
            memory.conversation = arrival.welcome.conversation
            memory.last = last
            memory.proved = arrival.proved
            memory.mark = arrival.welcome.mark
        }
        do throws(StoreError) {
            try await follow(arrival.welcome.conversation, after: last)
            send(.people(reception.dispatcher.people()))
            reception.stays(self)
            if let place = reception.dispatcher.place(of: arrival.welcome.conversation) {
                hint(place, of: arrival.welcome.conversation)
            }
        } catch {
            throw Refusal(.unavailable, retryAfter: .seconds(2))
        }
    }

    // MARK: Following

    private func follow(_ conversation: ConversationID, after seq: SequenceNumber) async throws(StoreError) {
        let caughtUp = try await CatchUp(store: reception.store, wire: wire).send(conversation, after: seq, to: self)
        _ = try await reception.lanes.follow(conversation, after: caughtUp, with: self)
        // The connection may have gone while the history was read.
        if memory.withLock({ $0.isClosed }) { reception.lanes.unfollow(conversation, with: self) }
    }

    public func deliver(_ records: [EventRecord], of conversation: ConversationID) {
        for record in records {
            guard !holds(record, of: conversation) else { return }
            guard record.event.isVisible(to: .visitor) else { continue }
            let since = memory.withLock { memory in
                defer { memory.last = record.seq }
                return memory.last.next
            }
            guard since <= record.seq else { continue }
            send(.event(record, since: since))
        }
    }

    /// What comes after a proof is for the page that gave it: all others see no more from here.
    private func holds(_ record: EventRecord, of conversation: ConversationID) -> Bool {
        let (isHeld, isNews) = memory.withLock { memory in
            guard !memory.isHeld, case .verified(let name, _) = record.event, record.seq > memory.proved,
                reception.machine(of: conversation).questions(provingIdentityAs: name) != nil
            else { return (memory.isHeld, false) }
            memory.isHeld = true
            return (true, true)
        }
        if isNews, mailbox.withLock({ $0 })?.post(.proved(at: record.seq)) != true {
            close(code: 1013, reason: "busy")
        }
        return isHeld
    }

    private func remember(_ cmid: ClientMessageID) {
        memory.withLock { memory in
            memory.said.append(cmid)
            if memory.said.count > 32 { memory.said.removeFirst() }
        }
    }

    /// A new token for the page whose lines proved it; every other one is sent away, and comes back with a token that
    /// is good or not at all.
    private func settle(_ seq: SequenceNumber) async {
        let (conversation, visitor, mark, said, isClosed) = memory.withLock {
            ($0.conversation, $0.visitor, $0.mark, $0.said, $0.isClosed)
        }
        guard let conversation, let visitor, !isClosed else { return }
        reception.lanes.unfollow(conversation, with: self)
        do throws(StoreError) {
            let records = try await reception.lanes.log(of: conversation).records
            let proof = VisitorProof(at: seq, in: records, reception.machine(of: conversation))
            guard proof.isBy({ $0.bears(mark) || said.contains($0) }) else {
                return close(code: 1000, reason: "proved elsewhere")
            }
            send(
                .token(
                    reception.surroundings.tokens.token(
                        for: VisitorPass(visitor: visitor, conversation: conversation, proved: seq))))
            let last = memory.withLock { memory in
                memory.proved = seq
                memory.isHeld = false
                return memory.last
            }
            try await follow(conversation, after: last)
        } catch {
            refuse(Refusal(.unavailable, retryAfter: .seconds(2)))
        }
    }

    public func hint(_ hint: ConversationHint, of conversation: ConversationID) {
        switch hint {
        case .visitorTyping, .onlookers: break
        case .agentTyping(let on): send(.typing(by: .agent, on: on))
        case .queue(let estimate, let waiting, let setback):
            send(
                .queue(
                    position: estimate.position, waiting: waiting,
                    wait: ShownWait(p50: estimate.p50, p80: estimate.p80, setback: setback?.rawValue)))
        }
    }

    func show(_ people: PeopleOnDuty) {
        send(.people(people))
    }

    // MARK: Sending

    private func send(_ frame: VisitorFrame) {
        wire.send(frame.bytes, isHint: frame.isHint)
    }

    private func refuse(_ refusal: Refusal) {
        send(.refused(refusal))
        guard refusal.closes else { return }
        close(code: refusal.closeCode, reason: refusal.code.rawValue)
    }

    private func close(code: UInt16, reason: String) {
        memory.withLock { $0.isClosed = true }
        wire.close(code: code, reason: reason)
    }
}

extension Refusal {
    /// WebSocket close codes (RFC 6455 §7.4.1 and the IANA registry).
    var closeCode: UInt16 {
        switch code {
        case .busy, .unavailable: 1013
        case .rateLimited, .helloFirst, .unauthorized: 1008
        case .badRequest, .unsupportedVersion, .tooLong, .messageConflict, .notFound, .notAllowed,
            .alreadyClaimed, .notWaiting, .alreadyRated, .nothingToRate, .closed, .atCapacity, .notPresent,
            .slotTaken:
            1007
        }
    }
}
