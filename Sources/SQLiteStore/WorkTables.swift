internal import GRDB
internal import Store
internal import Vocabulary

/// The writer's hands on effects, timers and the queue.
final class WorkTables {
    private let ignoresBusinessKeys: Bool
    private let findKey: Prepared
    private let addEffect: Prepared
    private let addWaiter: Prepared
    private let deliver: Prepared
    private let setTimer: Prepared
    private let dropTimer: Prepared
    private let enqueue: Prepared
    private let dequeue: Prepared

    init(_ db: Database, ignoresBusinessKeys: Bool) throws {
        self.ignoresBusinessKeys = ignoresBusinessKeys
        findKey = try Prepared(
            db, "SELECT id, state <> 'waiting' FROM outbox WHERE business_key = ? AND holds_key = 1")
        addEffect = try Prepared(
            db,
            """
            INSERT INTO outbox (conversation, turn, place, action, arguments, business_key)
            VALUES (?, ?, ?, ?, ?, ?) RETURNING id
            """)
        addWaiter = try Prepared(
            db, "INSERT INTO outbox_waiters (outbox, conversation, turn, place, ready) VALUES (?, ?, ?, ?, ?)")
        deliver = try Prepared(
            db, "DELETE FROM outbox_waiters WHERE conversation = ? AND turn = ? AND place = ? AND ready = 1")
        setTimer = try Prepared(
            db,
            """
            INSERT INTO timers (conversation, id, due_at) VALUES (?, ?, ?)
            ON CONFLICT (conversation, id) DO UPDATE SET due_at = excluded.due_at
            """)
        dropTimer = try Prepared(db, "DELETE FROM timers WHERE conversation = ? AND id = ?")
        enqueue = try Prepared(
            db,
            """
            INSERT INTO queue (id, conversation, reason, team, priority, waiting_since) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET conversation = excluded.conversation, reason = excluded.reason,
                team = excluded.team, priority = excluded.priority, waiting_since = excluded.waiting_since
            """)
        dequeue = try Prepared(db, "DELETE FROM queue WHERE id = ?")
    }

    /// What a written turn asks for. What it answers goes first: it may set the same timer again.
    func write(_ turn: EncodedTurn) throws {
        if let fired = turn.fired {
            try drop(fired, of: turn.conversation)
        }
        if let delivered = turn.delivered {
            bind(delivered, to: deliver, from: 1)
            try deliver.run()
        }
        for work in turn.work {
            switch work {
            case .run(let call, let arguments): try add(call, arguments)
            case .wake(let timer, let at):
                setTimer.bind(1, turn.conversation)
                setTimer.bind(2, timer.rawValue)
                setTimer.bind(3, at.milliseconds)
                try setTimer.run()
            case .cancelWake(let timer): try drop(timer.rawValue, of: turn.conversation)
            case .enqueue(let escalation): try add(escalation, of: turn.conversation)
            case .dequeue(let escalation):
                dequeue.bind(1, escalation.rawValue)
                try dequeue.run()
            }
        }
    }

    private func drop(_ timer: String, of conversation: String) throws {
        dropTimer.bind(1, conversation)
        dropTimer.bind(2, timer)
        try dropTimer.run()
    }

    /// One row a business key: a call that finds its key taken waits for that row's result, which may be there already.
    private func add(_ call: ActionCall, _ arguments: [UInt8]) throws {
        let key = ignoresBusinessKeys ? call.id.text : call.key.rawValue
        findKey.bind(1, key)
        if let (row, isFinished) = try findKey.first({ ($0.integer(0), $0.integer(1)) }) {
            return try wait(for: row, call.id, isReady: isFinished)
        }
        bind(call.id, to: addEffect, from: 1)
        addEffect.bind(4, call.action.rawValue)
        addEffect.bind(5, text: arguments)
        addEffect.bind(6, key)
        var row: Int64 = 0
        try addEffect.forEachRow { row = $0.integer(0) }
        try wait(for: row, call.id, isReady: 0)
    }

    private func wait(for row: Int64, _ effect: EffectID, isReady: Int64) throws {
        addWaiter.bind(1, row)
        bind(effect, to: addWaiter, from: 2)
        addWaiter.bind(5, isReady)
        try addWaiter.run()
    }

    private func add(_ escalation: Escalation, of conversation: String) throws {
        enqueue.bind(1, escalation.id.rawValue)
        enqueue.bind(2, conversation)
        enqueue.bind(3, escalation.reason.rawValue)
        enqueue.bind(4, escalation.team.rawValue)
        enqueue.bind(5, escalation.priority)
        enqueue.bind(6, escalation.waitingSince.milliseconds)
        try enqueue.run()
    }

    private func bind(_ effect: EffectID, to statement: Prepared, from index: Int32) {
        statement.bind(index, effect.conversation.rawValue)
        statement.bind(index + 1, effect.turn.rawValue)
        statement.bind(index + 2, effect.index)
    }
}
