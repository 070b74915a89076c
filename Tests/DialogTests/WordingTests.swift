import Dialog
import PlaybookModel
import Testing
import Vocabulary

@Suite struct WordingTests {
    /// What a line with one hole says, for a value in the slot `x`.
    static func written(
        _ expression: Expression, _ format: Template.Format? = nil, x: SlotValue? = nil, locale: String = "en-GB",
        zone: String = "UTC"
    ) -> String {
        let set = x.map { StepKind.set(["x": .literal($0)], next: 1) } ?? .set([:], next: 1)
        let flow = Shop.flow("f", title: "f", slots: [], [set, .say("line", next: nil)])
        let shop = Shop.playbook(zone: zone, flows: [flow], intents: [Shop.intent("f", "f", .flow("f"))])
        let assistant = Assistant(
            name: "Finch", company: "A", locale: locale, timeZone: zone, currency: "GBP",
            thresholds: shop.assistant.thresholds, limits: shop.assistant.limits)
        var responses = shop.responses
        responses["line"] = Response(
            name: "line", variants: [Template(pieces: [.value(expression, format)])], place: Shop.place)
        var chat = Chat(
            Playbook(
                version: "v", assistant: assistant, intents: shop.intents, flows: shop.flows, responses: responses,
                actions: shop.actions, articles: shop.articles, entities: [], routing: shop.routing))
        chat.say("f", "f")
        return chat.lines.first?.text ?? ""
    }

    static let x = Expression.slot("x", fields: [])

    static func money(_ minor: Int64, _ currency: String) -> SlotValue {
        .money(Money(minor: minor, currency: currency))
    }

    @Test(arguments: [
        (money(4_990, "GBP"), "£49.90"), (money(5, "EUR"), "€0.05"), (money(123_456_789, "USD"), "$1,234,567.89"),
        (money(-4_990, "GBP"), "-£49.90"), (money(4_990, "JPY"), "¥4,990"), (money(1_500, "BHD"), "BHD 1.500"),
        (money(0, "CHF"), "CHF 0.00"),
    ])
    func `amounts are written with their currency`(_ value: SlotValue, _ text: String) {
        #expect(WordingTests.written(WordingTests.x, .money, x: value) == text)
    }

    /// 2026-05-03T23:30:00Z, in summer time; 2026-01-03T23:30:00Z, not in summer time.
    @Test(arguments: [
        (1_777_851_000_000, "UTC", "en-GB", "3 May 2026", "23:30"),
        (1_777_851_000_000, "Europe/London", "en-GB", "4 May 2026", "00:30"),
        (1_777_851_000_000, "Europe/Berlin", "en-GB", "4 May 2026", "01:30"),
        (1_777_851_000_000, "America/New_York", "en-US", "May 3, 2026", "7:30 PM"),
        (1_767_483_000_000, "Europe/London", "en-GB", "3 January 2026", "23:30"),
        (1_767_483_000_000, "America/Los_Angeles", "en-US", "January 3, 2026", "3:30 PM"),
        (1_709_164_800_000, "UTC", "en-GB", "29 February 2024", "00:00"),
        (-1_000, "UTC", "en-GB", "31 December 1969", "23:59"),
    ])
    func `dates and times are written for the assistant's place`(
        _ milliseconds: Int64, _ zone: String, _ locale: String, _ date: String, _ time: String
    ) {
        let moment = SlotValue.moment(Timestamp(milliseconds: milliseconds))
        #expect(WordingTests.written(WordingTests.x, .date, x: moment, locale: locale, zone: zone) == date)
        #expect(WordingTests.written(WordingTests.x, .time, x: moment, locale: locale, zone: zone) == time)
    }

    /// The minute before and at each change of the clocks in 2026.
    @Test(arguments: [
        ("Europe/London", 1_774_745_940_000, "00:59"), ("Europe/London", 1_774_746_000_000, "02:00"),
        ("Europe/London", 1_792_889_940_000, "01:59"), ("Europe/London", 1_792_890_000_000, "01:00"),
        ("America/New_York", 1_772_953_140_000, "01:59"), ("America/New_York", 1_772_953_200_000, "03:00"),
        ("America/New_York", 1_793_512_740_000, "01:59"), ("America/New_York", 1_793_512_800_000, "01:00"),
    ])
    func `clocks change at the right minute`(_ zone: String, _ milliseconds: Int64, _ time: String) {
        let moment = SlotValue.moment(Timestamp(milliseconds: milliseconds))
        #expect(WordingTests.written(WordingTests.x, .time, x: moment, zone: zone) == time)
    }

    @Test(arguments: [
        (SlotValue.list([.text("a"), .text("b"), .text("c")]), Template.Format.list, "a, b and c"),
        (.list([.text("a")]), .list, "a"), (.list([.text("a"), .text("b")]), .count, "2"), (.text("Ab"), .upper, "AB"),
        (.text("Ab"), .lower, "ab"), (.number(2), .lower, "2"), (.number(2.5), .lower, "2.5"),
    ])
    func `other formats do what they say`(_ value: SlotValue, _ format: Template.Format, _ text: String) {
        #expect(WordingTests.written(WordingTests.x, format, x: value) == text)
    }

    // MARK: Expressions

    static func literal(_ value: SlotValue) -> Expression { .literal(value) }

