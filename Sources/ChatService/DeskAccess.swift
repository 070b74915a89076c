internal import Store
internal import Telemetry
internal import Vocabulary

/// Who is signed in at the desk: signed session cookies, one-use tickets for sockets, and slow answers to guessing.
final class DeskAccess: Sendable {
    /// A session ends after 12 hours, or 30 minutes without a sign of life (`security.md`, check 40).
    static let absolute = TimeSpan.hours(12)
    static let idle = TimeSpan.minutes(30)
    static let ticketLife = TimeSpan.seconds(30)

    /// What a session cookie says.
    struct Session: Hashable, Sendable {
        let agent: AgentID
        let generation: Int
        let begun: Timestamp
        let renewed: Timestamp
        let name: String

        var text: String {
            "\(agent.rawValue) \(generation) \(begun.milliseconds) \(renewed.milliseconds) \(name)"
        }

        init(agent: AgentID, generation: Int, begun: Timestamp, renewed: Timestamp, name: String) {
            self.agent = agent
            self.generation = generation
            self.begun = begun
            self.renewed = renewed
            self.name = name
        }

        init?(text: String) {
            let parts = text.split(separator: " ")
            guard parts.count == 5, let generation = Int(parts[1]), let begun = Int64(parts[2]),
                let renewed = Int64(parts[3])
            else { return nil }
            self.init(
                agent: AgentID(String(parts[0])), generation: generation, begun: Timestamp(milliseconds: begun),
                renewed: Timestamp(milliseconds: renewed), name: String(parts[4]))
        }
    }

    private struct Memory {
        var tickets: [String: (session: Session, expires: Timestamp)] = [:]
        var failures: [String: (count: Int, last: Timestamp)] = [:]
    }

    private let memory = Locked(Memory())
    private let store: any ConversationStore
    private let key: SigningKey
    private let factors: SecondFactors
    private let ended: EndedSessions
    private let now: @Sendable () -> Timestamp

    init(store: any ConversationStore, key: SigningKey, now: @escaping @Sendable () -> Timestamp) {
        self.store = store
        self.key = key
        factors = SecondFactors(store: store, key: key, now: now)
        ended = EndedSessions(store: store, now: now)
        self.now = now
    }

    enum SignIn: Sendable {
        case welcome(cookie: String, AgentAccount)
        case wrong
        /// The password fits; the code of the authenticator is asked for.
        case codeNeeded
        case wait(TimeSpan)
        case unavailable
    }

    /// Five tries, then growing waits, by name and by address.
    func signIn(name: String, password: String, code: String? = nil, from address: String) async -> SignIn {
        let keys = ["name \(name.lowercased())", "address \(address)"]
        if let wait = waitBeforeNextTry(keys) { return .wait(wait) }
        let account: AgentAccount?
        do throws(StoreError) {
            account = try await store.account(named: name.lowercased())
        } catch {
            return .unavailable
        }
        let fits = await PasswordHash.verify(password, against: account?.passwordHash)
        guard fits, let account else {
            countFailure(keys)
            return .wrong
        }
        do throws(StoreError) {
            switch try await factors.check(code, of: account.id) {
            case .notNeeded, .right: break
            case .missing: return .codeNeeded
            case .wrong:
                countFailure(keys)
                return .wrong
            }
        } catch {
            return .unavailable
        }
        memory.withLock { memory in
            for key in keys { memory.failures[key] = nil }
        }
        let moment = now()
        let session = Session(
            agent: account.id, generation: account.generation, begun: moment, renewed: moment,
            name: FreshName.make())
        return .welcome(cookie: key.sign(session.text, purpose: "desk"), account)
    }

    /// The signed-in agent of a cookie, and the cookie renewed.
    func visit(_ cookie: String?) async -> (account: AgentAccount, session: Session, renewed: String)? {
        guard let session = await session(of: cookie), let account = await account(of: session) else { return nil }
        let renewed = Session(
            agent: session.agent, generation: session.generation, begun: session.begun, renewed: now(),
            name: session.name)
        return (account, renewed, key.sign(renewed.text, purpose: "desk"))
    }

    func session(of cookie: String?) async -> Session? {
        guard let cookie, let text = key.read(cookie, purpose: "desk"), let session = Session(text: text) else {
            return nil
        }
        let moment = now()
        guard moment - session.begun < Self.absolute, moment - session.renewed < Self.idle, await isOpen(session)
        else { return nil }
        return session
    }

    /// Its cookie opens nothing from here on.
    func end(_ session: Session) async throws(StoreError) {
        try await ended.end(session.name, until: session.begun + Self.absolute)
    }

    func ticket(for session: Session) -> String {
        let ticket = FreshName.make()
        let moment = now()
        memory.withLock { memory in
            memory.tickets = memory.tickets.filter { $0.value.expires > moment }
            memory.tickets[ticket] = (session, moment + Self.ticketLife)
        }
        return ticket
    }

    /// Once, within its life.
    func redeem(_ ticket: String) async -> AgentAccount? {
        let found = memory.withLock { $0.tickets.removeValue(forKey: ticket) }
        guard let found, found.expires > now(), await isOpen(found.session) else { return nil }
        return await account(of: found.session)
    }

    /// Of the account as it is now; -1 when it is gone, `nil` when nobody can say.
    func generation(of agent: AgentID) async -> Int? {
        do throws(StoreError) {
            return try await store.account(agent)?.generation ?? -1
        } catch {
            return nil
        }
    }

    /// What nobody can say is no.
    private func isOpen(_ session: Session) async -> Bool {
        guard let isEnded = try? await ended.contains(session.name) else { return false }
        return !isEnded
    }

    private func account(of session: Session) async -> AgentAccount? {
        guard let account = try? await store.account(session.agent), account.generation == session.generation else {
            return nil
        }
        return account
    }

    private func waitBeforeNextTry(_ keys: [String]) -> TimeSpan? {
        let moment = now()
        return memory.withLock { memory in
            let waits = keys.compactMap { key -> TimeSpan? in
                guard let failure = memory.failures[key], failure.count >= 5 else { return nil }
                let pause = TimeSpan.seconds(Int64(1) << Int64(min(failure.count - 5, 9)))
                let left = TimeSpan(milliseconds: pause.milliseconds - (moment - failure.last).milliseconds)
                return left.milliseconds > 0 ? left : nil
            }
            return waits.max()
        }
    }

    private func countFailure(_ keys: [String]) {
        let moment = now()
        memory.withLock { memory in
            if memory.failures.count > 10_000 {
                memory.failures = memory.failures.filter { moment - $0.value.last < .hours(1) }
            }
            for key in keys { memory.failures[key] = ((memory.failures[key]?.count ?? 0) + 1, moment) }
        }
    }
}
