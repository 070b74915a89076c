public import Vocabulary

/// What changed. The log of these is the queue's truth: a state is rebuilt from it in the same order
/// (``RoutingState/apply(_:at:)``), whatever the rules have become meanwhile.
public enum RoutingEvent: Hashable, Codable, Sendable {
    /// In the queue, or again with another need, standing or age. `lead`: ``RankRules/lead(of:)`` at that time.
    case queued(RoutingRequest, lead: TimeSpan)
    case reranked(ConversationID, Standing, lead: TimeSpan)
    /// Nobody can take it at once: its place, and the wait that is counted on for it.
    case mustWait(ConversationID, position: Int, expected: TimeSpan)
    case leftQueue(ConversationID)
    /// Still waiting when the last person went home; no longer in the queue.
    case deferred(ConversationID)
    case turnedAway(ConversationID, isClosed: Bool)
    case callbackBooked(RoutingRequest, begins: Timestamp)

    case agentSignedOn(AgentProfile)
    case agentSignedOff(AgentID)
    case agentReady(AgentID)
    case agentAway(AgentID, AwayReason)
    case agentSilent(AgentID)
    case agentHeard(AgentID)
    /// Silent past the grace; everything the agent held has been requeued before this.
    case agentLost(AgentID)

    case offered(ConversationID, AgentID, until: Timestamp)
    case declined(ConversationID, AgentID)
    case missed(ConversationID, AgentID)
    /// The offer no longer stands: claimed by another, left, or the agent is not there.
    case withdrawn(ConversationID, AgentID)
    case assigned(ConversationID, AgentID)
    case takenOver(ConversationID, from: AgentID, by: AgentID)
    case released(ConversationID, AgentID)
    /// From an agent back to the queue, at its old age.
    case requeued(RoutingRequest, lead: TimeSpan, from: AgentID, RequeueReason)
}

public enum AwayReason: String, Hashable, Codable, Sendable {
    case chosen
    /// Offers missed in a row.
    case misses
}

public enum RequeueReason: String, Hashable, Codable, Sendable {
    case agentLost
    case agentSignedOff
    case transferred
}

/// An event and when it happened.
public struct RoutingRecord: Hashable, Codable, Sendable {
    public let at: Timestamp
    public let event: RoutingEvent

    public init(at: Timestamp, event: RoutingEvent) {
        self.at = at
        self.event = event
    }
}

/// What somebody is told besides the events.
public enum RoutingAnswer: Hashable, Codable, Sendable {
    /// Outside the hours. `opens` is `nil` when nothing opens in sight; the slots are for ``RoutingInput/callbackChosen``.
    case closed(ConversationID, opens: Timestamp?, slots: [Timestamp])
    case full(ConversationID, slots: [Timestamp])
    /// That slot is taken or was never one; these are free.
    case callbackRefused(ConversationID, slots: [Timestamp])
    case claimRefused(ConversationID, AgentID, ClaimRefusal)
    /// More agents than the house has chairs (``QueueRoom/agents``).
    case noChair(AgentID)
}

public enum ClaimRefusal: Hashable, Codable, Sendable {
    case taken(by: AgentID)
    case notWaiting
    case agentFull
    case agentAway
    case agentOffline
}

/// What a step did, to be stored, and what is to be said. Store first.
public struct RoutingOutcome: Hashable, Sendable {
    public var records: [RoutingRecord] = []
    public var answers: [RoutingAnswer] = []

    public init() {}
}
