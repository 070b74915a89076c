import Mail
import Testing

struct ReceivedMailTests {
    private func read(_ lines: String...) -> ReceivedMail? {
        ReceivedMail(Array(lines.joined(separator: "\r\n").utf8))
    }

    @Test func `a reply is who wrote and their own words, without what they quote and their signature`() throws {
        let mail = try #require(
            read(
                "Return-Path: <ann@example.com>", "From: =?utf-8?B?QW5uIE3DvGxsZXI=?= <ann@example.com>",
                "Message-ID: <a.1@mx.example>", "Subject: =?utf-8?Q?Re:_Gr=C3=B6=C3=9Fe?=", " =?utf-8?Q?_42?=", "",
                "Why is it so high?", "", "It was less last month.", "", "On Mon, 5 Jan 2026 at 12:00, Finch",
                "<help@shop.example> wrote:", "", "> Bill b4: 31.00", "> more", "-- ", "Ann"))
        #expect(mail.from.address == "ann@example.com")
        #expect(mail.id == "a.1@mx.example")
        #expect(mail.subject == "Re: Größe 42")
        #expect(mail.text == "Why is it so high?\n\nIt was less last month.")
        #expect(!mail.isAutomatic)
    }

    @Test func `of several forms the plain one is read, whatever it is packed in`() throws {
        let mail = try #require(
            read(
                "From: ann@example.com", "Message-ID: <a@b>", "Content-Type: multipart/mixed;", " boundary=\"out=_1\"",
                "", "preamble", "--out=_1", "Content-Type: multipart/alternative; boundary=in", "", "--in",
                "Content-Type: text/html; charset=utf-8", "", "<p>Not this</p>", "--in",
                "Content-Type: text/plain; charset=ISO-8859-1", "Content-Transfer-Encoding: quoted-printable", "",
                "Gr=F6=DFe 42 =", "bitte", "--in--", "--out=_1", "Content-Type: text/plain",
                "Content-Disposition: attachment; filename=a.txt", "", "nor this", "--out=_1--"))
        #expect(mail.text == "Größe 42 bitte")
        let packed = try #require(
            read(
                "From: ann@example.com", "Message-ID: <a@b>", "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: base64", "", "R3LDtsOf", "ZSA0Mg=="))
        #expect(packed.text == "Größe 42")
    }

    @Test func `a mail in HTML alone is its words`() throws {
        let mail = try #require(
            read(
                "From: ann@example.com", "Message-ID: <a@b>", "Content-Type: text/html", "",
                "<html><head><style>p { color: red }</style></head><body><p>Stop &amp; think<br>twice</p>",
                "<script>alert(1)</script></body></html>"))
        #expect(mail.text == "Stop & think\ntwice")
    }

    @Test(arguments: [
        "Auto-Submitted: auto-replied", "Precedence: bulk", "Return-Path: <>",
        "Content-Type: multipart/report; boundary=x",
    ])
    func `what a machine has written is known`(_ field: String) throws {
        let mail = try #require(read("From: ann@example.com", "Message-ID: <a@b>", field, "", "I am away."))
        #expect(mail.isAutomatic)
    }

    @Test func `what says neither who nor which is no mail, and no bytes are too odd`() {
        #expect(read("Subject: hello", "", "text") == nil)
        #expect(read("From: ann@example.com", "Message-ID: <a b>", "", "text") == nil)
        #expect(ReceivedMail([]) == nil)
        var state: UInt64 = 11
        let header = Array("From: a@b\r\nMessage-ID: <a@b>\r\nContent-Type: multipart/x; boundary=\"-\"\r\n\r\n".utf8)
        for _ in 0..<2_000 {
            let bytes = (0..<200).map { _ -> UInt8 in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Array("-=?<>:;\r\n \"/&a\u{FF}".utf8)[Int(state >> 33) % 16]
            }
            _ = ReceivedMail(header + bytes)
            _ = ReceivedMail(bytes)
        }
    }

    @Test func `a mail of blank lines and colons is read at once`() throws {
        let body = String(repeating: ":\n\n", count: 300_000)
        let clock = ContinuousClock()
        let span = clock.measure { _ = read("From: a@b", "Message-ID: <a@b>", "", body) }
        #expect(span < .seconds(20))
    }
}
