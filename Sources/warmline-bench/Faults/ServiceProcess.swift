internal import Foundation

/// A `warmline serve` of our own, to be killed and started again on the same port and file.
final class ServiceProcess: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let port: UInt16
    private let arguments: [String]
    private let environment: [String: String]
    private let wrapper: [String]
    private let process: Process

    /// The service itself, also when a wrapper runs it.
    var pid: Int32 {
        guard !wrapper.isEmpty else { return process.processIdentifier }
        let tracer = process.processIdentifier
        let children = (try? String(contentsOfFile: "/proc/\(tracer)/task/\(tracer)/children", encoding: .utf8)) ?? ""
        return children.split(separator: " ").first.flatMap { Int32($0) } ?? tracer
    }
    var isRunning: Bool { process.isRunning }

    /// Starts and waits until it listens.
    /// - Parameters:
    ///   - wrapper: a command that runs the service, such as strace with its options.
    ///   - ready: what stands in the line that says where it listens.
    init(
        binary name: String = "warmline", arguments: [String], environment: [String: String] = [:],
        wrapper: [String] = [], ready: String = "listening on "
    ) throws {
        self.arguments = arguments
        self.environment = environment
        self.wrapper = wrapper
        let process = Process()
        self.process = process
        let command = wrapper + [try Self.binary(name)] + arguments
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        // A backtrace of a killed process would keep its port.
        process.environment = ProcessInfo.processInfo.environment
            .merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }.merging(environment) { $1 }
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        var heard = ""
        while true {
            let chunk = output.fileHandleForReading.availableData
            guard !chunk.isEmpty else { throw Failure(description: "\(name) did not start: \(heard)") }
            heard += String(decoding: chunk, as: UTF8.self)
            guard let line = heard.split(separator: "\n").first(where: { $0.contains(ready) }),
                let port = line.split(separator: ":").last.flatMap({ UInt16($0.prefix { $0.isNumber }) })
            else { continue }
            self.port = port
            return
        }
    }

    func signal(_ number: Int32) {
        kill(pid, number)
    }

    func kill9() {
        signal(SIGKILL)
        awaitExit()
    }

    /// The exit code. Foundation's own wait now and then never hears of a child's end; the kernel always does.
    @discardableResult
    private func awaitExit() -> Int32 {
        var info = siginfo_t()
        while waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) < 0 {
            guard errno != EINTR else { continue }
            process.waitUntilExit()
            return process.terminationStatus
        }
        return info._sifields._sigchld.si_status
    }

    /// SIGTERM; the exit code.
    @discardableResult
    func stop() -> Int32 {
        signal(SIGTERM)
        return awaitExit()
    }

    func waitUntilExit() -> Int32 {
        awaitExit()
    }

    /// Resident memory in bytes.
    var residentBytes: Int {
        let status = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
        guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }),
            let kilobytes = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return 0 }
        return kilobytes * 1_024
    }

    /// Runs a command of `warmline`'s to its end, with a line on its standard input; the exit code.
    static func run(_ arguments: [String], input: String = "") throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try binary("warmline"))
        process.arguments = arguments
        let pipe = Pipe()
        process.standardInput = pipe
        process.standardOutput = FileHandle.nullDevice
        // A command that meets a killed service complains; the drill counts what came of it.
        process.standardError = FileHandle.nullDevice
        try process.run()
        // It may have ended without reading a word.
        try? pipe.fileHandleForWriting.write(contentsOf: Data("\(input)\n".utf8))
        try pipe.fileHandleForWriting.close()
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// A binary beside this one.
    static func binary(_ name: String) throws -> String {
        let path = URL(fileURLWithPath: ProcessInfo.processInfo.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent(name).path
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw Failure(description: "\(name) is not beside warmline-bench; build it first")
        }
        return path
    }
}

/// A folder that goes when its owner does.
final class ScratchFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "warmline-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ text: String, to name: String) throws {
        let file = URL(fileURLWithPath: "\(path)/\(name)")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
    }
}
