public import Logging
public import Store
public import Vocabulary

/// Listens to what customers say, in the background: two weeks of the log, and what is said in reviews and posts.
public struct VoiceDesk: Sendable {
    private let reporter: Reporter
    private let now: @Sendable () -> Timestamp
    private let follower: LogFollower<VoiceListening>

    /// - Parameter meaning: a sentence's vector, where there is an encoder.
    public init(
        store: any ConversationStore, reporter: Reporter, rules: ReportRules, log: Logger,
        now: @escaping @Sendable () -> Timestamp, meaning: @escaping @Sendable (String) -> [Float]? = { _ in nil }
    ) {
        self.reporter = reporter
        self.now = now
        follower = LogFollower(
            VoiceListening(rules: rules, meaning: meaning), store: store, reporter: reporter, page: 100, log: log,
            now: now)
    }

    /// Until cancelled.
    public func run() async {
        await follower.run(as: "the digest", pause: .seconds(5), aside: hear)
    }

    public func catchUp() async throws(StoreError) {
        try await follower.catchUp()
        await hear()
    }

    /// The reporter keeps only the latest of what is said in reviews and posts.
    @Sendable private func hear() async {
        let notes = await reporter.heard(after: follower.listening.lastNote)
        await follower.update { $0.take(notes) }
    }

    /// What was said this week, as far as it has been read.
    public func digest(limit: Int = 10) async -> DigestReport {
        let alerts = await reporter.alerts().cards
        return await follower.listening.digest(alerts: alerts, at: now(), limit: limit)
    }
}
