internal import GRDB
internal import Store
internal import Vocabulary

/// The writer's hands on effects that are due: who has them, and what became of them.
final class OutboxTable {
    private let due: Prepared
    private let lease: Prepared
    private let held: Prepared
    private let end: Prepared
    private let wakeWaiters: Prepared
    private let postpone: Prepared
    private let hurry: Prepared
    private let inHand: Prepared
    private let release: Prepared

    init(_ db: Database) throws {
        due = try Prepared(
            db,
            """
            SELECT id, attempts + 1, conversation, turn, place, action, arguments, business_key FROM outbox
            WHERE state = 'waiting' AND ready_at <= ? ORDER BY ready_at, id LIMIT ?
            """)
        lease = try Prepared(db, "UPDATE outbox SET attempts = ?, lease = ?, ready_at = ? WHERE id = ?")
        held = try Prepared(
            db,
            """
            SELECT id FROM outbox
            WHERE conversation = ? AND turn = ? AND place = ? AND lease = ? AND state = 'waiting'
            """)
        end = try Prepared(
            db,
            """
            UPDATE outbox SET state = ?, result = ?, holds_key = ?, lease = NULL,
                last_error = coalesce(?, last_error) WHERE id = ?
            """)
        wakeWaiters = try Prepared(db, "UPDATE outbox_waiters SET ready = 1 WHERE outbox = ?")
        postpone = try Prepared(
            db,
            """
            UPDATE outbox SET lease = NULL, ready_at = ?, attempts = attempts - ?,
                last_error = coalesce(?, last_error) WHERE id = ?
            """)
        hurry = try Prepared(
            db,
            """
            UPDATE outbox SET ready_at = 0
            WHERE conversation = ? AND turn = ? AND place = ? AND state = 'waiting' AND lease IS NULL
            """)
        inHand = try Prepared(
            db,
            """
            SELECT 1 FROM outbox
            WHERE conversation = ? AND turn = ? AND place = ? AND state = 'waiting' AND lease IS NOT NULL
            """)
        release = try Prepared(
            db, "UPDATE outbox SET holds_key = 0 WHERE business_key IN (?, ?) AND holds_key = 1")
    }

    func claim(limit: Int, lease span: TimeSpan, now: Timestamp) throws -> [OutboxJob] {
        due.bind(1, now.milliseconds)
        due.bind(2, max(0, limit))
        var rows: [(id: Int64, attempt: Int, call: Result<ActionCall, MalformedRecord>)] = []
        try due.forEachRow { rows.append(($0.integer(0), Int($0.integer(1)), Self.call(in: $0))) }
        return try rows.compactMap { row in
            switch row.call {
            case .success(let call):
                // Ever other than before: an attempt comes twice only after it was parked, a while ago.
                let token = "\(row.id)/\(row.attempt)/\(now.milliseconds)"
                lease.bind(1, row.attempt)
                lease.bind(2, token)
                lease.bind(3, (now + span).milliseconds)
                lease.bind(4, row.id)
                try lease.run()
                return OutboxJob(call: call, attempt: row.attempt, lease: token)
            case .failure(let error):
                // One unreadable row must not stand in the way of all others.
                try finish(
                    row.id, "dead", .refused(reason: "failed"), keepsKey: false, error: "unreadable: \(error)")
                return nil
            }
        }
    }

    /// The row of an effect whose lease still holds.
    func row(of job: OutboxJob) throws -> Int64? {
        bind(job.call.id, to: held)
        held.bind(4, job.lease)
        return try held.first { $0.integer(0) }
    }

    func settle(_ row: Int64, _ job: OutboxJob, as outcome: OutboxOutcome) throws {
        switch outcome {
        case .finished(.unknown): try finish(row, "unknown", .unknown, keepsKey: true)
        case .finished(.done(let slots)):
            try finish(row, "finished", .done(slots), keepsKey: true)
            if let key = job.call.key.takenBack { try free(key, and: job.call.key) }
        case .finished(.refused(let reason)):
            try finish(row, "finished", .refused(reason: reason), keepsKey: false)
        case .finished(.overLimit): try finish(row, "finished", .overLimit, keepsKey: false)
        case .dead(let error):
            try finish(row, "dead", .refused(reason: "failed"), keepsKey: false, error: error)
        case .retry(let at, let error): try putOff(row, until: at, uncounted: 0, error: error)
        case .parked(let until): try putOff(row, until: until, uncounted: 1, error: nil)
        }
    }

    func hasten(_ effect: EffectID) throws -> Bool {
        bind(effect, to: hurry)
        try hurry.run()
        bind(effect, to: inHand)
        return try inHand.first { _ in } == nil
    }

    private func putOff(_ row: Int64, until: Timestamp, uncounted: Int, error: String?) throws {
        postpone.bind(1, until.milliseconds)
        postpone.bind(2, uncounted)
        postpone.bind(3, error)
        postpone.bind(4, row)
        try postpone.run()
    }

    /// What was taken back is not there any more: the next one makes it anew, and may be taken back too.
    private func free(_ key: BusinessKey, and takingBack: BusinessKey) throws {
        release.bind(1, key.rawValue)
        release.bind(2, takingBack.rawValue)
        try release.run()
    }

    private func finish(
        _ row: Int64, _ state: String, _ result: ActionResult, keepsKey: Bool, error: String? = nil
    ) throws {
        end.bind(1, state)
        end.bind(2, text: try LogForm.bytes(of: result))
        end.bind(3, keepsKey ? 1 : 0)
        end.bind(4, error)
        end.bind(5, row)
        try end.run()
        wakeWaiters.bind(1, row)
        try wakeWaiters.run()
    }

    private func bind(_ effect: EffectID, to statement: Prepared) {
        statement.bind(1, effect.conversation.rawValue)
        statement.bind(2, effect.turn.rawValue)
        statement.bind(3, effect.index)
    }

    private static func call(in row: Prepared) -> Result<ActionCall, MalformedRecord> {
        do throws(MalformedRecord) {
            let id = EffectID(
                conversation: ConversationID(row.text(2) ?? ""), turn: SequenceNumber(Int(row.integer(3))),
                index: Int(row.integer(4)))
            return .success(
                ActionCall(
                    id: id, action: ActionName(row.text(5) ?? ""), arguments: try LogForm.arguments(from: row.bytes(6)),
                    key: BusinessKey(row.text(7) ?? "")))
        } catch {
            return .failure(error)
        }
    }
}
