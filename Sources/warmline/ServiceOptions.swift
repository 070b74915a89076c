internal import Actions
internal import ArgumentParser
internal import ChatService
internal import Foundation
internal import PlaybookModel
internal import Vocabulary

/// The running service, as an order reaches it.
struct ServiceOptions: ParsableArguments {
    @Option(help: "Where the service listens.")
    var server = "http://127.0.0.1:8080"

    @Option(help: "The service's store; the key file beside it signs the order.")
    var store = "warmline.db"

    @Option(help: "Who asks, for the record.")
    var by = NSUserName()

    /// Shows what the service answers; its refusals end the command.
    func send(_ method: Action.Method, _ path: String, _ body: [String: Any] = [:]) async throws {
        let answer = try await exchange(method, path, body)
        let words = String(decoding: answer.body, as: UTF8.self)
        guard answer.isSuccess else { throw refused(words) }
        StandardOutput.write(words)
    }

    /// What the service answers; its refusals end the command, in words.
    func answer(_ method: Action.Method, _ path: String, _ body: [String: Any] = [:]) async throws -> [UInt8] {
        let answer = try await exchange(method, path, body)
        guard answer.isSuccess else {
            let problem = try? JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
            throw refused(problem?["title"] as? String ?? "The service said \(answer.status).")
        }
        return answer.body
    }

    private func exchange(_ method: Action.Method, _ path: String, _ body: [String: Any]) async throws -> HTTPAnswer {
        let keyFile = store + ".key"
        guard FileManager.default.fileExists(atPath: keyFile) else {
            throw ValidationError("There is no key file '\(keyFile)'; --store names the service's store.")
        }
        let token = try SigningKey(file: keyFile).orderToken(of: by, at: .present)
        let json = method == .post ? Array(try JSONSerialization.data(withJSONObject: body)) : nil
        let outcome = await HTTPExchanges(bound: 1, reach: .anywhere).exchange(
            HTTPCall(
                method: method, url: server + path,
                headers: ["Authorization: Bearer \(token)", "Content-Type: application/json"], body: json,
                timeout: .seconds(15)))
        guard case .answered(let answer) = outcome else { throw refused("The service cannot be reached at \(server).") }
        return answer
    }

    private func refused(_ words: String) -> ExitCode {
        StandardError.write(words)
        return ExitCode(1)
    }
}

extension HTTPAnswer {
    fileprivate var isSuccess: Bool { (200..<300).contains(status) }
}

/// Whom a message is for, or whom an incident concerns.
struct ConcernedCustomers: ParsableArguments {
    @Argument(help: "Customers, by the site's own names.") var customers: [String] = []
    @Option(help: "Everyone of whom this attribute …") var attribute: String?
    @Option(help: "… has this value.") var value: String?

    var body: [String: Any] {
        if let attribute, let value { return ["attribute": attribute, "value": value] }
        return ["customers": customers]
    }
}
