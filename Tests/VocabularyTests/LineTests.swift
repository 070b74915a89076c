import Foundation
import Testing
import Vocabulary

@Suite struct LineTests {
    private static let line = BotLine(
        text: "Pick one.", buttons: [Button(label: "None", choice: .confirm(false))],
        images: [Picture(url: "https://shop.example/a.png", description: "A kettle")],
        links: [Link(url: "/kettles", label: "All kettles")],
        cards: [
            Card(
                title: "Gooseneck", text: "1 litre", image: Picture(url: "/a.png", description: "Gooseneck"),
                link: Link(url: "https://shop.example/1", label: "Look"),
                button: Button(label: "This one", choice: .slot("kettle", .text("K1")))), Card(title: "Plain"),
        ],
        codes: [ScanCode(text: "RT-1", description: "Return code")])

    @Test func `a line stored before there were cards and codes is read without them`() throws {
        let old = #"{"text":"Hi","buttons":[],"images":[],"links":[{"url":"u","label":"l"}]}"#
        let line = try JSONDecoder().decode(BotLine.self, from: Data(old.utf8))
        #expect(line == BotLine(text: "Hi", links: [Link(url: "u", label: "l")]))
    }

    @Test func `cards and codes survive being stored`() throws {
        let stored = try JSONEncoder().encode(Self.line)
        #expect(try JSONDecoder().decode(BotLine.self, from: stored) == Self.line)
    }

    @Test func `every part of a line has words for those who see text only`() {
        #expect(
            Self.line.spelledOut == [
                "Pick one.", "A kettle: https://shop.example/a.png", "Gooseneck: 1 litre (https://shop.example/1)",
                "Plain", "Return code: RT-1", "All kettles: /kettles",
            ])
    }

    @Test func `a card's button is pressed under the card's heading`() {
        #expect(Self.line.choices.map(\.label) == ["None", "Gooseneck"])
        #expect(Self.line.choices.last?.choice == .slot("kettle", .text("K1")))
    }

    @Test(arguments: [
        ("https://shop.example/x", WebAddress.secure), ("HTTPS://shop.example", .secure),
        ("http://127.0.0.1:8090/a.png", .plain), ("mailto:help@shop.example", .mail), ("/returns?id=1", .path),
    ])
    func `an address of a line is of one of four harmless kinds`(_ text: String, _ kind: WebAddress) {
        #expect(WebAddress(text) == kind)
    }

    @Test(arguments: [
        "", "https://", "javascript:alert(1)", "java\nscript:x", "data:text/html,x", "//evil.example",
        "/\\evil.example",
        "ftp://a", "shop.example", " https://a.example", "https://a.example/\u{7F}",
        "https://a.example/" + String(repeating: "x", count: 2_000),
    ])
    func `everything else is no address`(_ text: String) {
        #expect(WebAddress(text) == nil)
    }
}
