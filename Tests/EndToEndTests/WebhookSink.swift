import Foundation
import TestSupport

/// A receiver of webhooks that somebody else might have written: turns the first ones away for good (410), takes all
/// others, and checks each signature by itself.
struct WebhookSink {
    struct Message {
        let id: String
        let type: String
        /// What it was answered with.
        let status: Int
        let isSigned: Bool
    }

    static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    let port: Int
    private let python: TestPython

    init(turningAway refusals: Int) throws {
        python = try TestPython.serve(Self.script, [Self.secret, String(refusals)])
        port = try python.port()
    }

    /// The message that comes next; `nil` when none comes for so long.
    func next(within seconds: Int32 = 60) throws -> Message? {
        guard let message = try python.says(within: seconds) else { return nil }
        return Message(
            id: message["id"] as? String ?? "", type: message["type"] as? String ?? "",
            status: message["status"] as? Int ?? 0, isSigned: message["signed"] as? Bool ?? false)
    }

    func stop() {
        python.stop()
    }

    private static let script = """
        import base64, hashlib, hmac, json, sys, time
        from http.server import BaseHTTPRequestHandler, HTTPServer

        key = base64.b64decode(sys.argv[1][len("whsec_"):])
        left = int(sys.argv[2])

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                global left
                body = self.rfile.read(int(self.headers["Content-Length"]))
                name, sent = self.headers["webhook-id"], self.headers["webhook-timestamp"]
                code = hmac.new(key, f"{name}.{sent}.".encode() + body, hashlib.sha256).digest()
                wanted = "v1," + base64.b64encode(code).decode()
                signed = wanted in self.headers["webhook-signature"].split(" ") and abs(time.time() - int(sent)) < 300
                status = 410 if left > 0 else 204
                left -= 1
                told = {"id": name, "type": json.loads(body)["type"], "status": status, "signed": signed}
                print(json.dumps(told), flush=True)
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *words):
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        print(server.server_port, flush=True)
        server.serve_forever()
        """
}
