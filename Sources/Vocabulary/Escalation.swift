/// Why a person is needed.
public enum EscalationReason: String, Hashable, Codable, Sendable, CaseIterable {
    case asked
    case frustrated
    /// The fallback ladder ended.
    case notUnderstood
    case actionFailed
    case actionUnknown
    case policy
    case overLimit
    case legalOrSafety
    /// A customer of such value to the house that a person comes with their first request.
    case vip
    /// A turn failed three times (`contract.md`, R16).
    case fault
    /// A flow says so.
    case flow
    /// The agent who had it went away.
    case agentLost
    case transferred
}

/// A conversation's place in the queue of people.
public struct Escalation: Hashable, Codable, Sendable {
    public let id: EscalationID
    public let reason: EscalationReason
    public let team: TeamName
    /// Higher is served earlier; age is added by the queue.
    public let priority: Double
    /// When the visitor began to wait; kept when an agent is lost.
    public let waitingSince: Timestamp

    public init(
        id: EscalationID, reason: EscalationReason, team: TeamName, priority: Double, waitingSince: Timestamp
    ) {
        self.id = id
        self.reason = reason
        self.team = team
        self.priority = priority
        self.waitingSince = waitingSince
    }
}
