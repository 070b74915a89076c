import Store
import Vocabulary

/// Does what the store behind it does, but for what it says itself.
protocol WrappedStore: ConversationStore {
    var store: InMemoryStore { get }
}

extension WrappedStore {
    var logEpoch: LogEpoch { store.logEpoch }

    func commit(_ commit: Commit) async throws(StoreError) -> CommitResult { try await store.commit(commit) }

    func history(of conversation: ConversationID, after seq: SequenceNumber, limit: Int) async throws(StoreError)
        -> History
    {
        try await store.history(of: conversation, after: seq, limit: limit)
    }

    func log(after position: LogPosition, limit: Int) async throws(StoreError) -> [LoggedEvent] {
        try await store.log(after: position, limit: limit)
    }

    func claimEffects(limit: Int, lease: TimeSpan, now: Timestamp) async throws(StoreError) -> [OutboxJob] {
        try await store.claimEffects(limit: limit, lease: lease, now: now)
    }

    func settle(_ job: OutboxJob, as outcome: OutboxOutcome, now: Timestamp) async throws(StoreError) {
        try await store.settle(job, as: outcome, now: now)
    }

    func hasten(_ effect: EffectID) async throws(StoreError) { try await store.hasten(effect) }

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

    func append(_ entries: [JournalEntry], to journal: JournalName, image: [UInt8]?) async throws(StoreError) {
        try await store.append(entries, to: journal, image: image)
    }

    func journal(_ name: JournalName) async throws(StoreError) -> Journal { try await store.journal(name) }
    func account(named name: String) async throws(StoreError) -> AgentAccount? { try await store.account(named: name) }
    func account(_ agent: AgentID) async throws(StoreError) -> AgentAccount? { try await store.account(agent) }
    func save(_ account: AgentAccount) async throws(StoreError) { try await store.save(account) }
    func close() async { await store.close() }
}
