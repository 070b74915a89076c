import Foundation
import Insight
import Reporting
import Store
import Testing
import Vocabulary

@Suite struct ReportTests {
    private func reporter(_ write: (House) async throws -> Void) async throws -> Reporter {
        let store = InMemoryStore()
        try await write(House(store))
        let reporter = try Reporter.over(store, Clock(60 * 24))
        try await reporter.catchUp()
        return reporter
    }

    @Test func `the text of a week reads like a sentence a line`() async throws {
        let reporter = try await reporter { house in
            try await house.opens(at: 0)
            try await house.says("refund", "refund", at: 0)
            try await house.bot(at: 0.05)
            try await house.escalates(at: 1)
            try await house.joins(at: 2)
            try await house.agent(at: 3)
            try await house.resolves(at: 10)
            try await house.rates(4, at: 11)
        }
        let query = ReportQuery(from: CivilDate("2026-03-02"), to: CivilDate("2026-03-03"))
        let text = await reporter.report(query).text
        #expect(text.hasPrefix("2026-03-02 to 2026-03-03, 2 days, UTC\n\n"))
        let lines = text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        #expect(lines.contains("First response 3 min mean 3 min, nine in ten within 3 min, of 1"))
        #expect(lines.contains("Satisfaction 100 % of 1"))
        #expect(text.split(separator: "\n").allSatisfy { $0.last != " " })
        let table = await reporter.report(ReportQuery(from: CivilDate("2026-03-02"), by: .intent)).text
        #expect(table.contains("refund"))
        let none = await reporter.report(ReportQuery(from: CivilDate("2020-01-01"), to: CivilDate("2020-01-02")))
        #expect(none.text == "2020-01-01 to 2020-01-02, 2 days, UTC\n\nNobody came.\n")
    }

    @Test func `what it is compared with is as many days right before, none of them counted twice`() async throws {
        let day = 1_440.0
        let reporter = try await reporter { house in
            // Three days of one, two and three contacts; the last of them is asked about.
            for (number, minute) in [-2 * day, -day, -day + 1, 0, 1, 2].enumerated() {
                try await house.opens(
                    at: minute, in: ConversationID("c\(number)"), by: VisitorID("v\(number)"))
                try await house.says("…", "refund", at: minute, in: ConversationID("c\(number)"))
            }
        }
        let one = await reporter.report(ReportQuery(from: CivilDate("2026-03-02"), to: CivilDate("2026-03-02")))
        #expect(one.all.contacts == 3)
        #expect(one.before.contacts == 2)
        let two = await reporter.report(ReportQuery(from: CivilDate("2026-03-01"), to: CivilDate("2026-03-02")))
        #expect(two.all.contacts == 5)
        #expect(two.before.contacts == 1)
    }

    @Test func `a name that looks like a formula is text in a spreadsheet; quotes and commas stay inside their cell`()
        async throws
    {
        let names = ["=cmd|' /C calc'!A0", "+1", "-x", "@sum", "a,\"b\"", "plain"]
        let reporter = try await reporter { house in
            for (number, name) in names.enumerated() {
                let id = ConversationID("c\(number)")
                try await house.opens(at: Double(number), in: id, by: VisitorID("v\(number)"))
                try await house.says("…", IntentName(name), at: Double(number), in: id)
            }
        }
        let csv = await reporter.report(ReportQuery(from: CivilDate("2026-03-02"), by: .intent)).csv
        let cells = csv.split(separator: "\r\n").dropFirst().map { $0.dropFirst("intent,".count) }
        #expect(cells.count == names.count)
        #expect(cells.contains { $0.hasPrefix("'=cmd|' /C calc'!A0,") })
        #expect(cells.contains { $0.hasPrefix("'-x,") })
        #expect(cells.contains { $0.hasPrefix("'@sum,") })
        #expect(cells.contains { $0.hasPrefix("\"a,\"\"b\"\"\",") })
        let columns = try #require(csv.split(separator: "\r\n").first).split(separator: ",").count
        #expect(
            cells.contains {
                $0.hasPrefix("plain,")
                    && $0.split(separator: ",", omittingEmptySubsequences: false).count == columns - 1
            })
    }

    @Test func `the JSON names each figure, its unit, and what it is a share of`() async throws {
        let reporter = try await reporter { house in
            try await house.opens(at: 0)
            try await house.says("refund", "refund", at: 0)
            try await house.bot(at: 0.05)
            try await house.resolves(by: .bot, at: 10)
            try await house.rates(4, at: 11)
        }
        let bytes = await reporter.report(ReportQuery(from: CivilDate("2026-03-02"), by: .intent, businessHours: true))
            .json
        let json = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        let figures = try #require(json["figures"] as? [[String: Any]])
        #expect(figures.contains { $0["name"] as? String == "resolution_worked" && $0["unit"] as? String == "seconds" })
        #expect(!figures.contains { $0["name"] as? String == "resolution" })
        let all = try #require(json["all"] as? [String: [String: Double]])
        #expect(all["satisfaction"] == ["value": 1, "of": 1])
        #expect(all["first_acknowledgement"]?["value"] == 3)
        #expect(all["containment"] == nil)
        #expect((json["rows"] as? [[String: Any]])?.first?["name"] as? String == "refund")
        #expect((json["days"] as? [[String: Any]])?.count == 2)
    }

    @Test func `days are the shop's: midnight in New York, over the change of the clocks`() async throws {
        // 2026-03-08 03:30 UTC is still the seventh there; the clocks go forward that night.
        let zone = ZoneOffsets(named: "America/New_York")
        let late = try #require(Timestamp(rfc3339: "2026-03-08T04:30:00Z"))
        let after = try #require(Timestamp(rfc3339: "2026-03-09T04:30:00Z"))
        let rules = MetricRules(hours: WorkingHours(nil, zone: zone))
        #expect(rules.period(of: late) == CivilDate("2026-03-07")?.number)
        #expect(rules.period(of: after) == CivilDate("2026-03-09")?.number)
        #expect(ZoneOffsets(named: "Nowhere/Land") == .utc)
    }

    @Test(arguments: [
        (Int64(850), "850 ms"), (3_250, "3.2 s"), (60_000, "1 min"), (250_000, "4 min 10 s"), (7_500_000, "2 h 5 min"),
        (273_600_000, "3 d 4 h"), (-60_000, "-1 min"),
    ])
    func `a length of time is told by its two largest units`(milliseconds: Int64, words: String) {
        #expect(TimeSpan(milliseconds: milliseconds).words == words)
    }

    @Test func `a file is read beside the service that writes it, and says the same`() async throws {
        let store = InMemoryStore()
        let house = House(store)
        let clock = Clock(10)
        let reporter = try Reporter.over(store, clock)
        for number in 0..<20 {
            try await house.opens(at: Double(number), in: ConversationID("c\(number)"), by: VisitorID("v\(number)"))
            try await house.says("…", "refund", at: Double(number), in: ConversationID("c\(number)"))
            if number == 10 {
                try await reporter.catchUp()
                try await reporter.keep()
            }
        }
        clock.set(60)
        try await reporter.catchUp()
        let before = try await store.journal("reporting")
        let file = try await ReportFile(of: store, rules: ReportRules(), now: clock.now)
        let query = ReportQuery(by: .intent)
        #expect(file.report(query, now: clock.now).all == (await reporter.report(query)).all)
        #expect(file.report(query, now: clock.now).all.contacts == 20)
        #expect(try await store.journal("reporting") == before)
    }
}
