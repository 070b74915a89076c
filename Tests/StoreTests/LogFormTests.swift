import Store
import Testing
import Vocabulary

@Suite struct LogFormTests {
    @Test(arguments: everyEvent)
    func `an event reads back from its bytes as it was`(_ event: Event) throws {
        let kind = LogForm.kind(of: event)
        let body = try LogForm.body(of: event)
        #expect(try LogForm.event(kind: kind, body: body) == event)
        #expect(try LogForm.body(of: LogForm.event(kind: kind, body: body)) == body)
    }

    @Test(arguments: everySlotValue)
    func `a slot's value keeps its kind`(_ value: SlotValue) throws {
        let arguments = ["value": value]
        #expect(try LogForm.arguments(from: LogForm.bytes(of: arguments)) == arguments)
    }

    @Test func `not a number stays not a number`() throws {
        let bytes = try LogForm.bytes(of: ["value": .number(.nan)])
        guard case .number(let number)? = try LogForm.arguments(from: bytes)["value"] else {
            Issue.record("not a number at all")
            return
        }
        #expect(number.isNaN)
    }

    @Test(arguments: [
        ActionResult.done(["amount": .money(Money(minor: 1, currency: "EUR"))]), .done([:]),
        .refused(reason: "card_expired"), .overLimit, .unknown,
    ])
    func `an action's result reads back`(_ result: ActionResult) throws {
        #expect(try LogForm.result(from: LogForm.bytes(of: result)) == result)
    }

    @Test(arguments: [Sender.visitor, .bot, .system, .agent("ada:1")])
    func `a sender reads back`(_ sender: Sender) throws {
        #expect(try LogForm.sender(from: LogForm.text(of: sender)) == sender)
    }

    @Test func `the form in databases already written stays readable`() throws {
        let body =
            #"{"text":"a \"quoted\" \u00e9\ud83d\ude00\n","choice":{"slot":"order","value":10042},"later":[1,2]}"#
        let event = try LogForm.event(kind: "visitorSaid", body: Array(body.utf8))
        #expect(event == .visitorSaid(text: "a \"quoted\" é😀\n", choice: .slot("order", .integer(10042))))
        let written = try LogForm.body(
            of: .slotFilled("total", .money(Money(minor: 5, currency: "EUR")), source: .flow))
        #expect(
            String(decoding: written, as: UTF8.self)
                == #"{"slot":"total","value":{"$money":{"minor":5,"currency":"EUR"}},"source":"flow"}"#)
    }

    @Test(arguments: [
        "", "{", #"{"text":}"#, #"{"text":"a"} x"#, #"{"text":1}"#, #"{"text":"\ud800"}"#, "nul", "[1,]",
        String(repeating: "[", count: 100_000),
    ])
    func `damaged bytes are an error, never a crash`(_ body: String) {
        #expect(throws: MalformedRecord.self) {
            try LogForm.event(kind: "visitorSaid", body: Array(body.utf8))
        }
    }

    @Test func `a value too deep to be read again is refused when written`() {
        var value = SlotValue.flag(true)
        for _ in 0..<100 {
            value = .list([value])
        }
        #expect(throws: MalformedRecord.self) { try LogForm.bytes(of: ["deep": value]) }
    }
}
