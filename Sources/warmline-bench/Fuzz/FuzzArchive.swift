internal import ArgumentParser
internal import SQLiteStore
internal import Store
internal import Vocabulary

/// Fuzzed conversations on disk, as the service would have written them.
struct FuzzArchive: Sendable {
    /// Articles hold on a day: this one.
    static let firstDay = Timestamp(milliseconds: 1_767_225_600_000)

    private let store: SQLiteStore

    init(path: String) throws(StoreError) {
        store = try SQLiteStore(path: path)
    }

    func close() async {
        await store.close()
    }

    /// Events of one moment are one turn to the store: order is what counts, and that stays.
    func keep(_ log: [EventRecord], of conversation: ConversationID) async throws {
        var head = SequenceNumber.start
        var rest = log[...]
        while let at = rest.first?.at {
            let turn = rest.prefix { $0.at == at }
            rest = rest.dropFirst(turn.count)
            let commit = Commit(
                conversation: conversation, expected: head, at: at,
                entries: turn.map { Commit.Entry(sender: $0.sender, event: $0.event) })
            guard case .written(let next) = try await store.commit(commit) else {
                throw ValidationError("conversation \(conversation) was written by somebody else")
            }
            head = next
        }
    }
}
