internal import Foundation

/// Money through a service that is killed -9 again and again, towards a provider that fails: policy, approvals, long
/// actions. Afterwards nothing was paid twice, nothing was lost, and everybody was told the truth.
struct MoneyDrill {
    var kills = 200
    var groups = 3
    /// What is broken on purpose; empty for the real thing.
    var faults: [String] = []
    /// Say how far it is on standard error.
    var reports = false

    func run() async throws -> MoneyVerdict {
        let provider = try await MoneyProvider()
        let stage = try MoneyStage.stage(provider.port, faults: faults)
        provider.serve(stage.port)
        let staff = MoneyStaff(stage)
        let crowd = MoneyCrowd(groups: groups, port: stage.port)
        for kill in 1...max(1, kills) {
            waitForWork(of: crowd)
            try? await Task.sleep(for: .milliseconds(Int64.random(in: 50...600)))
            stage.service.kill9()
            try stage.restart()
            if reports { Self.say("\rkill \(kill), \(crowd.acknowledged) acknowledged, \(crowd.ended) ended") }
        }
        // The day ends well, so that what waits for another try has its end within minutes.
        provider.feel(well: true)
        waitForVariety(of: crowd)
        let memories = crowd.finish()
        staff.goHome()
        stage.service.stop()
        await provider.stop()
        if reports { Self.say("\n") }
        var verdict = try MoneyVerdict(memories, provider.books, database: stage.database, kills: kills)
        (verdict.approved, verdict.declined, verdict.delegated) = (staff.approved, staff.declined, staff.delegated)
        // Who is still there waits for a word.
        verdict.untold += crowd.present
        verdict.brokenJournals = try MoneyStage.brokenJournals(in: stage.database)
        return verdict
    }

    /// A service killed before it did anything proves nothing, and on a busy machine a start takes its time.
    private func waitForWork(of crowd: MoneyCrowd) {
        let enough = crowd.acknowledged + groups * 2
        let deadline = ContinuousClock.now + .seconds(8)
        while crowd.acknowledged < enough, ContinuousClock.now < deadline { Thread.sleep(forTimeInterval: 0.01) }
    }

    /// Everyone has had one of each kind.
    private func waitForVariety(of crowd: MoneyCrowd) {
        let enough = groups * MoneyCrowd.Seat.allCases.count * 8
        let deadline = ContinuousClock.now + .seconds(90)
        while crowd.ended < enough, ContinuousClock.now < deadline { Thread.sleep(forTimeInterval: 0.05) }
    }

    private static func say(_ words: String) {
        FileHandle.standardError.write(Data(words.utf8))
    }
}

/// The stage that money drills play on.
enum MoneyStage {
    /// Every journal that has to do with money.
    static let journals = ["audit", "policy", "approvals", "long-actions"]

    static func stage(_ provider: UInt16, faults: [String] = [], environment: [String: String] = [:]) throws
        -> DrillStage
    {
        let stage = try DrillStage(
            provider: provider, playbook: MoneyPlaybook.files, faults: faults,
            environment: environment.merging(["DRILL_CALLBACKS": MoneyProvider.secret]) { $1 },
            options: ["--callback-secret", "drill={env.DRILL_CALLBACKS}"])
        for person in MoneyStaff.people {
            let result = try ServiceProcess.run(
                ["agent", "add", person.name, "--role", person.role, "--store", stage.database],
                input: MoneyStaff.password)
            guard result == 0 else { throw ServiceProcess.Failure(description: "\(person.name) has no account") }
        }
        return stage
    }

    static func brokenJournals(in database: String) throws -> [String] {
        try journals.filter { journal in
            try ServiceProcess.run(["audit", "verify", "--store", database, "--journal", journal]) != 0
        }
    }
}
