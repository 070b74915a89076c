import Foundation
import Insight
import Reporting
import Store
import Testing
import Vocabulary

@Suite struct VoiceTests {
    private static let wrapping = [
        "can you wrap it as a gift", "do you do gift wrapping", "I would like gift wrap for my sister",
        "gift wrapping please, it is a birthday", "is gift wrap possible for the kettle", "wrap as gift?",
    ]

    @Test
    func `the digest of a week: what is new, what broke, what an article did not help with, two remedies each`()
        async throws
    {
        let store = InMemoryStore()
        let house = House(store)
        let day = 1_440.0
        var number = 0
        func talk(_ text: String, _ intent: IntentName?, _ frustration: Double, at minute: Double) async throws {
            number += 1
            let id = ConversationID("c\(number)")
            try await house.opens(at: minute, in: id, by: VisitorID("v\(number)"))
            try await house.says(text, intent, frustration: frustration, at: minute, in: id)
        }
        for index in 0..<60 {
            try await talk("where is my parcel then", "order_status", 0.1, at: Double(index) / 60 * 13 * day)
        }
        for index in 0..<12 {
            let minute = 9 * day + Double(index) * 60
            try await talk("how do I send this back", "return_item", 0.2, at: minute)
            let id = ConversationID("c\(number)")
            try await house.write([.articleShown("returns", section: "")], by: .bot, at: minute + 1, in: id)
            if index % 2 == 0 { try await house.write([.fellBack(rung: 1)], by: .bot, at: minute + 2, in: id) }
        }
        for index in 0..<24 {
            try await talk(
                Self.wrapping[index % 6] + ", mail ann@example.com", nil, 0, at: 10 * day + Double(index) * 60)
        }
        for index in 0..<40 {
            try await talk("the button does nothing!!", "checkout", 0.95, at: 12 * day + Double(index) / 20)
        }
        let clock = Clock(13 * day)
        let reporter = try Reporter.over(store, clock) { $0.late = .days(5) }
        try await reporter.catchUp()
        let desk = VoiceDesk(
            store: store, reporter: reporter,
            rules: ReportRules(trends: TrendRules(ignored: ["mail"])), log: quiet,
            now: { clock.now })
        try await desk.catchUp()
        let report = await desk.digest()
        #expect(report.digest.issues.first?.title == "checkout")
        #expect(
            report.digest.issues.first?.remedies == [
                .incident(title: "checkout", suspect: nil),
                .write(article: "checkout", questions: ["the button does nothing!!"]),
            ])
        let wrapping = try #require(report.digest.issues.first { $0.title.hasPrefix("new: gift") })
        #expect(wrapping.facts.count == 24)
        #expect(wrapping.facts.quotes.allSatisfy { $0.hasSuffix("[address]") })
        let returns = try #require(report.digest.issues.first { $0.title == "return item" })
        #expect(returns.remedies.last == .mend(article: "returns", unhelped: 6, of: 12))
        #expect(report.digest.issues.allSatisfy { $0.remedies.count == 2 })
        #expect(report.text.contains("1. checkout: 40 conversations (none the week before), 40 upset"))
        #expect(report.text.contains("→ Mend the article “returns”: 6 of 12 who read it went on asking."))
        let json = try JSONSerialization.jsonObject(with: Data(report.json)) as? [String: Any]
        #expect((json?["trends"] as? [[String: Any]])?.count == 1)
    }

    @Test(arguments: [false, true])
    func `reviews are heard with everybody else, also after a start, of a newer version too; last month is not`(
        isOlder: Bool
    ) async throws {
        let store = InMemoryStore()
        let house = House(store)
        let clock = Clock()
        let first = try Reporter.over(store, clock)
        for index in 0..<12 {
            clock.set(Double(index) * 90)
            try await first.take(
                .heard(.init(kind: "review", text: Self.wrapping[index % 6], stars: 2, frustration: 0.4)),
                id: "r\(index)")
        }
        try await house.opens(at: 100)
        try await house.says("where is it", "order_status", at: 100)
        clock.set(1_440)
        try await first.catchUp()
        try await first.keep()
        if isOlder {
            // The form of the image is the first number of it: here that of the first version.
            let image = try #require(try await store.journal("reporting").image)
            var bytes = try #require(Data(base64Encoded: Data(image)))
            bytes[0] = 2
            try await store.append([], to: "reporting", image: Array(bytes.base64EncodedData()))
        }
        let second = try Reporter.over(store, clock)
        try await second.catchUp()
        func digest() async throws -> DigestReport {
            let desk = VoiceDesk(
                store: store, reporter: second, rules: ReportRules(), log: quiet, now: { clock.now })
            try await desk.catchUp()
            return await desk.digest()
        }
        #expect(try await digest().trends.map(\.count) == [12])
        #expect(try await digest().digest.issues.map(\.title) == ["new: gift wrap", "order status"])
        clock.set(1_440 * 40)
        #expect(try await digest().digest.issues.isEmpty)
    }
}
