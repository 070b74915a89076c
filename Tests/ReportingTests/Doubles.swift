import Reporting
import Store
import Vocabulary

/// Somebody who is told.
actor Channel: AlertChannel {
    nonisolated let name: String
    private(set) var told: [AlertNotice] = []
    private var isDeaf: Bool
    private let forGood: Bool

    /// - Parameter forGood: what it does not hear it never wants to.
    init(_ name: String = "webhook", isDeaf: Bool = false, forGood: Bool = false) {
        self.name = name
        self.isDeaf = isDeaf
        self.forGood = forGood
    }

    func hear() { isDeaf = false }

    func tell(_ notice: AlertNotice) async throws(AlertChannelFault) {
        guard !isDeaf else { throw AlertChannelFault("nobody listens", isPassing: !forGood) }
        told.append(notice)
    }
}

/// A store whose log is another's and whose journals are its own: for a second reader.
typealias InMemoryStoreMirror = Moody

/// A store that refuses to write journals when told to.
actor Moody: ConversationStore {
    private let log: any ConversationStore
    private let journals = InMemoryStore()
    private var refuses = false

    init(_ log: any ConversationStore) {
        self.log = log
    }

    func refuse(_ refuses: Bool) { self.refuses = refuses }

    nonisolated var logEpoch: LogEpoch { log.logEpoch }

    func append(_ entries: [JournalEntry], to journal: JournalName, image: [UInt8]?) async throws(StoreError) {
        guard !refuses else { throw .busy }
        try await journals.append(entries, to: journal, image: image)
    }

    func journal(_ name: JournalName) async throws(StoreError) -> Journal { try await journals.journal(name) }

    func log(after position: LogPosition, limit: Int) async throws(StoreError) -> [LoggedEvent] {
        try await log.log(after: position, limit: limit)
    }

    func logEnd() async throws(StoreError) -> LogPosition { try await log.logEnd() }

    func history(of conversation: ConversationID, after seq: SequenceNumber, limit: Int) async throws(StoreError)
        -> History
    {
        try await log.history(of: conversation, after: seq, limit: limit)
    }

    func commit(_ commit: Commit) async throws(StoreError) -> CommitResult { try await log.commit(commit) }

    func claimEffects(limit: Int, lease: TimeSpan, now: Timestamp) async throws(StoreError) -> [OutboxJob] { [] }
    func settle(_ job: OutboxJob, as outcome: OutboxOutcome, now: Timestamp) async throws(StoreError) {}
    func hasten(_ effect: EffectID) async throws(StoreError) -> Bool { true }
    func undeliveredResults(limit: Int) async throws(StoreError) -> [DeliverableResult] { [] }
    func deadEffects(limit: Int) async throws(StoreError) -> [DeadEffect] { [] }
    func dueTimers(now: Timestamp, limit: Int) async throws(StoreError) -> [DueTimer] { [] }
    func nextDue() async throws(StoreError) -> Timestamp? { nil }
    func waiting(limit: Int) async throws(StoreError) -> [QueueEntry] { [] }
    func conversations(heldBy agent: AgentID) async throws(StoreError) -> [ConversationID] { [] }
    func heldConversations() async throws(StoreError) -> [HeldConversation] { [] }
    func conversations(of visitor: VisitorID, limit: Int) async throws(StoreError) -> [ConversationID] { [] }
    func endedConversations(limit: Int) async throws(StoreError) -> [ConversationID] { [] }
    func account(named name: String) async throws(StoreError) -> AgentAccount? { nil }
    func account(_ agent: AgentID) async throws(StoreError) -> AgentAccount? { nil }
    func save(_ account: AgentAccount) async throws(StoreError) {}
    func close() async {}
}
