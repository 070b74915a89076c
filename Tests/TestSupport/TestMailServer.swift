internal import Foundation
public import Mail
public import Testing
public import Vocabulary

/// aiosmtpd with a certificate of its own: it takes mail, reads it with Python's own parser, and tells what it read.
public struct TestMailServer {
    public let startTLS: Int
    public let tls: Int
    public let plain: Int
    public let trust: String
    private let python: TestPython
    private let folder: URL

    public static let isThere = TestPython.has("aiosmtpd")
    public static let absence: Comment = "needs aiosmtpd: set WARMLINE_TEST_PYTHON to a Python that has it"

    /// Runs `body` against a server of its own.
    public static func with(_ body: (TestMailServer) async throws -> Void) async throws {
        let server = try TestMailServer()
        defer { server.stop() }
        try await body(server)
    }

    private init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "mail-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        trust = folder.appending(path: "cert.pem").path
        let key = folder.appending(path: "key.pem").path
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
            "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost", "-out", trust,
            "-keyout", key,
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        python = try TestPython.serve(Self.script, [trust, key])
        let ports = try python.says()
        startTLS = try #require(ports["starttls"] as? Int)
        tls = try #require(ports["tls"] as? Int)
        plain = try #require(ports["plain"] as? Int)
    }

    private func stop() {
        python.stop()
        try? FileManager.default.removeItem(at: folder)
    }

    /// What the server read of the message that came next.
    public func received() throws -> [String: Any] { try python.says() }

    public func server(
        _ security: MailServer.Security = .startTLS, password: String? = "s3cr3t-canary", trusting: Bool = true,
        timeout: TimeSpan = .seconds(20)
    ) throws -> MailServer {
        let port =
            switch security {
            case .tls: tls
            case .startTLS: startTLS
            case .none: plain
            }
        return try #require(
            MailServer(
                host: "127.0.0.1", port: port, security: security,
                account: password.map { MailServer.Account(name: "shop", password: $0) },
                trust: trusting ? trust : nil, timeout: timeout))
    }

    private static let script = """
        import asyncio, email, email.policy, json, socket, ssl, sys
        from aiosmtpd.smtp import SMTP, AuthResult

        class Handler:
            async def handle_RCPT(self, server, session, envelope, address, options):
                if address.startswith("nobody@"): return "550 5.1.1 no such mailbox"
                if address.startswith("later@"): return "451 4.7.1 greylisted"
                if address.startswith("slow@"): await asyncio.sleep(60)
                envelope.rcpt_tos.append(address)
                return "250 OK"
            async def handle_DATA(self, server, session, envelope):
                raw = envelope.content
                mail = email.message_from_bytes(raw, policy=email.policy.default)
                def body(kind):
                    part = mail.get_body((kind,))
                    return None if part is None else part.get_content().replace("\\r\\n", "\\n")
                lines = raw.split(b"\\r\\n")
                print(json.dumps({
                    "sender": envelope.mail_from, "recipients": envelope.rcpt_tos, "tls": server.transport.get_extra_info("ssl_object") is not None,
                    "user": session.auth_data, "headers": sorted(mail.keys()), "subject": mail["subject"],
                    "from": str(mail["from"]), "to": str(mail["to"]), "date": str(mail["date"].datetime),
                    "id": mail["message-id"], "unsubscribe": mail["list-unsubscribe"],
                    "oneclick": mail["list-unsubscribe-post"], "text": body("plain"), "html": body("html"),
                    "files": [[part.get_filename(), part.get_content_type(), list(part.get_content())]
                              for part in mail.iter_attachments()],
                    "longest": max(map(len, lines)),
                    "blank": sum(line[-1:] in (b" ", b"\\t") for line in lines),
                    "ascii": all(byte < 128 for byte in raw),
                    "bare": raw.replace(b"\\r\\n", b"").count(b"\\n") + raw.replace(b"\\r\\n", b"").count(b"\\r"),
                    "defects": [str(defect) for part in mail.walk() for defect in part.defects],
                }), flush=True)
                return "250 taken"

        def check(server, session, envelope, mechanism, data):
            right = data.login == b"shop" and data.password == b"s3cr3t-canary"
            return AuthResult(success=right, handled=False, auth_data="shop" if right else None)

        def listener():
            made = socket.socket()
            made.bind(("127.0.0.1", 0))
            return made

        async def main():
            loop = asyncio.get_running_loop()
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(sys.argv[1], sys.argv[2])
            sockets = [listener() for _ in range(3)]
            common = dict(authenticator=check, enable_SMTPUTF8=False, hostname="test", timeout=60)
            await loop.create_server(
                lambda: SMTP(Handler(), tls_context=context, require_starttls=True, auth_required=True, **common),
                sock=sockets[0])
            await loop.create_server(
                lambda: SMTP(Handler(), auth_require_tls=False, **common), sock=sockets[1], ssl=context)
            await loop.create_server(lambda: SMTP(Handler(), **common), sock=sockets[2])
            names = ["starttls", "tls", "plain"]
            print(json.dumps({name: made.getsockname()[1] for name, made in zip(names, sockets)}), flush=True)
            await asyncio.Event().wait()

        asyncio.run(main())
        """
}
