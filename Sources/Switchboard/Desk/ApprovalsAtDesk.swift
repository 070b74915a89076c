public import ChatProtocol
public import Store

/// What waits for a person's word, as the desk asks for it.
public protocol ApprovalsAtDesk: Sendable {
    /// Oldest first, each with what keeps this agent from it.
    func open(for account: AgentAccount) async -> [ShownApproval]
    /// Durable when it returns.
    func approve(_ id: String, by account: AgentAccount, note: String) async throws(Refusal)
    func decline(_ id: String, by account: AgentAccount, reason: String) async throws(Refusal)
}
