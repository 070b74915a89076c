import Console
import Testing

@Suite struct LineEditorTests {
    /// Feeds keys; returns the lines that came out.
    private func type(_ keys: String, into editor: inout LineEditor, known: [String] = []) -> [LineEditor.Outcome] {
        keys.utf8.compactMap { byte in
            let outcome = editor.take(byte) { line in known.filter { $0.hasPrefix(line) } }
            return outcome == .typing ? nil : outcome
        }
    }

    private static let up = "\u{1B}[A"
    private static let left = "\u{1B}[D"

    @Test(arguments: [
        ("abc\r", "abc"),
        ("abc\u{7F}d\r", "abd"),
        ("ac\u{1B}[Db\r", "abc"),
        ("bc\u{01}a\r", "abc"),
        ("one two\u{17}three\r", "one three"),
        ("abc\u{15}x\r", "x"),
        ("abc\u{1B}[D\u{1B}[D\u{0B}\r", "a"),
        ("abc\u{1B}[H\u{1B}[3~\r", "bc"),
        ("zażółć 日本\r", "zażółć 日本"),
        ("e\u{301}\u{7F}x\r", "x"),
        ("a\u{1B}[24~b\r", "ab"),
    ]) func `keys make a line`(_ keys: String, _ line: String) {
        var editor = LineEditor()
        #expect(type(keys, into: &editor) == [.line(line)])
    }

    @Test func `lines come back, and the one begun is kept meanwhile`() {
        var editor = LineEditor()
        _ = type("first\rsecond\r", into: &editor)
        #expect(type(Self.up + Self.up + "\r", into: &editor) == [.line("first")])
        #expect(type("th" + Self.up + "\u{1B}[Bird\r", into: &editor) == [.line("third")])
    }

    @Test func `Tab completes as far as it is clear, then shows the choices`() {
        var editor = LineEditor()
        let known = [":save-test", ":save-example", ":slots"]
        #expect(type(":sa\t", into: &editor, known: known) == [])
        #expect(type("\t", into: &editor, known: known) == [.choices([":save-test", ":save-example"])])
        #expect(type("t\tfile\r", into: &editor, known: known) == [.line(":save-test file")])
    }

    @Test func `Ctrl-C drops a line and Ctrl-D ends an empty one`() {
        var editor = LineEditor()
        #expect(type("abc\u{03}", into: &editor) == [.dropped])
        editor.begin()
        #expect(type("\u{04}", into: &editor) == [.end])
    }

    @Test func `a line longer than the terminal shows its part around the cursor`() {
        var editor = LineEditor()
        _ = type(String(repeating: "a", count: 30) + "XYZ", into: &editor)
        let shown = editor.rendering(prompt: "you> ", width: 5, columns: 20)
        #expect(shown == "\ryou> " + String(repeating: "a", count: 11) + "XYZ\u{1B}[K\r\u{1B}[19C")
        _ = type("\u{01}", into: &editor)
        #expect(
            editor.rendering(prompt: "you> ", width: 5, columns: 20)
                == "\ryou> " + String(repeating: "a", count: 14) + "\u{1B}[K\r\u{1B}[5C")
    }

    @Test func `any bytes are answered and no line grows without bound`() {
        var editor = LineEditor()
        var state: UInt64 = 7
        for _ in 0..<20_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            _ = editor.take(UInt8(truncatingIfNeeded: state >> 33)) { [$0 + "x", $0 + "y"] }
        }
        editor.begin()
        _ = type(String(repeating: "a", count: 9_000), into: &editor)
        guard case .line(let line) = editor.take(0x0D, completions: { _ in [] }) else { return }
        #expect(line.count == 8_192)
    }
}
