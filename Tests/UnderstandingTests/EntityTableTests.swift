import PlaybookModel
import Testing
import Understanding
import Vocabulary

struct EntityTableTests {
    @Test(arguments: [
        Row("jo@example.com", "jo@example.com"),
        Row("mail me at Jo.O'Neil+shop@Example.CO.UK.", "jo.o'neil+shop@example.co.uk"),
        Row("(jo@example.com)", "jo@example.com"), Row("mailto:jo@example.com", "jo@example.com"),
        Row("<jo_s@mail.example.org>,", "jo_s@mail.example.org"), Row("from a@x.io to b@y.io", "a@x.io", "b@y.io"),
        Row("it's 12345@example.com", "12345@example.com"), Row("a@b"), Row("@home"), Row("jo@example..com"),
        Row("jo..s@example.com"), Row("me@10.0.0.1"), Row("a@b@c.de"), Row("jo@.com"), Row("meet @ 5.30"),
        Row("\"jo@example.com\"?", "jo@example.com"),
    ])
    func `e-mail addresses`(row: Row<String>) {
        #expect(Shelf.texts(row.text, "email") == row.values)
    }

    @Test(arguments: [
        Row("+44 20 7946 0958", "+442079460958"), Row("+44 (0)20 7946-0958", "+442079460958"),
        Row("0044 20 7946 0958", "+442079460958"), Row("call 01632 960123 please", "01632960123"),
        Row("01632 960123", "01632960123"), Row("(555) 010-4477", "5550104477"), Row("555-010-4477", "5550104477"),
        Row("1-555-010-4477", "15550104477"), Row("01 23 45 67 89", "0123456789"), Row("07700900123", "07700900123"),
        Row("my mobile is 7700900123", "7700900123"),
        Row("+1 555 010 4477 or +1 555 010 4478", "+15550104477", "+15550104478"),
        Row("orders 10042 10043"), Row("order 0123456789"), Row("my card is 4111 1111 1111 1111"),
        Row("tracking 9910042123"), Row("2025-05-03"), Row("03-05-2025 10:30"), Row("ACC-1234-5678"),
        Row("12345678901234567890"), Row("+12"), Row("1 2 3 4 5 6 7 8"), Row("03.05.2025"),
    ])
    func `phone numbers`(row: Row<String>) {
        #expect(Shelf.texts(row.text, "phone") == row.values)
    }

    @Test(arguments: [
        Row("order #10042", "10042"), Row("AF-10042 and af10043", "10042", "10043"), Row("tracking 9910042123"),
        Row("call 01632 960123"), Row("it cost $10042"), Row("12345@example.com"),
        Row("10042, 10043; 10044", "10042", "10043", "10044"),
        Row("order no.10042", "10042"), Row("1004"), Row("x10042y"),
    ])
    func `order numbers by the playbook's pattern`(row: Row<String>) {
        #expect(Shelf.texts(row.text, "order_number") == row.values)
    }

    @Test func `account numbers and postcodes by the playbook's patterns`() {
        #expect(Shelf.texts("acc-1234-5678 in ec1a 1bb", "account") == ["ACC-1234-5678"])
        #expect(Shelf.texts("acc-1234-5678 in ec1a 1bb", "postcode") == ["EC1A 1BB"])
    }

    private static func gbp(_ minor: Int64) -> Money { Money(minor: minor, currency: "GBP") }
    private static func usd(_ minor: Int64) -> Money { Money(minor: minor, currency: "USD") }
    private static func eur(_ minor: Int64) -> Money { Money(minor: minor, currency: "EUR") }

    @Test(arguments: [
        Row("25 euros", eur(2_500)), Row("€25", eur(2_500)), Row("25 bucks", usd(2_500)), Row("USD 25.50", usd(2_550)),
        Row("1.234,50 €", eur(123_450)), Row("1 234,50 €", eur(123_450)), Row("€1,234", eur(123_400)),
        Row("EUR20", eur(2_000)), Row("20eur", eur(2_000)), Row("US$5", usd(500)), Row("$5 USD", usd(500)),
        Row("CA$5.25", Money(minor: 525, currency: "CAD")),
        Row("5 canadian dollars", Money(minor: 500, currency: "CAD")),
        Row("99p", gbp(99)), Row("50 pence and £2", gbp(50), gbp(200)), Row("5 euros and 50 cents", eur(550)),
        Row("twenty-five pounds", gbp(2_500)), Row("a couple of quid", gbp(200)),
        Row("two hundred and ten euros", eur(21_000)), Row("Rs. 500", Money(minor: 50_000, currency: "INR")),
        Row("₹2,50,000", Money(minor: 25_000_000, currency: "INR")), Row("$5k", usd(500_000)),
        Row("CHF 1'299.50", Money(minor: 129_950, currency: "CHF")), Row("¥500", Money(minor: 500, currency: "JPY")),
        Row("£0.50", gbp(50)), Row("refund $20, not $25", usd(2_000), usd(2_500)),
        Row("two pounds of coffee"), Row("$5g"), Row("$1.2.3"), Row("$1.999.99"), Row("25"), Row("100 cups"),
        Row("$99999999999999999999"), Row("$"), Row("12.345,678,9 €"), Row("2 $5 vouchers", usd(500)),
    ])
    func `money with its currency`(row: Row<Money>) {
        #expect(Shelf.values(row.text, "money") == row.values.map(SlotValue.money))
    }

