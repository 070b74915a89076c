internal import ArgumentParser
internal import ChatService
internal import Foundation
internal import SQLiteStore
internal import Store
internal import Vocabulary

extension Agent {
    struct Authenticator: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask an agent for a code of their authenticator app at sign-in, or no longer.",
            discussion: """
                Shows the secret and eight recovery codes once: they are for the agent's eyes. Any earlier secret and \
                its codes are void from then on, and open sessions end.
                """)

        @Argument(help: "The name the agent signs in with.")
        var name: String

        @Flag(help: "No code is asked for any more.")
        var off = false

        @Option(help: "The house's name in the app.")
        var house: String = "Warmline"

        @Option(help: "The service's database.")
        var store: String = "warmline.db"

        func run() async throws {
            let database = try SQLiteStore(path: store)
            guard let account = try await database.account(named: name.lowercased()) else {
                throw ValidationError("There is no agent '\(name)'.")
            }
            let factors = SecondFactors(
                store: database, key: try SigningKey(file: store + ".key"), now: { .present })
            if off {
                try await factors.remove(account.id)
                StandardOutput.write("\(account.name) signs in with the password alone.")
            } else {
                guard let enrolment = try await factors.enrol(account, house: house) else {
                    StandardError.write("the system gives no random bytes")
                    throw ExitCode(1)
                }
                StandardOutput.write(
                    """
                    Secret for the authenticator app   \(enrolment.secret)
                    The same as an address             \(enrolment.address)
                    Recovery codes, each opens once:
                    \(enrolment.recovery.map { "  \($0)" }.joined(separator: "\n"))
                    """)
            }
            try await database.save(account.withNewGeneration)
            await database.close()
        }
    }
}

extension AgentAccount {
    /// Ends every session there is.
    fileprivate var withNewGeneration: AgentAccount {
        AgentAccount(
            id: id, name: name, displayName: displayName, passwordHash: passwordHash, role: role, teams: teams,
            generation: generation + 1, skills: skills, languages: languages, capacity: capacity)
    }
}
