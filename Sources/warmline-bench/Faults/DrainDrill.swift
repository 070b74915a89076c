internal import ChatClient
internal import Foundation

/// R14: SIGTERM under load. Everyone is sent away to come back, nobody is told no, nothing is lost.
struct DrainDrill {
    struct Verdict: Encodable {
        var restarts = 0
        var slowestExitSeconds = 0.0
        /// Refusals that visitors saw.
        var refusals = 0
        var after: warmline_bench.Verdict?
        var isClean: Bool { slowestExitSeconds < 10 && refusals == 0 && after?.isClean == true }
    }

    let provider: DrillProvider
    var restarts = 3
    var clients = 24

    func run() throws -> Verdict {
        let stage = try DrillStage(provider)
        let crowd = Crowd(count: clients, port: stage.port, orders: ["90001", "90002", "90003"])
        var verdict = Verdict(restarts: restarts)
        for _ in 0..<restarts {
            Thread.sleep(forTimeInterval: 1)
            let start = DispatchTime.now().uptimeNanoseconds
            stage.service.stop()
            let seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
            verdict.slowestExitSeconds = max(verdict.slowestExitSeconds, seconds)
            try stage.restart()
        }
        let memories = crowd.finish(within: 60)
        verdict.refusals = memories.reduce(0) { $0 + $1.refusals.count }
        stage.service.stop()
        verdict.after = try warmline_bench.Verdict(
            memories, database: stage.database, refunds: provider.refunds.filter { $0.key.hasPrefix("9000") },
            kills: 0)
        return verdict
    }
}
