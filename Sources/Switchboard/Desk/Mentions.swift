internal import ChatProtocol
internal import Store
internal import Vocabulary

/// Colleagues who are named in notes: each is told, now or when they come, until they have read it.
final class Mentions: Sendable {
    /// Names in one note, at most.
    private static let most = 8

    private let book: JournaledMachine<MentionBook>
    private let restore: RestoredOnce
    private let store: any ConversationStore
    private let dispatcher: Dispatcher

    init(store: any ConversationStore, dispatcher: Dispatcher, now: @escaping @Sendable () -> Timestamp) {
        let book = JournaledMachine<MentionBook>("mentions", store: store, now: now)
        self.book = book
        restore = RestoredOnce { try await book.restore() }
        self.store = store
        self.dispatcher = dispatcher
    }

    /// `@sam` in a note tells Sam, who may read the conversation from then on. Kept when this returns.
    func tell(
        _ text: String, _ note: TurnReceipt, in conversation: ConversationID, by account: AgentAccount
    ) async throws(StoreError) {
        for name in Self.names(in: text).prefix(Self.most) where name != account.name {
            guard let colleague = try await store.account(named: name), colleague.role.servesVisitors else { continue }
            let mention = MentionBook.Mention(
                conversation: conversation, seq: note.seq, by: account.displayName, at: note.at)
            try await restore()
            // The same note sent again, since its answer was lost, names nobody twice.
            let isNews = try await book.change { book in
                let isNews = !book.unread(by: colleague.id).contains(mention)
                return (isNews ? [.named(colleague.id, mention)] : [], isNews)
            }
            guard isNews else { continue }
            try await show(text, of: conversation, by: account.displayName, to: colleague.id)
        }
    }

    /// A word of the house about a conversation, kept until each of them has looked at it.
    func remind(
        _ words: String, of conversation: ConversationID, by name: String, to agents: [AgentID], at moment: Timestamp
    ) async throws(StoreError) {
        guard !agents.isEmpty else { return }
        try await restore()
        let mention = MentionBook.Mention(
            conversation: conversation, seq: .start, words: words, by: name, at: moment)
        try await book.change { _ in (agents.map { .named($0, mention) }, ()) }
        for agent in agents { try await show(words, of: conversation, by: name, to: agent) }
    }

    private func show(
        _ words: String, of conversation: ConversationID, by name: String, to agent: AgentID
    ) async throws(StoreError) {
        dispatcher.show(.mentioned(conversation, by: name, text: words), to: agent)
        dispatcher.show(.mentions(try await unread(by: agent)), to: agent)
    }

    /// The agent has looked at the conversation.
    func read(_ conversation: ConversationID, by agent: AgentID) async throws(StoreError) {
        try await restore()
        let isNews = try await book.change { book in
            let isNews = book.unread(by: agent).contains { $0.conversation == conversation }
            return (isNews ? [.read(agent, conversation)] : [], isNews)
        }
        if isNews { dispatcher.show(.mentions(try await unread(by: agent)), to: agent) }
    }

    /// Oldest first, with their words; a note that is no longer there is left out.
    func unread(by agent: AgentID) async throws(StoreError) -> [ShownMention] {
        try await restore()
        var shown: [ShownMention] = []
        for mention in book.state.unread(by: agent) {
            if let words = mention.words {
                shown.append(
                    ShownMention(conversation: mention.conversation, by: mention.by, at: mention.at, text: words))
                continue
            }
            let before = SequenceNumber(mention.seq.rawValue - 1)
            let record = try await store.history(of: mention.conversation, after: before, limit: 1).records.first
            guard case .noted(let text, _)? = record?.event else { continue }
            shown.append(
                ShownMention(conversation: mention.conversation, by: mention.by, at: mention.at, text: text))
        }
        return shown
    }

    /// Sign-in names behind an `@`, lower case, each once, in their order.
    static func names(in text: String) -> [String] {
        var names: [String] = []
        var before: Character = " "
        var rest = text[...]
        while let character = rest.popFirst() {
            defer { before = character }
            guard character == "@", !before.isLetter, !before.isNumber else { continue }
            let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
            let trimmed = name.reversed().drop { ".-_".contains($0) }.reversed()
            let word = String(trimmed).lowercased()
            if !word.isEmpty, word.count <= 64, !names.contains(word) { names.append(word) }
        }
        return names
    }
}
