internal import ArgumentParser
internal import ChatService
internal import Foundation

/// The demo shop's back end as a process of its own, spoken to over HTTP like any other.
struct ShopProcess {
    let address: String
    let token: String
    private let process: Process

    /// Returns when it listens.
    static func start(database: String, port: UInt16, allowsFaults: Bool) throws -> ShopProcess {
        let binary = URL(fileURLWithPath: ProcessInfo.processInfo.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent("warmline-shop")
        guard FileManager.default.isExecutableFile(atPath: binary.path) else {
            StandardError.write("warmline-shop is not beside warmline; build it first: swift build")
            throw ExitCode(1)
        }
        let token = ProcessInfo.processInfo.environment["SHOP_TOKEN"] ?? FreshName.make()
        let process = Process()
        process.executableURL = binary
        process.arguments =
            ["--db", database, "--listen", "127.0.0.1:\(port)"] + (allowsFaults ? ["--allow-faults"] : [])
        process.environment = ProcessInfo.processInfo.environment.merging(["SHOP_TOKEN": token]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        var heard = ""
        while true {
            let chunk = output.fileHandleForReading.availableData
            guard !chunk.isEmpty else { break }
            heard += String(decoding: chunk, as: UTF8.self)
            guard let line = heard.split(separator: "\n").first(where: { $0.contains("listening on ") }),
                let address = line.split(separator: " ").last
            else { continue }
            return ShopProcess(address: String(address), token: token, process: process)
        }
        StandardError.write("The shop's back end did not start.")
        throw ExitCode(1)
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }
}
