public import Vocabulary

/// Durable memory, at domain operations. Every store obeys one contract (`StoreContract` in the tests):
/// one gap-free sequence a conversation, a turn all or nothing, a client message once, a business key once.
public protocol ConversationStore: Sendable {
    /// Names this unbroken history; another after a restore.
    var logEpoch: LogEpoch { get }

    /// Up to `limit` events after `seq`, in order; the head of an unknown conversation is `.start`.
    func history(of conversation: ConversationID, after seq: SequenceNumber, limit: Int) async throws(StoreError)
        -> History

    /// One turn, durable when this returns.
    func commit(_ commit: Commit) async throws(StoreError) -> CommitResult

    /// Effects that are due and not leased, now leased until `now + lease`; oldest first.
    func claimEffects(limit: Int, lease: TimeSpan, now: Timestamp) async throws(StoreError) -> [OutboxJob]

    /// What became of a leased effect. Ignored when the lease was lost to another runner.
    func settle(_ job: OutboxJob, as outcome: OutboxOutcome, now: Timestamp) async throws(StoreError)

    /// An effect that waits for its time, or for a word from outside, is due at once; one that has ended is left alone.
    /// - Returns: `false`: it is leased and stays as it is, so whoever holds it may yet park it.
    @discardableResult
    func hasten(_ effect: EffectID) async throws(StoreError) -> Bool

    /// Results that some conversation has not yet taken into its log.
    func undeliveredResults(limit: Int) async throws(StoreError) -> [DeliverableResult]

    /// Effects given up, or whose outcome nobody knows: for a person.
    func deadEffects(limit: Int) async throws(StoreError) -> [DeadEffect]

    /// Timers due at `now`, earliest first. A timer is gone when a commit lists it as fired or cancels it.
    func dueTimers(now: Timestamp, limit: Int) async throws(StoreError) -> [DueTimer]

    /// When the next timer or delayed effect is due; `nil` when nothing waits.
    func nextDue() async throws(StoreError) -> Timestamp?

    /// Everyone waiting for a person, highest priority first, then the longest waiting.
    func waiting(limit: Int) async throws(StoreError) -> [QueueEntry]

    /// Conversations an agent holds.
    func conversations(heldBy agent: AgentID) async throws(StoreError) -> [ConversationID]

    /// Every conversation that some agent holds.
    func heldConversations() async throws(StoreError) -> [HeldConversation]

    /// A visitor's conversations, the latest begun first.
    func conversations(of visitor: VisitorID, limit: Int) async throws(StoreError) -> [ConversationID]

    /// Conversations that are over, the latest changed first.
    func endedConversations(limit: Int) async throws(StoreError) -> [ConversationID]

    /// Every conversation's events after a place, in the order in which they were committed: for whoever follows the
    /// whole house. A position that was read once stays valid for good.
    func log(after position: LogPosition, limit: Int) async throws(StoreError) -> [LoggedEvent]

    /// The place of the last event.
    func logEnd() async throws(StoreError) -> LogPosition

    /// Appends to a journal, durable when this returns. `image`: what the journal has led to with these entries; what
    /// came before it is read no more.
    func append(_ entries: [JournalEntry], to journal: JournalName, image: [UInt8]?) async throws(StoreError)

    /// A journal from its last image on, with what commits carried, in the order in which it was written; empty when
    /// nobody ever wrote in it.
    func journal(_ name: JournalName) async throws(StoreError) -> Journal

    /// Agents' accounts.
    func account(named name: String) async throws(StoreError) -> AgentAccount?
    func account(_ agent: AgentID) async throws(StoreError) -> AgentAccount?
    /// Creates or replaces.
    func save(_ account: AgentAccount) async throws(StoreError)

    /// Flushes what is pending and closes; every later call throws `.closed`.
    func close() async
}
