import ChatClient
import Foundation
import Testing

/// Somebody is told where many are unhappy: through the real service, a receiver that checks signatures by itself and a
/// real mail server.
@Suite(.serialized, .enabled(if: MailSink.isThere, MailSink.absence)) struct AlertTests {
    private static let key = "a-key-of-thirty-two-bytes-or-more"
    private static let password = "correct horse battery"
    /// Where people reach it.
    private static let address = "https://chat.alderfinch.example"

    @Test func `one spike is one signed message, one mail and one card, killed or not; what is snoozed is silent`()
        throws
    {
        let (hook, mail) = (try WebhookSink(turningAway: 0), try MailSink())
        defer {
            hook.stop()
            mail.stop()
        }
        let house = try ServeProcess(
            mail.arguments + [
                "--alert-webhook", "http://127.0.0.1:\(hook.port)/alerts", "--alert-mail", "ops@alderfinch.example",
                "--event-key", "{env.EVENT_KEY}", "--public-url", Self.address,
            ], environment: ["EVENT_KEY": Self.key, "WARMLINE_ALERT_SECRET": WebhookSink.secret])
        let ada = try supervisor(of: house)
        try hear(12, ["intent": "codes"], "the code was refused again, I am ann@example.com, useless", in: house)
        let raised = try #require(try hook.next(within: 180))
        #expect(raised.isSigned && raised.type == "alert.raised" && raised.id.contains("intent:codes"))
        let letter = try #require(try mail.next(within: 30))
        #expect(letter.recipient == "ops@alderfinch.example")
        #expect(letter.subject.hasPrefix("Alert: codes: 12 unhappy in"))
        #expect(letter.text.contains("the code was refused again") && !letter.text.contains("ann@example.com"))
        #expect(letter.text.contains(Self.address + "/desk/insight/#alerts"))
        let board = try board(as: ada, of: house)
        let alert = try #require(board.alerts.first)
        #expect(board.open == 1 && board.alerts.count == 1)
        let id = try #require(alert["id"] as? String)
        #expect(raised.id == "\(id):raised")
        #expect(board.precision == nil)

        try tell("judge", ["id": id, "right": true], as: ada, to: house)
        try tell("snooze", ["key": "intent:refunds", "minutes": 60], as: ada, to: house)
        house.kill9()
        try house.start()
        // More of the same, what was told already, what is snoozed, and a control that nobody has silenced.
        for start in [0, 12] {
            try hear(
                12, from: start, ["intent": "codes"], "the code was refused again, I am ann@example.com, useless",
                in: house)
        }
        try hear(20, ["intent": "refunds"], "my refund never comes, useless", in: house)
        try hear(8, ["tag": "packaging"], "torn box, useless", in: house)
        let control = try #require(try hook.next(within: 180))
        #expect(control.id.contains("tag:packaging"), "no alert is told twice, and the snoozed one not at all")
        #expect(try mail.next(within: 30)?.subject.hasPrefix("Alert: packaging: 8 unhappy in") == true)
        let later = try self.board(as: ada, of: house)
        #expect(later.alerts.compactMap { $0["key"] as? String } == ["tag:packaging", "intent:codes"])
        #expect(later.alerts.last?["count"] as? Int == 24)
        #expect(later.precision == 1)
        #expect(try hook.next(within: 2) == nil)
        #expect(try mail.next(within: 1) == nil)
    }

    /// Bad reviews: the same numbers are the same reviews.
    private func hear(
        _ count: Int, from start: Int = 0, _ about: [String: String], _ words: String, in house: ServeProcess
    ) throws {
        let reviews = (start..<start + count).map { number -> [String: Any] in
            var data: [String: Any] = about
            data["text"] = words
            data["stars"] = 1
            return [
                "specversion": "1.0", "id": "\(about.values.joined())-\(number)", "source": "/reviews",
                "type": "dev.warmline.review.posted", "subject": "shop", "data": data,
            ]
        }
        let body = String(decoding: try JSONSerialization.data(withJSONObject: reviews), as: UTF8.self)
        let status = try house.post(
            "/api/v1/events", body, type: "application/cloudevents-batch+json", key: Self.key)
        try #require(status == 202)
    }

    /// The cookie of somebody who may say what an alert was worth.
    private func supervisor(of house: ServeProcess) throws -> String {
        let add = ["agent", "add", "ada", "--role", "supervisor", "--team", "support", "--store", house.store]
        _ = try Binary.run("warmline", add + ["--playbook", house.folder + "/playbook"], input: Self.password + "\n")
        let body = try JSONSerialization.data(withJSONObject: ["name": "ada", "password": Self.password])
        return try #require(
            try HTTPPeer.post(port: house.port, path: "/v1/desk/sign-in", body: Array(body), origin: Self.address)
                .cookie)
    }

    private func board(
        as cookie: String, of house: ServeProcess
    ) throws -> (open: Int?, precision: Double?, alerts: [[String: Any]]) {
        let answer = try HTTPPeer.get(port: house.port, path: "/api/v1/alerts", cookie: cookie)
        let board = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any] ?? [:]
        return (board["open"] as? Int, board["precision"] as? Double, board["alerts"] as? [[String: Any]] ?? [])
    }

    private func tell(_ what: String, _ body: [String: Any], as cookie: String, to house: ServeProcess) throws {
        let bytes = Array(try JSONSerialization.data(withJSONObject: body))
        let answer = try HTTPPeer.post(
            port: house.port, path: "/api/v1/alerts/\(what)", body: bytes, cookie: cookie, origin: Self.address)
        try #require(answer.status == 204)
    }
}
