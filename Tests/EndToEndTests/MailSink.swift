import Foundation
import TestSupport
import Testing

/// A real mail server (aiosmtpd), open on this machine: takes every letter and tells what it read.
struct MailSink {
    struct Letter {
        let recipient: String
        let subject: String
        let text: String
        /// The `Message-ID`: the same at every try.
        let id: String

        /// The six digits of a one-time code.
        var code: String? { text.firstMatch(of: /[0-9]{6}/).map { String($0.output) } }
    }

    static let isThere = TestPython.has("aiosmtpd")
    static let absence: Comment = "needs aiosmtpd: set WARMLINE_TEST_PYTHON to a Python that has it"

    let port: Int
    private let python: TestPython

    init() throws {
        python = try TestPython.serve(Self.script)
        port = try python.port()
    }

    /// What a demo is started with so that its letters come here.
    var arguments: [String] {
        ["--mail-server", "smtp://127.0.0.1:\(port)", "--mail-from", "hello@alderfinch.example"]
    }

    /// The letter that comes next.
    func next() throws -> Letter {
        Self.letter(try python.says())
    }

    /// The same; `nil` when none comes for so long.
    func next(within seconds: Int32) throws -> Letter? {
        try python.says(within: seconds).map(Self.letter)
    }

    private static func letter(_ letter: [String: Any]) -> Letter {
        Letter(
            recipient: letter["to"] as? String ?? "", subject: letter["subject"] as? String ?? "",
            text: letter["text"] as? String ?? "", id: letter["id"] as? String ?? "")
    }

    func stop() {
        python.stop()
    }

    private static let script = """
        import asyncio, email, email.policy, json, socket
        from aiosmtpd.smtp import SMTP

        class Handler:
            async def handle_DATA(self, server, session, envelope):
                mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
                text = mail.get_body(("plain",)).get_content().replace("\\r\\n", "\\n")
                print(json.dumps({"to": envelope.rcpt_tos[0], "subject": mail["subject"], "text": text,
                    "id": mail["message-id"]}), flush=True)
                return "250 taken"

        async def main():
            made = socket.socket()
            made.bind(("127.0.0.1", 0))
            await asyncio.get_running_loop().create_server(lambda: SMTP(Handler(), hostname="sink"), sock=made)
            print(made.getsockname()[1], flush=True)
            await asyncio.Event().wait()

        asyncio.run(main())
        """
}
