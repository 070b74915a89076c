internal import ArgumentParser

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the service.",
        discussion: """
            One process, one port, one SQLite file. Agents need an account first: `warmline agent add`.
            A changed playbook is taken up while it runs; conversations in a flow finish on the old one.
            SIGTERM drains: turns in flight finish, clients are sent away to come back.
            """)

    @OptionGroup var options: ServeOptions

    func run() async throws {
        let service = try await RunningService(try ServeSettings(options))
        StandardOutput.write("listening on \(service.address)")
        await service.runUntilStopped()
    }
}
