import Foundation

/// `warmline demo` on free ports and an empty folder, for one test.
final class DemoProcess {
    let port: UInt16
    private let process = Process()
    private let folder = NSTemporaryDirectory() + "warmline-demo-" + UUID().uuidString

    /// The service's database.
    var store: String { folder + "/warmline.db" }

    struct NotStarted: Error {
        let output: String
    }

    init(_ arguments: [String] = [], playbook: String = DemoProcess.playbook) throws {
        process.executableURL = URL(fileURLWithPath: try Binary.path("warmline"))
        process.arguments =
            [
                "demo", "--folder", folder, "--listen", "127.0.0.1:0", "--playbook", playbook, "--log-level",
                "error",
            ] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        var heard = ""
        while true {
            let chunk = output.fileHandleForReading.availableData
            guard !chunk.isEmpty else { throw NotStarted(output: heard) }
            heard += String(decoding: chunk, as: UTF8.self)
            guard heard.contains("Ctrl-C"), let match = heard.firstMatch(of: /http:\/\/127\.0\.0\.1:(\d+)\/desk/),
                let port = UInt16(match.1)
            else { continue }
            self.port = port
            return
        }
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// SIGTERM; the exit code.
    func stop() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// The shipped playbook, from this file's place in the repository.
    static var playbook: String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Intents").path
    }
}
