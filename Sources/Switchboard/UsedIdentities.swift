internal import ChatProtocol
internal import Store
internal import Vocabulary

/// The sites' signed tokens that somebody came in with and that are still good: one that was copied opens nothing
/// (`security.md`, check 19), also after a restart.
final class UsedIdentities: Sendable {
    /// Tokens that are good at once, at most: 13 new ones a second for an hour.
    static let bound = 50_000

    private let book: JournaledMachine<UsedTokens>
    private let now: @Sendable () -> Timestamp
    private let restore: RestoredOnce

    init(store: any ConversationStore, now: @escaping @Sendable () -> Timestamp) {
        let book = JournaledMachine<UsedTokens>("identities", store: store, now: now)
        self.book = book
        restore = RestoredOnce { try await book.restore() }
        self.now = now
    }

    /// Who comes with a token again is let in when it is the same page, or when it holds the key to the conversation
    /// that the token opened. Durable when it returns.
    ///
    /// - Parameters:
    ///   - mark: of the page, where it told a secret.
    ///   - held: the conversation that a valid token of ours names.
    func use(
        _ visitor: SignedVisitor, for conversation: ConversationID, mark: String?, held: ConversationID?
    ) async throws(Refusal) {
        let use = UsedTokens.Use(
            name: visitor.tokenName, conversation: conversation, mark: mark, until: visitor.expires)
        let moment = now()
        let verdict: Result<Void, Refusal>
        do throws(StoreError) {
            try await restore()
            verdict = try await book.change(refusing: Refusal.self) { book throws(Refusal) in
                guard let earlier = book.standing(use.name, at: moment) else {
                    guard let wait = book.wait(at: moment) else { return ([use], ()) }
                    throw Refusal(.busy, retryAfter: wait)
                }
                let isSamePage = mark != nil && earlier.mark == mark
                guard isSamePage || earlier.conversation == held else {
                    throw Refusal(.unauthorized, "'identity' was used already: sign a new one for each page.")
                }
                return ([], ())
            }
        } catch {
            throw Refusal(.unavailable, retryAfter: .seconds(2))
        }
        try verdict.get()
    }
}

/// Which tokens were used, by their names.
struct UsedTokens: JournaledState {
    struct Use: Codable, Sendable {
        let name: String
        let conversation: ConversationID
        let mark: String?
        let until: Timestamp
    }

    private var uses: [String: Use] = [:]
    /// In the order in which they were used.
    private var names: [String] = []

    init() {}

    mutating func apply(_ use: Use, at moment: Timestamp) {
        let over = names.prefix { uses[$0].map { $0.until <= moment } ?? true }.count
        for name in names.prefix(over) { uses[name] = nil }
        names.removeFirst(over)
        uses[use.name] = use
        names.append(use.name)
    }

    func standing(_ name: String, at moment: Timestamp) -> Use? {
        uses[name].flatMap { $0.until > moment ? $0 : nil }
    }

    /// How long until there is room for one more; `nil` where there is.
    func wait(at moment: Timestamp) -> TimeSpan? {
        guard names.count >= UsedIdentities.bound, let oldest = names.first.flatMap({ uses[$0] }),
            oldest.until > moment
        else { return nil }
        return oldest.until - moment
    }
}
