import Actions
import Foundation
import Gateway
import PlaybookModel
import Switchboard
import Testing
import Vocabulary

struct TrustTests {
    private static let openssl = "/usr/bin/openssl"

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: openssl)))
    func `a certificate that nobody vouches for gets no request`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "trust-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = (folder.appending(path: "cert.pem").path, folder.appending(path: "key.pem").path)
        let process = Process()
        process.executableURL = URL(filePath: Self.openssl)
        process.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-out", files.0, "-keyout", files.1,
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()

        var configuration = GatewayConfiguration()
        configuration.tls = GatewayConfiguration.TLSFiles(certificate: files.0, key: files.1)
        let gateway = Gateway(configuration, handlers: GatewayHandlers(http: { _ in .json("{}") }))
        let address = try await gateway.start()
        let actions = HTTPActions(.sample(.post, url: [.text("https://\(address)/x")], attempts: 2))
        let attempt = await actions.perform(.sample(), attempt: 1)
        #expect(attempt.isAgain)
        #expect(attempt.error?.contains("certificate") == true)
        // Certain that nothing was asked: so it ends as failed, not as unknown.
        #expect(await actions.perform(.sample(), attempt: 2) == .finished(.refused(reason: "failed")))
        await gateway.stop()
    }
}
