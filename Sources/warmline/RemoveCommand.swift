internal import ArgumentParser
internal import ChatService
internal import Foundation
internal import SQLiteStore
internal import Store
internal import Switchboard
internal import Vocabulary

extension Agent {
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let an agent sign in no more; open sessions end at once.",
            discussion: """
                What they wrote stays under their name, and their conversations go back to the queue at their old age. \
                'warmline agent add' with the same name lets them in again.
                """)

        @Argument(help: "The name the agent signs in with.")
        var name: String

        @Option(help: "The service's database.")
        var store: String = "warmline.db"

        func run() async throws {
            let database = try SQLiteStore(path: store)
            guard let account = try await database.account(named: name.lowercased()) else {
                throw ValidationError("There is no agent '\(name)'.")
            }
            // A password that nobody knows: an account that cannot be opened looks to a stranger like any other.
            guard let hash = await PasswordHash.make(of: FreshName.make()) else { throw ExitCode(1) }
            try await SecondFactors(store: database, key: try SigningKey(file: store + ".key"), now: { .present })
                .remove(account.id)
            try await database.save(
                AgentAccount(
                    id: account.id, name: account.name, displayName: account.displayName, passwordHash: hash,
                    role: .agent, teams: account.teams, generation: account.generation + 1, skills: account.skills,
                    languages: account.languages, capacity: account.capacity))
            let deed = AuditLog.Deed(
                .roleChanged, by: .administrator(NSUserName()), subject: account.id.rawValue,
                result: "\(account.role.rawValue) -> nobody")
            try await AuditLog.leave(deed, in: database, at: .present)
            await database.close()
            StandardOutput.write("\(account.name) may sign in no more.")
        }
    }
}
