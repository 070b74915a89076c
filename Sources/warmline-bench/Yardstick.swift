internal import ArgumentParser
internal import Foundation

/// The compiled C echo and load generator, and this very program as the server under test.
struct Yardstick {
    private let folder: URL
    private let program: URL

    /// Compiles the C file into a folder of its own.
    init(source: String) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("echo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        program = folder.appendingPathComponent("echo")
        let flags = try Self.output(of: "pkg-config", ["--cflags", "--libs", "libwebsockets", "libuv"])
            .split(whereSeparator: \.isWhitespace).map(String.init)
        _ = try Self.output(of: "cc", ["-O2", "-o", program.path, source] + flags)
    }

    func remove() {
        try? FileManager.default.removeItem(at: folder)
    }

    /// Starts a fresh server, loads it, and ends it.
    func measure(_ server: EchoServerKind, active: Int, idle: Int, seconds: Double, bytes: Int) throws -> EchoLoad {
        let process = Process()
        switch server {
        case .c:
            process.executableURL = program
            process.arguments = ["serve"]
        case .inline, .session:
            process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            process.arguments = ["echo-server", "--route", server.rawValue]
        }
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        defer {
            try? input.fileHandleForWriting.close()
            process.waitUntilExit()
        }
        let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
            .filter(\.isNumber)
        let arguments = [
            "load", port, "\(active)", "\(idle)", "\(seconds)", "\(bytes)", "\(process.processIdentifier)",
        ]
        let line = try Self.output(of: program.path, arguments)
        return try JSONDecoder().decode(EchoLoad.self, from: Data(line.utf8))
    }

    /// Runs a program to its end; what it printed, or a failure.
    private static func output(of program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw ValidationError("'\(program)' failed with status \(process.terminationStatus)")
        }
        return String(decoding: data, as: UTF8.self)
    }
}
