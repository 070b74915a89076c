public import Vocabulary

/// The port without a disk: for tests, the REPL and `serve` without a file. Forgets everything at the end.
public actor InMemoryStore: ConversationStore {
    public nonisolated let logEpoch: LogEpoch

    private var conversations: [ConversationID: MemoryConversation] = [:]
    private var outbox = MemoryOutbox()
    private var timers: [TimerPlace: Timestamp] = [:]
    private var queue: [EscalationID: QueueEntry] = [:]
    private var accounts: [AgentID: AgentAccount] = [:]
    private var visits: [VisitorID: [ConversationID]] = [:]
    private var journals: [JournalName: Journal] = [:]
    private var order: [(conversation: ConversationID, seq: SequenceNumber)] = []
    private var isClosed = false

    public init(logEpoch: LogEpoch = "memory") {
        self.logEpoch = logEpoch
    }

    public func history(of conversation: ConversationID, after seq: SequenceNumber, limit: Int)
        async throws(StoreError) -> History
    {
        try checkOpen()
        return conversations[conversation]?.history(after: seq, limit: limit) ?? History(records: [], head: .start)
    }

    public func commit(_ commit: Commit) async throws(StoreError) -> CommitResult {
        try checkOpen()
        var conversation = conversations[commit.conversation] ?? MemoryConversation()
        if let earlier = conversation.earlierResult(of: commit) { return earlier }
        guard commit.expected == conversation.head else { return .stale(head: conversation.head) }

        // Everything that can refuse the turn works on copies, so that a refused turn leaves nothing.
        var outbox = outbox
        if let settlement = commit.settlement {
            guard outbox.settle(settlement.job, as: settlement.outcome) else { return .leaseLost }
        }
        try conversation.append(commit)
        try outbox.take(commit)
        for number in commit.expected.rawValue..<conversation.head.rawValue {
            order.append((commit.conversation, SequenceNumber(number + 1)))
        }
        conversations[commit.conversation] = conversation
        self.outbox = outbox
        settleTimersAndQueue(commit)
        if case .opened(let opening)? = commit.entries.first?.event, commit.expected == .start {
            visits[opening.visitor, default: []].append(commit.conversation)
        }
        keep(commit.floor, in: .floor)
        return .written(head: conversation.head)
    }

    public func claimEffects(limit: Int, lease: TimeSpan, now: Timestamp) async throws(StoreError) -> [OutboxJob] {
        try checkOpen()
        return outbox.claim(limit: limit, lease: lease, now: now)
    }

    public func settle(_ job: OutboxJob, as outcome: OutboxOutcome, now: Timestamp) async throws(StoreError) {
        try checkOpen()
        outbox.settle(job, as: outcome)
    }

    public func hasten(_ effect: EffectID) async throws(StoreError) -> Bool {
        try checkOpen()
        return outbox.hasten(effect)
    }

    public func undeliveredResults(limit: Int) async throws(StoreError) -> [DeliverableResult] {
        try checkOpen()
        return outbox.undelivered(limit: limit)
    }

    public func deadEffects(limit: Int) async throws(StoreError) -> [DeadEffect] {
        try checkOpen()
        return outbox.dead(limit: limit)
    }

    public func dueTimers(now: Timestamp, limit: Int) async throws(StoreError) -> [DueTimer] {
        try checkOpen()
        let due = timers.filter { $0.value <= now }.map { place, due in
            DueTimer(conversation: place.conversation, timer: place.timer, due: due)
        }
        let ordered = due.sorted {
            ($0.due, $0.conversation, $0.timer) < ($1.due, $1.conversation, $1.timer)
        }
        return Array(ordered.prefix(max(0, limit)))
    }

    public func nextDue() async throws(StoreError) -> Timestamp? {
        try checkOpen()
        return [timers.values.min(), outbox.nextReady].compactMap(\.self).min()
    }

    public func waiting(limit: Int) async throws(StoreError) -> [QueueEntry] {
        try checkOpen()
        let ordered = queue.values.sorted { left, right in
            (-left.escalation.priority, left.escalation.waitingSince, left.escalation.id)
                < (-right.escalation.priority, right.escalation.waitingSince, right.escalation.id)
        }
        return Array(ordered.prefix(max(0, limit)))
    }

    public func conversations(heldBy agent: AgentID) async throws(StoreError) -> [ConversationID] {
        try checkOpen()
        return conversations.filter { $0.value.holder == .agent(agent) }.map(\.key).sorted()
    }

    public func heldConversations() async throws(StoreError) -> [HeldConversation] {
        try checkOpen()
        let held = conversations.compactMap { id, conversation -> HeldConversation? in
            guard case .agent(let agent) = conversation.holder else { return nil }
            return HeldConversation(conversation: id, agent: agent)
        }
        return held.sorted { $0.conversation < $1.conversation }
    }

    public func conversations(of visitor: VisitorID, limit: Int) async throws(StoreError) -> [ConversationID] {
        try checkOpen()
        return Array((visits[visitor] ?? []).reversed().prefix(max(0, limit)))
    }

    public func endedConversations(limit: Int) async throws(StoreError) -> [ConversationID] {
        try checkOpen()
        var seen: Set<ConversationID> = []
        let latest = order.reversed().map(\.conversation).filter { seen.insert($0).inserted }
        return Array(latest.filter { self.conversations[$0]?.holder == .nobody }.prefix(max(0, limit)))
    }

    public func logEnd() async throws(StoreError) -> LogPosition {
        try checkOpen()
        return LogPosition(Int64(order.count))
    }

    public func log(after position: LogPosition, limit: Int) async throws(StoreError) -> [LoggedEvent] {
        try checkOpen()
        let first = Int(clamping: max(0, position.rawValue))
        let rest = order.dropFirst(first).prefix(max(0, limit))
        return rest.enumerated().compactMap { index, place in
            guard let record = conversations[place.conversation]?.record(place.seq) else { return nil }
            let position = LogPosition(Int64(first + index + 1))
            return LoggedEvent(position: position, conversation: place.conversation, record: record)
        }
    }

    public func append(_ entries: [JournalEntry], to journal: JournalName, image: [UInt8]?) async throws(StoreError) {
        try checkOpen()
        keep(entries, in: journal)
        if let image { journals[journal] = Journal(image: image) }
    }

    public func journal(_ name: JournalName) async throws(StoreError) -> Journal {
        try checkOpen()
        return journals[name] ?? Journal()
    }

    public func account(named name: String) async throws(StoreError) -> AgentAccount? {
        try checkOpen()
        return accounts.values.first { $0.name == name }
    }

    public func account(_ agent: AgentID) async throws(StoreError) -> AgentAccount? {
        try checkOpen()
        return accounts[agent]
    }

    public func save(_ account: AgentAccount) async throws(StoreError) {
        try checkOpen()
        guard !accounts.values.contains(where: { $0.name == account.name && $0.id != account.id }) else {
            throw .rejected("another agent signs in as '\(account.name)'")
        }
        accounts[account.id] = account
    }

    public func close() async {
        isClosed = true
    }

    private func keep(_ entries: [JournalEntry], in name: JournalName) {
        guard !entries.isEmpty else { return }
        let journal = journals[name] ?? Journal()
        journals[name] = Journal(image: journal.image, entries: journal.entries + entries)
    }

    private func checkOpen() throws(StoreError) {
        guard !isClosed else { throw .closed }
    }

    private func settleTimersAndQueue(_ commit: Commit) {
        if let fired = commit.fired {
            timers[TimerPlace(conversation: commit.conversation, timer: fired)] = nil
        }
        for effect in commit.effects {
            switch effect {
            case .run: break
            case .wake(let timer, let at):
                timers[TimerPlace(conversation: commit.conversation, timer: timer)] = at
            case .cancelWake(let timer):
                timers[TimerPlace(conversation: commit.conversation, timer: timer)] = nil
            case .enqueue(let escalation):
                queue[escalation.id] = QueueEntry(conversation: commit.conversation, escalation: escalation)
            case .dequeue(let escalation, claimedBy: _):
                queue[escalation] = nil
            }
        }
    }
}

/// Timers of one conversation do not meet those of another.
private struct TimerPlace: Hashable {
    let conversation: ConversationID
    let timer: TimerID
}
