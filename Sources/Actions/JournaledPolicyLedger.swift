public import PlaybookModel
public import Store
internal import Switchboard
public import Vocabulary

/// The ledger of a service that must not forget what was spent today: each booking is durable before the money moves.
public final class JournaledPolicyLedger: PolicyLedger {
    private let book: JournaledMachine<PolicyBook>

    public init(store: any ConversationStore, now: @escaping @Sendable () -> Timestamp) {
        book = JournaledMachine("policy", store: store, now: now)
    }

    /// What was booked before the restart. Before anything is decided.
    public func restore() async throws(StoreError) {
        try await book.restore()
    }

    public func book(_ question: PolicyQuestion) async throws -> PolicyDecision {
        try await book.change(refusing: PolicyBook.Full.self) { book throws(PolicyBook.Full) in
            let (entries, decision) = try book.decide(question)
            return (entries, decision)
        }.get()
    }

    public func release(_ action: ActionName, _ key: BusinessKey) async throws {
        try await book.change { _ in ([.released(action, key)], ()) }
    }
}
