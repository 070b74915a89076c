import Testing
import Understanding
import Vocabulary

/// What holds of the things found in any message whatever.
struct EntityPropertyTests {
    private static let pieces = [
        "from", "to", "not", "42", "44", "the", "3rd", "5th", "of", "May", "between", "and", "-", "€", "$5", "1.234,50",
        "+44", "01632 960123", "10042", "AF-10042", "jo@example.com", "@", "tomorrow", "at", "3pm", "half", "past",
        "nine",
        "a dozen", "3x", "Berlin", "frankfrut", "red", "gren", "in", "two", "weeks", "ago", "next", "Tuesday", "3/4",
        "2025-05-03", "(", ")", ".", ",", "?", "e\u{301}", "👍", "\u{200D}", "日本", "İ", "ß", "\u{0}", "٣", "½", "Ⅷ",
        "100", "quid", "pounds", "of", "instead", "end", "month", "yes", "no", "1'000", "12:30", "x3", "\n", "'", "00",
    ]

    private static func message(_ random: inout SplitMix64) -> String {
        let count = Int.random(in: 0...24, using: &random)
        let gap = [" ", " ", " ", "", "  ", ", "][Int.random(in: 0...5, using: &random)]
        return (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }
            .joined(separator: gap)
    }

    @Test func `spans lie inside, stand in order, never overlap, and are what was written`() {
        var random = SplitMix64(state: 11)
        for _ in 0..<1_500 {
            let text = Self.message(&random)
            let expecting: [SlotName] = Bool.random(using: &random) ? ["size", "day", "call_back"] : []
            let found = Shelf.entities(text, expecting: expecting)
            let scalars = Array(text.unicodeScalars)
            #expect(found.count <= 64)
            for entity in found {
                #expect(entity.start >= 0 && entity.start < entity.end && entity.end <= scalars.count, "\(text)")
                guard entity.start >= 0, entity.start < entity.end, entity.end <= scalars.count else { continue }
                #expect(String(String.UnicodeScalarView(scalars[entity.start..<entity.end])) == entity.text)
            }
            #expect(found.map(\.start) == found.map(\.start).sorted(), "\(text)")
            // An answer is about the whole message, so it may stand on words that name something.
            let named = found.filter { $0.name != "yes_no" }
            for (left, right) in zip(named, named.dropFirst()) {
                #expect(left.end <= right.start, "\(text): \(left.name) and \(right.name)")
            }
        }
    }

    @Test func `a message is read the same way every time`() {
        var random = SplitMix64(state: 12)
        let again = Shelf.understander()
        for _ in 0..<100 {
            let text = Self.message(&random)
            #expect(Shelf.entities(text) == Shelf.entities(text, in: again), "\(text)")
        }
    }

    @Test func `what is found alone is found in a sentence`() {
        let things: [(EntityName, String)] = [
            ("email", "jo@example.com"), ("phone", "+44 20 7946 0958"), ("money", "£49.90"), ("date", "3rd of May"),
            ("order_number", "AF-10042"), ("city", "Frankfurt"), ("colour", "crimson"), ("account", "ACC-1234-5678"),
        ]
        for (name, thing) in things {
            let alone = Shelf.values(thing, name)
            #expect(alone.count == 1, "\(thing)")
            for sentence in ["it is \(thing)", "(\(thing))", "\(thing)!", "Hello, \(thing), thanks.", "… \(thing)?"] {
                #expect(Shelf.values(sentence, name) == alone, "\(sentence)")
            }
        }
    }

    @Test(arguments: [
        "3rd to ", "a week from ", "twenty-", "half past ", "not 42 but ", "1 ", "1,", "1'000'", "$1k ", "in 2 ",
        "from the ", "a@b.", "(0) ", "May 3 to 5 ", "frankfrut ", "end of ", "3/4 on ", "a hundred and ", "+1(",
    ])
    func `the same piece a thousand times is read in bounded time`(piece: String) {
        let text = String(repeating: piece, count: 2_000)
        let time = ContinuousClock().measure { _ = Shelf.entities(text) }
        // Unoptimised and on a busy machine.
        #expect(time < .seconds(2))
    }
}
