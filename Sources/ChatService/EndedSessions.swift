internal import Store
internal import Switchboard
internal import Vocabulary

/// Sessions that were signed out before their time: their cookies open nothing again, also after a restart.
final class EndedSessions: Sendable {
    private let book: JournaledMachine<EndedSessionBook>
    private let restore: RestoredOnce

    init(store: any ConversationStore, now: @escaping @Sendable () -> Timestamp) {
        let book = JournaledMachine<EndedSessionBook>("sessions", store: store, now: now)
        self.book = book
        restore = RestoredOnce { try await book.restore() }
    }

    /// Durable when it returns.
    /// - Parameter until: when the session would have ended by itself.
    func end(_ name: String, until: Timestamp) async throws(StoreError) {
        try await restore()
        try await book.change { _ in ([EndedSessionBook.Entry(name: name, until: until)], ()) }
    }

    func contains(_ name: String) async throws(StoreError) -> Bool {
        try await restore()
        return book.state.until[name] != nil
    }
}

/// Which sessions were signed out, by their names, until nobody could use them any longer.
struct EndedSessionBook: JournaledState {
    struct Entry: Codable, Sendable {
        let name: String
        let until: Timestamp
    }

    private(set) var until: [String: Timestamp] = [:]

    mutating func apply(_ entry: Entry, at moment: Timestamp) {
        until = until.filter { $0.value > moment }
        until[entry.name] = entry.until
    }
}
