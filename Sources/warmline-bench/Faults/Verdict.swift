internal import Foundation
internal import GRDB

/// What the database says after a drill, held against what the visitors were promised (`contract.md`, R1 and R2).
struct Verdict: Encodable {
    var kills = 0
    var acknowledged = 0
    /// Acknowledged, and not in the log at the acknowledged place.
    var lost = 0
    /// Message ids stored twice.
    var duplicates = 0
    /// Acknowledged in another order than said, or seen with gaps or repeats.
    var disorder = 0
    /// Conversations whose numbers are not 1, 2, 3 …
    var gaps = 0
    /// Still waiting for an acknowledgement when everything was calm again.
    var unsettled = 0
    var refunds = 0
    var doubleRefunds = 0
    var integrity = ""

    var isClean: Bool {
        acknowledged > 0 && lost == 0 && duplicates == 0 && disorder == 0 && gaps == 0 && unsettled == 0
            && doubleRefunds == 0
            && integrity == "ok"
    }

    init(_ memories: [DrilledVisitor.Memory], database path: String, refunds: [String: Int], kills: Int) throws {
        self.kills = kills
        let database = try DatabaseQueue(path: path)
        try database.read { database in
            integrity = try String.fetchOne(database, sql: "PRAGMA integrity_check") ?? "no answer"
            gaps =
                try Int.fetchOne(
                    database,
                    sql: """
                        SELECT count(*) FROM (
                            SELECT conversation FROM events GROUP BY conversation
                            HAVING min(seq) <> 1 OR max(seq) <> count(*))
                        """) ?? -1
            for memory in memories { try judge(memory, database) }
        }
        self.refunds = refunds.values.reduce(0, +)
        doubleRefunds = refunds.values.reduce(0) { $0 + max(0, $1 - 1) }
    }

    private mutating func judge(_ memory: DrilledVisitor.Memory, _ database: Database) throws {
        disorder += memory.violations.count
        unsettled += memory.unacknowledged
        acknowledged += memory.acknowledged.count
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT cmid, seq FROM events JOIN conversations AS c ON c.number = conversation
                WHERE id = ? AND cmid IS NOT NULL ORDER BY seq
                """, arguments: [memory.conversation])
        var places: [String: [Int]] = [:]
        for row in rows {
            // A store that forgets duplicates on purpose writes `id#seq`, or its own index would refuse the second.
            let cmid = (row["cmid"] as String).prefix { $0 != "#" }
            places[String(cmid), default: []].append(row["seq"])
        }
        duplicates += places.values.reduce(0) { $0 + $1.count - 1 }
        var before = 0
        for (cmid, seq) in memory.acknowledged {
            if places[cmid]?.contains(seq) != true { lost += 1 }
            if seq <= before { disorder += 1 }
            before = seq
        }
    }
}
