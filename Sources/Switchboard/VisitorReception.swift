public import ChatProtocol
internal import Dialog
internal import PlaybookModel
public import Store
internal import Telemetry
internal import Vocabulary

/// Where visitors arrive: tokens are read, new conversations opened.
public final class VisitorReception: Sendable {
    let store: any ConversationStore
    let lanes: ConversationLanes
    let dispatcher: Dispatcher
    let shelf: PlaybookShelf
    let surroundings: Surroundings
    let rateLimit: RateLimit
    let heartbeat: Heartbeat
    let signatures: (any SiteSignatures)?
    private let sessions = Locked<[ObjectIdentifier: VisitorSession]>([:])

    public init(
        store: any ConversationStore, lanes: ConversationLanes, dispatcher: Dispatcher, shelf: PlaybookShelf,
        surroundings: Surroundings, rateLimit: RateLimit = .visitor, heartbeat: Heartbeat = .standard,
        signatures: (any SiteSignatures)? = nil
    ) {
        self.store = store
        self.lanes = lanes
        self.dispatcher = dispatcher
        self.shelf = shelf
        self.surroundings = surroundings
        self.rateLimit = rateLimit
        self.heartbeat = heartbeat
        self.signatures = signatures
        dispatcher.observePeople { [weak self] people in
            for session in self?.sessions.withLock({ Array($0.values) }) ?? [] { session.show(people) }
        }
    }

    /// Hears from now on when what can be promised of people changes.
    func stays(_ session: VisitorSession) {
        sessions.withLock { $0[ObjectIdentifier(session)] = session }
    }

    func leaves(_ session: VisitorSession) {
        sessions.withLock { $0[ObjectIdentifier(session)] = nil }
    }

    /// A new connection of a visitor.
    public func session(over wire: any Wire) -> VisitorSession {
        VisitorSession(reception: self, wire: wire)
    }

    struct Arrival {
        let welcome: VisitorWelcome
        /// The client's history is this one, and not ahead of it.
        let isKnownHistory: Bool
    }

    func arrive(_ hello: VisitorHello) async throws(Refusal) -> Arrival {
        let signed = try signedVisitor(hello)
        guard let token = hello.token else { return try await openConversation(hello, signed: signed) }
        guard let pass = surroundings.tokens.read(token) else { throw Refusal(.unauthorized) }
        let (visitor, conversation) = (pass.visitor, pass.conversation)
        let head: SequenceNumber
        let state: DialogState
        do throws(StoreError) {
            head = try await store.history(of: conversation, after: SequenceNumber(Int.max), limit: 1).head
            state = try await lanes.state(of: conversation)
        } catch {
            throw Refusal(.unavailable, retryAfter: .seconds(2))
        }
        // A token of a conversation that this store does not know: the history it belongs to is another.
        guard head > .start else { return try await openConversation(hello, of: visitor, signed: signed) }
        // Whoever knew the token before its owner was known is not let in by it any more (`security.md`, check 21).
        guard pass.isOfKnown || signed != nil || state.signed.isEmpty else { return try await openConversation(hello) }
        if let signed, !state.knows(signed) { _ = try await lanes.take(.identified(signed), in: conversation) }
        let level = shelf.current.machine.identity(of: state, at: surroundings.now())
        await welcomeBack(to: conversation, head: head)
        let isKnown = hello.last == .start || (hello.epoch == store.logEpoch && hello.last <= head)
        return Arrival(
            welcome: welcome(
                visitor, conversation,
                token: surroundings.tokens.token(
                    for: visitor, in: conversation, isOfKnown: signed != nil || !state.signed.isEmpty), head: head,
                identity: signed == nil ? level : max(level, .signed)),
            isKnownHistory: isKnown)
    }

    /// Who was away for a while hears what is open; the catching up that follows brings it. A page that is only loaded
    /// again changes nothing, and nobody is kept out because this did not work.
    private func welcomeBack(to conversation: ConversationID, head: SequenceNumber) async {
        let before = SequenceNumber(head.rawValue - 1)
        guard let last = try? await store.history(of: conversation, after: before, limit: 1).records.last,
            surroundings.now() - last.at >= shelf.current.playbook.assistant.limits.returning
        else { return }
        _ = try? await lanes.take(.returned(nil), in: conversation)
    }

    /// - Parameters:
    ///   - holder: whose token came with it.
    ///   - signed: who it is, when the site has signed that; it goes before the token.
    func openConversation(
        _ hello: VisitorHello, of holder: VisitorID? = nil, signed: SignedVisitor? = nil
    ) async throws(Refusal) -> Arrival {
        let known = signed.flatMap { signatures?.visitor(for: $0.subject) } ?? holder
        let identity: IdentityLevel = signed != nil ? .signed : holder != nil ? .session : .anonymous
        let visitor = known ?? VisitorID(surroundings.freshName())
        let earlier = known == nil ? nil : await earlierVisit(of: visitor)
        let conversation = ConversationID(surroundings.freshName())
        let opening = Opening(
            visitor: visitor, channel: "widget", playbook: shelf.current.playbook.version, locale: hello.locale,
            context: hello.context, identity: identity, signed: signed?.attributes ?? [:])
        let receipt = try await lanes.take(.open(opening), in: conversation)
        if let earlier { _ = try? await lanes.take(.returned(earlier), in: conversation) }
        let token = surroundings.tokens.token(for: visitor, in: conversation, isOfKnown: signed != nil)
        return Arrival(
            welcome: welcome(visitor, conversation, token: token, head: receipt.seq, identity: identity),
            isKnownHistory: hello.last == .start)
    }

    /// Where the visitor's last conversation stands. Nobody is kept out because it cannot be read.
    private func earlierVisit(of visitor: VisitorID) async -> EarlierVisit? {
        do throws(StoreError) {
            guard let last = try await store.conversations(of: visitor, limit: 1).first else { return nil }
            let state = try await lanes.log(of: last).state
            return shelf.current.machine.visit(of: state, at: surroundings.now())
        } catch {
            return nil
        }
    }

    private func welcome(
        _ visitor: VisitorID, _ conversation: ConversationID, token: String, head: SequenceNumber,
        identity: IdentityLevel
    ) -> VisitorWelcome {
        let assistant = shelf.current.playbook.assistant
        return VisitorWelcome(
            conversation: conversation, visitor: visitor, token: token, epoch: store.logEpoch, head: head,
            heartbeat: heartbeat, assistant: assistant.name, company: assistant.company, identity: identity)
    }
}
