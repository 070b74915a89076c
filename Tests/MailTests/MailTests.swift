import Foundation
import Mail
import TestSupport
import Testing
import Vocabulary

struct MailTests {
    private let at = Timestamp(milliseconds: 1_795_298_750_000)

    private func box(_ address: String, _ name: String? = nil) throws -> MailAddress {
        try #require(MailAddress(address, name: name))
    }

    private func message(
        to: [String] = ["visitor@example.com"], subject: String = "Your code", text: String = "123456",
        html: String? = nil, attachments: [MailMessage.Attachment] = [], unsubscribe: MailMessage.Unsubscribe? = nil
    ) throws -> MailMessage {
        try MailMessage(
            id: "c.7.0", from: try box("help@shop.example", "Größe & Söhne, Shop"), to: try to.map { try box($0) },
            subject: subject, text: text, html: html, attachments: attachments, unsubscribe: unsubscribe, at: at)
    }

    @Test(.enabled(if: TestMailServer.isThere, TestMailServer.absence))
    func `a message arrives as it was written`() async throws {
        let subject = "Ihre Rücksendung ✓ — " + String(repeating: "Größe 42 statt 44 ", count: 12) + "Ende"
        let text = """
            Guten Tag,
            .a line that begins with a full stop
            . 
            trailing space \u{20}
            \(String(repeating: "äöü ", count: 60))
            From here = to there 🧡
            """
        let file = MailMessage.Attachment(
            name: "Etikett Größe.pdf", type: "application/pdf", bytes: (0..<1_000).map { UInt8($0 % 256) })
        try await TestMailServer.with { server in
            let message = try message(
                to: ["visitor@example.com", "second@example.com"], subject: subject, text: text,
                html: "<p>Grüße 🧡</p>", attachments: [file],
                unsubscribe: MailMessage.Unsubscribe(
                    url: "https://shop.example/off?u=" + String(repeating: "a", count: 90)))
            #expect(await MailCarrier(try server.server()).send(message) == .sent)
            let read = try server.received()
            #expect(read["sender"] as? String == "help@shop.example")
            #expect(read["recipients"] as? [String] == ["visitor@example.com", "second@example.com"])
            #expect(read["tls"] as? Bool == true)
            #expect(read["user"] as? String == "shop")
            #expect(read["subject"] as? String == subject)
            #expect(read["from"] as? String == "\"Größe & Söhne, Shop\" <help@shop.example>")
            #expect(read["to"] as? String == "visitor@example.com, second@example.com")
            #expect(read["date"] as? String == "2026-11-21 22:05:50+00:00")
            #expect(read["id"] as? String == "<c.7.0@shop.example>")
            #expect((read["text"] as? String)?.hasPrefix(text) == true)
            #expect((read["html"] as? String)?.hasPrefix("<p>Grüße 🧡</p>") == true)
            #expect((read["unsubscribe"] as? String)?.hasPrefix("<https://shop.example/off?u=aaa") == true)
            #expect(read["oneclick"] as? String == "List-Unsubscribe=One-Click")
            let files = try #require(read["files"] as? [[Any]])
            #expect(files.first?[0] as? String == "Etikett Größe.pdf")
            #expect(files.first?[1] as? String == "application/pdf")
            #expect(files.first?[2] as? [UInt8] == file.bytes)
            #expect(read["defects"] as? [String] == [])
            #expect(read["ascii"] as? Bool == true)
            #expect(read["bare"] as? Int == 0)
            #expect(read["blank"] as? Int == 0)
            #expect(try #require(read["longest"] as? Int) <= 200)
        }
    }

    @Test(.enabled(if: TestMailServer.isThere, TestMailServer.absence))
    func `over TLS from the first byte, and in the open on this machine`() async throws {
        try await TestMailServer.with { server in
            #expect(await MailCarrier(try server.server(.tls)).send(try message()) == .sent)
            #expect(try server.received()["tls"] as? Bool == true)
            #expect(await MailCarrier(try server.server(.none, password: nil)).send(try message()) == .sent)
            let read = try server.received()
            #expect(read["tls"] as? Bool == false)
            #expect(read["text"] as? String == "123456\n")
            #expect((read["headers"] as? [String])?.contains("List-Unsubscribe") == false)
        }
    }

