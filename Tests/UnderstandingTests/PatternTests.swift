import Testing
import Understanding

struct PatternTests {
    @Test(arguments: [
        ("cat|dog", "a dog", ["dog"]), (#"\d{3}-\d{4}"#, "call 555-0100 now", ["555-0100"]),
        ("colou?r", "Color COLOUR", ["Color", "COLOUR"]),
        ("[A-Z]{2}\\d+", "ab12, x9", ["ab12"]), ("[^ ,]+x", "box fox", ["box", "fox"]), ("^hi", "hi hi", ["hi"]),
        ("end$", "end the end", ["end"]), (#"\bto\b"#, "to tomorrow", ["to"]), ("(?:ab)+", "abab ab", ["abab", "ab"]),
        ("a.c", "abc a\nc", ["abc"]), (#"#?(\d{5})"#, "#10042", ["10042"]), ("x{0}y", "y", ["y"]),
        ("[]a]+", "a]a", ["a]a"]),
        ("caf\u{E9}", "CAFE\u{301} cafe", ["CAFE\u{301}", "cafe"]), (#"a+?"#, "a", ["a"]), (#"\$\d+"#, "$5", ["$5"]),
        ("(a|ab)(c|bcd)", "abcd", ["a"]), ("", "", []),
    ])
    func `matches what it says`(pattern: String, text: String, expected: [String]) throws {
        guard !pattern.isEmpty else { return }
        let scalars = Array(text.unicodeScalars)
        let found = try Pattern(compiling: pattern).matches(in: text).map { match in
            var cut = String.UnicodeScalarView()
            cut.append(contentsOf: scalars[match.value])
            return String(cut)
        }
        #expect(found == expected)
    }

    @Test(arguments: [
        "(", ")", "[a", "a**", "*a", "a{5,2}", "a{1001}", #"(a)\1"#, "(?=a)", "(?<n>a)", #"\"#, "", "[z-a]", #"\q"#,
        "((a{400}){400})", "{2}",
    ])
    func `a pattern that cannot be used is refused with its place`(pattern: String) {
        #expect(throws: PatternError.self) { try Pattern(compiling: pattern) }
        #expect(Pattern.problem(pattern) != nil)
    }

    @Test func `deep nesting is refused and not recursed into`() {
        #expect(throws: PatternError.self) {
            try Pattern(compiling: String(repeating: "(", count: 400) + "a" + String(repeating: ")", count: 400))
        }
    }

    @Test func `the whole text may be asked for`() throws {
        let postcode = try Pattern(compiling: #"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"#)
        #expect(postcode.matchesWhole("sw1a 1aa"))
        #expect(!postcode.matchesWhole("sw1a 1aa x"))
    }

    @Test(arguments: ["(a+)+$", "(a|a)*b", "(a*)*c", "(?:a?){30}a{30}", "a.*a.*a.*b"])
    func `hostile patterns take time in proportion to the text`(source: String) throws {
        let pattern = try Pattern(compiling: source)
        func time(_ count: Int) -> Duration {
            let text = String(repeating: "a", count: count) + "!"
            return ContinuousClock().measure { _ = pattern.matches(in: text) }
        }
        _ = time(1_000)
        let short = (0..<3).map { _ in time(5_000) }.min() ?? .zero
        let long = (0..<3).map { _ in time(50_000) }.min() ?? .zero
        // Ten times the text: ten times the time, with room for a busy machine; backtracking would take forever.
        #expect(long < short * 60)
    }
}
