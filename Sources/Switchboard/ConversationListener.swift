public import ChatProtocol
public import Routing
public import Vocabulary

/// Someone who follows a conversation live: a visitor's tab, an agent's window.
public protocol ConversationListener: AnyObject, Sendable {
    /// New events in order, without a gap after those delivered before.
    /// Never blocks: it hands over and returns.
    func deliver(_ records: [EventRecord], of conversation: ConversationID)
    /// Something fleeting; may be lost.
    func hint(_ hint: ConversationHint, of conversation: ConversationID)
}

/// At most once, never stored (`contract.md`, rule 7).
public enum ConversationHint: Hashable, Sendable {
    case visitorTyping(Bool)
    case agentTyping(Bool)
    /// Agents who have it open, for each other.
    case onlookers([Onlooker])
    /// The place and the wait foretold; `setback`: why they are worse than what was said before.
    case queue(WaitEstimate, waiting: Int, setback: WaitSetback?)
}
