import Foundation
import Testing
import Vocabulary

@Suite struct CodingTests {
    @Test(arguments: [
        SlotValue.text("Ahoj"), .integer(-3), .number(2.5), .flag(true), .nothing,
        .money(Money(minor: 4_990, currency: "GBP")), .moment(Timestamp(milliseconds: 1_795_000_000_000)),
        .list([.text("a"), .integer(1)]),
        .record(["line": .integer(1), "price": .money(Money(minor: 1, currency: "JPY"))]),
    ])
    func `a slot's value survives the log`(value: SlotValue) throws {
        let coded = try JSONEncoder().encode(value)
        #expect(try JSONDecoder().decode(SlotValue.self, from: coded) == value)
    }

    @Test func `plain values are plain JSON`() throws {
        let coded = try JSONEncoder().encode(SlotValue.list([.text("x"), .integer(2), .nothing]))
        #expect(String(decoding: coded, as: UTF8.self) == #"["x",2,null]"#)
    }

    @Test func `identifiers are strings, as values and as keys`() throws {
        let event = Event.actionFinished(
            EffectID(conversation: "c", turn: SequenceNumber(4), index: 0), .done(["line": .integer(1)]))
        let coded = String(decoding: try JSONEncoder().encode(event), as: UTF8.self)
        #expect(coded.contains(#""conversation":"c""#))
        #expect(coded.contains(#""line":1"#))
        #expect(try JSONDecoder().decode(Event.self, from: Data(coded.utf8)) == event)
    }

    @Test func `an effect's name is its conversation, turn and place`() {
        #expect(EffectID(conversation: "c-1", turn: SequenceNumber(12), index: 3).text == "c-1/12/3")
    }

    @Test(arguments: [("GBP", 2), ("JPY", 0), ("KWD", 3)])
    func `a currency has its own number of digits`(currency: String, digits: Int) {
        #expect(Money(minor: 1, currency: currency).fractionDigits == digits)
    }
}
