public import PlaybookModel
internal import Telemetry
public import Vocabulary

/// The port to what was spent. Deciding and booking are one step there, in one transaction, so that two nodes cannot
/// both have the last of a limit.
public protocol PolicyLedger: Sendable {
    /// As `PolicyBook.book`.
    func book(_ question: PolicyQuestion) async throws -> PolicyDecision
    func release(_ action: ActionName, _ key: BusinessKey) async throws
}

/// The ledger of one process that keeps nothing.
public final class InMemoryPolicyLedger: PolicyLedger {
    private let page = Locked(PolicyBook())

    public init() {}

    public func book(_ question: PolicyQuestion) async throws -> PolicyDecision {
        try page.withLock { book throws(PolicyBook.Full) in try book.book(question) }
    }

    public func release(_ action: ActionName, _ key: BusinessKey) async throws {
        page.withLock { $0.release(action, key) }
    }
}
