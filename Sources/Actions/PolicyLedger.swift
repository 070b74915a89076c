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

/// A person's yes to one call, bound to everything that they were shown.
public struct Approval: Hashable, Codable, Sendable {
    public let action: ActionName
    public let key: BusinessKey
    public let arguments: [String: SlotValue]
    public let by: AgentID
    public let at: Timestamp

    public init(of call: ActionCall, by agent: AgentID, at: Timestamp) {
        action = call.action
        key = call.key
        arguments = call.arguments
        by = agent
        self.at = at
    }

    /// Whether this is the call that was approved, to the last cent.
    public func covers(_ call: ActionCall) -> Bool {
        action == call.action && key == call.key && arguments == call.arguments
    }
}
