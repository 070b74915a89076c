internal import ArgumentParser
internal import Foundation

/// The fault runs of the delivery contract, each with the control that must fail.
struct Faults: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Kill, starve, fill and drain the service, and check that nothing promised was broken.",
        discussion: """
            Without a name all drills run at full length. The controls need a build with WARMLINE_FAULTS in its
            environment: what ships has no switch to break it.
            """)

    enum Drill: String, CaseIterable, ExpressibleByArgument {
        case kill
        case controls
        case money
        case moneyPoints = "money-points"
        case moneyControls = "money-controls"
        case codes
        case order
        case disk
        case slow
        case drain
        case poison
    }

    @Argument(help: "Which drills: \(Drill.allCases.map(\.rawValue).joined(separator: ", ")).")
    var drills: [Drill] = []

    @Option(help: "Times the service is killed.")
    var kills = 100

    @Option(help: "Visitors talking at once.")
    var clients = 36

    @Option(help: "Of the commits of a visit with money, every so-manieth is one to die at.")
    var stride = 1

    @Option(help: "The playbook whose one-time codes are guessed.")
    var playbook = "Intents"

    @Option(help: "Messages traced for the order of acknowledgements.")
    var messages = 400

    @Flag(help: "Run the control that must fail in place of the real thing.")
    var control = false

    func run() async throws {
        let provider = try await DrillProvider()
        let chosen = drills.isEmpty ? Drill.allCases : drills
        var isClean = true
        for drill in chosen { isClean = try await run(drill, provider) && isClean }
        await provider.stop()
        if !isClean { throw ExitCode(1) }
    }

    private func run(_ drill: Drill, _ provider: DrillProvider) async throws -> Bool {
        switch drill {
        case .kill:
            let verdict = try KillDrill(provider: provider, kills: kills, clients: clients, reports: isatty(2) == 1)
                .run()
            return try tell("kill", verdict, verdict.isClean)
        case .controls: return try runControls(provider)
        case .money:
            let verdict = try await MoneyDrill(
                kills: kills, groups: max(1, clients / MoneyCrowd.Seat.allCases.count), reports: isatty(2) == 1
            ).run()
            return try tell("money", verdict, verdict.isClean && verdict.isTelling)
        case .moneyPoints:
            let verdict = try await MoneyPointsDrill(stride: stride, reports: isatty(2) == 1).run()
            return try tell(
                "money-points", verdict,
                verdict.money.isClean && verdict.deaths > 3 && verdict.survived == 2 && verdict.money.approved > 0)
        case .codes:
            let verdict = try await CodesDrill(playbook: playbook).run()
            return try tell("codes", verdict, verdict.isClean)
        case .moneyControls: return try await runMoneyControls()
        case .order:
            let faults = control ? ["ack-before-commit"] : []
            let verdict = try AckOrderDrill(provider: provider, messages: messages, faults: faults).run()
            let isClean = verdict.early == 0 && verdict.acknowledgements == messages
            // The control must break it more than one time in four, as contract.md asks of 400.
            let isNoticed = verdict.early * 4 > messages
            return try tell(control ? "order control" : "order", verdict, control ? isNoticed : isClean)
        case .disk:
            guard DiskFullDrill.isPossible else {
                FileHandle.standardError.write(Data("disk: skipped, it needs root for a disk of its own\n".utf8))
                return true
            }
            let verdict = try DiskFullDrill(provider: provider).run()
            return try tell("disk", verdict, verdict.isClean)
        case .slow:
            let verdict = try SlowReaderDrill(provider: provider).run()
            return try tell("slow", verdict, verdict.isClean)
        case .drain:
            let verdict = try DrainDrill(provider: provider).run()
            return try tell("drain", verdict, verdict.isClean)
        case .poison:
            let verdict = try PoisonDrill(provider: provider).run()
            return try tell("poison", verdict, verdict.isClean)
        }
    }

    /// R3: each switch must be noticed by its own check, else the drill proves nothing.
    private func runControls(_ provider: DrillProvider) throws -> Bool {
        let controls: [(fault: String, notices: (Verdict) -> Bool)] = [
            ("ack-before-commit", { $0.lost > 0 }),
            ("no-dedup", { $0.duplicates > 0 }),
            ("no-business-key", { $0.doubleRefunds > 0 }),
            ("no-idempotency-key", { $0.doubleRefunds > 0 }),
        ]
        var allNoticed = true
        for control in controls {
            // A kill meets the broken moment by chance: a control has failed us when no round of kills shows it.
            var isNoticed = false
            for _ in 0..<Self.controlRounds where !isNoticed {
                let verdict = try KillDrill(provider: provider, kills: kills, clients: clients, faults: [control.fault])
                    .run()
                isNoticed = control.notices(verdict)
                _ = try tell("control \(control.fault)", verdict, isNoticed)
            }
            allNoticed = isNoticed && allNoticed
        }
        return allNoticed
    }

    /// The same for money: each of the four shows up where the contract is held, however much stands before the provider.
    private func runMoneyControls() async throws -> Bool {
        let controls: [(fault: String, notices: (MoneyVerdict) -> Bool)] = [
            ("ack-before-commit", { $0.contract.lost > 0 }),
            ("no-dedup", { $0.contract.duplicates > 0 }),
            ("no-business-key", { $0.contract.doubleRefunds > 0 }),
            ("no-idempotency-key", { $0.contract.doubleRefunds > 0 }),
        ]
        var allNoticed = true
        for control in controls {
            var isNoticed = false
            for _ in 0..<Self.controlRounds where !isNoticed {
                let verdict = try await MoneyDrill(
                    kills: kills, groups: max(1, clients / MoneyCrowd.Seat.allCases.count), faults: [control.fault]
                ).run()
                isNoticed = control.notices(verdict)
                _ = try tell("money control \(control.fault)", verdict, isNoticed)
            }
            allNoticed = isNoticed && allNoticed
        }
        return allNoticed
    }

    private static let controlRounds = 6

    private func tell(_ name: String, _ verdict: some Encodable, _ isGood: Bool) throws -> Bool {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let line = try encoder.encode(DrillLine(drill: name, good: isGood, verdict: verdict))
        FileHandle.standardOutput.write(line + Data("\n".utf8))
        return isGood
    }
}

/// What one drill prints.
private struct DrillLine<Content: Encodable>: Encodable {
    let drill: String
    let good: Bool
    let verdict: Content
}
