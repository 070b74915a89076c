internal import ArgumentParser
internal import Foundation
internal import Reporting
internal import Store
internal import Vocabulary

struct GapsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gaps", abstract: "What customers ask and the articles do not answer.",
        discussion: """
            Reads the store's conversations: questions that nothing answered, and those that an article was shown for
            and did not help. Those alike stand together, the most asked first, without addresses and numbers. Below
            them, articles that help less than they did, and those past their review day. --drafts writes the beginning
            of an article for each gap into a folder; nothing that is there is overwritten.

              warmline gaps --store warmline.db
              warmline gaps --store warmline.db --at-least 3 --drafts drafts
            """)

    @OptionGroup var source: ReportSource

    @Option(help: "Gaps asked for less often are left out.")
    var atLeast = 1

    @Option(help: "How many are shown.")
    var limit = 20

    @Option(help: ArgumentHelp("Write drafts of articles there.", valueName: "folder"))
    var drafts: String?

    @OptionGroup var model: ModelOptions

    @Flag(help: "One JSON object on standard output.")
    var json = false

    func validate() throws {
        guard atLeast > 0, limit > 0 else { throw ValidationError("--at-least and --limit are 1 or more.") }
    }

    func run() async throws {
        let encoder = try model.languageModel().encoder
        let playbook = try PlaybookFolder(path: source.playbook).checkedPlaybook()
        let report = try await source.read { store throws(StoreError) in
            try await KnowledgeReport(of: store, playbook: playbook, encoder: encoder, atLeast: atLeast, now: .present)
        }
        if let drafts { try write(report.gaps, to: drafts) }
        StandardOutput.write(json ? String(decoding: report.json, as: UTF8.self) + "\n" : report.text(limit: limit))
    }

    private func write(_ report: GapReport, to folder: String) throws {
        let target = URL(fileURLWithPath: folder)
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        for gap in report.gaps.prefix(limit) {
            let file = target.appendingPathComponent("\(gap.name).md")
            do {
                try Data(gap.draft.utf8).write(to: file, options: .withoutOverwriting)
            } catch CocoaError.fileWriteFileExists {
                StandardError.write("\(file.path) is there already and stays as it is")
            }
        }
    }
}
