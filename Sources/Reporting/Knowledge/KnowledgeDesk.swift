internal import Foundation
public import Logging
public import PlaybookModel
public import Store
public import Understanding
public import Vocabulary

/// Follows the log for what the knowledge base does not know, in the background: a quarter of a year of it. It keeps
/// nothing of its own; after a start it reads those weeks again, at its leisure.
public actor KnowledgeDesk {
    /// Events read before somebody else may have the processor.
    private static let page = 200
    /// Days that are read: those that count as recent, and twice as many to compare them with.
    private static let reach: Int64 = 90
    /// What was worked out is shown for so long, whatever happens meanwhile.
    private static let freshness = TimeSpan.seconds(5)

    private let store: any ConversationStore
    private let reporter: Reporter
    private let playbook: @Sendable () -> Playbook
    private let encoder: (any SentenceEncoder)?
    private let log: Logger
    private let now: @Sendable () -> Timestamp
    private var listening = KnowledgeListening()
    private var isListening = false
    private var latest: (report: KnowledgeReport, version: PlaybookVersion)?
    private var atWork: Task<KnowledgeReport, Never>?

    /// - Parameters:
    ///   - playbook: as it is at the moment.
    ///   - encoder: knows what questions mean; without it letters have to do.
    public init(
        store: any ConversationStore, reporter: Reporter, playbook: @escaping @Sendable () -> Playbook,
        encoder: (any SentenceEncoder)?, log: Logger, now: @escaping @Sendable () -> Timestamp
    ) {
        self.store = store
        self.reporter = reporter
        self.playbook = playbook
        self.encoder = encoder
        self.log = log
        self.now = now
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
                log.info("the gaps wait for the store: \(error)")
            }
            try? await Task.sleep(for: .seconds(2))
        }
    }

    public func catchUp() async throws(StoreError) {
        while try await follow() {}
    }

    @discardableResult
    public func follow() async throws(StoreError) -> Bool {
        if !isListening {
            // Before that, nobody knows where in the log those days begin.
            guard await reporter.progress.isAtEnd else { return false }
            let start = try await reporter.start(of: CivilDate(of: now()) + -Self.reach)
            if !isListening { listening.position = start }
            isListening = true
        }
        let after = listening.position
        let page = try await store.log(after: after, limit: Self.page)
        // Somebody else may have read it meanwhile.
        if listening.position == after { listening.take(page) }
        return !page.isEmpty
    }

    /// As far as it has been read, and at most a few moments old.
    public func report() async -> KnowledgeReport {
        let playbook = playbook()
        if let latest, now() - latest.report.at < Self.freshness, latest.version == playbook.version {
            return latest.report
        }
        if let atWork { return await atWork.value }
        let moment = now()
        let task = Task { [listening, encoder] in
            await Self.working { KnowledgeReport(listening, of: playbook, encoder: encoder, at: moment) }
        }
        atWork = task
        let report = await task.value
        latest = (report, playbook.version)
        atWork = nil
        return report
    }

    /// Comparing thousands of questions takes seconds: on a thread of its own, so that turns go on.
    private static func working(_ work: @escaping @Sendable () -> KnowledgeReport) async -> KnowledgeReport {
        await withCheckedContinuation { continuation in
            let thread = Thread { continuation.resume(returning: work()) }
            thread.stackSize = 8 << 20
            thread.qualityOfService = .background
            thread.start()
        }
    }
}
