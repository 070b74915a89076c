import Insight
import Reporting
import Testing
import Vocabulary

@Suite struct SpikeTests {
    @Test
    func
        `of 200 spikes in a year of seasons nine in ten are found within five minutes, and nine in ten alerts are right`()
        throws
    {
        let year = SyntheticYear(days: 365, spikes: 200, factor: 3, seed: 8)
        let result = SpikeBacktest(year.history, injections: year.injections)
        #expect(year.injections.count == 200)
        let precision = try #require(result.precision)
        let recall = try #require(result.recall)
        let delay = try #require(result.medianDelay)
        #expect(precision >= 0.9)
        #expect(recall >= 0.9)
        #expect(delay <= .minutes(5))
    }

    @Test func `a thousand complaints under a tag never heard of are one alert, with quotes and without numbers`() {
        var detector = SpikeDetector()
        var events: [SpikeEvent] = []
        for index in 0..<1_000 {
            events += detector.take(
                BadMood(
                    conversation: ConversationID("c\(index)"),
                    at: SyntheticYear.start + TimeSpan(milliseconds: Int64(index) * 3_600),
                    keys: [.tag("checkout"), .intent("cart"), .feature("checkout")],
                    words: "I cannot pay for order 100\(index), write to ann\(index)@example.com"))
        }
        events += detector.advance(to: SyntheticYear.start + .hours(3))
        let alerts = events.compactMap { if case .raised(let alert) = $0 { alert } else { nil } }
        let joined = events.count { if case .joined = $0 { true } else { false } }
        let over = events.compactMap { if case .subsided(_, let count, _) = $0 { count } else { nil } }
        #expect(alerts.count == 1)
        #expect(joined == 2)
        #expect(over == [1_000])
        #expect(alerts.first?.quotes == ["I cannot pay for order [number] write to [address]"])
        #expect(alerts.first?.firstReport == SyntheticYear.start)
        #expect(alerts.first.map { $0.at - SyntheticYear.start <= .minutes(2) } == true)
        #expect(detector.alerts.isEmpty)
    }

    @Test func `on its first day a busy shop is not one alert an intent; what most are about is`() {
        var detector = SpikeDetector()
        var raised: [SpikeKey] = []
        for minute in 0..<300 {
            for intent in 0..<10 {
                let count = intent == 3 && minute > 240 ? 60 : 4
                let key = SpikeKey.intent(IntentName("i\(intent)"))
                let events = detector.add(count, to: key, at: SyntheticYear.start + .minutes(Int64(minute)))
                for case .raised(let alert) in events { raised.append(alert.key) }
            }
        }
        #expect(raised == [.intent("i3")])
    }

    @Test func `the rollout before it is suspected, with the rate before and after`() throws {
        var generator = SplitMix64(state: 3)
        var history = SyntheticYear.history(of: [(.feature("search"), 4)], days: 21, using: &generator)
        let from = 20 * 1_440 + 720
        for minute in from..<(from + 30) { history.counts[.feature("search")]?[minute] += 8 }
        var detector = SpikeDetector()
        let rollout = Rollout(name: "search 2.1", feature: "search", at: history.start + .minutes(Int64(from) - 4))
        detector.take(Rollout(name: "mail 7", feature: "mail", at: history.start + .minutes(Int64(from) - 2)))
        detector.take(rollout)
        var alerts: [SpikeAlert] = []
        for minute in 0..<(21 * 1_440) {
            let count = Int(history.counts[.feature("search")]?[minute] ?? 0)
            let events = detector.add(count, to: .feature("search"), at: history.start + .minutes(Int64(minute)))
            for case .raised(let alert) in events where minute > 1_440 { alerts.append(alert) }
        }
        #expect(alerts.count == 1)
        let suspect = try #require(alerts.first?.suspect)
        #expect(suspect.rollout == rollout)
        #expect(suspect.interval.contains(suspect.ratio))
        #expect(suspect.interval.lowerBound > 1)
        let since = try #require(alerts.first?.since)
        #expect(abs((since - (history.start + .minutes(Int64(from)))).milliseconds) <= 180_000)
    }

    @Test func `a snoozed key is silent; the precision that people see is theirs`() {
        var detector = SpikeDetector()
        detector.snooze(.tag("checkout"), until: SyntheticYear.start + .minutes(30))
        var events: [SpikeEvent] = []
        for minute in 0..<58 {
            events += detector.add(20, to: .tag("checkout"), at: SyntheticYear.start + .minutes(Int64(minute)))
        }
        let raised = events.compactMap { if case .raised(let alert) = $0 { alert.at } else { nil } }
        #expect(raised.count == 1)
        #expect(raised.first.map { $0 >= SyntheticYear.start + .minutes(30) } == true)
        #expect(detector.precision == nil)
        detector.judge(isRight: true)
        detector.judge(isRight: false)
        #expect(detector.precision == 0.5)
    }

    @Test func `what lasts for days becomes what is usual`() {
        var detector = SpikeDetector()
        var raised = 0
        var accepted = 0
        for minute in 0..<(28 * 1_440) {
            let count = minute < 14 * 1_440 ? 4 : 12
            for event in detector.add(count, to: .tag("a"), at: SyntheticYear.start + .minutes(Int64(minute))) {
                switch event {
                case .raised: if minute > 1_440 { raised += 1 }
                case .accepted: accepted += 1
                case .joined, .grew, .subsided: break
                }
            }
        }
        #expect(raised == 1)
        #expect(accepted == 1)
    }

    @Test(arguments: [
        ("order 10042 is late", "order [number] is late"), ("call 0 15 1 234", "call [number]"),
        ("I have 2 cats and 12 dogs", "I have 2 cats and 12 dogs"),
        ("see https://shop.example/t?k=abc now", "see [link] now"), ("mail ann@example.com.", "mail [address]"),
        ("DE89370400440532013000 is mine", "[number] is mine"),
    ])
    func `a quote gives nobody away`(words: String, quote: String) {
        #expect(Redaction.quote(words) == quote)
    }
}
