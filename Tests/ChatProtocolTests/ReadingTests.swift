import ChatProtocol
import Testing
import Vocabulary

@Suite struct ReadingTests {
    static let cmid = "0190c2f0-0000-7000-8000-000000000001"

    @Test func `a visitor's frames are read`() throws {
        let id = ClientMessageID(Self.cmid)
        let frames: [(String, VisitorMessage)] = [
            (#"{"type":"hello","v":1}"#, .hello(VisitorHello())),
            (
                #"{"type":"hello","v":1,"token":"t","epoch":"e","last":7,"locale":"en","context":{"url":"u"},"identity":"i"}"#,
                .hello(
                    VisitorHello(
                        token: "t", epoch: "e", last: SequenceNumber(7), locale: "en", context: ["url": "u"],
                        identity: "i"))
            ),
            (#"{"type":"say","cmid":"\#(Self.cmid)","text":"hi"}"#, .say(cmid: id, text: "hi", choice: nil)),
            (
                #"{"type":"say","cmid":"\#(Self.cmid)","text":"Yes","choice":{"confirm":true}}"#,
                .say(cmid: id, text: "Yes", choice: .confirm(true))
            ),
            (#"{"type":"rate","cmid":"\#(Self.cmid)","stars":5}"#, .rate(cmid: id, stars: 5, comment: "")),
            (#"{"type":"typing","on":true}"#, .typing(on: true)),
            (#"{"type":"read","seq":3}"#, .read(SequenceNumber(3))),
            (#"{"type":"ping","n":1}"#, .ping(1)),
        ]
        for (text, expected) in frames {
            #expect(try VisitorMessage(decoding: Array(text.utf8)) == expected)
        }
    }

    @Test(arguments: [
        ("not json", Refusal.Code.badRequest), ("[]", .badRequest), (#"{"type":1}"#, .badRequest),
        (#"{"type":"hello"}"#, .badRequest), (#"{"type":"hello","v":2}"#, .unsupportedVersion),
        (#"{"type":"hello","v":"1"}"#, .unsupportedVersion), (#"{"type":"hello","v":1,"token":{}}"#, .badRequest),
        (#"{"type":"hello","v":1,"last":-1}"#, .badRequest), (#"{"type":"hello","v":1,"last":1.5}"#, .badRequest),
        (#"{"type":"hello","v":1,"admin":true}"#, .badRequest), (#"{"type":"nope"}"#, .badRequest),
        (#"{"type":"say","cmid":"short","text":"x"}"#, .badRequest),
        (#"{"type":"say","cmid":"\#(cmid)","text":["$ne"]}"#, .badRequest),
        (#"{"type":"say","cmid":"\#(cmid)","text":"  "}"#, .badRequest),
        (#"{"type":"say","cmid":"\#(cmid)","text":"x","choice":{"role":"admin"}}"#, .badRequest),
        (#"{"type":"say","cmid":"\#(cmid)","text":"x","choice":{"confirm":1}}"#, .badRequest),
        (#"{"type":"say","cmid":"\#(cmid)","text":"x","text":"y"}"#, .badRequest),
        (#"{"type":"rate","cmid":"\#(cmid)","stars":6}"#, .badRequest),
    ])
    func `everything else is refused, typed`(text: String, code: Refusal.Code) {
        do {
            _ = try VisitorMessage(decoding: Array(text.utf8))
            Issue.record("taken: \(text)")
        } catch {
            #expect(error.code == code)
        }
    }

    @Test func `a message that is too long says so and names itself`() {
        let text = String(repeating: "a", count: VisitorMessage.longestText + 1)
        do {
            _ = try VisitorMessage(decoding: Array(#"{"type":"say","cmid":"\#(Self.cmid)","text":"\#(text)"}"#.utf8))
            Issue.record("taken")
        } catch {
            #expect(error.code == .tooLong)
            #expect(error.cmid?.rawValue == Self.cmid)
        }
    }

    @Test func `an agent's frames are read`() throws {
        let id = ClientMessageID(Self.cmid)
        let frames: [(String, DeskMessage)] = [
            (#"{"type":"hello","v":1,"ticket":"t"}"#, .hello(ticket: "t")),
            (#"{"type":"presence","status":"away"}"#, .presence(isAvailable: false)),
            (#"{"type":"claim","conversation":"c"}"#, .claim("c")),
            (
                #"{"type":"open","conversation":"c","epoch":"e","last":2}"#,
                .open("c", epoch: "e", last: SequenceNumber(2))
            ),
            (#"{"type":"leave","conversation":"c"}"#, .leave("c")),
            (#"{"type":"say","conversation":"c","cmid":"\#(Self.cmid)","text":"hi"}"#, .say("c", cmid: id, text: "hi")),
            (#"{"type":"note","conversation":"c","cmid":"\#(Self.cmid)","text":"n"}"#, .note("c", cmid: id, text: "n")),
            (
                #"{"type":"hand_back","conversation":"c","cmid":"\#(Self.cmid)","note":""}"#,
                .handBack("c", cmid: id, note: "")
            ),
            (
                #"{"type":"resolve","conversation":"c","cmid":"\#(Self.cmid)","outcome":"done"}"#,
                .resolve("c", cmid: id, outcome: "done")
            ),
            (#"{"type":"typing","conversation":"c","on":false}"#, .typing("c", on: false)),
            (#"{"type":"decline","conversation":"c"}"#, .decline("c")),
            (#"{"type":"take_over","conversation":"c"}"#, .takeOver("c")),
            (
                #"{"type":"transfer","conversation":"c","cmid":"\#(Self.cmid)","to":"skill","name":"de","level":2,"note":"n"}"#,
                .transfer("c", cmid: id, to: .skill("de", level: 2), note: "n")
            ),
            (
                #"{"type":"transfer","conversation":"c","cmid":"\#(Self.cmid)","to":"agent","name":"a","note":""}"#,
                .transfer("c", cmid: id, to: .agent("a"), note: "")
            ),
        ]
        for (text, expected) in frames {
            #expect(try DeskMessage(decoding: Array(text.utf8)) == expected)
        }
    }

    @Test func `a choice survives the wire`() {
        let choices: [Choice] = [
            .intent("refund"), .slot("reason", .text("late")), .slot("m", .money(Money(minor: 5, currency: "EUR"))),
            .article("returns"), .confirm(false), .person,
        ]
        for choice in choices { #expect(Choice(json: choice.json) == choice) }
    }
}
