internal import ArgumentParser
internal import Foundation
internal import PlaybookModel
internal import Vocabulary

struct ApprovalsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approvals", abstract: "See what waits for a person's word, and say yes or no.",
        discussion: """
            Speaks to the running service in the name of an agent (--by), with the key file beside its store as the proof
            of who asks. The agent may say yes to what they may say yes to at the desk, and nothing else.

              warmline approvals list --by ida
              warmline approvals show ID --by ida
              warmline approvals approve ID --by ida --note "a good customer"
              warmline approvals decline ID --by ida --reason "it was worn for a year"
            """,
        subcommands: [List.self, Show.self, Approve.self, Decline.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "What waits, the oldest first.")

        @Flag(help: "As JSON.") var json = false
        @OptionGroup var service: ServiceOptions

        func run() async throws {
            let answer = try await service.answer(.get, "/v1/approvals")
            guard !json else { return StandardOutput.write(String(decoding: answer, as: UTF8.self)) }
            let open = try WaitingApproval.all(in: answer)
            if open.isEmpty { StandardOutput.write("Nothing waits.") }
            for approval in open { StandardOutput.write(approval.line) }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Exactly what a yes would do, and why it is asked.")

        @Argument var id: String
        @OptionGroup var service: ServiceOptions

        func run() async throws {
            let open = try WaitingApproval.all(in: try await service.answer(.get, "/v1/approvals"))
            guard let approval = open.first(where: { $0.id == id }) else {
                StandardError.write("Nothing of this name waits.")
                throw ExitCode(1)
            }
            StandardOutput.write(approval.page)
        }
    }

    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "A yes to exactly what is shown.")

        @Argument var id: String
        @Option(help: "For whoever reads it later.") var note = ""
        @OptionGroup var service: ServiceOptions

        func run() async throws {
            _ = try await service.answer(.post, "/v1/approvals/decisions", ["approval": id, "note": note])
            StandardOutput.write("Approved.")
        }
    }

    struct Decline: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A no. Colleagues read the reason; the flow may say it.")

        @Argument var id: String
        @Option(help: "Why, in words that a customer may hear.") var reason: String
        @OptionGroup var service: ServiceOptions

        func run() async throws {
            _ = try await service.answer(.post, "/v1/approvals/decisions", ["approval": id, "reason": reason])
            StandardOutput.write("Declined.")
        }
    }
}

/// A call that waits, as the service shows it.
private struct WaitingApproval {
    let id: String
    private let fields: [String: Any]

    static func all(in answer: [UInt8]) throws -> [WaitingApproval] {
        let json = try JSONSerialization.jsonObject(with: Data(answer)) as? [String: Any]
        return (json?["approvals"] as? [[String: Any]] ?? []).compactMap { fields in
            (fields["approval"] as? String).map { WaitingApproval(id: $0, fields: fields) }
        }
    }

    var line: String {
        let obstacle = (fields["obstacle"] as? String).map { " (not yours: \($0))" } ?? ""
        return "\(id) \(action) \(arguments)\(obstacle), by \(moment("answer_by"))"
    }

    var page: String {
        let reasons = (fields["reasons"] as? [String] ?? []).joined(separator: "; ")
        return """
            \(action) \(arguments)
            why    \(reasons.isEmpty ? "the provider asks for it" : reasons)
            asked  \(moment("asked_at"))
            due    \(moment("answer_by"))
            talk   \(fields["conversation"] as? String ?? "")
            you    \(fields["obstacle"] as? String ?? "may say yes")
            """
    }

    private var action: String { fields["action"] as? String ?? "" }

    private var arguments: String {
        let bytes = try? JSONSerialization.data(
            withJSONObject: fields["arguments"] ?? [String: Any](), options: [.sortedKeys, .withoutEscapingSlashes])
        return String(decoding: bytes ?? Data(), as: UTF8.self)
    }

    private func moment(_ name: String) -> String {
        (fields[name] as? NSNumber).map { Timestamp(milliseconds: $0.int64Value).rfc3339 } ?? ""
    }
}
