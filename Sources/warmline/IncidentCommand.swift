internal import ArgumentParser
internal import PlaybookModel

struct IncidentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incident", abstract: "Tell customers what is broken, how it goes on, and that it is mended.",
        discussion: """
            Speaks to the running service, with the key file beside its store as the proof of who asks.

              warmline incident open "The checkout is broken" --intent payment_failed --component checkout --next 30
              warmline incident affect ID --attribute plan --value club      those it concerns
              warmline incident try ID                                       how many would be told, in which words
              warmline incident go ID                                        tell them; of many, two people say go
              warmline incident update ID identified "We know what it is." --next 30
              warmline incident resolve ID "It works again."
            """,
        subcommands: [
            OpenIncident.self, UpdateIncident.self, ResolveIncident.self, AffectIncident.self, TryIncident.self,
            GoIncident.self, StopIncident.self, ResumeIncident.self, ShowIncidents.self,
        ])
}

struct OpenIncident: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "open", abstract: "Something is broken.")

    @Argument(help: "What, in the customers' words.") var title: String
    @Option(help: "The first line of its story.") var text: String?
    @Option(help: "none, minor, major or critical.") var impact = "minor"
    @Option(help: "A part of the status page. May be repeated.") var component: [String] = []
    @Option(help: "Who asks about this intent asks about it. May be repeated.") var intent: [String] = []
    @Option(help: "News is due in so many minutes.") var next: Int?
    @OptionGroup var service: ServiceOptions

    func run() async throws {
        var body: [String: Any] = ["title": title, "impact": impact, "components": component, "intents": intent]
        if let text { body["text"] = text }
        if let next { body["next_minutes"] = next }
        try await service.send(.post, "/v1/incidents", body)
    }
}

struct UpdateIncident: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "update", abstract: "How it goes on.")

    @Argument var id: String
    @Argument(help: "investigating, identified, monitoring or resolved.") var stage: String
    @Argument var text: String
    @Option(help: "News is due in so many minutes.") var next: Int?
    @Flag(help: "For the status page alone.") var quiet = false
    @OptionGroup var service: ServiceOptions

    func run() async throws {
        var body: [String: Any] = ["stage": stage, "text": text, "tell": !quiet]
        if let next { body["next_minutes"] = next }
        try await service.send(.post, "/v1/incidents/\(id)/updates", body)
    }
}

struct ResolveIncident: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve", abstract: "It is mended; all who know are told.")

    @Argument var id: String
    @Argument var text: String
    @OptionGroup var service: ServiceOptions

    func run() async throws {
        try await service.send(.post, "/v1/incidents/\(id)/updates", ["stage": "resolved", "text": text])
    }
}

struct AffectIncident: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "affect", abstract: "Whom it concerns.")

    @Argument var id: String
    @OptionGroup var concerned: ConcernedCustomers
    @OptionGroup var service: ServiceOptions

    func run() async throws { try await service.send(.post, "/v1/incidents/\(id)/affected", concerned.body) }
}

struct TryIncident: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "try", abstract: "How many would be told, and what.")

    @Argument var id: String
    @OptionGroup var service: ServiceOptions

    func run() async throws { try await service.send(.post, "/v1/incidents/\(id)/dry-run") }
}

struct GoIncident: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "go", abstract: "Tell those it concerns.")

    @Argument var id: String
    @OptionGroup var service: ServiceOptions

    func run() async throws { try await service.send(.post, "/v1/incidents/\(id)/go") }
}

struct StopIncident: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "stop", abstract: "Nobody else is told.")

    @Argument var id: String
    @OptionGroup var service: ServiceOptions

    func run() async throws { try await service.send(.post, "/v1/incidents/\(id)/stop") }
}

struct ResumeIncident: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "resume", abstract: "It goes on after a stop.")

    @Argument var id: String
    @OptionGroup var service: ServiceOptions

    func run() async throws { try await service.send(.post, "/v1/incidents/\(id)/resume") }
}

struct ShowIncidents: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "What is open, or one of them.")

    @Argument var id: String?
    @OptionGroup var service: ServiceOptions

    func run() async throws {
        try await service.send(.get, id.map { "/v1/incidents/\($0)" } ?? "/v1/incidents")
    }
}
