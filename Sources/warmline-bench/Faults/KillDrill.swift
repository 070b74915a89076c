internal import Foundation

/// R2: kill -9 under load, again and again, and nothing that was acknowledged is lost, doubled or out of order.
struct KillDrill {
    let provider: DrillProvider
    var kills = 100
    var clients = 36
    /// What is broken on purpose; empty for the real thing.
    var faults: [String] = []
    /// Say how far it is on standard error.
    var reports = false

    func run() throws -> Verdict {
        let stage = try DrillStage(provider, faults: faults)
        let refundsBefore = provider.refunds
        // Every order is wanted by several visitors at once; each drill has orders of its own.
        let first = 10_000 + refundsBefore.count * 7 % 80_000
        let orders = (0..<max(1, clients / 3)).map { String(first + $0) }
        let crowd = Crowd(count: clients, port: stage.port, orders: orders)
        for kill in 1...kills {
            waitForWork(of: crowd)
            Thread.sleep(forTimeInterval: Double.random(in: 0.05...0.5))
            stage.service.kill9()
            try stage.restart()
            if reports {
                FileHandle.standardError.write(Data("\rkill \(kill), \(crowd.acknowledged) acknowledged".utf8))
            }
        }
        let memories = crowd.finish(within: 60)
        if reports { FileHandle.standardError.write(Data("\n".utf8)) }
        // Leases of killed runners run out, then their effects are tried again.
        Thread.sleep(forTimeInterval: 1)
        stage.service.stop()
        return try Verdict(
            memories, database: stage.database, refunds: provider.refunds.filter { orders.contains($0.key) },
            kills: kills)
    }

    /// A service killed before it did anything proves nothing, and on a busy machine a start takes its time: about a
    /// message a visitor is acknowledged first.
    private func waitForWork(of crowd: Crowd) {
        let enough = crowd.acknowledged + clients
        let deadline = ContinuousClock.now + .seconds(8)
        while crowd.acknowledged < enough, ContinuousClock.now < deadline { Thread.sleep(forTimeInterval: 0.01) }
    }
}
