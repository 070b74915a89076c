import Insight
import Reporting
import Testing
import Vocabulary

@Suite struct TrendTests {
    private static let start = SyntheticYear.start

    private static func at(_ day: Double) -> Timestamp {
        start + TimeSpan(milliseconds: Int64(day * 86_400_000))
    }

    private static let wrapping = [
        "do you offer gift wrapping for the kettle", "can I get it gift wrapped",
        "is gift wrapping possible for a birthday",
        "please gift wrap my parcel", "how much does the gift wrapping cost", "I would like gift wrapping with a card",
    ]
    private static let strike = [
        "is my parcel affected by the courier strike", "the courier strike delays everything",
        "will the strike of the couriers hit me", "heard of a courier strike in Leeds", "courier strike again?",
    ]
    private static let nouns = [
        "grinder", "invoice", "filter", "beans", "scale", "lid", "spout", "coupon", "address", "newsletter", "recipe",
        "barista", "roast", "water", "plug", "voltage", "warranty", "colour", "handle", "timer", "app", "account",
    ]
    private static let verbs = [
        "compare", "return", "clean", "replace", "buy", "store", "open", "fix", "charge", "move",
    ]

    private func noise(_ index: Int, _ generator: inout SplitMix64) -> String {
        let noun = Self.nouns[Int(generator.next() % 22)]
        let other = Self.nouns[Int(generator.next() % 22)]
        let verb = Self.verbs[Int(generator.next() % 10)]
        return "I want to \(verb) the \(noun) and the \(other), number \(10_000 + index)"
    }

    /// Three weeks of remarks: wrapping begins in the last, the strike has been there all along.
    private func remarks(vectors: Bool) -> [Remark] {
        var generator = SplitMix64(state: 5)
        var remarks: [Remark] = []
        func vector(_ theme: Int) -> [Float]? {
            guard vectors else { return nil }
            return (0..<32).map { ($0 == theme ? 3 : 0) + Float(generator.unit() - 0.5) }
        }
        for day in 0..<21 {
            for index in 0..<12 {
                let number = day * 100 + index
                remarks.append(
                    Remark(
                        conversation: ConversationID("n\(number)"), at: Self.at(Double(day) + Double(index) / 24),
                        text: noise(number, &generator), vector: vector(2 + number % 30), isKnown: index % 2 == 0))
            }
            for index in 0..<3 {
                remarks.append(
                    Remark(
                        conversation: ConversationID("s\(day)-\(index)"), at: Self.at(Double(day) + 0.6),
                        text: Self.strike[(day + index) % 5], vector: vector(1), isKnown: false))
            }
            guard day >= 14 else { continue }
            for index in 0..<4 {
                remarks.append(
                    Remark(
                        conversation: ConversationID("w\(day)-\(index)"), at: Self.at(Double(day) + 0.7),
                        text: Self.wrapping[(day + index) % 6] + ", mail me at ann@example.com", vector: vector(0),
                        isKnown: false))
            }
        }
        return remarks
    }

    @Test(arguments: [false, true])
    func `a topic that the playbook has no word for is found, called by its words and quoted without addresses`(
        vectors: Bool
    ) throws {
        var miner = TopicMiner()
        for remark in remarks(vectors: vectors) { miner.take(remark) }
        let trends = miner.trends(at: Self.at(20.9))
        let first = try #require(trends.first)
        #expect(first.label.hasPrefix("gift wrap"))
        #expect(first.count >= 24)
        #expect(first.previous == 0)
        #expect(first.quotes.count == 3)
        #expect(first.quotes.allSatisfy { $0.hasSuffix("[address]") })
        #expect(!trends.contains { $0.label.contains("strike") })
        #expect(trends.count <= 2)
    }

    @Test func `what is known, and one person who repeats it, is no trend`() {
        var miner = TopicMiner()
        for index in 0..<40 {
            let text = Self.wrapping[index % 6]
            miner.take(Remark(conversation: ConversationID("k\(index)"), at: Self.at(1), text: text, isKnown: true))
            miner.take(Remark(conversation: "one", at: Self.at(1), text: text, isKnown: false))
        }
        #expect(miner.trends(at: Self.at(1.5)).isEmpty)
    }

    @Test func `however much is said, a bounded number of topics is followed`() {
        var miner = TopicMiner(rules: TrendRules(topics: 20))
        var generator = SplitMix64(state: 9)
        for index in 0..<600 {
            let text = (0..<4).map { _ in "w" + String(generator.next() % 50_000, radix: 26).filter(\.isLetter) + "x" }
                .joined(separator: " ")
            miner.take(
                Remark(
                    conversation: ConversationID("c\(index)"), at: Self.at(Double(index) / 100), text: text,
                    isKnown: false))
        }
        #expect(miner.followed == 20)
    }

    @Test
    func `the digest puts the pressing first, each with one thing for those concerned and one for those who ask next`()
    {
        let digest = VoiceDigest([
            .init(subject: .intent("order_status"), count: 400, previous: 410, bad: 20, quotes: ["where is it"]),
            .init(
                subject: .tag("checkout_broken"), count: 300, previous: 4, bad: 250, quotes: ["cannot pay"], silent: 900
            ),
            .init(
                subject: .topic("gift wrap"), count: 28, previous: 0, bad: 1, quotes: ["is gift wrapping possible"]),
            .init(
                subject: .intent("return_item"), count: 90, previous: 60, bad: 30, quotes: [],
                shown: [
                    .init(article: "returns", times: 80, unhelped: 41), .init(article: "labels", times: 9, unhelped: 2),
                ]),
            .init(subject: .intent("nothing"), count: 0, previous: 9, bad: 0, quotes: []),
        ])
        #expect(
            digest.issues.map(\.facts.subject.words) == ["checkout broken", "order status", "return item", "gift wrap"])
        #expect(digest.issues.allSatisfy { $0.remedies.count == 2 })
        #expect(
            digest.issues.first?.remedies == [
                .outreach(about: "checkout broken", people: 900),
                .write(article: "checkout broken", questions: ["cannot pay"]),
            ])
        #expect(digest.issues.map(\.hasChanged) == [true, false, true, true])
        #expect(digest.issues[2].remedies.last == .mend(article: "returns", unhelped: 41, of: 80))
    }
}
