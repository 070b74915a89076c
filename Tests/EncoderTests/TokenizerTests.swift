import Encoder
import Testing

struct TokenizerTests {
    private let folder: TemporaryFolder
    private let encoder: MiniLMEncoder

    init() throws {
        folder = try TemporaryFolder()
        encoder = try MiniLMEncoder(contentsOf: folder.file(TinyModel.weights().packed(notice: "")))
    }

    private func pieces(_ text: String) -> [String] {
        encoder.tokens(of: text).map { TinyModel.pieces[$0] }
    }

    @Test(arguments: [
        ("", []),
        ("where is my order", ["where", "is", "my", "order"]),
        ("  WHERE\tis\r\nMy\u{A0}order ", ["where", "is", "my", "order"]),
        ("orders", ["order", "##s"]),
        // The longest piece first: never "re" and "##fund".
        ("refunds!", ["refund", "##s", "!"]),
        ("refunding", ["refund", "##ing"]),
        // What cannot be put together is one unknown word, whatever pieces it begins with.
        ("orderx my", ["[UNK]", "my"]),
        ("caf\u{E9} cafe\u{301} CAF\u{C9}", ["cafe", "cafe", "cafe"]),
        ("\u{41C}\u{418}\u{420}", ["\u{43C}\u{438}\u{440}"]),
        ("a\u{4E2D}a", ["a", "\u{4E2D}", "a"]),
        ("o\u{200D}r\u{1}der", ["order"]),
        ("is[my]", ["is", "[", "my", "]"]),
        // The marks are themselves wherever they stand, but only in capitals.
        ("is[MASK]my [SEP]", ["is", "[MASK]", "my", "[SEP]"]),
        ("[mask]", ["[", "[UNK]", "]"]),
        ("##s", ["#", "#", "[UNK]"]),
        ("\u{1F642}", ["[UNK]"]),
    ])
    func `a text becomes these pieces`(text: String, expected: [String]) {
        #expect(pieces(text) == ["[CLS]"] + expected + ["[SEP]"])
    }

    @Test func `a word of more than 100 characters is not taken apart`() {
        #expect(pieces(String(repeating: "a", count: 30)).count == 32)
        #expect(pieces(String(repeating: "a", count: 101)) == ["[CLS]", "[UNK]", "[SEP]"])
        #expect(pieces("a" + String(repeating: "\u{301}", count: 500)) == ["[CLS]", "a", "[SEP]"])
    }

    @Test func `a text is cut at the model's positions, its end mark kept`() {
        let tokens = pieces(String(repeating: "where is my order ", count: 1_000))
        #expect(tokens.count == 40)
        #expect(tokens.last == "[SEP]")
        #expect(tokens[38] == "is")
    }

    @Test func `a piece of a cut word stays`() {
        let tokens = pieces(String(repeating: "my ", count: 37) + "orders my")
        #expect(tokens.count == 40)
        #expect(tokens[38] == "order")
    }

    @Test func `hostile text costs no more than its length`() {
        let clock = ContinuousClock()
        let hostile = [
            String(repeating: "a\u{300}\u{316}", count: 100_000), String(repeating: "[", count: 200_000),
            String(repeating: "\u{1}", count: 300_000), String(repeating: "ab", count: 150_000),
            String(repeating: String(repeating: "a", count: 99) + "z ", count: 3_000),
        ]
        for text in hostile {
            var tokens: [Int] = []
            let time = clock.measure { tokens = encoder.tokens(of: text) }
            #expect(tokens.count <= 40)
            #expect(time < .seconds(5))
        }
    }
}
