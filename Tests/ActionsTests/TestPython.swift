import Foundation

/// Servers that other people wrote, run in a Python that has them: the one that `WARMLINE_TEST_PYTHON` names, the one
/// that the set-up made for the tests, or `python3`.
struct TestPython {
    private let process: Process
    private let output: FileHandle

    private static let interpreter: String = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let own = root.appending(path: ".build/test-python/bin/python3").path
        let isThere = FileManager.default.isExecutableFile(atPath: own)
        return ProcessInfo.processInfo.environment["WARMLINE_TEST_PYTHON"] ?? (isThere ? own : "python3")
    }()

    private static func python(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [interpreter] + arguments
        process.standardError = FileHandle.nullDevice
        return process
    }

    /// Whether it has a module.
    static func has(_ module: String) -> Bool {
        let process = python(["-c", "import \(module)"])
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    /// Runs a script whose first line says on which port it listens.
    static func serve(_ script: String) throws -> TestPython {
        let process = python(["-c", script])
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        return TestPython(process: process, output: output.fileHandleForReading)
    }

    func port() throws -> Int {
        var line: [UInt8] = []
        while let byte = try output.read(upToCount: 1)?.first, byte != 0x0A { line.append(byte) }
        guard let port = Int(String(decoding: line, as: UTF8.self)) else { throw CocoaError(.fileReadUnknown) }
        return port
    }

    func stop() {
        // Servers may take their time to say goodbye; nothing here needs it.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
