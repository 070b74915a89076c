internal import ChatProtocol
internal import Dialog
public import Store
internal import Telemetry
internal import Vocabulary

/// Conversations that were resolved, in a line each: what is looked through for one like the present one.
public final class Casebook: TurnObserver {
    /// Kept at most; the oldest go.
    private static let most = 2_000

    private let cases = Locked<[CaseSummary]>([])
    private let store: any ConversationStore
    private let lanes: ConversationLanes
    private let shelf: PlaybookShelf

    public init(store: any ConversationStore, lanes: ConversationLanes, shelf: PlaybookShelf) {
        self.store = store
        self.lanes = lanes
        self.shelf = shelf
    }

    /// Reads what was resolved before. Takes its time; nothing waits for it.
    public func restore() async throws(StoreError) {
        for conversation in try await store.endedConversations(limit: Self.most).reversed() {
            await take(conversation)
        }
    }

    public func committed(_ turn: CommittedTurn) {
        // Stars and tags come after the end.
        guard turn.state.holder == .nobody else { return }
        Task { await self.take(turn.conversation) }
    }

    private func take(_ conversation: ConversationID) async {
        guard let summary = try? await summary(of: conversation) else { return }
        cases.withLock { cases in
            cases.removeAll { $0.conversation == conversation }
            cases.append(summary)
            if cases.count > Self.most { cases.removeFirst() }
        }
    }

    private func summary(of conversation: ConversationID) async throws(StoreError) -> CaseSummary {
        let (state, records) = try await lanes.log(of: conversation)
        return CaseSummary(of: records, state: state, playbook: shelf.current.playbook)
    }

    /// The customer's other conversations, the latest first, and resolved ones of others that are like this one.
    func background(
        of conversation: ConversationID
    ) async throws(StoreError) -> (past: [ShownCase], similar: [ShownCase]) {
        let present = try await summary(of: conversation)
        var past: [CaseSummary] = []
        if let visitor = present.visitor {
            for other in try await store.conversations(of: visitor, limit: 9) where other != conversation {
                past.append(try await summary(of: other))
            }
        }
        let known = Set(past.map(\.conversation) + [conversation])
        let similar = cases.withLock { $0 }.enumerated().filter { !known.contains($0.element.conversation) }
            .map { (likeness: present.likeness(to: $0.element), age: $0.offset, summary: $0.element) }
            .filter { $0.likeness > 0 && !$0.summary.outcome.isEmpty }
            .sorted { ($0.likeness, $0.age) > ($1.likeness, $1.age) }
        return (past.prefix(8).map(ShownCase.init), similar.prefix(3).map { ShownCase($0.summary) })
    }
}

extension ShownCase {
    fileprivate init(_ summary: CaseSummary) {
        self.init(
            conversation: summary.conversation, began: summary.began, about: summary.about, tags: summary.tags,
            outcome: summary.outcome, fixedBy: summary.fixedBy, stars: summary.stars)
    }
}
