internal import Foundation
public import Vocabulary

/// Somebody who will want a person.
public struct SimulatedArrival: Hashable, Sendable {
    /// After the beginning.
    public let after: TimeSpan
    public let priority: Double
    public let frustration: Double
    public let urgency: Double
    public let value: Double
    public let team: TeamName?
    public let skills: [SkillName: Int]
    public let language: String?
    public let weight: Int
    /// How long it keeps an agent; drawn where it is `nil`.
    public let handling: TimeSpan?

    public init(
        after: TimeSpan, priority: Double = 0, frustration: Double = 0, urgency: Double = 0, value: Double = 0,
        team: TeamName? = nil, skills: [SkillName: Int] = [:], language: String? = nil, weight: Int = 1,
        handling: TimeSpan? = nil
    ) {
        self.after = after
        self.priority = priority
        self.frustration = frustration
        self.urgency = urgency
        self.value = value
        self.team = team
        self.skills = skills
        self.language = language
        self.weight = min(max(1, weight), 10)
        self.handling = handling
    }

    /// One JSON object a line: `{"minute": 12.5}`, and where they matter `priority`, `frustration`, `urgency`, `value`,
    /// `team`, `skills` (`{"refunds": 2}`), `language`, `weight`, `handling_minutes`. In the order of their time.
    public static func arrivals(of text: String) throws(ArrivalProblem) -> [SimulatedArrival] {
        var arrivals: [SimulatedArrival] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            guard arrivals.count < most else { throw ArrivalProblem(line: index + 1, "more than \(most) arrivals") }
            arrivals.append(try arrival(of: line, line: index + 1))
        }
        return arrivals.sorted { $0.after < $1.after }
    }

    private static let most = 2_000_000

    private struct Row: Decodable {
        let minute: Double
        let priority: Double?
        let frustration: Double?
        let urgency: Double?
        let value: Double?
        let team: String?
        let skills: [String: Int]?
        let language: String?
        let weight: Int?
        let handlingMinutes: Double?

        enum CodingKeys: String, CodingKey {
            case minute, priority, frustration, urgency, value, team, skills, language, weight
            case handlingMinutes = "handling_minutes"
        }
    }

    private static func arrival(of line: Substring, line number: Int) throws(ArrivalProblem) -> SimulatedArrival {
        guard let row = try? JSONDecoder().decode(Row.self, from: Data(line.utf8)) else {
            throw ArrivalProblem(line: number, "not an arrival: a JSON object with a \"minute\" is wanted")
        }
        guard let after = span(row.minute) else {
            throw ArrivalProblem(line: number, "\"minute\" is from 0 to \(mostMinutes)")
        }
        if let minutes = row.handlingMinutes, span(minutes) == nil {
            throw ArrivalProblem(line: number, "\"handling_minutes\" is from 0 to \(mostMinutes)")
        }
        let skills = (row.skills ?? [:]).map { (SkillName($0.key), $0.value) }
        return SimulatedArrival(
            after: after, priority: row.priority ?? 0, frustration: row.frustration ?? 0, urgency: row.urgency ?? 0,
            value: row.value ?? 0, team: row.team.map { TeamName($0) },
            skills: Dictionary(skills, uniquingKeysWith: { first, _ in first }), language: row.language,
            weight: row.weight ?? 1, handling: row.handlingMinutes.flatMap(span))
    }

    private static let mostMinutes = 1_000_000

    private static func span(_ minutes: Double) -> TimeSpan? {
        guard minutes >= 0, minutes <= Double(mostMinutes) else { return nil }
        return TimeSpan(milliseconds: Int64(minutes * 60_000))
    }
}

/// A line that is no arrival.
public struct ArrivalProblem: Error, Hashable, CustomStringConvertible {
    public let line: Int
    public let reason: String

    init(line: Int, _ reason: String) {
        self.line = line
        self.reason = reason
    }

    public var description: String { "line \(line): \(reason)" }
}
