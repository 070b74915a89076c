internal import Foundation

/// The same visit with money again and again, the house dying at one commit of it after the other: as it is about to be
/// durable, and when it is and nobody knows. One visitor wants a cheap refund, one that a person allows, a parcel
/// fetched and a refund that a person does not allow.
struct MoneyPointsDrill {
    struct Verdict: Encodable {
        /// Commits at which the house died.
        var deaths = 0
        /// Visits that were over before the house could die: every commit of theirs was a death before.
        var survived = 0
        var money: MoneyVerdict
    }

    private enum Side: String, CaseIterable {
        case before, after
    }

    /// Every so-manieth commit.
    var stride = 1
    var reports = false
    private static let rounds = 4

    func run() async throws -> Verdict {
        let provider = try await MoneyProvider()
        provider.feel(well: true)
        let stage = try MoneyStage.stage(provider.port)
        provider.serve(stage.port)
        let staff = MoneyStaff(stage)
        var memories: [MoneyCrowd.Memory] = []
        var (deaths, survived) = (0, 0)
        var visits = 0
        for side in Side.allCases {
            // The second side is met at other commits than the first where not all are.
            var place = side == .before ? 1 : 1 + stride / 2
            var isOver = false
            while !isOver {
                stage.service.stop()
                let order = 10_000 + visits * Self.rounds
                visits += 1
                isOver = try !dies(stage, "\(side.rawValue):\(place)", order, &memories)
                if isOver { survived += 1 } else { deaths += 1 }
                if reports { FileHandle.standardError.write(Data("\r\(side.rawValue) commit \(place) ".utf8)) }
                place += stride
            }
        }
        if reports { FileHandle.standardError.write(Data("\n".utf8)) }
        staff.goHome()
        stage.service.stop()
        await provider.stop()
        var money = try MoneyVerdict(memories, provider.books, database: stage.database, kills: deaths)
        // Who did not leave waited for a word in vain.
        money.untold += visits - memories.count
        (money.approved, money.declined, money.delegated) = (staff.approved, staff.declined, staff.delegated)
        money.brokenJournals = try MoneyStage.brokenJournals(in: stage.database)
        return Verdict(deaths: deaths, survived: survived, money: money)
    }

    /// One visit, with one death in it. False when the visit was over first.
    private func dies(
        _ stage: DrillStage, _ death: String, _ order: Int, _ memories: inout [MoneyCrowd.Memory]
    ) throws -> Bool {
        var hasDied = false
        do {
            try stage.restart(["WARMLINE_DEATH": death])
        } catch is ServiceProcess.Failure {
            // Its own beginning writes too.
            hasDied = true
            try stage.restart()
        }
        let crowd = MoneyCrowd(
            groups: 1, port: stage.port, firstOrder: order, seats: [.firstTab], rounds: Self.rounds)
        while !crowd.isOver, !hasDied {
            if !stage.service.isRunning {
                hasDied = true
                try stage.restart()
            }
            Thread.sleep(forTimeInterval: 0.01)
        }
        memories += crowd.memories()
        return hasDied
    }
}
