internal import Store
internal import Vocabulary

/// Sends a long history page by page, as fast as the reader takes it, outside the conversation's lane.
struct CatchUp {
    private static let page = 100

    let store: any ConversationStore
    let wire: any Wire

    /// The number it came to; less than a page is left after it, unless the reader has gone.
    func send(
        _ conversation: ConversationID, after seq: SequenceNumber, to listener: any ConversationListener
    ) async throws(StoreError) -> SequenceNumber {
        var last = seq
        while true {
            let history = try await store.history(of: conversation, after: last, limit: Self.page)
            guard history.records.count == Self.page, let end = history.records.last else { return last }
            listener.deliver(history.records, of: conversation)
            last = end.seq
            guard await wire.drained() else { return last }
        }
    }
}
