import Store
import Telemetry
import Vocabulary

/// Refuses to write the floor's log while it is told to.
struct StubbornStore: ConversationStore {
    let store: InMemoryStore
    let refusesFloor = Locked(false)

    init(_ store: InMemoryStore) {
        self.store = store
    }

    var logEpoch: LogEpoch { store.logEpoch }

    func append(_ entries: [FloorEntry], image: [UInt8]?) async throws(StoreError) {
        guard !refusesFloor.withLock({ $0 }) else { throw .unavailable("full") }
        try await store.append(entries, image: image)
    }

    func commit(_ commit: Commit) async throws(StoreError) -> CommitResult { try await store.commit(commit) }

    func history(of conversation: ConversationID, after seq: SequenceNumber, limit: Int) async throws(StoreError)
        -> History
    {
        try await store.history(of: conversation, after: seq, limit: limit)
    }

    func claimEffects(limit: Int, lease: TimeSpan, now: Timestamp) async throws(StoreError) -> [OutboxJob] {
        try await store.claimEffects(limit: limit, lease: lease, now: now)
    }

    func settle(_ job: OutboxJob, as outcome: OutboxOutcome, now: Timestamp) async throws(StoreError) {
        try await store.settle(job, as: outcome, now: now)
    }

    func undeliveredResults(limit: Int) async throws(StoreError) -> [DeliverableResult] {
        try await store.undeliveredResults(limit: limit)
    }

    func deadEffects(limit: Int) async throws(StoreError) -> [DeadEffect] { try await store.deadEffects(limit: limit) }

    func dueTimers(now: Timestamp, limit: Int) async throws(StoreError) -> [DueTimer] {
        try await store.dueTimers(now: now, limit: limit)
    }

    func nextDue() async throws(StoreError) -> Timestamp? { try await store.nextDue() }
    func waiting(limit: Int) async throws(StoreError) -> [QueueEntry] { try await store.waiting(limit: limit) }

    func conversations(heldBy agent: AgentID) async throws(StoreError) -> [ConversationID] {
        try await store.conversations(heldBy: agent)
    }

    func conversations(of visitor: VisitorID, limit: Int) async throws(StoreError) -> [ConversationID] {
        try await store.conversations(of: visitor, limit: limit)
    }

    func heldConversations() async throws(StoreError) -> [HeldConversation] { try await store.heldConversations() }
    func floorLog() async throws(StoreError) -> FloorLog { try await store.floorLog() }
    func account(named name: String) async throws(StoreError) -> AgentAccount? { try await store.account(named: name) }
    func account(_ agent: AgentID) async throws(StoreError) -> AgentAccount? { try await store.account(agent) }
    func save(_ account: AgentAccount) async throws(StoreError) { try await store.save(account) }
    func close() async { await store.close() }
}