    @Test(arguments: [
        Row("two mugs", 2), Row("a dozen", 12), Row("half a dozen eggs", 6), Row("3x filters", 3), Row("x3", 3),
        Row("2 x", 2), Row("a couple of bags", 2), Row("a pair", 2), Row("twenty-one", 21),
        Row("one hundred and five", 105),
        Row("two thousand", 2_000), Row("two dozen", 24), Row("4pcs", 4), Row("2 kettles and 3 mugs", 2, 3),
        Row("1,299", 1_299), Row("I want one"), Row("2.5"), Row("192.168.1.1"), Row("4x4x"), Row("10042"),
        Row("twenty one", 21),
    ])
    func `counts`(row: Row<Int64>) {
        #expect(Shelf.values(row.text, "integer") == row.values.map(SlotValue.integer))
    }

    @Test(arguments: [
        Row("Frankfurt", "frankfurt"), Row("frankfrut", "frankfurt"), Row("new york", "new_york"),
        Row("NYC", "new_york"),
        Row("nwe york"), Row("the big apple", "new_york"), Row("berlim or paris", "berlin", "paris"),
        Row("parts"), Row("Berlin's", "berlin"), Row("ber lin"),
    ])
    func `listed values with a slip forgiven`(row: Row<String>) {
        #expect(Shelf.texts(row.text, "city") == row.values)
    }

    @Test(arguments: [
        Row("the crimson one", "red"), Row("burgandy", "burgundy"), Row("gray", "grey"), Row("gren"),
        Row("greens", "green"),
        Row("red or grey", "red", "grey"),
    ])
    func `choices by their synonyms`(row: Row<String>) {
        #expect(Shelf.texts(row.text, "colour") == row.values)
    }

    @Test func `a choice of a figure is the whole figure`() {
        #expect(Shelf.texts("size 42.5 please", "size") == ["42.5"])
        #expect(Shelf.texts("size 42, please", "size") == ["42"])
        #expect(Shelf.texts("42.7", "size").isEmpty)
    }

    private typealias Role = (value: String, role: EntityRole?)

    @Test(arguments: [
        ("change it from size 42 to 44", "size", "42 from, 44 to"),
        ("from Berlin to Paris", "city", "berlin from, paris to"),
        ("not the 42 but the 44", "size", "42 excluded, 44 to"), ("42 instead of 44", "size", "42 to, 44 from"),
        ("swap 10042 for 10043", "order_number", "10042 from, 10043 to"),
        ("10043 not 10042", "order_number", "10043 to, 10042 excluded"),
        ("not 10042, 10043", "order_number", "10042 excluded, 10043 to"),
        ("change size 42 to 44", "size", "42 from, 44 to"),
        ("ship it to Paris", "city", "paris to"), ("Berlin -> Paris", "city", "berlin from, paris to"),
        ("10042 and 10043", "order_number", "10042, 10043"), ("I want to get order 10042", "order_number", "10042"),
        ("exchange the red one with a green one", "colour", "red from, green to"),
        ("green rather than red", "colour", "green to, red excluded"),
        ("a@x.io should become b@y.io", "email", "a@x.io, b@y.io"),
        ("from a@x.io to b@y.io", "email", "a@x.io from, b@y.io to"),
        ("it isn't 10042", "order_number", "10042 excluded"), ("replace 42 by 44 please", "size", "42, 44"),
    ])
    func `roles`(text: String, name: EntityName, roles: String) {
        let read = Shelf.entities(text).filter { $0.name == name }.map { entity in
            guard case .text(let value) = entity.value else { return "?" }
            return [value, entity.role?.rawValue].compactMap(\.self).joined(separator: " ")
        }
        #expect(read.joined(separator: ", ") == roles)
    }

    @Test func `what was asked for goes first`() {
        #expect(Shelf.texts("9460958", "phone").isEmpty)
        #expect(Shelf.texts("9460958", "phone", expecting: ["call_back"]) == ["9460958"])
        #expect(Shelf.values("10042", "integer", expecting: ["count"]) == [.integer(10_042)])
        #expect(Shelf.values("one", "integer", expecting: ["count"]) == [.integer(1)])
        #expect(Shelf.values("3", "number", expecting: ["weight"]) == [.number(3)])
        // But not out of the middle of what has an unmistakable form.
        #expect(Shelf.texts("ring 01632 960123", "order_number", expecting: ["order"]).isEmpty)
    }

    @Test func `the same words may be an option of two slots`() {
        let options = SlotType.choice([Shelf.option("damaged"), Shelf.option("late")])
        let slots = [Shelf.slot("reason", options), Shelf.slot("complaint", options)]
        let found = Shelf.entities("it was damaged", in: Shelf.understander(slots: slots))
        #expect(Set(found.map(\.name)) == ["reason", "complaint"])
    }

    @Test func `several things in one message`() {
        let found = Shelf.entities(
            "Refund AF-10042 (£49.90), ship 2 dark roasts to Berlin by 3pm tomorrow, jo@example.com")
        #expect(
            found.map(\.name) == ["order_number", "money", "integer", "roast", "city", "date", "email"])
    }
}
