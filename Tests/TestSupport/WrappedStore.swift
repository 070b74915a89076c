public import Store
public import Vocabulary

/// Does what the store behind it does, but for what it says itself.
public protocol WrappedStore: ConversationStore {
    var store: any ConversationStore { get }
}

extension WrappedStore {
    public var logEpoch: LogEpoch { store.logEpoch }

    public func commit(_ commit: Commit) async throws(StoreError) -> CommitResult { try await store.commit(commit) }

    public func history(of conversation: ConversationID, after seq: SequenceNumber, limit: Int) async throws(StoreError)
        -> History
    {
        try await store.history(of: conversation, after: seq, limit: limit)
    }

    public func log(after position: LogPosition, limit: Int) async throws(StoreError) -> [LoggedEvent] {
        try await store.log(after: position, limit: limit)
    }

    public func logEnd() async throws(StoreError) -> LogPosition { try await store.logEnd() }

    public func claimEffects(limit: Int, lease: TimeSpan, now: Timestamp) async throws(StoreError) -> [OutboxJob] {
        try await store.claimEffects(limit: limit, lease: lease, now: now)
    }

    public func settle(_ job: OutboxJob, as outcome: OutboxOutcome, now: Timestamp) async throws(StoreError) {
        try await store.settle(job, as: outcome, now: now)
    }

    public func hasten(_ effect: EffectID) async throws(StoreError) -> Bool { try await store.hasten(effect) }

    public func undeliveredResults(limit: Int) async throws(StoreError) -> [DeliverableResult] {
        try await store.undeliveredResults(limit: limit)
    }

    public func deadEffects(limit: Int) async throws(StoreError) -> [DeadEffect] {
        try await store.deadEffects(limit: limit)
    }

    public func dueTimers(now: Timestamp, limit: Int) async throws(StoreError) -> [DueTimer] {
        try await store.dueTimers(now: now, limit: limit)
    }

    public func nextDue() async throws(StoreError) -> Timestamp? { try await store.nextDue() }
    public func waiting(limit: Int) async throws(StoreError) -> [QueueEntry] { try await store.waiting(limit: limit) }

    public func conversations(heldBy agent: AgentID) async throws(StoreError) -> [ConversationID] {
        try await store.conversations(heldBy: agent)
    }

    public func conversations(of visitor: VisitorID, limit: Int) async throws(StoreError) -> [ConversationID] {
        try await store.conversations(of: visitor, limit: limit)
    }

    public func endedConversations(limit: Int) async throws(StoreError) -> [ConversationID] {
        try await store.endedConversations(limit: limit)
    }

    public func heldConversations() async throws(StoreError) -> [HeldConversation] {
        try await store.heldConversations()
    }

    public func append(_ entries: [JournalEntry], to journal: JournalName, image: [UInt8]?) async throws(StoreError) {
        try await store.append(entries, to: journal, image: image)
    }

    public func journal(_ name: JournalName) async throws(StoreError) -> Journal { try await store.journal(name) }
    public func account(named name: String) async throws(StoreError) -> AgentAccount? {
        try await store.account(named: name)
    }
    public func account(_ agent: AgentID) async throws(StoreError) -> AgentAccount? { try await store.account(agent) }
    public func save(_ account: AgentAccount) async throws(StoreError) { try await store.save(account) }
    public func close() async { await store.close() }
}
