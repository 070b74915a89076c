internal import ArgumentParser
internal import Console
internal import Foundation
internal import PlaybookModel
internal import SQLiteStore
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

    @Option(help: "The SQLite file that `warmline serve` writes.")
    var store: String

    @Option(help: "The playbook's folder.")
    var playbook: String = "Intents"

    @Option(help: "Gaps asked for less often are left out.")
    var atLeast = 1

    @Option(help: "How many are shown.")
    var limit = 20

    @Option(help: ArgumentHelp("Write drafts of articles there.", valueName: "folder"))
    var drafts: String?

    @OptionGroup
    var model: ModelOptions

    @Flag(help: "One JSON object on standard output.")
    var json = false

    func validate() throws {
        guard atLeast > 0, limit > 0 else { throw ValidationError("--at-least and --limit are 1 or more.") }
    }

    func run() async throws {
        guard FileManager.default.fileExists(atPath: store) else {
            throw ValidationError("There is no file '\(store)'.")
        }
        let playbook = try PlaybookFolder(path: playbook).checkedPlaybook()
        let findings = try await findings()
        let report = GapReport(findings.asked, encoder: try model.languageModel().encoder, atLeast: atLeast)
        let articles = ArticleReport(findings.judgements, now: .present)
        let stale = StaleReport(playbook, today: Self.today(zone: playbook.assistant.timeZone))
        if let drafts { try write(report, to: drafts) }
        let paint = Paint(isOn: StandardOutput.isTerminal)
        StandardOutput.write(
            json
                ? report.json(stale: stale, articles: articles)
                : report.text(stale: stale, articles: articles, limit: limit, paint: paint))
    }

    /// Conversations read at once, and events of one.
    private static let page = 256
    private static let events = 500

    private func findings() async throws -> (asked: [AskedQuestion], judgements: [ArticleJudgement]) {
        do throws(StoreError) {
            let store = try SQLiteStore(path: store)
            var asked: [AskedQuestion] = []
            var judgements: [ArticleJudgement] = []
            var last: ConversationID?
            while true {
                let ids = try await store.conversations(after: last, limit: Self.page)
                for id in ids {
                    let log = try await log(of: id, in: store)
                    asked += AskedQuestion.found(in: log, of: id)
                    judgements += ArticleJudgement.found(in: log)
                }
                guard ids.count == Self.page else { break }
                last = ids.last
            }
            await store.close()
            return (asked, judgements)
        } catch {
            StandardError.write("\(self.store): \(error)")
            throw ExitCode(1)
        }
    }

    private func log(of id: ConversationID, in store: SQLiteStore) async throws(StoreError) -> [EventRecord] {
        var log: [EventRecord] = []
        while true {
            let history = try await store.history(of: id, after: log.last?.seq ?? .start, limit: Self.events)
            log += history.records
            guard history.records.count == Self.events else { return log }
        }
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

    /// The shop's day as `YYYY-MM-DD`.
    private static func today(zone: String) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: zone) ?? .gmt
        let parts = calendar.dateComponents([.year, .month, .day], from: Date())
        return String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    }
}
