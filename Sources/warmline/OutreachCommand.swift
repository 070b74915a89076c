internal import ArgumentParser
internal import PlaybookModel

struct OutreachCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outreach", abstract: "Writing to customers first: how it goes, messages to many, and stop.",
        discussion: """
            Speaks to the running service, with the key file beside its store as the proof of who asks. A tripwire that
            goes off for very many sends the first of them and holds the others until two people have said go.

              warmline outreach                                          figures, tripwires that wait, messages to many
              warmline outreach prepare "Summer hours" --say summer_hours --purpose service --id summer
              warmline outreach affect summer --attribute plan --value club     whom it is for
              warmline outreach try summer                               how many would be told, in which words
              warmline outreach go summer                                tell them; of many, two people say go
              warmline outreach stop summer
              warmline outreach go --tripwire maintenance
              warmline outreach stop --tripwire maintenance
            """,
        subcommands: [
            OutreachFigures.self, PrepareOutreach.self, AffectOutreach.self, TryOutreach.self, GoOutreach.self,
            StopOutreach.self, ResumeOutreach.self,
        ], defaultSubcommand: OutreachFigures.self)
}

struct OutreachFigures: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "How it goes, in figures. This is what `outreach` alone does.")

    @OptionGroup var service: ServiceOptions

    func run() async throws { try await service.send(.get, "/v1/outreach") }
}

struct PrepareOutreach: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prepare", abstract: "A message to many; nobody is told before somebody says go.")

    @Argument(help: "What it is called here.") var title: String
    @Option(help: "The response to say, by its name in the playbook.") var say: String
    @Option(help: "service, marketing or incident.", transform: Self.purpose) var purpose: Purpose
    @Option(help: "The intent that a reply lands in.") var opens: String?
    @Option(help: "The name it goes by; made up where absent.") var id: String?
    @OptionGroup var service: ServiceOptions

    private static func purpose(_ text: String) throws -> Purpose {
        guard let purpose = Purpose(rawValue: text) else {
            throw ValidationError("'\(text)' is none of \(Purpose.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        return purpose
    }

    func run() async throws {
        var body: [String: Any] = ["title": title, "say": say, "purpose": purpose.rawValue]
        if let opens { body["opens"] = opens }
        if let id { body["id"] = id }
        try await service.send(.post, "/v1/outreach/campaigns", body)
    }
}

struct AffectOutreach: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "affect", abstract: "Whom it is for.")

    @Argument var id: String
    @OptionGroup var concerned: ConcernedCustomers
    @OptionGroup var service: ServiceOptions

    func run() async throws { try await service.send(.post, "/v1/outreach/campaigns/\(id)/affected", concerned.body) }
}

struct TryOutreach: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "try", abstract: "How many would be told, and what.", aliases: ["dry-run"])

    @Argument var id: String
    @OptionGroup var service: ServiceOptions

    func run() async throws { try await service.send(.post, "/v1/outreach/campaigns/\(id)/dry-run") }
}

/// A message to many by its name, or a tripwire by its own.
struct OutreachSubject: ParsableArguments {
    @Argument(help: "Of a message to many.") var id: String?
    @Option(help: "Or everything that this tripwire sends.") var tripwire: String?

    func validate() throws {
        guard (id == nil) != (tripwire == nil) else { throw ValidationError("Name a message, or a --tripwire.") }
    }

    func path(_ deed: String) -> String {
        if let tripwire { return "/v1/outreach/tripwires/\(tripwire)/\(deed)" }
        return "/v1/outreach/campaigns/\(id ?? "")/\(deed)"
    }
}

struct GoOutreach: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "go", abstract: "Tell them.")

    @OptionGroup var subject: OutreachSubject
    @OptionGroup var service: ServiceOptions

    func run() async throws { try await service.send(.post, subject.path("go")) }
}

struct StopOutreach: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "stop", abstract: "Nobody else is told.")

    @OptionGroup var subject: OutreachSubject
    @OptionGroup var service: ServiceOptions

    func run() async throws { try await service.send(.post, subject.path("stop")) }
}

struct ResumeOutreach: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "resume", abstract: "It goes on after a stop.")

    @OptionGroup var subject: OutreachSubject
    @OptionGroup var service: ServiceOptions

    func run() async throws { try await service.send(.post, subject.path("resume")) }
}
