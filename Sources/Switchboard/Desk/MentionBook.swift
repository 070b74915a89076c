internal import Vocabulary

/// Who is named in which notes, and has not read them yet. The words themselves stand in the conversations.
struct MentionBook: JournaledState {
    /// Kept for one agent, at most; the oldest go.
    static let most = 100

    struct Mention: Codable, Hashable, Sendable {
        let conversation: ConversationID
        /// Of the note; what the house says itself stands in no conversation, and is kept here.
        let seq: SequenceNumber
        var words: String?
        /// How the colleague is called who wrote it.
        let by: String
        let at: Timestamp
    }

    enum Entry: Codable, Sendable {
        case named(AgentID, Mention)
        case read(AgentID, ConversationID)
    }

    private var unread: [AgentID: [Mention]] = [:]

    init() {}

    mutating func apply(_ entry: Entry, at _: Timestamp) {
        switch entry {
        case .named(let agent, let mention):
            var all = unread[agent] ?? []
            all.append(mention)
            unread[agent] = all.suffix(Self.most)
        case .read(let agent, let conversation):
            let rest = (unread[agent] ?? []).filter { $0.conversation != conversation }
            unread[agent] = rest.isEmpty ? nil : rest
        }
    }

    /// Oldest first.
    func unread(by agent: AgentID) -> [Mention] { unread[agent] ?? [] }
}
