internal import ArgumentParser
internal import PlaybookModel

struct OutreachCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outreach", abstract: "How writing to customers first goes, in figures.",
        discussion: "Asks the running service, with the key file beside its store as the proof of who asks.")

    @OptionGroup var service: ServiceOptions

    func run() async throws { try await service.send(.get, "/v1/outreach") }
}
