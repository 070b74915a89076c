internal import ArgumentParser
internal import Console
internal import Foundation
internal import PlaybookModel
internal import SQLiteStore
internal import Store
internal import Switchboard
internal import Vocabulary

struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Run stored conversations against the present playbook.",
        discussion: """
            Every conversation of the store is played again, input by input at its own moments, and each decision of
            the bot is compared with the one it made then. Changes are grouped by what changed and by the step that
            makes them, each with an example. Nothing is written and nothing is sent.
            Exit code 1 when a decision would change.

              warmline replay --store warmline.db
              warmline replay --store warmline.db --playbook NewIntents --json
            """)

    @Option(help: "The SQLite file that `warmline serve` writes.")
    var store: String

    @OptionGroup var source: PlaybookOptions

    @Option(help: "Only this conversation.")
    var conversation: String?

    @Flag(help: "Take messages as they were understood then: only what flows do with them is compared.")
    var asUnderstood = false

    @OptionGroup
    var model: ModelOptions

    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard FileManager.default.fileExists(atPath: store) else {
            throw ValidationError("There is no file '\(store)'.")
        }
        let edition = try Edition(
            try source.folder.checkedPlaybook(), model: try model.languageModel())
        let replay = Replay(machine: edition.machine, listener: asUnderstood ? nil : Listener(edition.understander))
        let report: ReplayReport
        do throws(StoreError) {
            let log = try SQLiteStore(path: store)
            let conversations = StoredConversations(store: log, only: conversation.map { ConversationID($0) })
            report = try await conversations.report(by: replay)
            await log.close()
        } catch {
            StandardError.write("\(store): \(error)")
            throw ExitCode(1)
        }
        StandardOutput.write(output.json ? report.json : report.text(Paint(isOn: StandardOutput.isTerminal)))
        guard report.isEmpty else { throw ExitCode(1) }
    }
}
