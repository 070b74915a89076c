internal import ArgumentParser
internal import Foundation
internal import SQLiteStore
internal import Store
internal import Switchboard
internal import Vocabulary

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Check the log of who did what.", subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Walk the log of deeds, and name the first line that is not what was written.",
            discussion: """
                Every line is bound to all lines before it. Exit code 1: one was changed, moved or taken away. The other
                journals (approvals, policy, webhooks …) are bound in the same way: --journal NAME.
                """)

        @Option(help: "The SQLite file.")
        var store = "warmline.db"

        @Option(help: "The journal to walk.")
        var journal = AuditLog.journal.rawValue

        func run() async throws {
            guard FileManager.default.fileExists(atPath: store) else {
                throw ValidationError("There is no file '\(store)'.")
            }
            let verdict: ChainVerdict
            do throws(StoreError) {
                let store = try SQLiteStore(path: store)
                verdict = try await store.verifyJournal(JournalName(journal))
                await store.close()
            } catch {
                StandardError.write("\(store): \(error)")
                throw ExitCode(1)
            }
            switch verdict {
            case .intact(let lines): StandardOutput.write("\(journal): \(lines) lines, all as they were written")
            case .broken(let place, let reason):
                StandardOutput.write("\(journal): line \(place.rawValue): \(reason)")
                throw ExitCode(1)
            }
        }
    }
}
