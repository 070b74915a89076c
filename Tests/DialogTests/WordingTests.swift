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
        said(Template(pieces: [.value(expression, format)]), x: x, locale: locale, zone: zone)
    }

    static func said(
        _ template: Template, x: SlotValue? = nil, locale: String = "en-GB", zone: String = "UTC"
    ) -> String {
        let set = x.map { StepKind.set(["x": .literal($0)], next: 1) } ?? .set([:], next: 1)
        let flow = Shop.flow("f", title: "f", slots: [], [set, .say("line", next: nil)])
        let shop = Shop.playbook(zone: zone, flows: [flow], intents: [Shop.intent("f", "f", .flow("f"))])
        let assistant = Assistant(
            name: "Finch", company: "A", locale: locale, timeZone: zone, currency: "GBP",
            thresholds: shop.assistant.thresholds, limits: shop.assistant.limits)
        var responses = shop.responses
        responses["line"] = Response(
            name: "line", variants: [template], place: Shop.place)
        var chat = Chat(
            Playbook(
                version: "v", assistant: assistant, intents: shop.intents, flows: shop.flows, responses: responses,
                actions: shop.actions, articles: shop.articles, entities: [], routing: shop.routing))
        chat.say("f", "f")
        return chat.lines.first?.text ?? ""
    }

    @Test(arguments: [Int64.max, Int64.min])
    func `a moment beyond any calendar is written somehow, and never traps`(milliseconds: Int64) {
        let moment = SlotValue.moment(Timestamp(milliseconds: milliseconds))
        for zone in ["UTC", "Europe/London"] {
            #expect(!WordingTests.written(WordingTests.x, .date, x: moment, zone: zone).isEmpty)
            #expect(!WordingTests.written(WordingTests.x, .time, x: moment, zone: zone).isEmpty)
        }
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
        (money(123_456, "EUR"), "de-DE", "1.234,56\u{A0}€"), (money(-5, "EUR"), "de", "-0,05\u{A0}€"),
        (money(123_456, "CHF"), "de", "1.234,56\u{A0}CHF"), (money(123_456, "EUR"), "fr", "1\u{202F}234,56\u{A0}€"),
        (.moment(Timestamp(milliseconds: 1_767_600_000_000)), "de", "5. Januar 2026"),
        (.moment(Timestamp(milliseconds: 1_767_600_000_000)), "fr", "5 janvier 2026"), (.number(2.5), "de", "2,5"),
        (.list([.text("A"), .text("B"), .text("C")]), "de", "A, B und C"), (.flag(true), "de", "ja"),
    ])
    func `values are written in the assistant's language`(_ value: SlotValue, _ locale: String, _ text: String) {
        #expect(WordingTests.written(WordingTests.x, x: value, locale: locale) == text)
    }

    @Test(arguments: [
        (Template.Format.weekday, "en-GB", "Monday 5 January"), (.weekday, "en-US", "Monday, January 5"),
        (.weekday, "de", "Montag, 5. Januar"), (.datetime, "de", "5. Januar 2026, 08:00"),
        (.datetime, "en-GB", "5 January 2026, 08:00"),
    ])
    func `days are written as the format wants`(_ format: Template.Format, _ locale: String, _ text: String) {
        let moment = SlotValue.moment(Timestamp(milliseconds: 1_767_600_000_000))
        #expect(WordingTests.written(WordingTests.x, format, x: moment, locale: locale) == text)
        #expect(WordingTests.written(WordingTests.x, .number, x: .integer(1_234_567), locale: "de") == "1.234.567")
    }

    static func plural(_ count: SlotValue, _ locale: String) -> String {
        func form(_ words: String) -> Template { Template(pieces: [.value(x, .number), .text(" " + words)]) }
        let cases = Template.Cases(
            kind: .plural,
            forms: ["=0": Template("none"), "one": form("one"), "few": form("few"), "many": form("many")],
            other: form("other"))
        return WordingTests.said(Template(pieces: [.cases(x, cases)]), x: count, locale: locale)
    }

    @Test(arguments: [
        (SlotValue.integer(0), "en-GB", "none"), (.integer(1), "en-GB", "1 one"), (.integer(2), "en-GB", "2 other"),
        (.number(1.5), "de", "1,5 other"), (.integer(1), "de", "1 one"), (.number(1.5), "fr", "1,5 one"),
        (.integer(3), "pl", "3 few"), (.integer(12), "pl", "12 many"), (.integer(22), "pl", "22 few"),
        (.integer(21), "ru", "21 one"), (.integer(11), "ru", "11 many"), (.integer(5), "cs", "5 other"),
        (.integer(1), "ja", "1 other"),
    ])
    func `a number takes its language's form`(_ count: SlotValue, _ locale: String, _ text: String) {
        #expect(WordingTests.plural(count, locale) == text)
    }

    @Test(arguments: [
        (Expression.call(.first, [x]), "a"), (.call(.last, [x]), "c"),
        (.call(.join, [x, .literal(.text("/"))]), "a/b/c"),
        (.call(.contains, [x, .literal(.text("b"))]), "yes"),
        (.call(.sum, [.literal(.list([.integer(2), .integer(3)]))]), "5"),
        (.call(.map, [.literal(.list([.record(["t": .text("x")]), .record([:])])), .literal(.text("t"))]), "x"),
        (.call(.channel, []), "test"), (.call(.customer, [.literal(.text("name"))]), "Maya Okafor"),
        (.call(.identified, [.literal(.text("session"))]), "no"), (.call(.openNow, []), "yes"),
        (.call(.addDays, [.literal(.text("2026-01-31")), .literal(.integer(1))]), "1 February 2026"),
        (.call(.daysUntil, [.literal(.text("2026-01-10"))]), "4"),
        (.call(.today, []), "5 January 2026"), (.call(.date, [.literal(.text("2026-02-30"))]), ""),
        (.binary(.less, .literal(.text("2026-01-01")), .call(.present, [])), "yes"),
    ])
    func `a function is worth what it says`(_ call: Expression, _ text: String) {
        let list = SlotValue.list([.text("a"), .text("b"), .text("c")])
        #expect(WordingTests.written(call, x: list) == text)
    }

    @Test func `days are added by the calendar, not by the clock`() {
        // 2026-03-28T12:00 in London, a day before the clocks go forward.
        let noon = SlotValue.moment(Timestamp(milliseconds: 1_774_699_200_000))
        let next = Expression.call(.addDays, [.literal(noon), .literal(.integer(1))])
        #expect(WordingTests.written(next, .datetime, zone: "Europe/London") == "29 March 2026, 12:00")
    }

    @Test(arguments: [
        (1_767_603_600_000, true), (1_767_632_400_000, false), (1_767_517_200_000, false), (1_767_776_400_000, false),
    ])
    func `hours are those of the assistant's place and days`(_ milliseconds: Int64, _ isOpen: Bool) {
        // Monday to Friday, 9:00 to 17:00, but not on the 7th.
        let day = [540..<1020]
        let hours = OpeningHours(days: [[], day, day, day, day, day, []], closed: ["2026-01-07"])
        let open = Expression.call(.openNow, [])
        let flow = Shop.flow(
            "f", title: "f", slots: [],
            [.when(open, then: 1, otherwise: 2), .say("noted", next: nil), .say("survey_done", next: nil)])
        var chat = Chat(Shop.playbook(flows: [flow], intents: [Shop.intent("f", "f", .flow("f"))], hours: hours))
        chat.now = Timestamp(milliseconds: milliseconds)
        #expect(chat.say("f", "f") == [isOpen ? "noted" : "survey_done"])
    }

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
