import Foundation
import Insight
import Reporting
import Store
import Testing
import Vocabulary

@Suite struct AlertTests {
    /// So many angry customers with the same trouble, some a minute.
    private func complain(
        in house: House, _ count: Int, perMinute: Double = 10, from minute: Double, first: Int = 0
    ) async throws {
        for number in 0..<count {
            let id = ConversationID("a\(first + number)")
            let at = minute + Double(number) / perMinute
            try await house.opens(at: at, in: id, by: VisitorID("w\(first + number)"))
            try await house.says(
                "I cannot pay for order 100\(1_000 + number), mail ann\(number)@example.com", "checkout",
                frustration: 0.95, at: at, in: id)
        }
    }

    @Test
    func `a thousand checkout complaints are one alert: its count, quotes without names, the rollout, and its end`()
        async throws
    {
        let store = InMemoryStore()
        let house = House(store)
        let clock = Clock()
        let (hook, mail) = (Channel("webhook"), Channel("mail"))
        let rules = ReportRules(mood: MoodWatch(features: ["checkout": "shop"]), features: ["checkout": "shop"])
        let reporter = try Reporter.over(store, clock, rules: rules, channels: [hook, mail])
        clock.set(0)
        try await reporter.take(.rollout(name: "shop 2.1", feature: "shop"), id: "deploys 17")
        try await complain(in: house, 1_000, perMinute: 40, from: 2)
        for minute in stride(from: 3.0, through: 60, by: 1) {
            clock.set(minute)
            try await reporter.catchUp()
            await reporter.tell()
        }
        let board = await reporter.alerts()
        #expect(board.cards.count == 1)
        let card = try #require(board.cards.first)
        #expect(card.key == "intent:checkout")
        #expect(card.alsoKnownAs == ["feature:shop"])
        #expect(card.state == .subsided)
        #expect(card.count == 1_000)
        #expect(card.quotes == ["I cannot pay for order [number] mail [address]"])
        #expect(card.at - House.at(2) <= .minutes(3))
        let told = await hook.told
        #expect(told.map(\.name.kind) == [.raised, .ended])
        #expect(told.map(\.id) == ["\(card.id):raised", "\(card.id):ended"])
        #expect(await mail.told == told)
        #expect(await reporter.report(ReportQuery()).all.lead.count == 1)
    }

    @Test func `the rollout before it is suspected, and named with the rates before and after`() async throws {
        let store = InMemoryStore()
        let house = House(store)
        let clock = Clock()
        // No image, so that the note stands in the journal.
        let reporter = try Reporter.over(store, clock) { $0.imageAge = .days(1) }
        try await complain(in: house, 3, perMinute: 0.05, from: -120, first: 9_000)
        clock.set(-1)
        try await reporter.catchUp()
        try await reporter.take(.rollout(name: "shop 2.1", feature: nil), id: "deploys 17")
        try await complain(in: house, 40, from: 0)
        clock.set(6)
        try await reporter.catchUp()
        let suspect = try #require(await reporter.alerts().cards.first?.suspect)
        #expect(suspect.name == "shop 2.1")
        #expect(suspect.after > suspect.before)
        #expect(suspect.low > 1)
        #expect(suspect.low <= suspect.ratio && suspect.ratio <= suspect.high)
        // Whoever has to read it all again, with journals of its own, hears of the rollout where it was.
        let other = Moody(store)
        for entry in try await store.journal("reporting").entries {
            try await other.append([entry], to: "reporting", image: nil)
        }
        let second = try Reporter.over(other, clock)
        try await second.catchUp()
        let again = try #require(await second.alerts().cards.first?.suspect)
        #expect(again.name == "shop 2.1")
        #expect(again.at == suspect.at)
    }

    @Test func `killed before, between and after telling, it is one alert, and each channel is told once`() async throws
    {
        let store = InMemoryStore()
        let house = House(store)
        let clock = Clock()
        let (hook, deaf) = (Channel("webhook"), Channel("mail", isDeaf: true))
        try await complain(in: house, 60, from: 0)
        clock.set(7)
        for _ in 0..<3 { try await Reporter.over(store, clock, channels: [hook, deaf]).catchUp() }
        for _ in 0..<3 {
            let reporter = try Reporter.over(store, clock, channels: [hook, deaf])
            try await reporter.catchUp()
            await reporter.tell()
        }
        await deaf.hear()
        clock.set(7.5)
        // The minutes are looked at by another clock than before the crash.
        let last = try Reporter.over(store, clock, channels: [hook, deaf]) { $0.lag = .seconds(50) }
        try await last.catchUp()
        await last.tell()
        #expect(await last.alerts().cards.count == 1)
        #expect(await hook.told.map(\.name.kind) == [.raised])
        #expect(await deaf.told.map(\.name.kind) == [.raised])
    }

