internal import Actions
internal import ArgumentParser
internal import ChatService
internal import Foundation
internal import PlaybookModel
internal import Vocabulary

/// The demo shop's back end as a process of its own, spoken to over HTTP like any other.
struct ShopProcess {
    let address: String
    let token: String
    private let process: Process

    /// Returns when it listens.
    /// - Parameters:
    ///   - callbackSecret: what it signs its reports with.
    ///   - mail: the server that takes its letters, and whom they come from; `nil` keeps them in its books.
    static func start(
        database: String, port: UInt16, allowsFaults: Bool, callbackSecret: String,
        mail: (server: String, from: String)?
    ) throws -> ShopProcess {
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
            + (mail.map { ["--mail-server", $0.server, "--mail-from", $0.from] } ?? [])
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["SHOP_TOKEN": token, "SHOP_CALLBACK_SECRET": callbackSecret]
        ) { $1 }
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

    /// Tells it where results of long actions are taken in.
    func report(to url: String) async {
        let exchanges = HTTPExchanges(bound: 1, reach: .anywhere)
        let outcome = await exchanges.exchange(
            HTTPCall(
                method: .put, url: "\(address)/v1/callback-address",
                headers: ["Content-Type: application/json", "Authorization: Bearer \(token)"],
                body: Array(#"{"url":"\#(url)"}"#.utf8), timeout: .seconds(10), longestAnswer: 16 * 1_024))
        guard case .answered(let answer) = outcome, answer.status == 204 else {
            StandardError.write("The shop was not told where to report: \(outcome)")
            return
        }
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }
}
