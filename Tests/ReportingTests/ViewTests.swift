import Foundation
import GRDB
import Insight
import Reporting
import SQLiteStore
import Testing
import Vocabulary

/// The views that `warmline report --help` names, asked of a real file, against the report of the same file.
@Suite struct ViewTests {
    private static let days = 4
    private static let count = 60

    /// Sixty matters, one a conversation; two of three need a person, half of these are rated.
    private static func fill(_ house: House) async throws {
        for number in 0..<count {
            let minute = Double(number % days) * 1_440 + Double(number)
            let talk = ConversationID("c\(number)")
            try await house.opens(
                at: minute, in: talk, by: VisitorID("v\(number)"), version: PlaybookVersion("p\(number % 2)"))
            try await house.says("…", number % 4 == 0 ? "refund" : "stock_check", at: minute, in: talk)
            try await house.bot(at: minute + 0.1, in: talk)
            guard number % 3 != 0 else { continue }
            let agent = AgentID("agent\(number % 4)")
            try await house.escalates(at: minute + 1, in: talk, to: TeamName("team\(number % 5)"))
            try await house.joins(agent, at: minute + 2, in: talk)
            try await house.agent(agent, at: minute + 2 + Double(number) / 10, in: talk)
            try await house.write(
                [.tagged(TagName("tag\(number % 2)"), .confirmed)], by: .agent(agent), at: minute + 9, in: talk)
            try await house.resolves(by: .agent(agent), at: minute + 10 + Double(number), in: talk)
            guard number % 6 < 3 else { continue }
            try await house.rates(1 + number % 5, at: minute + 11 + Double(number), in: talk)
        }
    }

    @Test func `each view and the report say the same of the same file, as do CSV and JSON`() async throws {
        try await withStoreFile { path in
            let store = try SQLiteStore(path: path)
            try await Self.fill(House(store))
            let now = House.at(Double(Self.days) * 1_440)
            let file = try await ReportFile(of: store, rules: ReportRules(), now: now)
            await store.close()
            func report(_ by: ReportQuery.Breakdown? = nil) -> Report { file.report(ReportQuery(by: by), now: now) }
            func rows(_ by: ReportQuery.Breakdown, _ figure: (Tally) -> Double?) -> [String: Double] {
                report(by).rows.reduce(into: [:]) { $0[$1.slice.name] = figure($1.tally) }
            }
            let views = try DatabaseQueue(path: path)
            func ask(_ sql: String) throws -> [String: Double] {
                try views.read { db in
                    try Row.fetchAll(db, sql: sql).reduce(into: [:]) { $0[$1[0]] = $1[1] }
                }
            }
            func alike(_ left: [String: Double], _ right: [String: Double], _ view: Comment) {
                #expect(left.count > 0 && left.keys.sorted() == right.keys.sorted(), view)
                for (name, value) in left { #expect(abs(value - (right[name] ?? .nan)) < 0.002, view) }
            }

            let all = report().all
            let talks = try ask(
                """
                SELECT 'contacts', count(*) FROM report_conversations
                UNION SELECT 'first_acknowledgement', avg(first_acknowledgement_seconds) FROM report_conversations
                UNION SELECT 'first_response', avg(first_response_seconds) FROM report_conversations
                UNION SELECT 'resolution', avg(resolution_seconds) FROM report_conversations
                """)
            alike(
                talks,
                Dictionary(
                    uniqueKeysWithValues: [Figure.contacts, .firstAcknowledgement, .firstResponse, .resolution].map {
                        ($0.rawValue, $0.value(of: all) ?? .nan)
                    }), "report_conversations")
            for (column, by) in [("playbook", ReportQuery.Breakdown.version), ("channel", .channel)] {
                alike(
                    try ask("SELECT \(column), count(*) FROM report_conversations GROUP BY 1"),
                    rows(by) { Double($0.contacts) }, "report_conversations by \(column)")
            }
            alike(
                try ask(
                    "SELECT intent, count(DISTINCT conversation) FROM report_messages WHERE band = 'act' GROUP BY 1"),
                rows(.intent) { Double($0.contacts) }, "report_messages")
            alike(
                try ask("SELECT team, count(*) FROM report_escalations GROUP BY 1"),
                rows(.queue) { Double($0.queued) }, "report_escalations")
            alike(
                try ask("SELECT agent, avg(stars) FROM report_ratings GROUP BY 1"), rows(.agent, \.meanStars),
                "report_ratings")
            alike(
                try ask("SELECT tag, count(*) FROM report_tags GROUP BY 1"), rows(.tag) { Double($0.contacts) },
                "report_tags")
            let days = report().days.filter { $0.tally.contacts > 0 }
            for (column, figure) in [
                ("conversations", { Double($0.contacts) }), ("escalations", { Double($0.queued) }),
                ("resolved", { Double($0.resolved) }), ("ratings", { Double($0.ratings) }),
                ("mean_stars", { $0.meanStars ?? .nan }),
            ] as [(String, (Tally) -> Double)] {
                alike(
                    try ask("SELECT day, \(column) FROM report_days"),
                    Dictionary(uniqueKeysWithValues: days.map { ($0.day.notation, figure($0.tally)) }),
                    "report_days.\(column)")
            }

            let written = report(.queue).csv.split(separator: "\r\n").map { $0.split(separator: ",").map(String.init) }
            let place = try #require(written.first?.firstIndex(of: "contacts"))
            let cells = written.dropFirst().map { ($0[1], Double($0[place]) ?? .nan) }
            alike(Dictionary(uniqueKeysWithValues: cells), rows(.queue) { Double($0.contacts) }, "CSV")
            let read = try JSONDecoder().decode(Written.self, from: Data(report(.queue).json))
            let values = read.rows.map { ($0.name, $0.values["contacts"]?.value ?? .nan) }
            alike(Dictionary(uniqueKeysWithValues: values), rows(.queue) { Double($0.contacts) }, "JSON")
        }
    }

    private struct Written: Decodable {
        struct Row: Decodable {
            let name: String
            let values: [String: Value]
        }

        struct Value: Decodable {
            let value: Double
        }

        let rows: [Row]
    }
}
