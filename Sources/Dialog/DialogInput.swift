public import Vocabulary

/// Everything that can happen to a conversation. What comes back from the world (an action's result, a timer,
/// an agent's line) takes the same road as a visitor's message.
public enum DialogInput: Hashable, Sendable {
    /// The first input of every conversation.
    case opened(Opening)
    case visitorSaid(text: String, choice: Choice?, interpretation: Interpretation)
    case actionFinished(EffectID, ActionResult)
    /// It is neither done nor refused yet: the visitor is told until when there is a word.
    case actionHeld(EffectID, ActionHold, until: Timestamp)
    case timerFired(TimerID)
    /// One winner: a second claim is refused.
    case agentClaimed(AgentID, displayName: String)
    case agentSaid(AgentID, text: String)
    /// Seen by agents only; a colleague may write one too.
    case agentNoted(AgentID, text: String)
    /// What it was about, in a word of the closed vocabulary; at any time, also after it was resolved.
    case tagged(AgentID, TagName, Tagging)
    case handedBack(AgentID, note: String)
    /// Back to the bot, which begins this.
    case delegated(AgentID, IntentName)
    /// The desk's connection stayed away past its grace.
    case agentLost(AgentID)
    case resolved(AgentID, outcome: String)
    /// On to another team, or to another person of the same (`nil`), at its old age.
    case transferred(AgentID, to: TeamName?, note: String)
    /// A supervisor takes it from the agent who holds it.
    case takenOver(AgentID, displayName: String)
    /// Out of the queue and back to the bot, without having met a person.
    case leftQueue(QueueDeparture)
    /// The visitor has had enough, whoever they are with.
    case visitorEnded
    /// The desk has kept a time for the visitor.
    case callbackBooked(at: Timestamp)
    /// 1 to 5 stars, once for each resolution.
    case rated(stars: Int, comment: String)
    /// The site has signed who the visitor is, after the conversation began.
    case identified(SignedVisitor)
    /// Something happened in the world that flows may wait for.
    case signalled(SignalName, values: [SlotName: SlotValue])
    /// The company says something first, or has said it elsewhere.
    case reachedOut(Reaching)
    /// The visitor is there again after a while. `nil`: in this same conversation, which knows what is open itself.
    case returned(EarlierVisit?)
    /// The turn of this message failed three times: it is kept, the visitor gets a line and a person.
    case turnFailed(text: String, choice: Choice?, reason: String)
}
