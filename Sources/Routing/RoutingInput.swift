public import Vocabulary

/// What happens around the queue.
public enum RoutingInput: Hashable, Codable, Sendable {
    /// A conversation wants a person. One that waits already is given its new need and standing, at its old age.
    case arrived(RoutingRequest)
    /// A message changed how it stands; the place follows.
    case standingChanged(ConversationID, Standing)
    /// It wants nobody any more: the visitor left, went back to the bot, or it was resolved.
    case left(ConversationID)
    /// Chosen when nobody was there (``RoutingAnswer/closed(_:opens:slots:)``, ``RoutingAnswer/full(_:slots:)``).
    case callbackChosen(RoutingRequest, begins: Timestamp)

    case signedOn(AgentProfile)
    /// Gone on purpose: what the agent holds goes back at once.
    case signedOff(AgentID)
    case readySet(AgentID, Bool)
    /// The desk's socket closed, or its heartbeat stopped (``Heartbeats``).
    case fellSilent(AgentID)
    case heardAgain(AgentID)

    /// Accepts an offer, or picks by hand; one of two who do is told at once that it is gone.
    case claimed(ConversationID, AgentID)
    case declined(ConversationID, AgentID)
    /// Resolved, or handed back to the bot.
    case released(ConversationID, AgentID)
    /// To an agent (``RoutingNeed/agent``), a team or a skill: back to the queue at the old age.
    case transferred(ConversationID, from: AgentID, RoutingNeed)
    /// A supervisor takes it, whoever holds it.
    case takenOver(ConversationID, by: AgentID)

    /// Nothing but time.
    case ticked
    /// The service started again: nobody is connected yet, and everyone has the grace to come back.
    case restarted
}
