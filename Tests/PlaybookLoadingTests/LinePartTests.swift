import PlaybookLoading
import PlaybookModel
import Testing
import Vocabulary

/// Cards, codes, pictures and links of a response, and the cards of an offer.
@Suite struct LinePartTests {
    private static let buttons = "    buttons: [{ label: How long it takes, article: refunds }]"

    private func load(_ parts: String) -> LoadedPlaybook {
        var files = SoundPlaybook.files
        files["refund.yaml"] = files["refund.yaml"]?.replacing(Self.buttons, with: parts, maxReplacements: 1)
        return SoundPlaybook.load(files)
    }

    @Test func `a response has cards, and a code`() throws {
        let loaded = load(
            """
                cards:
                  - title: "Refund of order {order}"
                    text: Back on your card
                    image: { url: /pictures/card.png, alt: A bank card }
                    link: { url: "https://shop.example/refunds/{order}", label: Read more }
                    button: { label: How long it takes, article: refunds }
                  - title: Plain
                code: { text: "RF-{order}", alt: "Code for order {order}" }
            """)
        let response = try #require(loaded.playbook?.responses["confirm_refund"], "\(loaded.diagnostics)")
        let order = Template.Piece.value(.slot("order", fields: []), nil)
        #expect(
            response.cards == [
                ResponseCard(
                    title: Template(pieces: [.text("Refund of order "), order]), text: Template("Back on your card"),
                    image: ResponsePicture(url: Template("/pictures/card.png"), description: Template("A bank card")),
                    link: ResponseLink(
                        url: Template(pieces: [.text("https://shop.example/refunds/"), order]),
                        label: Template("Read more")),
                    button: ResponseButton(label: "How long it takes", choice: .article("refunds"))),
                ResponseCard(title: Template("Plain")),
            ])
        #expect(
            response.codes == [
                ResponseCode(
                    text: Template(pieces: [.text("RF-"), order]),
                    description: Template(pieces: [.text("Code for order "), order]))
            ])
    }

    @Test func `what a card's words need must be known, as everywhere`() {
        let loaded = load("    cards: [{ title: \"{refund_id}\" }]")
        #expect(loaded.diagnostics.map(\.rule).contains("unfilled-slot"))
    }

    @Test func `an offer lays its records out as cards`() throws {
        var files = WorkshopPlaybook.files
        let offer = try #require(
            files.first { $0.value.contains("- offer: ") && $0.value.contains("    into: ") }, "there is an offer")
        files[offer.key] = offer.value.replacing(
            "    into: ",
            with: """
                    card:
                      title: item
                      text: [price, stock]
                      image: { url: photo, alt: shows }
                      link: { url: page, label: Look at it }
                      button: This one
                    into:
                """ + " ", maxReplacements: 1)
        let loaded = WorkshopPlaybook.load(files)
        let steps = try #require(loaded.playbook, "\(loaded.diagnostics)").flows.values.flatMap(\.steps)
        let cards = steps.compactMap { if case .offer(let offer) = $0.kind { offer.card } else { nil } }
        #expect(
            cards == [
                CardFields(
                    title: "item", text: ["price", "stock"], image: .init(url: "photo", description: "shows"),
                    link: .init(url: "page", label: "Look at it"), button: "This one")
            ])
    }

    /// What stands at the mark is complained about, and nothing else.
    @Test(arguments: [
        ("image: { url: ‸\"http://shop.example/a.png\", alt: A }", "bad-value"),
        ("image: { url: ‸\"data:image/png;base64,AA\", alt: A }", "bad-value"),
        ("image: { url: ‸\"mailto:a@shop.example\", alt: A }", "bad-value"),
        ("image: { url: /a.png, alt: ‸\"\" }", "bad-value"),
        ("image: ‸{ url: /a.png }", "missing-key"),
        ("links: [{ url: ‸\"javascript:alert(1)\", label: A }]", "bad-value"),
        ("links: [{ url: ‸//evil.example, label: A }]", "bad-value"),
        ("links: [{ url: ‸\"http{order}://x\", label: A }]", "bad-value"),
        ("links: [{ url: /a, label: ‸\(String(repeating: "x", count: 81)) }]", "bad-value"),
        ("cards: [{ title: ‸\(String(repeating: "x", count: 121)) }]", "bad-value"),
        ("cards: [{ title: A, text: ‸\(String(repeating: "x", count: 401)) }]", "bad-value"),
        ("cards: [‸{ text: A }]", "missing-key"),
        ("cards: [{ title: A, ‸colour: red }]", "unknown-key"),
        ("cards: [{ title: A, button: ‸{ label: B } }]", "missing-key"),
        ("cards: [\(String(repeating: "{ title: A }, ", count: 8))‸{ title: B }]", "bad-value"),
        ("links: [\(String(repeating: "{ url: /a, label: A }, ", count: 6))‸{ url: /b, label: B }]", "bad-value"),
        ("code: { text: ‸\(String(repeating: "x", count: 214)), alt: A }", "bad-value"),
        ("code: ‸{ text: A }", "missing-key"),
    ])
    func `what no chat shows is told in its place`(_ parts: String, _ rule: String) throws {
        let line = "    " + parts
        let column = try #require(line.unicodeScalars.firstIndex(of: "‸"))
        let loaded = load(line.filter { $0 != "‸" })
        let found = loaded.diagnostics.map { "\($0.rule) \($0.place.column)" }
        #expect(found == ["\(rule) \(line.unicodeScalars.distance(from: line.startIndex, to: column) + 1)"])
        #expect(loaded.playbook == nil)
    }

    @Test(arguments: [
        "image: { url: \"{refundable}\", alt: A }", "links: [{ url: \"{reason}\", label: A }]",
        "links: [{ url: \"mailto:help@shop.example\", label: Write }, { url: /help, label: Help }]",
    ])
    func `an address that begins with a hole, a mail address and a page of the shop are good`(_ parts: String) {
        let loaded = load("    " + parts)
        #expect(loaded.diagnostics.isEmpty, "\(loaded.diagnostics)")
    }

    @Test func `articles are offered from a bar of their own, below that of answers`() throws {
        var files = SoundPlaybook.files
        files["assistant.yaml"] = files["assistant.yaml"]?.replacing(
            "clarify: 0.25 }", with: "clarify: 0.25, offer: 0.2 }")
        #expect(SoundPlaybook.load(files).playbook?.assistant.thresholds.offer == 0.2)
        #expect(SoundPlaybook.load().playbook?.assistant.thresholds.offer == 0.5)
        files["assistant.yaml"] = files["assistant.yaml"]?.replacing("offer: 0.2", with: "offer: 0.9")
        #expect(SoundPlaybook.load(files).diagnostics.map(\.rule) == ["bad-value"])
    }
}
