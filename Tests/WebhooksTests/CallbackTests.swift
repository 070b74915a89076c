import Testing
import Vocabulary
import Webhooks

struct CallbackTests {
    private let now = Timestamp(milliseconds: 1_700_000_000_000)

    private func take(
        _ body: String, id: String = "cb1", seen: inout RecentNames<String>, signed: Bool = true,
        after: TimeSpan = .seconds(0)
    ) throws -> ActionCallback {
        let fresh = try #require(WebhookSecret.fresh())
        let signer = signed ? fresh : try #require(WebhookSecret.fresh())
        let headers = try #require(
            WebhookSignature.headers(id: id, at: now, payload: Array(body.utf8), secrets: [signer.secret]))
        let byName = Dictionary(uniqueKeysWithValues: headers.map { ($0.name, $0.value) })
        return try ActionCallback(
            Array(body.utf8), header: { byName[$0] }, secrets: [fresh.secret], now: now + after, seen: &seen)
    }

    private func names(_ bound: Int = 10) -> RecentNames<String> { RecentNames(span: .minutes(10), bound: bound) }

    private let done =
        #"{"type":"action.finished","data":{"effect":"c-1/7/0","status":"done","result":{"refund":{"id":"R1"}}}}"#

    @Test func `a signed report ends the call that it names`() throws {
        var seen = names()
        let callback = try take(done, seen: &seen)
        #expect(callback.effect == EffectID(conversation: "c-1", turn: SequenceNumber(7), index: 0))
        #expect(callback.outcome == .done(.record(["refund": .record(["id": .text("R1")])])))
        let refused = #"{"type":"action.finished","data":{"effect":"c/1/0","status":"refused","error":"sold_out"}}"#
        #expect(try take(refused, id: "cb2", seen: &seen).outcome == .refused(code: "sold_out"))
    }

    @Test func `a report is taken once`() throws {
        var seen = names()
        _ = try take(done, seen: &seen)
        #expect(throws: ActionCallback.Fault.repeated) { try take(done, seen: &seen) }
        #expect(ActionCallback.Fault.repeated.status == 200)
    }

    @Test func `a report that nobody signed is not read and not remembered`() throws {
        var seen = names()
        #expect(throws: ActionCallback.Fault.notSigned(.signatureWrong)) { try take(done, seen: &seen, signed: false) }
        #expect(throws: ActionCallback.Fault.notSigned(.tooOld)) {
            try take(done, seen: &seen, after: .minutes(6))
        }
        #expect(seen.count == 0)
        _ = try take(done, seen: &seen)
    }

    @Test func `when it can remember no more it asks to come back`() throws {
        var seen = names(1)
        _ = try take(done, seen: &seen)
        #expect(throws: ActionCallback.Fault.busy) { try take(done, id: "cb2", seen: &seen) }
        seen.withdraw("cb1")
        _ = try take(done, id: "cb2", seen: &seen)
    }

    @Test(arguments: [
        "{}", "[]", "x", #"{"type":"action.finished"}"#,
        #"{"type":"other","data":{"effect":"c/1/0","status":"done"}}"#,
        #"{"type":"action.finished","data":{"effect":"c/1","status":"done"}}"#,
        #"{"type":"action.finished","data":{"effect":"c/-1/0","status":"done"}}"#,
        #"{"type":"action.finished","data":{"effect":"c/1/0","status":"perhaps"}}"#,
        #"{"type":"action.finished","data":{"effect":"c/1/0","status":"refused"}}"#,
        #"{"type":"action.finished","type":"action.finished","data":{"effect":"c/1/0","status":"done"}}"#,
    ])
    func `a report of another form is refused`(body: String) {
        var seen = names()
        #expect(throws: ActionCallback.Fault.unreadable) { try take(body, seen: &seen) }
        #expect(seen.count == 0)
    }

    @Test func `names are forgotten after their time, not before`() {
        var names = RecentNames<Int>(span: .seconds(10), bound: 5_000)
        for number in 0..<4_000 {
            #expect(names.admit(number, at: Timestamp(milliseconds: Int64(number))) == .new)
        }
        #expect(names.admit(3_999, at: Timestamp(milliseconds: 13_998)) == .seen)
        #expect(names.count == 1)
        #expect(names.admit(0, at: Timestamp(milliseconds: 13_998)) == .new)
        #expect(names.admit(3_999, at: Timestamp(milliseconds: 13_999)) == .new)
    }
}
