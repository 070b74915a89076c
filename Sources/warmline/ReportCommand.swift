internal import ArgumentParser
internal import Encoder
internal import Foundation
internal import Reporting
internal import SQLiteStore
internal import Store
internal import Understanding
internal import Vocabulary

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "How the house is doing: waits, resolutions, stars, who came back.",
        discussion: """
            Reads the store beside the service that writes to it. Days are the shop's; both ends count. First response
            and resolution are by the customer's clock, with --business-hours by the hours of assistant.yaml.

              warmline report --store warmline.db
              warmline report --store warmline.db --from 2026-03-01 --to 2026-03-31 --by intent
              warmline report --store warmline.db --by agent --format csv > agents.csv
              warmline report digest --store warmline.db

            For SQL of your own the file has views, a row each: report_conversations (who, where, when each thing
            happened first, how it ended), report_messages (what was understood, how upset it sounded),
            report_escalations, report_ratings, report_tags and report_days. Times are UTC, spans seconds:

              sqlite3 -readonly warmline.db "SELECT day, conversations, resolved, mean_stars FROM report_days"
            """,
        subcommands: [FiguresReport.self, DigestCommand.self], defaultSubcommand: FiguresReport.self)
}

/// What every report is read from.
struct ReportSource: ParsableArguments {
    @Option(help: "The SQLite file that `warmline serve` writes.")
    var store = "warmline.db"

    @Option(help: "The playbook's folder: its hours, its zone, its words.")
    var playbook = "Intents"

    func validate() throws {
        guard FileManager.default.fileExists(atPath: store) else {
            throw ValidationError("There is no file '\(store)'.")
        }
    }

    func rules() throws -> ReportRules {
        ReportRules(try PlaybookFolder(path: playbook).checkedPlaybook())
    }

    /// Opens the store, and closes it when the body is done.
    func read<Result: Sendable>(_ body: (SQLiteStore) async throws(StoreError) -> Result) async throws -> Result {
        do throws(StoreError) {
            let store = try SQLiteStore(path: store)
            let result = try await body(store)
            await store.close()
            return result
        } catch {
            StandardError.write("\(store): \(error)")
            throw ExitCode(1)
        }
    }
}

enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case csv
    case json
}

struct FiguresReport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "figures", abstract: "Figures of some days, whole or split. This is what `report` alone does.")

    @OptionGroup var source: ReportSource

    @Option(help: "First day, YYYY-MM-DD. By default, thirty days before the last.", transform: Self.day)
    var from: CivilDate?

    @Option(help: "Last day, YYYY-MM-DD. By default, today.", transform: Self.day)
    var to: CivilDate?

    @Option(help: "Split by intent, tag, queue, agent, version or channel.", transform: Self.breakdown)
    var by: ReportQuery.Breakdown?

    @Flag(help: "Waits and resolutions inside opening hours.")
    var businessHours = false

    @Option(help: "text, csv or json.")
    var format = ReportFormat.text

    private static func day(_ text: String) throws -> CivilDate {
        guard let day = CivilDate(text) else { throw ValidationError("'\(text)' is no day such as 2026-03-01.") }
        return day
    }

    private static func breakdown(_ text: String) throws -> ReportQuery.Breakdown {
        guard let by = ReportQuery.Breakdown(rawValue: text) else {
            let names = ReportQuery.Breakdown.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("'\(text)' is none of \(names).")
        }
        return by
    }

    func validate() throws {
        if let from, let to, to < from { throw ValidationError("--to lies before --from.") }
    }

    func run() async throws {
        let rules = try source.rules()
        let now = Timestamp.present
        let file = try await source.read { store throws(StoreError) in
            try await ReportFile(of: store, rules: rules, now: now)
        }
        let report = file.report(ReportQuery(from: from, to: to, by: by, businessHours: businessHours), now: now)
        switch format {
        case .text: StandardOutput.write(report.text)
        case .csv: StandardOutput.write(report.csv)
        case .json: StandardOutput.write(String(decoding: report.json, as: UTF8.self) + "\n")
        }
    }
}

struct DigestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "digest", abstract: "What customers said this week, each issue with two things to do about it.",
        discussion: """
            Issues are counted by conversation and compared with the week before; a change is named only where it is
            more than chance. Topics that the playbook has no word for are called by their own words. Quotes are without
            addresses and numbers.

              warmline report digest --store warmline.db
            """)

    @OptionGroup var source: ReportSource

    @OptionGroup var model: ModelOptions

    @Option(help: "Issues shown.")
    var limit = 10

    @Flag(help: "One JSON object on standard output.")
    var json = false

    func run() async throws {
        let rules = try source.rules()
        let encoder = try model.languageModel().encoder
        let now = Timestamp.present
        let report = try await source.read { store throws(StoreError) in
            try await DigestReport(of: store, rules: rules, now: now, limit: limit) { encoder?.encode($0).last }
        }
        StandardOutput.write(json ? String(decoding: report.json, as: UTF8.self) + "\n" : report.text)
    }
}
