import Testing
import Understanding
import Vocabulary

struct HostileTests {
    @Test(arguments: [
        String(repeating: "a", count: 50_000), String(repeating: "a ", count: 25_000),
        String(repeating: "1", count: 50_000), String(repeating: "1 ", count: 25_000),
        String(repeating: "$1,", count: 17_000), String(repeating: "a@", count: 25_000),
        String(repeating: "x@y.z ", count: 8_000), String(repeating: "2025-", count: 10_000),
        String(repeating: "e\u{301}", count: 20_000), String(repeating: "👨‍👩‍👧", count: 5_000),
        String(repeating: "not ", count: 12_000), String(repeating: "10042 ", count: 8_000),
        String(repeating: "\u{202E}\u{0}", count: 20_000), String(repeating: "refnud ", count: 7_000),
        String(repeating: "+1-", count: 17_000), "a" + String(repeating: "\u{301}", count: 50_000),
    ])
    func `fifty thousand characters of anything are answered at once`(text: String) {
        var interpretation = Interpretation.nothing
        let time = ContinuousClock().measure { interpretation = Shop.understander.interpret(text, at: Shop.now) }
        #expect(interpretation.entities.count <= 64)
        // Unoptimised and on a busy machine; without the bounds these take minutes.
        #expect(time < .seconds(5))
    }

    @Test func `random bytes never trap`() {
        var random = SplitMix64(state: 7)
        let pieces = [
            "order", "#10042", "$", "€", "1,2", "3rd", "of", "May", "@", ".com", "not", "yes", ":(", "😡", "\u{301}",
            "a",
            "-", "+44", " ", "\n", "\u{0}", "refnud", "2025-05-", "next", "tuesday", "'", "\u{FFFD}", "日本", "ß", "İ",
        ]
        for round in 0..<1_500 {
            let text: String
            if round % 2 == 0 {
                let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                    UInt8.random(in: 0...255, using: &random)
                }
                text = String(decoding: bytes, as: UTF8.self)
            } else {
                text = (0..<Int.random(in: 0...14, using: &random))
                    .map { _ in pieces.randomElement(using: &random) ?? "" }
                    .joined(separator: Bool.random(using: &random) ? "" : " ")
            }
            let interpretation = Shop.understander.interpret(text, expecting: ["reason", "amount"], at: Shop.now)
            let length = text.unicodeScalars.count
            for entity in interpretation.entities {
                #expect(entity.start >= 0 && entity.start < entity.end && entity.end <= length)
            }
            #expect(interpretation.sentiment.valence.isFinite)
        }
    }
}
