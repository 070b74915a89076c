import Dialog
import PlaybookModel
import Testing
import Vocabulary

/// What a line shows beside its words.
@Suite struct CardTests {
    private static func record(_ number: String, _ fields: [String: SlotValue] = [:]) -> SlotValue {
        .record(["number": .text(number)].merging(fields) { _, new in new })
    }

    private static let kettle = record(
        "10042",
        [
            "item": .text("Gooseneck kettle"), "price": .money(Money(minor: 8_900, currency: "GBP")),
            "stock": .text("in stock"), "photo": .text("https://shop.example/kettle.png"),
            "shows": .text("A black kettle with a thin spout"), "page": .text("/products/kettle"),
        ])

    /// The list of the small shop, each of its things laid out as a card.
    private static func chat(_ things: [SlotValue]) throws -> Chat {
        let fields = CardFields(
            title: "item", text: ["price", "stock"], image: .init(url: "photo", description: "shows"),
            link: .init(url: "page", label: "Look at it"), button: "This one")
        let steps = Errands.picking.steps.map { step -> StepKind in
            guard case .offer(let offer) = step.kind else { return step.kind }
            return .offer(
                OfferStep(
                    response: offer.response, from: offer.from, slot: offer.slot, value: offer.value,
                    label: offer.label, card: fields, next: offer.next, none: offer.none))
        }
        let flow = Shop.flow("picking", title: "your pick", slots: Errands.picking.slots, steps)
        var chat = Chat(
            Shop.playbook(
                flows: [flow], intents: [Shop.intent("picking", "Pick an order", .flow("picking"))],
                responses: Errands.wording, actions: Errands.actions))
        chat.say("pick one", "picking")
        try chat.answer("orders.list", .done(["orders": .list(things)]))
        return chat
    }

    @Test func `what an action brings is laid out as cards, each with the button that picks it`() throws {
        let chat = try Self.chat([Self.kettle, Self.record("10043", ["item": .text("Dripper")])])
        let line = try #require(chat.lines.first)
        #expect(line.buttons.isEmpty)
        #expect(
            line.cards == [
                Card(
                    title: "Gooseneck kettle", text: "£89.00, in stock",
                    image: Picture(
                        url: "https://shop.example/kettle.png", description: "A black kettle with a thin spout"),
                    link: Link(url: "/products/kettle", label: "Look at it"),
                    button: Button(label: "This one", choice: .slot("order", .text("10042")))),
                Card(title: "Dripper", button: Button(label: "This one", choice: .slot("order", .text("10043")))),
            ])
    }

    @Test func `a card's button fills the slot`() throws {
        var chat = try Self.chat([Self.kettle, Self.record("10043", ["item": .text("Dripper")])])
        #expect(chat.say("Dripper", choice: .slot("order", .text("10043"))) == ["noted"])
        #expect(chat.state.slots["order"] == .text("10043"))
    }

    @Test(arguments: ["dripper", "the second one", "2"])
    func `a card is picked in words too, by its heading or its place`(_ words: String) throws {
        var chat = try Self.chat([Self.kettle, Self.record("10043", ["item": .text("Dripper")])])
        #expect(chat.say(words) == ["noted"])
        #expect(chat.state.slots["order"] == .text("10043"))
    }

    @Test func `what no card showed cannot be picked`() throws {
        var chat = try Self.chat([Self.kettle])
        chat.say("Gooseneck kettle please", choice: .slot("order", .text("99999")))
        #expect(chat.state.slots["order"] == nil)
    }

    @Test(arguments: ["javascript:alert(1)", "//evil.example/x", "data:text/html,x", ""])
    func `an address that no chat opens is left out, and its card stays`(_ address: String) throws {
        let chat = try Self.chat([
            Self.record(
                "1", ["item": .text("Mug"), "photo": .text(address), "shows": .text("x"), "page": .text(address)])
        ])
        #expect(chat.lines.first?.cards.first?.title == "Mug")
        #expect(chat.lines.first?.cards.first?.image == nil)
        #expect(chat.lines.first?.cards.first?.link == nil)
    }

    @Test func `a picture that nobody describes is not shown`() throws {
        let chat = try Self.chat([
            Self.record("1", ["item": .text("Mug"), "photo": .text("https://shop.example/mug.png")])
        ])
        #expect(chat.lines.first?.cards.first?.image == nil)
    }

    @Test func `a line shows eight cards at most, and words that are too long are cut`() throws {
        let long = String(repeating: "x", count: 500)
        let chat = try Self.chat((0..<20).map { Self.record("\($0)", ["item": .text(long), "stock": .text(long)]) })
        let cards = try #require(chat.lines.first?.cards)
        #expect(cards.count == LineBounds.cards)
        #expect(cards[0].title.unicodeScalars.count == LineBounds.title)
        #expect(cards[0].text.unicodeScalars.count == LineBounds.text)
        #expect(cards[0].title.last == "…")
    }

    // MARK: Written in the playbook

    private static func welcome(_ code: String) -> Response {
        let order = Template.Piece.value(.literal(.text(code)), nil)
        return Response(
            name: "you_are_welcome", variants: [Template("Here.")],
            cards: [
                ResponseCard(
                    title: Template("Club"), text: Template("Beans every month"),
                    link: ResponseLink(url: Template("/club"), label: Template("Read more")),
                    button: ResponseButton(label: "Refund", choice: .intent("refund"))),
                ResponseCard(title: Template(pieces: [.value(.slot("order", fields: []), nil)])),
            ],
            codes: [ResponseCode(text: Template(pieces: [order]), description: Template("Your code"))],
            place: Shop.place)
    }

    @Test func `a response has cards and a code of its own; what is not known is left out`() throws {
        var chat = Chat(Shop.playbook(responses: ["you_are_welcome": Self.welcome("RT-1")]))
        chat.say("thanks", "thanks")
        let line = try #require(chat.lines.first)
        #expect(line.cards.map(\.title) == ["Club"])
        #expect(line.codes == [ScanCode(text: "RT-1", description: "Your code")])
        #expect(line.spelledOut == ["Here.", "Club: Beans every month (/club)", "Your code: RT-1"])
    }

    @Test func `a code that no scanner could read is left out`() {
        let long = String(repeating: "ä", count: 107)
        var chat = Chat(Shop.playbook(responses: ["you_are_welcome": Self.welcome(long)]))
        chat.say("thanks", "thanks")
        #expect(chat.lines.first?.codes.isEmpty == true)
    }

    @Test func `a person who takes over reads what the cards said`() {
        var chat = Chat(Shop.playbook(responses: ["you_are_welcome": Self.welcome("RT-1")]))
        chat.say("thanks", "thanks")
        chat.say("a person", "person")
        #expect(chat.handover.transcript.contains { $0.text.hasSuffix("Your code: RT-1") })
    }
}
