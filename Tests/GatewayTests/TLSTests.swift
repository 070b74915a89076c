import Gateway
import Glibc
import Testing

/// TLS as the `openssl` program sees it.
@Suite struct TLSTests {
    /// A certificate for this run, and the key of it and of another.
    private struct Files {
        let folder: String
        var certificate: String { folder + "/certificate.pem" }
        var key: String { folder + "/key.pem" }
        var otherKey: String { folder + "/other.pem" }

        init() throws {
            folder = try temporaryFolder()
            try openSSL(
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                "-subj", "/CN=localhost", "-keyout", key, "-out", certificate)
            try openSSL("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", otherKey)
        }

        func remove() {
            for file in [certificate, key, otherKey] { unlink(file) }
            rmdir(folder)
        }

        func configuration(_ change: (inout GatewayConfiguration) -> Void = { _ in }) -> GatewayConfiguration {
            .test {
                $0.tls = .init(certificate: certificate, key: key)
                change(&$0)
            }
        }
    }

    private static let request = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"

    private static func client(_ port: UInt16, _ options: [String], _ input: String = request) throws -> String {
        try openSSL(["s_client", "-connect", "127.0.0.1:\(port)", "-ign_eof"] + options, input: input)
    }

    @Test func `it speaks TLS 1,2 and 1,3 with HTTP/1,1, and answers with HSTS`() async throws {
        let files = try Files()
        defer { files.remove() }
        try await withGateway(files.configuration(), handlers: { .echo($0) }) { _, port in
            for version in ["-tls1_2", "-tls1_3"] {
                let seen = try Self.client(port, [version, "-alpn", "h2,http/1.1"])
                #expect(seen.contains("ALPN protocol: http/1.1"))
                #expect(seen.contains("GET /? 0 "))
                #expect(seen.contains("Strict-Transport-Security: max-age="))
            }
            let onlyHTTP2 = try Self.client(port, ["-alpn", "h2"])
            #expect(!onlyHTTP2.contains("ALPN protocol: h2"))
        }
    }

    @Test(arguments: [
        ["-tls1"], ["-tls1_1"], ["-tls1_2", "-cipher", "AES128-SHA"],
        ["-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-SHA256"],
        ["-tls1_2", "-cipher", "AES128-GCM-SHA256"],
    ])
    func `what is old or has no forward secrecy is refused`(options: [String]) async throws {
        let files = try Files()
        defer { files.remove() }
        try await withGateway(files.configuration(), handlers: { .echo($0) }) { _, port in
            // The client itself is told to allow everything.
            let seen = try Self.client(port, options + ["-legacy_renegotiation"])
            #expect(!seen.contains("HTTP/1.1 200"))
            let modern = try Self.client(port, [])
            #expect(modern.contains("HTTP/1.1 200"))
        }
    }

    @Test func `a WebSocket opens over TLS`() async throws {
        let files = try Files()
        defer { files.remove() }
        let secure = Signal<Bool>()
        let configuration = files.configuration { $0.unauthenticatedDeadline = .milliseconds(100) }
        try await withGateway(
            configuration,
            handlers: { _ in
                GatewayHandlers(admit: { request in
                    secure.report(request.isSecure)
                    return .accept(subprotocol: nil)
                })
            }
        ) { _, port in
            let seen = try Self.client(port, [], WebSocketPeer.handshake())
            #expect(seen.contains(" 101 "))
            #expect(try secure.next())
        }
    }

    @Test func `who dawdles with the TLS handshake is cut, and plain text is not answered`() async throws {
        let files = try Files()
        defer { files.remove() }
        let configuration = files.configuration { $0.slowPeerDeadline = .seconds(1) }
        try await withGateway(configuration, handlers: { .echo($0) }) { _, port in
            let (silent, plain) = (try RawPeer(port: port), try RawPeer(port: port))
            plain.send(Self.request)
            let answer = try plain.readToEnd()
            #expect(!answer.contains("200"))
            #expect(try silent.readToEnd() == "")
        }
    }

    @Test func `a key that is another certificate's is refused at the start`() async throws {
        let files = try Files()
        defer { files.remove() }
        let gateway = Gateway(.test { $0.tls = .init(certificate: files.certificate, key: files.otherKey) })
        await #expect(throws: GatewayError.badCertificate(certificate: files.certificate, key: files.otherKey)) {
            try await gateway.start()
        }
    }
}

private struct CannotRun: Error {}

private func temporaryFolder() throws -> String {
    var name = Array("\(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")/tls-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw CannotRun() }
    return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

@discardableResult
private func openSSL(_ arguments: String...) throws -> String { try openSSL(arguments, input: "") }

/// Runs `openssl` and gives what it printed. By a pipe of the C library: Foundation's `Process` leaks a little, which
/// the address sanitizer's run would report as ours.
private func openSSL(_ arguments: [String], input: String) throws -> String {
    let folder = try temporaryFolder()
    let words = folder + "/input"
    guard let file = fopen(words, "w") else { throw CannotRun() }
    fputs(input, file)
    fclose(file)
    defer {
        unlink(words)
        rmdir(folder)
    }
    let command = (["openssl"] + arguments).map { "'\($0)'" }.joined(separator: " ")
    guard let pipe = popen(command + " < '\(words)' 2>&1", "r") else { throw CannotRun() }
    defer { pclose(pipe) }
    var printed: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
        let count = fread(&piece, 1, piece.count, pipe)
        guard count > 0 else { return String(decoding: printed, as: UTF8.self) }
        printed += piece[..<count]
    }
}
