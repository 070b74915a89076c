public import Logging
public import Store
public import Vocabulary

/// Listens to what customers say, in the background: two weeks of the log, and what is said in reviews and posts. It
/// keeps nothing of its own; after a start it reads those weeks again, at its leisure.
public actor VoiceDesk {
    /// Events read before somebody else may have the processor.
    private static let page = 100

    private let store: any ConversationStore
    private let reporter: Reporter
    private let log: Logger
    private let now: @Sendable () -> Timestamp
    private var listening: VoiceListening
    private var isListening = false

    /// - Parameter meaning: a sentence's vector, where there is an encoder.
    public init(
        store: any ConversationStore, reporter: Reporter, rules: ReportRules, log: Logger,
        now: @escaping @Sendable () -> Timestamp, meaning: @escaping @Sendable (String) -> [Float]? = { _ in nil }
    ) {
        self.store = store
        self.reporter = reporter
        self.log = log
        self.now = now
        listening = VoiceListening(rules: rules, meaning: meaning)
    }

    /// Until cancelled.
    public func run() async {
        while !Task.isCancelled {
            do throws(StoreError) {
                if try await follow() {
                    await Task.yield()
                    continue
                }
            } catch {
                log.info("the digest waits for the store: \(error)")
            }
            try? await Task.sleep(for: .seconds(5))
        }
    }

    public func catchUp() async throws(StoreError) {
        while try await follow() {}
    }

    @discardableResult
    public func follow() async throws(StoreError) -> Bool {
        if !isListening {
            // Before that, nobody knows where in the log those weeks begin.
            guard await reporter.progress.isAtEnd else { return false }
            listening.position = try await reporter.start(of: VoiceListening.firstDay(at: now()))
            isListening = true
        }
        let after = listening.position
        let page = try await store.log(after: after, limit: Self.page)
        // Somebody else may have read it meanwhile.
        if listening.position == after { listening.take(page) }
        listening.take(await reporter.heard(after: listening.lastNote))
        return !page.isEmpty
    }

    /// What was said this week, as far as it has been read.
    public func digest(limit: Int = 10) async -> DigestReport {
        let alerts = await reporter.alerts().cards
        return listening.digest(alerts: alerts, at: now(), limit: limit)
    }
}
