internal import GRDB
public import Store
public import Vocabulary

extension SQLiteStore {
    public func history(of conversation: ConversationID, after seq: SequenceNumber, limit: Int)
        async throws(StoreError) -> History
    {
        let (head, events) = try await read { db -> (Int, [StoredEvent]) in
            let find = try db.cachedStatement(sql: "SELECT number, head FROM conversations WHERE id = ?")
            guard let found = try Row.fetchOne(find, arguments: [conversation.rawValue]) else { return (0, []) }
            let number: Int64 = found[0]
            let page = try db.cachedStatement(
                sql: """
                    SELECT seq, at, sender, cmid, kind, body FROM events
                    WHERE conversation = ? AND seq > ? ORDER BY seq LIMIT ?
                    """)
            let rows = try Row.fetchCursor(page, arguments: [number, seq.rawValue, max(0, limit)])
            return (found[1], try Array(rows.map { try StoredEvent($0) }))
        }
        do {
            let records = try events.map { event throws(MalformedRecord) in try event.record() }
            return History(records: records, head: SequenceNumber(head))
        } catch {
            throw .corrupt("\(pool.path), conversation \(conversation): \(error.reason)")
        }
    }

    public func undeliveredResults(limit: Int) async throws(StoreError) -> [DeliverableResult] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT w.conversation, w.turn, w.place, o.result
                    FROM outbox_waiters AS w JOIN outbox AS o ON o.id = w.outbox
                    WHERE w.ready = 1 ORDER BY w.id LIMIT ?
                    """,
                arguments: [max(0, limit)]
            ).map { try DeliverableResult($0) }
        }
    }

    public func deadEffects(limit: Int) async throws(StoreError) -> [DeadEffect] {
        try await read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM outbox WHERE state IN ('unknown', 'dead') ORDER BY id LIMIT ?",
                arguments: [max(0, limit)]
            ).map { row in
                DeadEffect(
                    call: try ActionCall(row), attempts: row["attempts"],
                    error: row["last_error"] ?? "nobody knows whether it happened")
            }
        }
    }

    public func dueTimers(now: Timestamp, limit: Int) async throws(StoreError) -> [DueTimer] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT conversation, id, due_at FROM timers WHERE due_at <= ?
                    ORDER BY due_at, conversation, id LIMIT ?
                    """,
                arguments: [now.milliseconds, max(0, limit)]
            ).map { row in
                DueTimer(
                    conversation: ConversationID(row[0]), timer: TimerID(row[1]),
                    due: Timestamp(milliseconds: row[2]))
            }
        }
    }

    public func nextDue() async throws(StoreError) -> Timestamp? {
        try await read { db in
            let timer = try Int64.fetchOne(db, sql: "SELECT due_at FROM timers ORDER BY due_at LIMIT 1")
            let effect = try Int64.fetchOne(
                db, sql: "SELECT ready_at FROM outbox WHERE state = 'waiting' ORDER BY ready_at, id LIMIT 1")
            return [timer, effect].compactMap(\.self).min().map { Timestamp(milliseconds: $0) }
        }
    }

    public func waiting(limit: Int) async throws(StoreError) -> [QueueEntry] {
        try await read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM queue ORDER BY priority DESC, waiting_since, id LIMIT ?",
                arguments: [max(0, limit)]
            ).map { try QueueEntry($0) }
        }
    }

    public func conversations(heldBy agent: AgentID) async throws(StoreError) -> [ConversationID] {
        try await read { db in
            try String.fetchAll(
                db, sql: "SELECT id FROM conversations WHERE holder = 'agent' AND held_by = ? ORDER BY id",
                arguments: [agent.rawValue]
            ).map { ConversationID($0) }
        }
    }

    public func heldConversations() async throws(StoreError) -> [HeldConversation] {
        try await read { db in
            try Row.fetchAll(db, sql: "SELECT id, held_by FROM conversations WHERE holder = 'agent' ORDER BY id")
                .map { HeldConversation(conversation: ConversationID($0["id"]), agent: AgentID($0["held_by"])) }
        }
    }

    public func conversations(of visitor: VisitorID, limit: Int) async throws(StoreError) -> [ConversationID] {
        try await read { db in
            try String.fetchAll(
                db, sql: "SELECT id FROM conversations WHERE visitor = ? ORDER BY number DESC LIMIT ?",
                arguments: [visitor.rawValue, max(0, limit)]
            ).map { ConversationID($0) }
        }
    }

    public func endedConversations(limit: Int) async throws(StoreError) -> [ConversationID] {
        try await read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT id FROM conversations WHERE holder = 'nobody' ORDER BY updated_at DESC, number DESC LIMIT ?
                    """,
                arguments: [max(0, limit)]
            ).map { ConversationID($0) }
        }
    }

    public func logEnd() async throws(StoreError) -> LogPosition {
        try await read { db in LogPosition(try Int64.fetchOne(db, sql: "SELECT max(number) FROM events") ?? 0) }
    }

    public func log(after position: LogPosition, limit: Int) async throws(StoreError) -> [LoggedEvent] {
        let rows = try await read { db -> [(Int64, String, StoredEvent)] in
            let page = try db.cachedStatement(
                sql: """
                    SELECT e.seq, e.at, e.sender, e.cmid, e.kind, e.body, e.number, c.id
                    FROM events AS e JOIN conversations AS c ON c.number = e.conversation
                    WHERE e.number > ? ORDER BY e.number LIMIT ?
                    """)
            let rows = try Row.fetchCursor(page, arguments: [position.rawValue, max(0, limit)])
            return try Array(rows.map { ($0[6], $0[7], try StoredEvent($0)) })
        }
        do {
            return try rows.map { number, conversation, event throws(MalformedRecord) in
                LoggedEvent(
                    position: LogPosition(number), conversation: ConversationID(conversation),
                    record: try event.record())
            }
        } catch {
            throw .corrupt("\(pool.path), after position \(position.rawValue): \(error.reason)")
        }
    }

    public func journal(_ name: JournalName) async throws(StoreError) -> Journal {
        try await read { db in
            let image = try Row.fetchOne(
                db, sql: "SELECT up_to, body FROM journal_images WHERE journal = ?", arguments: [name.rawValue])
            let rows = try Row.fetchAll(
                db, sql: "SELECT at, body FROM journal_entries WHERE journal = ? AND place > ? ORDER BY place",
                arguments: [name.rawValue, image.map { $0["up_to"] as Int64 } ?? 0])
            return Journal(
                image: image.map { Array(($0["body"] as String).utf8) },
                entries: rows.map { row in
                    JournalEntry(at: Timestamp(milliseconds: row["at"]), body: Array((row["body"] as String).utf8))
                })
        }
    }

    public func account(named name: String) async throws(StoreError) -> AgentAccount? {
        try await read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM agents WHERE name = ?", arguments: [name])
                .map { try AgentAccount($0) }
        }
    }

    public func account(_ agent: AgentID) async throws(StoreError) -> AgentAccount? {
        try await read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM agents WHERE id = ?", arguments: [agent.rawValue])
                .map { try AgentAccount($0) }
        }
    }
}