    @Test(.enabled(if: TestMailServer.isThere, TestMailServer.absence))
    func `a server that nobody vouches for, or that offers no TLS, is told nothing`() async throws {
        try await TestMailServer.with { server in
            for security in [MailServer.Security.tls, .startTLS] {
                let outcome = await MailCarrier(try server.server(security, trusting: false)).send(try message())
                guard case .again(let words) = outcome else {
                    Issue.record("\(outcome)")
                    continue
                }
                #expect(words.contains("certificate"))
            }
            let open = try #require(
                MailServer(host: "127.0.0.1", port: server.plain, security: .startTLS, trust: server.trust))
            guard case .again = await MailCarrier(open).send(try message()) else {
                Issue.record("sent in the open")
                return
            }
            // The first thing that any of these servers has to tell is a message that came after all of that.
            #expect(await MailCarrier(try server.server()).send(try message(subject: "last")) == .sent)
            #expect(try server.received()["subject"] as? String == "last")
        }
    }

    @Test(.enabled(if: TestMailServer.isThere, TestMailServer.absence))
    func `what is refused for good, for now, and in silence are told apart`() async throws {
        try await TestMailServer.with { server in
            let carrier = MailCarrier(try server.server())
            guard case .refused(let words) = await carrier.send(try message(to: ["nobody@example.com"])) else {
                Issue.record("not refused")
                return
            }
            #expect(words.contains("550") && !words.contains("nobody"))
            guard case .again = await carrier.send(try message(to: ["later@example.com"])) else {
                Issue.record("not again")
                return
            }
            let hurried = MailCarrier(try server.server(timeout: .seconds(2)))
            guard case .again = await hurried.send(try message(to: ["slow@example.com"])) else {
                Issue.record("not timed out")
                return
            }
            let wrong = await MailCarrier(try server.server(password: "wrong-canary")).send(try message())
            guard case .again(let error) = wrong else {
                Issue.record("not again")
                return
            }
            #expect(error.hasPrefix("Login denied") && !error.contains("canary"))
        }
    }

    @Test func `nobody there is tried again`() async throws {
        let server = try #require(MailServer(host: "127.0.0.1", port: 1, security: .none))
        guard case .again = await MailCarrier(server).send(try message()) else {
            Issue.record("not again")
            return
        }
    }

    @Test(arguments: ["a\r\nBcc: x@y", "a\nb", "a\rb", "a\u{0}b", "a\u{85}b", "a\u{2028}b", "a\u{7F}"])
    func `no text begins another header`(text: String) throws {
        #expect(throws: MailMessage.Fault.subject) { try message(subject: text) }
        #expect(MailAddress("a@example.com", name: text) == nil)
        #expect(MailAddress("\(text)@example.com") == nil)
        #expect(MailAddress("a@\(text)") == nil)
        #expect(throws: MailMessage.Fault.unsubscribe) {
            try message(unsubscribe: MailMessage.Unsubscribe(url: "https://x/\(text)"))
        }
        for file in [
            MailMessage.Attachment(name: text, type: "text/plain", bytes: []),
            MailMessage.Attachment(name: "x", type: "text/\(text)", bytes: []),
        ] {
            #expect(throws: MailMessage.Fault.attachment) { try message(attachments: [file]) }
        }
        #expect(throws: MailMessage.Fault.id) {
            try MailMessage(
                id: text, from: try box("a@b"), to: [try box("c@d")], subject: "s", text: "t", at: at)
        }
    }

    @Test(arguments: [
        "", "a", "@b", "a@", "a@b@c", "a b@c", "<a@b>", "a@b>", "a@-b", "a@b..c", ".a@b", "a.@b", "a@b c", "a,b@c",
        "\"a b\"@c", "a@[127.0.0.1]", "ä@b", "a@ä", "a@b;c@d", "a@b,c@d",
    ])
    func `what is not a plain address is none`(text: String) {
        #expect(MailAddress(text) == nil)
    }

    @Test func `a message has bounds`() throws {
        #expect(throws: MailMessage.Fault.noRecipient) { try message(to: []) }
        #expect(throws: MailMessage.Fault.tooManyRecipients) {
            try message(to: Array(repeating: "a@b", count: 51))
        }
        #expect(throws: MailMessage.Fault.tooLong) { try message(text: String(repeating: "x", count: 4_000_000)) }
        #expect(throws: MailMessage.Fault.unsubscribe) {
            try message(unsubscribe: MailMessage.Unsubscribe(url: "http://shop.example/off"))
        }
    }

    @Test func `nothing is said in the open to another machine, and a password never shows itself`() {
        let account = MailServer.Account(name: "shop", password: "s3cr3t-canary")
        #expect(MailServer(host: "mail.example", port: 25, security: .none) == nil)
        #expect(MailServer(host: "mail.example/x", port: 25, security: .tls) == nil)
        let server = MailServer(host: "mail.example", port: 465, security: .tls, account: account)
        #expect(server != nil)
        var shown = ""
        dump(server, to: &shown)
        #expect(!shown.contains("canary") && !"\(account)\(String(reflecting: server))".contains("canary"))
    }
}
