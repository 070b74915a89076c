public import Vocabulary

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
