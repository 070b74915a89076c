internal import Foundation
public import Logging
public import PlaybookModel
public import Store
public import Understanding
public import Vocabulary

/// What the knowledge base does not know, by a quarter of a year of the log.
public actor KnowledgeDesk {
    /// What was worked out is shown for so long, whatever happens meanwhile.
    private static let freshness = TimeSpan.seconds(5)

    private let playbook: @Sendable () -> Playbook
    private let encoder: (any SentenceEncoder)?
    private let now: @Sendable () -> Timestamp
    private let follower: LogFollower<KnowledgeListening>
    private var latest: (report: KnowledgeReport, version: PlaybookVersion)?
    private var atWork: Task<KnowledgeReport, Never>?

    /// - Parameters:
    ///   - playbook: as it is at the moment.
    ///   - encoder: knows what questions mean; without it letters have to do.
    public init(
        store: any ConversationStore, reporter: Reporter, playbook: @escaping @Sendable () -> Playbook,
        encoder: (any SentenceEncoder)?, log: Logger, now: @escaping @Sendable () -> Timestamp
    ) {
        self.playbook = playbook
        self.encoder = encoder
        self.now = now
        follower = LogFollower(
            KnowledgeListening(), store: store, reporter: reporter, page: 200, log: log, now: now)
    }

    /// Until cancelled.
    public func run() async {
        await follower.run(as: "the report of gaps", pause: .seconds(2))
    }

    public func catchUp() async throws(StoreError) {
        try await follower.catchUp()
    }

    /// As far as it has been read, and at most a few moments old.
    public func report() async -> KnowledgeReport {
        let playbook = playbook()
        if let latest, now() - latest.report.at < Self.freshness, latest.version == playbook.version {
            return latest.report
        }
        if let atWork { return await atWork.value }
        let moment = now()
        let task = Task { [follower, encoder] in
            let listening = await follower.listening
            return await Self.working { KnowledgeReport(listening, of: playbook, encoder: encoder, at: moment) }
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
