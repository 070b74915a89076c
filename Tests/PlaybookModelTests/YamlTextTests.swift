import PlaybookModel
import Testing

@Suite struct YamlTextTests {
    @Test(arguments: [
        ("Where is it?", "Where is it?"), ("ask_order", "ask_order"), ("Maya's, for £4", "Maya's, for £4"),
        ("10042", "\"10042\""), ("yes", "\"yes\""), ("Null", "\"Null\""), ("", "\"\""), ("a: b", "\"a: b\""),
        ("ends ", "\"ends \""), ("- item", "\"- item\""), ("#1", "\"#1\""), ("a #1", "\"a #1\""),
        ("{x}", "\"{x}\""), ("Grüße", "\"Grüße\""), ("a\nb", "\"a\\nb\""),
    ])
    func `text is plain where YAML reads it as the same text, else quoted`(_ text: String, _ written: String) {
        #expect(YamlText.scalar(text) == written)
    }

    @Test(arguments: [("ask_order", "ask_order"), ("orders.look_up", "orders.look_up"), ("a, b", "\"a, b\"")])
    func `inside a flow no comma or space is plain`(_ text: String, _ written: String) {
        #expect(YamlText.word(text) == written)
    }

    @Test func `quotes carry the escapes that YAML shares with JSON`() {
        #expect(YamlText.quoted("\"\\\t\r\u{1}\u{85}\u{2028}\u{FEFF}") == #""\"\\\t\r\u0001\u0085\u2028\uFEFF""#)
    }
}