    static func holds(_ condition: Expression, x: SlotValue? = nil) -> Bool {
        let set = x.map { StepKind.set(["x": .literal($0)], next: 1) } ?? .set([:], next: 1)
        let flow = Shop.flow(
            "f", title: "f", slots: [],
            [set, .when(condition, then: 2, otherwise: 3), .say("noted", next: nil), .end(outcome: "no")])
        var chat = Chat(Shop.playbook(flows: [flow], intents: [Shop.intent("f", "f", .flow("f"))]))
        return chat.say("f", "f") == ["noted"]
    }

    @Test(arguments: [
        (Expression.binary(.equal, x, .literal(.integer(1))), SlotValue.integer(1), true),
        (.binary(.equal, x, .literal(.number(1))), .integer(1), true),
        (.binary(.less, x, .literal(.integer(2))), .number(1.5), true),
        (.binary(.greaterOrEqual, x, .literal(money(100, "GBP"))), money(100, "GBP"), true),
        (.binary(.contains, x, .literal(.list([.text("a"), .text("b")]))), .text("b"), true),
        (.binary(.equal, .call(.lower, [x]), .literal(.text("ab"))), .text("AB"), true),
        (.binary(.equal, .call(.count, [x]), .literal(.integer(2))), .list([.nothing, .nothing]), true),
        (
            .binary(.equal, x, .call(.money, [.literal(.number(12.5)), .literal(.text("EUR"))])), money(1_250, "EUR"),
            true
        ),
        (.binary(.equal, .slot("x", fields: ["total"]), .literal(.integer(3))), .record(["total": .integer(3)]), true),
        (
            .binary(.equal, .binary(.multiply, x, .literal(.integer(3))), .literal(money(300, "GBP"))),
            money(100, "GBP"), true
        ),
        (
            .binary(
                .equal, .call(.daysSince, [x]), .literal(.integer(2))),
            .moment(Timestamp(milliseconds: 1_767_600_005_000 - 2 * 86_400_000)), true
        ),
        (.binary(.notEqual, x, .literal(.nothing)), .text("a"), true),
        (.binary(.equal, x, .literal(.nothing)), .nothing, true),
        (.binary(.and, x, .not(x)), .flag(true), false),
        (.binary(.or, x, .not(x)), .flag(false), true),
        // Another type or currency: false, and so is the opposite.
        (.binary(.equal, x, .literal(.integer(1))), .text("1"), false),
        (.binary(.notEqual, x, .literal(.integer(1))), .text("1"), false),
        (.binary(.less, x, .literal(money(100, "EUR"))), money(1, "GBP"), false),
        (.binary(.greaterOrEqual, x, .literal(money(100, "EUR"))), money(1, "GBP"), false),
        // Too large to be counted: nobody can say.
        (.binary(.greater, .binary(.add, x, x), .literal(.integer(0))), .integer(.max), false),
    ])
    func `conditions are what the format page says`(_ condition: Expression, _ value: SlotValue, _ expected: Bool) {
        #expect(WordingTests.holds(condition, x: value) == expected)
    }

    @Test func `an unfilled slot makes a comparison false, and its opposite, and known tells`() {
        let equal = Expression.binary(.equal, WordingTests.x, .literal(.integer(1)))
        #expect(!WordingTests.holds(equal))
        #expect(!WordingTests.holds(.not(equal)))
        #expect(!WordingTests.holds(.call(.known, [WordingTests.x])))
        #expect(WordingTests.holds(.not(.call(.known, [WordingTests.x]))))
        #expect(WordingTests.holds(.binary(.or, equal, .literal(.flag(true)))))
    }

    @Test func `variants take turns`() {
        let two = Response(name: "rephrase", variants: [Template("one"), Template("two")], place: Shop.place)
        var chat = Chat(Shop.playbook(responses: ["rephrase": two]))
        chat.say("flurble")
        #expect(chat.lines.map(\.text) == ["one"])
        chat.say("thanks", "thanks")
        chat.say("flurble zanzibar")
        #expect(chat.lines.map(\.text) == ["two"])
    }

    @Test func `a picture whose address is not known is left out`() {
        let label = Response(
            name: "noted", variants: [Template("Here it is.")],
            images: [
                ResponsePicture(url: Template(pieces: [.value(WordingTests.x, nil)]), description: Template("QR"))
            ],
            links: [ResponseLink(url: Template("https://shop.example/label"), label: Template("Label"))],
            place: Shop.place)
        let flow = Shop.flow("f", title: "f", slots: [], [.say("noted", next: nil)])
        var chat = Chat(
            Shop.playbook(
                flows: [flow], intents: [Shop.intent("f", "f", .flow("f"))], responses: ["noted": label]))
        chat.say("f", "f")
        #expect(chat.lines.first?.images == [])
        #expect(chat.lines.first?.links == [Link(url: "https://shop.example/label", label: "Label")])
    }

    @Test func `a confirmation with a hole nobody can fill is not shown`() throws {
        var chat = Chat()
        chat.say(
            "refund 10042, broken, maya@example.com", "refund", entities: [order("10042"), email("maya@example.com")])
        try chat.answer("identity.check", .owned)
        let amount = WordingTests.money(4_990, "GBP")
        #expect(try chat.answer("orders.look_up", .done(["amount": amount])) == ["fault", "handover"])
    }
}
