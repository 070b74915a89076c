import PlaybookModel
import Testing
import Understanding
import Vocabulary

struct EntityTests {
    private func entities(_ text: String, expecting: [SlotName] = []) -> [Entity] {
        Shop.understander.interpret(text, expecting: expecting, at: Shop.now).entities
    }

    private func value(_ text: String, _ name: EntityName, expecting: [SlotName] = []) -> SlotValue? {
        entities(text, expecting: expecting).first { $0.name == name }?.value
    }

    private func day(_ year: Int, _ month: Int, _ day: Int) -> SlotValue {
        // Days from 1970 by counting, so that the test does not share the room's arithmetic.
        var days = 0
        for past in 1970..<year { days += past % 4 == 0 && (past % 100 != 0 || past % 400 == 0) ? 366 : 365 }
        let lengths = [31, year % 4 == 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        days += lengths[..<(month - 1)].reduce(0, +) + day - 1
        return .moment(Timestamp(milliseconds: Int64(days) * 86_400_000))
    }

    @Test func `several things are found in one message with where they stand`() throws {
        let text = "👋 refund the kettle of order #10042, £49.90, to Jo@Example.com"
        let found = entities(text)
        #expect(found.map(\.name.rawValue) == ["product", "order_number", "money", "email"])
        let scalars = Array(text.unicodeScalars)
        for entity in found {
            var cut = String.UnicodeScalarView()
            cut.append(contentsOf: scalars[entity.start..<entity.end])
            #expect(String(cut) == entity.text)
        }
        #expect(
            found.map(\.value) == [
                .text("kettle"), .text("10042"), .money(Money(minor: 4_990, currency: "GBP")), .text("jo@example.com"),
            ])
    }

    @Test func `two of a kind are both found`() {
        #expect(
            entities("swap 10042 for 10043").filter { $0.name == "order_number" }.map(\.value) == [
                .text("10042"), .text("10043"),
            ])
    }

    @Test func `a number inside a longer one is no order`() {
        #expect(value("tracking 9910042123", "order_number") == nil)
        #expect(value("af-10042 please", "order_number") == .text("10042"))
    }

    @Test(arguments: [
        ("it cost $20", 2_000, "USD"), ("it cost 20 quid", 2_000, "GBP"), ("EUR 12,50 too much", 1_250, "EUR"),
        ("12.50€", 1_250, "EUR"), ("1,299.00 USD", 129_900, "USD"), ("1.299,50 euros", 129_950, "EUR"),
        ("¥500", 500, "JPY"), ("twenty five pounds", 2_500, "GBP"), ("50 pence", 50, "GBP"), ("£7", 700, "GBP"),
    ])
    func `money is read with its currency`(text: String, minor: Int64, currency: String) {
        #expect(value(text, "money") == .money(Money(minor: minor, currency: currency)))
    }

    @Test(arguments: [
        ("call me on +44 20 7946 0958", "+442079460958"), ("my number is 020 7946 0958", "02079460958"),
        ("(555) 010-4477", "5550104477"), ("07700900123", "07700900123"),
    ])
    func `phone numbers are read without their spaces`(text: String, number: String) {
        #expect(value(text, "phone") == .text(number))
    }

    @Test func `what is asked for is read more kindly`() {
        #expect(value("9460958", "phone") == nil)
        #expect(value("9460958", "phone", expecting: ["call_back"]) == .text("9460958"))
        #expect(value("I changed my mind", "reason") == nil)
        #expect(value("I changed my mind", "reason", expecting: ["reason"]) == .text("changed_mind"))
        #expect(value("3", "number", expecting: ["count"]) == .number(3))
    }

    // Today is Wednesday, 7 May 2025.
    @Test(arguments: [
        ("today", 2025, 5, 7), ("tomorrow", 2025, 5, 8), ("yesterday", 2025, 5, 6),
        ("the day after tomorrow", 2025, 5, 9), ("on friday", 2025, 5, 9), ("next Tuesday", 2025, 5, 13),
        ("last monday", 2025, 5, 5), ("since Wednesday", 2025, 4, 30), ("2025-05-03", 2025, 5, 3),
        ("the 3rd of May", 2025, 5, 3), ("May 3rd, 2024", 2024, 5, 3), ("12 December", 2024, 12, 12),
        ("03/04/2025", 2025, 4, 3), ("31.12.24", 2024, 12, 31), ("in two weeks", 2025, 5, 21),
        ("5 days ago", 2025, 5, 2),
        ("a month ago", 2025, 4, 7), ("by the 3rd", 2025, 5, 3), ("29 Feb 2024", 2024, 2, 29),
        ("next week", 2025, 5, 14),
    ])
    func `days are read as people name them`(text: String, year: Int, month: Int, day number: Int) {
        #expect(value(text, "date") == day(year, month, number))
    }

    @Test func `the order of day and month is the country's`() {
        let american = Understander(playbook: Shop.playbook(locale: "en-US"), articles: nil)
        let found = american.interpret("on 03/04/2025", at: Shop.now).entities.first { $0.name == "date" }
        #expect(found?.value == day(2025, 3, 4))
    }

    @Test func `tomorrow is counted where the shop is`() {
        let late = Timestamp(milliseconds: 1_746_659_400_000)  // 7 May, 23:10 UTC; already the 8th in Helsinki
        let helsinki = Understander(playbook: Shop.playbook(), articles: nil, localOffset: { _ in .hours(3) })
        let found = helsinki.interpret("tomorrow", at: late).entities.first { $0.name == "date" }
        // The 9th begins there at 21:00 UTC.
        #expect(found?.value == .moment(Timestamp(milliseconds: 1_746_738_000_000)))
    }

    @Test(arguments: ["30 February 2025", "2025-13-01", "32/01/2025", "I may come", "version 1.2.3"])
    func `what is no day is no date`(text: String) {
        #expect(value(text, "date") == nil)
    }

    @Test(arguments: [
        ("yes please", true), ("Yeah", true), ("ok go ahead", true), ("that's right", true), ("👍", true),
        ("no", false), ("nope, not now", false), ("don't", false), ("No, leave it", false), ("not really", false),
    ])
    func `yes and no are heard at the beginning`(text: String, flag: Bool) {
        #expect(value(text, "yes_no") == .flag(flag))
    }

    @Test(arguments: ["right now", "the answer is yes or no", "I am late", "not sure which"])
    func `a sentence that begins like a yes is none`(text: String) {
        #expect(value(text, "yes_no") != .flag(true))
    }

    @Test func `listed values are found by synonym and with a slip`() {
        #expect(value("my gooseneck leaks", "product") == .text("kettle"))
        #expect(value("the coffe grindr is loud", "product") == .text("grinder"))
        #expect(value("it arrived broken", "reason") == .text("damaged"))
        #expect(value("it fell apart", "reason") == .text("damaged"))
    }

    @Test func `counts are read as digits and as words`() {
        #expect(value("2 mugs", "integer") == .integer(2))
        #expect(value("three mugs", "integer") == .integer(3))
        #expect(value("a dozen filters", "integer") == .integer(12))
        #expect(value("2.5 kilos", "number") == .number(2.5))
        #expect(value("order 10042", "integer") == nil)
    }
}