    @Test func `a channel that is deaf is tried again later and later, then no more`() async throws {
        let store = InMemoryStore()
        let house = House(store)
        let clock = Clock()
        let deaf = Channel("mail", isDeaf: true)
        try await complain(in: house, 60, from: 0)
        clock.set(7)
        let reporter = try Reporter.over(store, clock, channels: [deaf])
        try await reporter.catchUp()
        await reporter.tell()
        await deaf.hear()
        // Too soon.
        await reporter.tell()
        #expect(await deaf.told.isEmpty)
        clock.set(7.2)
        await reporter.tell()
        #expect(await deaf.told.count == 1)
    }

    @Test func `who could not be told for a day is told no more, and who will not hear it is not asked again`()
        async throws
    {
        let store = InMemoryStore()
        let house = House(store)
        let clock = Clock()
        let (deaf, unwilling) = (Channel("mail", isDeaf: true), Channel("webhook", isDeaf: true, forGood: true))
        try await complain(in: house, 60, from: 0)
        clock.set(7)
        let reporter = try Reporter.over(store, clock, channels: [deaf, unwilling])
        try await reporter.catchUp()
        await reporter.tell()
        await unwilling.hear()
        for hour in 1...30 {
            clock.set(Double(hour) * 60)
            try await reporter.catchUp()
            await reporter.tell()
        }
        await deaf.hear()
        clock.set(31 * 60)
        await reporter.tell()
        #expect(await deaf.told.isEmpty)
        #expect(await unwilling.told.map(\.name.kind) == [.ended])
    }

    @Test func `a snoozed key is silent through a crash; precision is what people said`() async throws {
        let store = InMemoryStore()
        let house = House(store)
        let clock = Clock()
        let reporter = try Reporter.over(store, clock)
        try await reporter.snooze(.intent("checkout"), until: House.at(300))
        try await complain(in: house, 60, from: 0)
        clock.set(20)
        let again = try Reporter.over(store, clock)
        try await again.catchUp()
        #expect(await again.alerts().cards.isEmpty)
        #expect(await again.alerts().snoozes == ["intent:checkout": House.at(300)])
        try await complain(in: house, 60, from: 400, first: 500)
        clock.set(420)
        try await again.catchUp()
        let card = try #require(await again.alerts().cards.first)
        #expect(await again.alerts().precision == nil)
        #expect(try await again.judge(card.id, isRight: true))
        #expect(try await again.judge("nothing", isRight: true) == false)
        #expect(await again.alerts().precision == 1)
        #expect(try await again.judge(card.id, isRight: false))
        let third = try Reporter.over(store, clock)
        try await third.catchUp()
        #expect(await third.alerts().precision == 0)
        #expect(await third.alerts().judged == 1)
    }

    @Test func `reviews and posts count in the same moods: twenty bad ones raise an alert, sent twice they are twenty`()
        async throws
    {
        let store = InMemoryStore()
        let clock = Clock()
        let reporter = try Reporter.over(store, clock)
        for _ in 0..<2 {
            for number in 0..<20 {
                clock.set(Double(number) / 10)
                try await reporter.take(
                    .heard(
                        .init(
                            kind: "review", text: "the new grinder 4711 jams, write to bo@example.com", stars: 1,
                            intent: "product_question", frustration: 0.3)),
                    id: "reviews \(number)")
            }
        }
        clock.set(6)
        try await reporter.catchUp()
        let card = try #require(await reporter.alerts().cards.first)
        #expect(card.key == "intent:product_question")
        #expect(card.count <= 20)
        #expect(card.quotes == ["the new grinder [number] jams, write to [address]"])
        #expect(await reporter.alerts().cards.count == 1)
        for entry in try await store.journal("reporting").entries {
            #expect(!String(decoding: entry.body, as: UTF8.self).contains("bo@example"))
        }
    }

    @Test(arguments: [
        ("intent:wrong_charge", "wrong charge"), ("segment:said:review", "reviews"), ("segment:plan:gold", "plan gold"),
    ])
    func `what an alert is about is said as people say it`(_ key: String, _ words: String) throws {
        let card = try JSONDecoder().decode(
            AlertCard.self,
            from: Data(
                """
                {"id":"1","key":"\(key)","at":0,"since":0,"reports":7,"expected":0.5,"windowMinutes":2,"quotes":[],
                "isOverBudget":false,"isLate":false,"count":7,"state":"open","alsoKnownAs":[]}
                """.utf8))
        #expect(card.headline == "\(words): 7 unhappy in 2 minutes, 0.5 expected")
    }
}
