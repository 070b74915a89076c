internal import ChatClient
internal import Foundation
internal import GRDB

/// R16: a turn that cannot be stored. After three tries its message is kept as failed, its visitor gets a line and a
/// person, and the neighbours in the same group commit notice nothing.
struct PoisonDrill {
    struct Verdict: Encodable {
        var poisoned = 0
        /// Visitors who were told and whose conversation now waits for a person.
        var rescued = 0
        var neighboursAcknowledged = 0
        var neighboursRefused = 0
        var isClean: Bool {
            rescued == poisoned && poisoned > 0 && neighboursRefused == 0 && neighboursAcknowledged > 0
        }
    }

    let provider: DrillProvider

    func run() throws -> Verdict {
        let stage = try DrillStage(provider)
        stage.service.stop()
        try poison(stage.database)
        try stage.restart()
        let crowd = Crowd(count: 12, port: stage.port, orders: ["90011", "90012"])
        var verdict = Verdict(poisoned: 5)
        for number in 1...verdict.poisoned {
            let client = VisitorClient(port: stage.port, name: "poison-0\(number)")
            try client.connect()
            try client.waitForAcknowledgement(of: try client.say("this one is POISON"), within: 30_000)
            try client.waitForEvent("waiting")
            if client.events.contains(where: { $0.kind == "bot" && $0.seq > 1 }) { verdict.rescued += 1 }
            client.close()
        }
        let memories = crowd.finish(within: 30)
        verdict.neighboursAcknowledged = memories.reduce(0) { $0 + $1.acknowledged.count }
        verdict.neighboursRefused = memories.reduce(0) { $0 + $1.refusals.count }
        stage.service.stop()
        return verdict
    }

    /// From here on SQLite itself refuses to store how a message with this word was understood, in the middle of the
    /// turn and of the batch it shares with its neighbours.
    private func poison(_ path: String) throws {
        try DatabaseQueue(path: path).write { database in
            try database.execute(
                sql: """
                    CREATE TRIGGER poison BEFORE INSERT ON events
                    WHEN new.kind = 'understood' AND EXISTS (
                        SELECT 1 FROM events
                        WHERE conversation = new.conversation AND seq = new.seq - 1 AND body LIKE '%POISON%')
                    BEGIN SELECT RAISE(ABORT, 'poisoned'); END
                    """)
        }
    }
}
