internal import Foundation

/// Servers that other people wrote, run in a Python that has them: the one that `WARMLINE_TEST_PYTHON` names, the one
/// that the set-up made for the tests, or `python3`.
public struct TestPython {
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
    public static func has(_ module: String) -> Bool {
        let process = python(["-c", "import \(module)"])
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    public static func serve(_ script: String, _ arguments: [String] = []) throws -> TestPython {
        let process = python(["-c", script] + arguments)
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        return TestPython(process: process, output: output.fileHandleForReading)
    }

    /// The next line that it says, as JSON.
    public func says() throws -> [String: Any] {
        guard let json = try JSONSerialization.jsonObject(with: Data(line())) as? [String: Any] else {
            throw CocoaError(.fileReadUnknown)
        }
        return json
    }

    /// The same; `nil` when it says nothing for so long.
    public func says(within seconds: Int32) throws -> [String: Any]? {
        var asked = pollfd(fd: output.fileDescriptor, events: Int16(POLLIN), revents: 0)
        return poll(&asked, 1, seconds * 1_000) > 0 ? try says() : nil
    }

    /// The next line that it says: on which port it listens.
    public func port() throws -> Int {
        guard let port = Int(String(decoding: try line(), as: UTF8.self)) else { throw CocoaError(.fileReadUnknown) }
        return port
    }

    private func line() throws -> [UInt8] {
        var line: [UInt8] = []
        while let byte = try output.read(upToCount: 1)?.first, byte != 0x0A { line.append(byte) }
        return line
    }

    public func stop() {
        // Servers may take their time to say goodbye; nothing here needs it.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
