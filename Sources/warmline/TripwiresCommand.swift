internal import ArgumentParser
internal import Foundation
internal import Outreach
internal import PlaybookModel
internal import Vocabulary

struct TripwiresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tripwires", abstract: "Whom we would write to first, and why.",
        subcommands: [BacktestCommand.self])
}

struct BacktestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backtest", abstract: "What the tripwires would have done to a history.",
        discussion: """
            Reads events of the world, one CloudEvent in JSON a line, in any order, and runs the rules of
            tripwires.yaml over them: how often each went off, for how many customers, with reasons. --labels names
            what should have gone off, one {"tripwire", "customer"} a line: then precision and recall are told too.

              warmline tripwires backtest events.jsonl
              warmline tripwires backtest events.jsonl --labels labels.jsonl --json

            Types, after dev.warmline.: \(WorldEvent.types.joined(separator: ", ")).
            """)

    @Argument(help: ArgumentHelp("Events, one a line.", valueName: "events.jsonl"))
    var events: String

    @Option(help: ArgumentHelp("What should have gone off.", valueName: "file"))
    var labels: String?

    @Option(help: "The playbook's folder.")
    var playbook = "Intents"

    @Flag(help: "One JSON object on standard output.")
    var json = false

    private struct Row: Decodable {
        let id: String
        let source: String
        let type: String
        let subject: String?
        let time: String?
        let data: SlotValue?
    }

    private struct LabelRow: Decodable {
        let tripwire: String
        let customer: String
    }

    func run() async throws {
        let plan = try PlaybookFolder(path: playbook).checkedPlaybook().outreach
        var history: [CustomerEvent] = []
        for (number, line) in try Self.lines(of: events) {
            guard let row = try? JSONDecoder().decode(Row.self, from: Data(line.utf8)) else {
                throw ValidationError("\(events):\(number): this is no event.")
            }
            guard let moment = row.time.flatMap(Self.moment) else {
                throw ValidationError("\(events):\(number): an event of a history needs its time.")
            }
            let event = WorldEvent(
                type: row.type, subject: row.subject, id: "\(row.source)/\(row.id)", source: row.source, at: moment,
                data: row.data ?? .nothing)
            if case .customer(let event)? = event { history.append(event) }
        }
        history.sort { ($0.at, $0.id) < ($1.at, $1.id) }
        let test = TripwireBacktest(plan.tripwires, over: history, until: history.last?.at, labels: try wanted())
        StandardOutput.write(json ? try Self.json(of: test) : Self.text(of: test))
    }

    private func wanted() throws -> Set<TripwireBacktest.Label>? {
        guard let labels else { return nil }
        return Set(
            try Self.lines(of: labels).map { number, line in
                guard let row = try? JSONDecoder().decode(LabelRow.self, from: Data(line.utf8)) else {
                    throw ValidationError("\(labels):\(number): this is no label.")
                }
                return TripwireBacktest.Label(
                    tripwire: TripwireName(row.tripwire), customer: CustomerID(row.customer))
            })
    }

    private static func lines(of path: String) throws -> [(number: Int, line: Substring)] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ValidationError("'\(path)' cannot be read.")
        }
        return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .map { (number: $0.offset + 1, line: $0.element) }.filter { !$0.line.allSatisfy(\.isWhitespace) }
    }

    private static func moment(_ text: String) -> Timestamp? {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: text.contains("."))
        return (try? style.parse(text)).map { Timestamp(milliseconds: Int64($0.timeIntervalSince1970 * 1_000)) }
    }

    // MARK: Telling

    private struct Report: Encodable {
        struct Line: Encodable {
            let tripwire: String
            let firings: Int
            let customers: Int
            let precision: Double?
            let recall: Double?
            let samples: [Firing]
        }

        let events: Int
        let days: Int
        let firings: Int
        let perDay: Double
        let mostInADay: Int
        let tripwires: [Line]

        enum CodingKeys: String, CodingKey {
            case events, days, firings, tripwires
            case perDay = "customers_per_day"
            case mostInADay = "most_in_a_day"
        }
    }

    private static func json(of test: TripwireBacktest) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let report = Report(
            events: test.events, days: test.days, firings: test.firings, perDay: test.perDay,
            mostInADay: test.mostInADay,
            tripwires: test.lines.map {
                Report.Line(
                    tripwire: $0.tripwire.rawValue, firings: $0.firings, customers: $0.customers.count,
                    precision: $0.precision, recall: $0.recall, samples: $0.samples)
            })
        return String(decoding: try encoder.encode(report), as: UTF8.self)
    }

    private static func text(of test: TripwireBacktest) -> String {
        var rows = [
            "\(test.events) events over \(test.days) days: \(test.firings) messages, "
                + String(format: "%.1f", test.perDay) + " a day, \(test.mostInADay) on the busiest"
        ]
        for line in test.lines {
            var row = "\(line.tripwire): \(line.firings) for \(line.customers.count) customers"
            if let precision = line.precision { row += String(format: ", precision %.2f", precision) }
            if let recall = line.recall { row += String(format: ", recall %.2f", recall) }
            rows.append(row)
            for sample in line.samples { rows.append("    \(sample.customer), \(sample.occasion)") }
        }
        return rows.joined(separator: "\n")
    }
}
