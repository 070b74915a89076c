import ChatClient
import Foundation
import Testing

/// Telling many, through the real service on a real store and a real mail server.
@Suite(.serialized, .enabled(if: MailSink.isThere, MailSink.absence)) struct IncidentTests {
    private static let key = "a-key-of-thirty-two-bytes-or-more"
    private static let title = "Promo codes are refused"

    /// Letters by their names: what comes again under its own is one to whoever reads it.
    private typealias Mailboxes = [String: MailSink.Letter]

    private func house(_ sink: MailSink) throws -> ServeProcess {
        try ServeProcess(
            sink.arguments + ["--event-key", "{env.EVENT_KEY}"], environment: ["EVENT_KEY": Self.key])
    }

    /// Customers with an address, where it is noon now: nobody is written to at night.
    private func introduce(_ customers: [String], to house: ServeProcess) throws {
        let hour = Int(Date().timeIntervalSince1970) / 3_600 % 24
        let zone = "Etc/GMT\(hour > 12 ? "+\(hour - 12)" : "-\(12 - hour)")"
        let facts = customers.flatMap { customer in
            [("email", "\(customer)@example.com"), ("time_zone", zone)].map { name, value in
                """
                {"specversion":"1.0","id":"\(customer)/\(name)","source":"/crm","type":"dev.warmline.attribute.set",
                "subject":"\(customer)","data":{"name":"\(name)","value":"\(value)"}}
                """
            }
        }
        for start in stride(from: 0, to: facts.count, by: 100) {
            let status = try house.post(
                "/api/v1/events", "[\(facts[start..<min(start + 100, facts.count)].joined(separator: ","))]",
                type: "application/cloudevents-batch+json", key: Self.key)
            try #require(status == 202)
        }
    }

    private func run(_ id: String, in house: ServeProcess) throws -> [String: Int] {
        let shown = try house.command("incident", "show", id)
        return (shown["run"] as? [String: Any] ?? [:]).compactMapValues { $0 as? Int }
    }

    /// Killed each time that some letters have come, until there are so many; how often.
    private func deliver(
        _ wanted: Int, to mailboxes: inout Mailboxes, of sink: MailSink, by house: ServeProcess
    ) throws -> Int {
        var kills = 0
        var since = 0
        while mailboxes.count < wanted {
            let letter = try #require(try sink.next(within: 120), "\(mailboxes.count) of \(wanted) letters came")
            mailboxes[letter.id] = letter
            since += 1
            guard since >= 13 + kills % 7 else { continue }
            house.kill9()
            try house.start()
            kills += 1
            since = 0
        }
        return kills
    }

    @Test func `three reporters of two hundred: 197 mails, 3 chats, 200 told it is fixed, once each through kill -9`()
        throws
    {
        let sink = try MailSink()
        defer { sink.stop() }
        var mailboxes: Mailboxes = [:]
        let house = try house(sink)
        let customers = (0..<197).map { "k\($0)" }
        try introduce(customers, to: house)
        let opened = try house.command(
            "incident", "open", Self.title, "--intent", "codes", "--component", "checkout", "--by", "ada")
        let incident = try #require(opened["id"] as? String ?? (opened["incident"] as? [String: Any])?["id"] as? String)
        let reporters = try (0..<3).map { number in
            let visitor = VisitorClient(port: house.port, name: "reporter-\(number)")
            try visitor.connect()
            try visitor.say("my promo code doesn't work")
            try visitor.waitForEvent("bot", within: 30_000) { $0.text("text")?.contains(Self.title) == true }
            visitor.cut()
            return visitor
        }
        let facts = ["incident", "affect", incident] + customers
        _ = try Binary.run(
            "warmline", facts + ["--server", "http://127.0.0.1:\(house.port)", "--store", house.store])
        #expect(try run(incident, in: house)["affected"] == 200)
        try house.command("incident", "go", incident, "--by", "ada")
        try house.command("incident", "go", incident, "--by", "bo")
        let kills = try deliver(197, to: &mailboxes, of: sink, by: house)
        #expect(kills > 5)
        try house.command("incident", "resolve", incident, "Codes work again.")
        let later = try deliver(394, to: &mailboxes, of: sink, by: house)
        #expect(later > 5)
        for visitor in reporters {
            try visitor.connect()
            try visitor.waitForEvent("bot", within: 60_000) { $0.text("text")?.hasPrefix("It's over") == true }
            try visitor.listen(quietFor: 1_000)
            let said = visitor.events.compactMap { $0.json.text("text") }.filter { $0.contains(Self.title) }
            #expect(said.count { $0.hasPrefix("We have a problem") } == 1)
            #expect(said.count { $0.hasPrefix("It's over") } == 1)
            #expect(visitor.violations == [])
        }
        var figures: [String: Int] = [:]
        repeat { figures = try run(incident, in: house) } while figures["waiting"] != 0
        #expect(figures["outreaches"] == 197)
        #expect(figures["threads"] == 3)
        #expect(figures["fixed"] == 200)
        #expect(figures["failed"] == 0)
        while let letter = try sink.next(within: 3) { mailboxes[letter.id] = letter }
        #expect(mailboxes.count == 394)
        for beginning in ["We have a problem", "It's over"] {
            let recipients = mailboxes.values.filter { $0.text.hasPrefix(beginning) }.map(\.recipient)
            #expect(recipients.count == 197)
            #expect(Set(recipients) == Set(customers.map { "\($0)@example.com" }))
        }
    }

    @Test func `a mail in answer to ours is answered by mail, and stop stops it, each mail once`() throws {
        let sink = try MailSink()
        defer { sink.stop() }
        let house = try house(sink)
        try introduce(["ann", "bob"], to: house)
        func fault(_ device: String, of customer: String) throws {
            let status = try house.post(
                "/api/v1/events",
                """
                {"specversion":"1.0","id":"\(device)","source":"/fleet","type":"dev.warmline.device.fault",
                "subject":"\(customer)","data":{"device":"\(device)","code":"pump","severity":4,"suggestion":"a new pump"}}
                """, type: "application/cloudevents+json", key: Self.key)
            try #require(status == 202)
        }
        func mail(_ text: String, from: String, id: String, key: String = Self.key) throws -> Int {
            let mail = [
                "From: \(from) <\(from)@example.com>", "To: hello@alderfinch.example", "Message-ID: <\(id)@mx.example>",
                "Subject: Re: Alder & Finch", "", text, "", "> what we wrote",
            ]
            return try house.post("/api/v1/mail", mail.joined(separator: "\r\n"), type: "message/rfc822", key: key)
        }
        try fault("d1", of: "ann")
        try fault("d2", of: "bob")
        for _ in 0..<2 { _ = try #require(try sink.next(within: 60)) }
        #expect(try mail("How long do refunds take?", from: "ann", id: "m1", key: "x" + Self.key) == 401)
        #expect(try house.post("/api/v1/mail", "no mail", type: "message/rfc822", key: Self.key) == 400)
        #expect(try mail("Stop", from: "bob", id: "m2") == 202)
        #expect(try mail("How long do refunds take?", from: "ann", id: "m1") == 202)
        let first = try #require(try sink.next(within: 60))
        house.kill9()
        try house.start()
        #expect(try mail("How long do refunds take?", from: "ann", id: "m1") == 202)
        #expect(try mail("my promo code doesn't work", from: "ann", id: "m3") == 202)
        var answers: Mailboxes = [first.id: first]
        while let letter = try sink.next(within: answers.count < 2 ? 60 : 3) { answers[letter.id] = letter }
        #expect(answers.count == 2)
        #expect(answers.values.allSatisfy { $0.recipient == "ann@example.com" && $0.subject == "Re: Alder & Finch" })
        #expect(first.text.contains("five working days"))
    }
}
