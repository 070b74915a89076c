import Testing
import Vocabulary
import Webhooks

struct SignatureTests {
    /// The secret, id, time and payload that the specification's own libraries are tested with.
    private let secret = WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    private let payload = Array(#"{"test": 2432232314}"#.utf8)
    private let moment = Timestamp(milliseconds: 1_614_265_330_000)
    private let known = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

    private func secrets() throws -> [WebhookSecret] { [try #require(secret)] }

    private func verify(
        _ headers: [String: String], _ payload: [UInt8]? = nil, after: TimeSpan = .seconds(0)
    ) throws -> String {
        try WebhookSignature.verifiedID(
            of: payload ?? self.payload, header: { headers[$0] }, secrets: try secrets(), now: moment + after)
    }

    private func headers(_ signature: String, time: String = "1614265330") -> [String: String] {
        [
            "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp": time, "webhook-signature": signature,
        ]
    }

    @Test func `a signature is the specification's`() throws {
        let headers = try #require(
            WebhookSignature.headers(
                id: "msg_p5jXN8AQM9LWM0D4loKWxJek", at: moment, payload: payload, secrets: try secrets()))
        #expect(headers.map(\.name) == ["webhook-id", "webhook-timestamp", "webhook-signature"])
        #expect(headers.map(\.value) == ["msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", known])
    }

    @Test func `one right signature among others is enough, as while a secret is replaced`() throws {
        #expect(try verify(headers("v1,AAAA v2,x \(known)")) == "msg_p5jXN8AQM9LWM0D4loKWxJek")
        let other = try #require(WebhookSecret.fresh())
        let both = try #require(
            WebhookSignature.headers(
                id: "m", at: moment, payload: payload, secrets: [other.secret] + (try secrets())))
        #expect(try verify(Dictionary(uniqueKeysWithValues: both.map { ($0.name, $0.value) })) == "m")
    }

    @Test func `whatever was changed on the way is not believed`() throws {
        #expect(throws: WebhookSignature.Fault.signatureWrong) { try verify(headers(known), [0x7B, 0x7D]) }
        #expect(throws: WebhookSignature.Fault.signatureWrong) { try verify(headers(known, time: "1614265331")) }
        #expect(throws: WebhookSignature.Fault.signatureWrong) {
            try verify(headers(known).merging(["webhook-id": "msg_other"]) { $1 })
        }
        #expect(throws: WebhookSignature.Fault.signatureWrong) { try verify(headers("v1a," + known.dropFirst(3))) }
        #expect(throws: WebhookSignature.Fault.signatureWrong) { try verify(headers("")) }
    }

    @Test func `old and future messages are not believed, however well signed`() throws {
        _ = try verify(headers(known), after: .minutes(5))
        _ = try verify(headers(known), after: .minutes(-5))
        #expect(throws: WebhookSignature.Fault.tooOld) { try verify(headers(known), after: .seconds(301)) }
        #expect(throws: WebhookSignature.Fault.fromTheFuture) { try verify(headers(known), after: .seconds(-301)) }
        for time in ["", "+1614265330", "1614265330.0", "-1", "99999999999999999999", "٣"] {
            #expect(throws: WebhookSignature.Fault.timestampUnreadable) { try verify(headers(known, time: time)) }
        }
    }

    @Test func `an id cannot move the border between the signed parts`() throws {
        #expect(
            WebhookSignature.headers(id: "a.1", at: moment, payload: payload, secrets: try secrets()) == nil)
        #expect(throws: WebhookSignature.Fault.headerMissing) {
            try verify(headers(known).merging(["webhook-id": "a.1"]) { $1 })
        }
        #expect(throws: WebhookSignature.Fault.headerMissing) { try verify([:]) }
    }

    @Test func `a secret has its form and never shows itself`() throws {
        let fresh = try #require(WebhookSecret.fresh())
        #expect(WebhookSecret(fresh.text) == fresh.secret)
        let bare = String(fresh.text.dropFirst(6))
        for text in [bare, "whsec_", "whsec_c2hvcnQ=", "whsec_" + bare + "!", "WHSEC_" + bare] {
            #expect(WebhookSecret(text) == nil)
        }
        var shown = ""
        dump(fresh.secret, to: &shown)
        for text in ["\(fresh.secret)", String(reflecting: [fresh.secret]), shown] { #expect(!text.contains(bare)) }
    }
}
