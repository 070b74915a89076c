internal import ArgumentParser
internal import Foundation
internal import SQLiteStore
internal import Store
internal import Vocabulary
internal import Webhooks

struct WebhooksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "webhooks", abstract: "See what other machines could not be told, and tell it again.",
        subcommands: [List.self, Replay.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "What waits, and what was given up.")

        @Option(help: "The SQLite file.")
        var store = "warmline.db"

        func run() async throws {
            try await WebhooksCommand.inStore(store) { store throws(StoreError) in
                let book = JournaledWebhookBook(endpoints: [], store: store, now: { .present })
                try await book.load()
                for delivery in book.deliveries {
                    StandardOutput.write(
                        "\(delivery.endpoint) \(delivery.message.id) \(delivery.message.type) "
                            + "\(Self.words(of: delivery.state)) tries: \(delivery.attempts)")
                }
            }
        }

        private static func words(of state: WebhookDelivery.State) -> String {
            switch state {
            case .waiting(let until): "waits until \(until.rfc3339)"
            case .delivered: "told"
            case .dead(.status(let status)): "given up (\(status))"
            case .dead(.notReached): "given up (not reached)"
            case .dead(.gone): "given up (410)"
            case .dead(.barred): "given up (may not go there)"
            }
        }
    }

    struct Replay: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell a message again, from the start of the schedule.",
            discussion: "A running service takes it up within a second, also for an endpoint that answered 410.")

        @Option(help: "The SQLite file.")
        var store = "warmline.db"

        @Argument(help: "The endpoint's name.")
        var endpoint: String

        @Argument(help: "The message's id, as `list` shows it.")
        var message: String

        func run() async throws {
            try await WebhooksCommand.inStore(store) { store throws(StoreError) in
                let order = JournalEntry(at: .present, body: Array("\(endpoint) \(message)".utf8))
                try await store.append([order], to: JournaledWebhookBook.orders, image: nil)
            }
        }
    }

    private static func inStore(_ path: String, _ work: (SQLiteStore) async throws(StoreError) -> Void) async throws {
        guard FileManager.default.fileExists(atPath: path) else {
            throw ValidationError("There is no file '\(path)'.")
        }
        do throws(StoreError) {
            let store = try SQLiteStore(path: path)
            try await work(store)
            await store.close()
        } catch {
            StandardError.write("\(path): \(error)")
            throw ExitCode(1)
        }
    }
}
