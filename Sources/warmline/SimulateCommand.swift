internal import ArgumentParser
internal import Console
internal import Foundation
internal import PlaybookModel
internal import Vocabulary

struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Run the queue of people over a month in seconds.",
        discussion: """
            The service's own queue in virtual time: visitors come, write and lose patience, agents take breaks,
            overlook offers and lose their connection, all drawn with the seed. Shows waits by priority, what was
            promised and what came, and whether anybody waited past the bound or was asked who was not there.
            Exit code 1 when the bound is broken, or an offer went to somebody absent or full.

              warmline simulate --agents 12 --per-hour 300
              warmline simulate --arrivals monday.jsonl --agents 6 --hours 12

            A line of --arrivals is {"minute": 12.5}, with priority, frustration, urgency, value, team, skills,
            language, weight and handling_minutes where they matter.
            """)

    @Option(help: "The playbook's folder: its reasons, teams, hours and rules of the queue.")
    var playbook: String = "Intents"

    @Option(help: "Arrivals, one JSON object a line.")
    var arrivals: String?

    @Option(help: "So many arrivals an hour by chance; left out: one and a half times what the agents can do.")
    var perHour: Double?

    @Option(help: "Agents, each of whom holds three conversations at once.")
    var agents: Int = 5

    @Option(help: "Hours simulated; 720 are a month.")
    var hours: Int = 720

    @Option(help: "For everything drawn by chance.")
    var seed: UInt64 = 1

    @Flag(help: "One JSON object on standard output.")
    var json = false

    func validate() throws {
        if arrivals != nil, perHour != nil { throw ValidationError("--arrivals and --per-hour exclude each other.") }
        if let perHour, !(perHour > 0 && perHour <= 100_000) {
            throw ValidationError("--per-hour is more than 0, up to 100000.")
        }
        guard (1...1_000).contains(agents) else { throw ValidationError("--agents is from 1 to 1000.") }
        guard (1...8_784).contains(hours) else { throw ValidationError("--hours is from 1 to 8784, a year.") }
    }

    func run() throws {
        let loaded = try PlaybookFolder(path: playbook).checkedPlaybook()
        let zone = TimeZone(identifier: loaded.assistant.timeZone)
        let simulation = Simulation(
            plan: loaded.routing, hours: loaded.assistant.hours,
            offset: { moment in
                let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000)
                return .seconds(Int64(zone?.secondsFromGMT(for: date) ?? 0))
            }, agents: agents, span: .hours(Int64(hours)), seed: seed, pattern: try pattern())
        let result = simulation.run()
        let paint = Paint(isOn: StandardOutput.isTerminal)
        StandardOutput.write(json ? result.json : SimulationReport(result, paint: paint).text)
        if !result.isGood { throw ExitCode(1) }
    }

    private func pattern() throws -> Simulation.Pattern {
        guard let arrivals else { return perHour.map { .perHour($0) } ?? .load(1.5) }
        guard let text = try? String(contentsOfFile: arrivals, encoding: .utf8) else {
            throw ValidationError("There is no file '\(arrivals)'.")
        }
        do throws(ArrivalProblem) {
            return .exactly(try SimulatedArrival.arrivals(of: text))
        } catch {
            StandardError.write("\(arrivals): \(error.description)")
            throw ExitCode(1)
        }
    }
}
