import Encoder
import Foundation
import Testing
import Understanding

/// The imported model, where there is one: nothing here runs without.
enum RealModel {
    static let path: String? =
        switch ModelPlace() {
        case .file(let path) where FileManager.default.fileExists(atPath: path): path
        case .file, .none: nil
        }
}

@Suite(.enabled(if: RealModel.path != nil, "There is no imported language model here."))
struct RealModelTests {
    private let encoder: MiniLMEncoder

    init() throws {
        encoder = try MiniLMEncoder(contentsOf: #require(RealModel.path))
    }

    /// Recorded from Hugging Face `tokenizers` 0.23 on the same tokenizer.json; the marks at both ends are left out.
    static let recorded: [(String, [Int])] = [
        ("I am still waiting on my card?", [1045, 2572, 2145, 3403, 2006, 2026, 4003, 1029]),
        (
            "where's my refund for order #10042?!",
            [2073, 1005, 1055, 2026, 25416, 8630, 2005, 2344, 1001, 2531, 20958, 1029, 999]
        ),
        ("\u{DC}n\u{EF}c\u{F6}d\u{E9} na\u{EF}ve CAF\u{C9}", [27260, 15743, 7668]),
        ("e\u{301}te\u{301}", [3802, 2063]),
        ("\u{4F60}\u{597D}\u{4E16}\u{754C} hello", [100, 100, 1745, 100, 7592]),
        (
            "\u{30AB}\u{30BF}\u{30AB}\u{30CA} \u{3072}\u{3089}\u{304C}\u{306A}",
            [1700, 30235, 30226, 30241, 1673, 30211, 30177, 30193]
        ),
        (
            "\u{D55C}\u{AD6D}\u{C5B4} \u{C8FC}\u{C138}\u{C694}",
            [1469, 30006, 30021, 29991, 30014, 30020, 29999, 30008, 1464, 30014, 29997, 30009, 29999, 30013]
        ),
        (
            "\u{41F}\u{440}\u{438}\u{432}\u{435}\u{442}, \u{43C}\u{438}\u{440}",
            [1194, 16856, 10325, 25529, 15290, 22919, 1010, 1191, 10325, 16856]
        ),
        ("\u{645}\u{631}\u{62D}\u{628}\u{627}", [1295, 17149, 29820, 29816, 25573]),
        ("\u{928}\u{92E}\u{938}\u{94D}\u{924}\u{947}", [1327, 29867, 29874, 29859]),
        ("\u{1F642}\u{1F642} ok", [100, 7929]),
        ("\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", [100]),
        ("[SEP] hi [sep][MASK]", [102, 7632, 1031, 19802, 1033, 103]),
        ("##ing #ing", [1001, 1001, 13749, 1001, 13749]),
        (
            "supercalifragilisticexpialidocious",
            [3565, 9289, 10128, 29181, 24411, 4588, 10288, 19312, 21273, 10085, 6313]
        ),
        ("$5.00 \u{20AC}12,50 \u{A3}7", [1002, 1019, 1012, 4002, 1574, 12521, 1010, 2753, 1069, 2581]),
        ("a\u{1}b\u{200B}c\u{FEFF}d\u{AD}e", [5925, 3207]),
        ("x\u{A0}y\u{2028}z\u{3000}w", [1060, 1061, 1062, 1059]),
        (
            "\u{130}stanbul \u{1E9E} \u{3A3}\u{391}\u{3A3} \u{FB01} \u{C5}",
            [9960, 1096, 1173, 14608, 29733, 1984, 1037]
        ),
        ("\u{37E}\u{1FEF}", [1025, 1036]),
        ("a\u{166D}b \u{7FD} \u{2E5D}", [1037, 100, 1038, 100, 100]),
        ("don't can\u{2019}t \u{201C}quoted\u{201D}", [2123, 1005, 1056, 2064, 1521, 1056, 1523, 9339, 1524]),
        ("tab\u{9}new\u{A}line\u{B}vt\u{85}nel", [21628, 2047, 2240, 2615, 2102, 11877]),
        ("\u{FFFD}\u{0}", []),
        ("\u{1C5} \u{149} \u{130} \u{131}", [100, 100, 1045, 1104]),
    ]

    @Test(arguments: recorded)
    func `word pieces are those of the model's own tokenizer`(text: String, tokens: [Int]) {
        #expect(encoder.tokens(of: text) == [101] + tokens + [102])
    }

    /// The bits of all numbers, folded. A change here means that vectors kept by earlier versions are not comparable:
    /// raise `ModelHeader.arithmetic`, import again and record the new one.
    @Test(arguments: KernelFamily.allCases.filter(\.isSupported))
    func `vectors are these, bit for bit, on every machine`(family: KernelFamily) throws {
        let vectors = try MiniLMEncoder(contentsOf: #require(RealModel.path), kernel: family)
            .encode("Where is my order?")
        let folded = (vectors.middle + vectors.last).reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1.bitPattern)) &* 0x0000_0100_0000_01B3
        }
        #expect(folded == 0xD133_EE95_28AC_3CBF)
    }

    @Test func `what means the same lies closer than what shares words`() {
        let parcel = encoder.encode("My parcel has not arrived yet.").last
        let delivery = encoder.encode("I am still waiting for the delivery").last
        let password = encoder.encode("My password has not arrived yet.").last
        #expect(cosine(parcel, delivery) > cosine(parcel, password))
    }

    @Test func `the file is small, its origin is stated, its licence goes with it`() {
        #expect(encoder.fileBytes <= 25_000_000)
        #expect(encoder.shape == .miniLM)
        #expect(encoder.weightsHash == "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db")
        #expect(encoder.tokenizerHash == "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037")
        #expect(encoder.notice.contains("Apache License, Version 2.0"))
    }

    @Test func `a text longer than 256 tokens is read as far as that`() {
        let words = String(repeating: "late ", count: 254)
        #expect(encoder.tokens(of: words + "refund").count == 256)
        #expect(encoder.encode(words) == encoder.encode(words + "refund me now"))
    }
}
