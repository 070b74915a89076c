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
    private let used: UsedIdentities
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
        used = UsedIdentities(store: store, now: surroundings.now)
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
        /// When it was last proved who the visitor is.
        let proved: SequenceNumber
        /// The client's history is this one, and not ahead of it.
        let isKnownHistory: Bool
    }

    func arrive(_ hello: VisitorHello) async throws(Refusal) -> Arrival {
        let signed = try signedVisitor(hello)
        guard let token = hello.token else { return try await openConversation(hello, signed: signed) }
        guard let pass = surroundings.tokens.read(token) else { throw Refusal(.unauthorized) }
        let conversation = pass.conversation
        let (head, state) = try await present(of: conversation)
        // A token of a conversation that this store does not know: the history it belongs to is another.
        guard head > .start else { return try await openConversation(hello, of: pass.visitor, signed: signed) }
        var proved = machine(of: conversation).identityProved(in: state)
        // Whoever knew the token before its owner was known is not let in by it any more (`security.md`, check 21).
        let isValid = pass.proved >= proved
        if !isValid, signed?.subject != state.signed["id"] || signed == nil {
            let isProver = try await hasProved(mark(of: hello), in: conversation, at: proved)
            guard isProver else {
                guard signed != nil else { throw Refusal(.unauthorized) }
                return try await openConversation(hello, signed: signed)
            }
        }
        if let signed {
            proved = try await admit(signed, with: mark(of: hello), to: state, held: isValid) ?? proved
        }
        await welcomeBack(to: conversation, head: head)
        let isKnown = hello.last == .start || (hello.epoch == store.logEpoch && hello.last <= head)
        return try await arrival(
            hello, VisitorPass(visitor: pass.visitor, conversation: conversation, proved: proved), head: head,
            isKnownHistory: isKnown)
    }

    /// Where it was written down, when it was news.
    /// - Parameter held: by a token that is valid.
    private func admit(
        _ signed: SignedVisitor, with mark: String?, to state: DialogState, held: Bool
    ) async throws(Refusal) -> SequenceNumber? {
        let conversation = state.conversation
        // Another's conversation: refused in its lane, and their own token is not used up by it.
        if state.signed["id"].map({ $0 == signed.subject }) ?? true {
            try await used.use(signed, for: conversation, mark: mark, held: held ? conversation : nil)
        }
        guard !state.knows(signed) else { return nil }
        return try await lanes.take(.identified(signed), in: conversation).seq
    }

    func mark(of hello: VisitorHello) -> String? {
        hello.secret.map { surroundings.tokens.mark(of: $0) }
    }

    func machine(of conversation: ConversationID) -> DialogMachine {
        shelf.edition(for: conversation).machine
    }

    /// Did a page with this mark say the lines that proved it?
    private func hasProved(
        _ mark: String?, in conversation: ConversationID, at seq: SequenceNumber
    ) async throws(Refusal) -> Bool {
        guard let mark else { return false }
        do throws(StoreError) {
            let records = try await lanes.log(of: conversation).records
            return VisitorProof(at: seq, in: records, machine(of: conversation)).isBy { $0.bears(mark) }
        } catch {
            throw Refusal(.unavailable, retryAfter: .seconds(2))
        }
    }

    private func present(
        of conversation: ConversationID
    ) async throws(Refusal) -> (head: SequenceNumber, state: DialogState) {
        do throws(StoreError) {
            let head = try await store.history(of: conversation, after: SequenceNumber(Int.max), limit: 1).head
            return (head, try await lanes.state(of: conversation))
        } catch {
            throw Refusal(.unavailable, retryAfter: .seconds(2))
        }
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
        if let signed { try await used.use(signed, for: conversation, mark: mark(of: hello), held: nil) }
        let opening = Opening(
            visitor: visitor, channel: "widget", playbook: shelf.current.playbook.version, locale: hello.locale,
            context: hello.context, identity: identity, signed: signed?.attributes ?? [:])
        let receipt = try await lanes.take(.open(opening), in: conversation)
        if let earlier { _ = try? await lanes.take(.returned(earlier), in: conversation) }
        let pass = VisitorPass(
            visitor: visitor, conversation: conversation, proved: signed == nil ? .start : .start.next)
        return try await arrival(hello, pass, head: receipt.seq, isKnownHistory: hello.last == .start)
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

    /// The token says no more than what was known when it was decided to let them in.
    private func arrival(
        _ hello: VisitorHello, _ pass: VisitorPass, head: SequenceNumber, isKnownHistory: Bool
    ) async throws(Refusal) -> Arrival {
        let level: IdentityLevel
        do throws(StoreError) {
            level = machine(of: pass.conversation).identity(
                of: try await lanes.state(of: pass.conversation), at: surroundings.now())
        } catch {
            throw Refusal(.unavailable, retryAfter: .seconds(2))
        }
        let assistant = shelf.current.playbook.assistant
        let welcome = VisitorWelcome(
            conversation: pass.conversation, visitor: pass.visitor, token: surroundings.tokens.token(for: pass),
            epoch: store.logEpoch, head: head, heartbeat: heartbeat, assistant: assistant.name,
            company: assistant.company, identity: level, mark: mark(of: hello))
        return Arrival(welcome: welcome, proved: pass.proved, isKnownHistory: isKnownHistory)
    }
}
