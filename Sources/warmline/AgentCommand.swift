internal import ArgumentParser
internal import ChatService
internal import Foundation
internal import PlaybookLoading
internal import PlaybookModel
internal import SQLiteStore
internal import Store
internal import Switchboard
internal import Vocabulary

struct Agent: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Manage the agents who may sign in at the desk.",
        subcommands: [Add.self, Authenticator.self, Remove.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create an agent, or change one: password, role, teams, skills, languages, capacity.",
            discussion: """
                The password is read from standard input, so that it stands in no history. Of an agent who is there, \
                what is left out stays as it was; their open sessions end. An empty --team, --skill or --language \
                takes all of them away.
                """)

        @Argument(help: "The name to sign in with.")
        var name: String

        @Option(help: "The name visitors see.")
        var displayName: String?

        @Option(help: "agent, supervisor, author or admin. (default: agent)")
        var role: String?

        @Option(help: "A team of routing.yaml. May be repeated. (default: none: those without a team serve all)")
        var team: [String] = []

        @Option(help: "What the agent can do, with a level from 1 to 10: payments=3. May be repeated.")
        var skill: [String] = []

        @Option(
            help: "A language the agent speaks, without its region: de. May be repeated. (default: the assistant's)")
        var language: [String] = []

        @Option(help: "How many conversations of weight 1 the agent holds at once, 1 to 100. (default: 5)")
        var capacity: Int?

        @Option(help: "The playbook whose routing.yaml names the teams and skills. (default: Intents, if it is there)")
        var playbook: String?

        @Option(help: "The service's database.")
        var store: String = "warmline.db"

        func run() async throws {
            guard name.wholeMatch(of: /[A-Za-z0-9._@-]{1,64}/) != nil else {
                throw ValidationError("A name has letters, digits and . _ @ -")
            }
            let profile = try profile()
            try RosterCheck(playbook: playbook).check(profile)
            if StandardError.isTerminal { StandardError.write("Password:") }
            guard let password = readLine(), password.count >= 8 else {
                throw ValidationError("A password of at least 8 characters is read from standard input.")
            }
            let database = try SQLiteStore(path: store)
            try await Self.save(name, displayName: displayName, password: password, profile, in: database)
            await database.close()
            StandardOutput.write("\(name) may sign in.")
        }

        private func profile() throws -> Profile {
            var profile = Profile()
            if let role {
                guard let role = AgentAccount.Role(rawValue: role) else {
                    throw ValidationError("--role is agent, supervisor, author or admin.")
                }
                profile.role = role
            }
            if !team.isEmpty { profile.teams = team.filter { !$0.isEmpty }.map { TeamName($0) } }
            if !skill.isEmpty { profile.skills = try Self.skills(skill.filter { !$0.isEmpty }) }
            if !language.isEmpty { profile.languages = try language.filter { !$0.isEmpty }.map(Self.language) }
            if let capacity {
                guard (1...100).contains(capacity) else { throw ValidationError("--capacity is from 1 to 100.") }
                profile.capacity = capacity
            }
            return profile
        }

        private static func skills(_ texts: [String]) throws -> [SkillName: Int] {
            var skills: [SkillName: Int] = [:]
            for text in texts {
                guard let match = text.wholeMatch(of: /([a-z][a-z0-9_]{0,63})=([0-9]{1,2})/),
                    let level = Int(match.output.2), ServicePlan.levels.contains(level)
                else { throw ValidationError("--skill '\(text)' is not like payments=3, with a level from 1 to 10.") }
                skills[SkillName(String(match.output.1))] = level
            }
            return skills
        }

        private static func language(_ text: String) throws -> String {
            guard text.wholeMatch(of: /[A-Za-z]{2,3}/) != nil else {
                throw ValidationError("--language '\(text)' is no language without its region, such as de.")
            }
            return text.lowercased()
        }

        /// What an account is changed to; `nil` stays as it was.
        struct Profile {
            var role: AgentAccount.Role?
            var teams: [TeamName]?
            var skills: [SkillName: Int]?
            var languages: [String]?
            var capacity: Int?
        }

        /// Creates or changes an account.
        static func save(
            _ name: String, displayName: String?, password: String, _ profile: Profile,
            in store: any ConversationStore
        ) async throws {
            let key = name.lowercased()
            guard let hash = await PasswordHash.make(of: password) else { throw ExitCode(1) }
            let old = try await store.account(named: key)
            let account = AgentAccount(
                id: old?.id ?? AgentID("a-\(key)"), name: key, displayName: displayName ?? old?.displayName ?? name,
                passwordHash: hash, role: profile.role ?? old?.role ?? .agent,
                teams: profile.teams ?? old?.teams ?? [], generation: (old?.generation ?? 0) + 1,
                skills: profile.skills ?? old?.skills ?? [:], languages: profile.languages ?? old?.languages ?? [],
                capacity: profile.capacity ?? old?.capacity ?? AgentAccount.usualCapacity)
            try await store.save(account)
            try await AuditLog.leave(deed(account, before: old), in: store, at: .present)
        }

        /// A new password is a deed too: whoever sets one may sign in.
        private static func deed(_ account: AgentAccount, before: AgentAccount?) -> AuditLog.Deed {
            let rights = ([account.role.rawValue] + account.teams.map(\.rawValue).sorted()).joined(separator: ", ")
            let old = before.map { ([$0.role.rawValue] + $0.teams.map(\.rawValue).sorted()).joined(separator: ", ") }
            return AuditLog.Deed(
                .roleChanged, by: .administrator(NSUserName()), subject: account.id.rawValue,
                result: "\(old ?? "nobody") -> \(rights)")
        }
    }
}

/// Teams and skills of an agent against `routing.yaml`, where there is one to be had.
private struct RosterCheck {
    /// As it was given.
    let playbook: String?

    func check(_ profile: Agent.Add.Profile) throws {
        let teams = profile.teams ?? []
        let skills = profile.skills ?? [:]
        guard !teams.isEmpty || !skills.isEmpty, let plan = try plan() else { return }
        let known = plan.teams.map(\.name)
        if let unknown = teams.first(where: { !known.contains($0) }) {
            throw ValidationError(
                "--team: routing.yaml has no team '\(unknown)', it has \(known.map(\.rawValue).joined(separator: ", "))."
            )
        }
        let asked = Set(plan.service.needs.values.flatMap(\.skills.keys))
        for skill in skills.keys.sorted() where !asked.contains(skill) {
            StandardError.write("note: no team of routing.yaml needs the skill '\(skill)'.")
        }
    }

    private func plan() throws -> RoutingPlan? {
        if playbook == nil, !FileManager.default.fileExists(atPath: "Intents/routing.yaml") { return nil }
        let loaded = try PlaybookFolder(path: playbook ?? "Intents").load()
        if loaded.playbook == nil {
            StandardError.write("note: the playbook has faults (warmline check), so teams and skills are not checked.")
        }
        return loaded.playbook?.routing
    }
}
