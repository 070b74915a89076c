internal import ArgumentParser
internal import ChatService
internal import SQLiteStore
internal import Store
internal import Vocabulary

struct Agent: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Manage the agents who may sign in at the desk.", subcommands: [Add.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create an agent, or change one: password, role, teams. Their open sessions end.",
            discussion: "The password is read from standard input, so that it stands in no history.")

        @Argument(help: "The name to sign in with.")
        var name: String

        @Option(help: "The name visitors see.")
        var displayName: String?

        @Option(help: "agent, supervisor or admin.")
        var role: String = "agent"

        @Option(help: "A team of routing.yaml. May be repeated.")
        var team: [String] = []

        @Option(help: "The service's database.")
        var store: String = "warmline.db"

        func run() async throws {
            guard let role = AgentAccount.Role(rawValue: role) else {
                throw ValidationError("--role is agent, supervisor or admin.")
            }
            guard name.wholeMatch(of: /[A-Za-z0-9._@-]{1,64}/) != nil else {
                throw ValidationError("A name has letters, digits and . _ @ -")
            }
            if StandardError.isTerminal { StandardError.write("Password:") }
            guard let password = readLine(), password.count >= 8 else {
                throw ValidationError("A password of at least 8 characters is read from standard input.")
            }
            let database = try SQLiteStore(path: store)
            try await Self.save(
                name, displayName: displayName, password: password, role: role, teams: team, in: database)
            await database.close()
            StandardOutput.write("\(name) may sign in.")
        }

        /// Creates or changes an account.
        static func save(
            _ name: String, displayName: String?, password: String, role: AgentAccount.Role, teams: [String],
            in store: any ConversationStore
        ) async throws {
            let key = name.lowercased()
            guard let hash = await PasswordHash.make(of: password) else { throw ExitCode(1) }
            let old = try await store.account(named: key)
            try await store.save(
                AgentAccount(
                    id: old?.id ?? AgentID("a-\(key)"), name: key, displayName: displayName ?? old?.displayName ?? name,
                    passwordHash: hash, role: role, teams: teams.map { TeamName($0) },
                    generation: (old?.generation ?? 0) + 1))
        }
    }
}
