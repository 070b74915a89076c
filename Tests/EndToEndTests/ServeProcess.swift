import ChatClient
import Foundation

/// `warmline serve` on the small playbook over a store of its own, that can be killed and begun again.
final class ServeProcess {
    struct NotStarted: Error {}

    let folder = NSTemporaryDirectory() + "warmline-serve-" + UUID().uuidString
    private(set) var port: UInt16 = 0
    private let arguments: [String]
    private let environment: [String: String]
    private var process = Process()

    /// - Parameter files: of the playbook, beside the small one's own.
    init(_ arguments: [String] = [], environment: [String: String] = [:], files: [String: String] = [:]) throws {
        self.arguments = arguments
        self.environment = environment
        try SmallPlaybook.write(to: folder + "/playbook", and: files)
        try start()
    }

    deinit {
        kill9()
        try? FileManager.default.removeItem(atPath: folder)
    }

    var store: String { folder + "/house.db" }

    /// On the port that it had before.
    func start() throws {
        process = Process()
        process.executableURL = URL(fileURLWithPath: try Binary.path("warmline"))
        process.arguments =
            [
                "serve", "--playbook", folder + "/playbook", "--store", store, "--listen", "127.0.0.1:\(port)",
                "--log-level", "error",
            ] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        var heard = ""
        while true {
            let chunk = output.fileHandleForReading.availableData
            guard !chunk.isEmpty else { throw NotStarted() }
            heard += String(decoding: chunk, as: UTF8.self)
            guard let match = heard.firstMatch(of: /http:\/\/127\.0\.0\.1:(\d+)/), let port = UInt16(match.1) else {
                continue
            }
            self.port = port
            return
        }
    }

    func kill9() {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// A command of the program, to this service; its answer as JSON.
    @discardableResult
    func command(_ arguments: String...) throws -> [String: Any] {
        let answer = try Binary.run(
            "warmline", arguments + ["--server", "http://127.0.0.1:\(port)", "--store", store])
        guard answer.status == 0 else { throw CocoaError(.executableLoad) }
        return (try? JSONSerialization.jsonObject(with: Data(answer.output.utf8))) as? [String: Any] ?? [:]
    }

    /// The status of what it answers to another machine's message.
    func post(_ path: String, _ body: String, type: String, key: String) throws -> Int {
        try HTTPPeer.post(port: port, path: path, body: Array(body.utf8), type: type, bearer: key).status
    }
}
