internal import ArgumentParser
internal import Foundation
internal import Insight
internal import Reporting
internal import SQLiteStore
internal import Store
internal import Vocabulary

struct AlertsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts", abstract: "Where bad mood gathers, and how far the alerts can be trusted.",
        discussion: """
              warmline alerts --store warmline.db
              warmline alerts backtest
              warmline alerts backtest --store warmline.db --spikes 50
            """,
        subcommands: [AlertsList.self, AlertsBacktest.self], defaultSubcommand: AlertsList.self)
}

struct AlertsList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The alerts of a store, the latest first. This is what `alerts` alone does.")

    @OptionGroup var source: ReportSource

    @Option(help: "Alerts shown.")
    var limit = 20

    @Flag(help: "One JSON object on standard output.")
    var json = false

    func run() async throws {
        let rules = try source.rules()
        let now = Timestamp.present
        let board = try await source.read { store throws(StoreError) in
            try await ReportFile(of: store, rules: rules, now: now).alerts(now: now)
        }
        StandardOutput.write(json ? String(decoding: board.json, as: UTF8.self) + "\n" : board.text(limit: limit))
    }
}

struct AlertsBacktest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backtest",
        abstract: "Puts spikes into a history and says which were found, how soon, and at what price.",
        discussion: """
            Without --store, into a year of synthetic traffic with days, nights, weekends, growth and a sale; with it,
            into what the store has seen. A spike is --factor times what is usual at that hour. Precision is the share
            of alerts that belong to a spike, recall the share of spikes that raised one.
            """)

    @Option(help: "A SQLite file of your own to put the spikes into.")
    var store: String?

    @Option(help: "The playbook's folder, for --store.")
    var playbook = "Intents"

    @Option(help: "Spikes put in.")
    var spikes = 200

    @Option(help: "How many times the usual a spike is.")
    var factor = 3.0

    @Option(help: "Days of synthetic traffic.")
    var days = 365

    @Option(help: "Of the random numbers: the same seed, the same figures.")
    var seed: UInt64 = 8

    @Flag(help: "One JSON object on standard output.")
    var json = false

    func validate() throws {
        guard spikes > 0, factor > 1, (60...3_650).contains(days) else {
            throw ValidationError("--spikes is 1 or more, --factor more than 1, --days from 60 to 3650.")
        }
    }

    func run() async throws {
        let test = if let store { try await backtest(of: store) } else { synthetic() }
        guard !test.injections.isEmpty else {
            StandardError.write("There is not enough history: five weeks with bad moods are needed.\n")
            throw ExitCode(1)
        }
        StandardOutput.write(json ? test.json : test.text)
        guard test.precision ?? 0 >= 0.9, test.recall ?? 0 >= 0.9 else { throw ExitCode(1) }
    }

    private func synthetic() -> SpikeBacktest {
        let year = SyntheticYear(days: days, spikes: spikes, factor: factor, seed: seed)
        return SpikeBacktest(year.history, injections: year.injections)
    }

    private func backtest(of path: String) async throws -> SpikeBacktest {
        var source = ReportSource()
        source.store = path
        source.playbook = playbook
        try source.validate()
        let rules = try source.rules()
        var history = try await source.read { store throws(StoreError) in
            try await StoredHistory(of: store, rules: rules).history
        }
        var generator = SplitMix64(state: seed)
        let injections = SpikeBacktest.inject(
            spikes, factor: factor, lasting: 20...90, into: &history, using: &generator)
        return SpikeBacktest(history, injections: injections, rules: rules.spikes)
    }
}
