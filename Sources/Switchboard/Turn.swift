internal import ChatProtocol
internal import Store
public import Vocabulary

/// One thing that happens to a conversation, in its lane.
public enum Turn: Sendable {
    case open(Opening)
    case say(cmid: ClientMessageID, text: String, choice: Choice?)
    /// The visitor is connected again after a while.
    case returned(EarlierVisit?)
    /// The site has signed who the visitor is.
    case identified(SignedVisitor)
    case rate(cmid: ClientMessageID, stars: Int, comment: String)
    case actionFinished(EffectID, ActionResult)
    /// It waits for somebody's word, and the visitor is told until when.
    case actionHeld(EffectID, ActionHold, until: Timestamp)
    case timerFired(TimerID)
    case claim(AgentID, displayName: String)
    case agentSay(AgentID, cmid: ClientMessageID, text: String)
    case agentNote(AgentID, cmid: ClientMessageID, text: String)
    case tag(AgentID, cmid: ClientMessageID, TagName, Tagging)
    case handBack(AgentID, cmid: ClientMessageID, note: String)
    case delegate(AgentID, cmid: ClientMessageID, IntentName)
    case agentLost(AgentID)
    case resolve(AgentID, cmid: ClientMessageID, outcome: String)
    case transfer(AgentID, cmid: ClientMessageID, to: TeamName?, note: String)
    case takeOver(AgentID, displayName: String)
    /// The visitor would rather stay with the bot.
    case leaveQueue(cmid: ClientMessageID)
    /// The visitor has had enough.
    case end(cmid: ClientMessageID)
    /// Nobody can be waited for.
    case sendHome(QueueDeparture)
    case callback(cmid: ClientMessageID, at: Timestamp)
    /// The company says something first; `id` names it, so that it is said once.
    case reachOut(Reaching, id: ClientMessageID)
    /// Something happened in the world; `id` names it, so that it is taken in once.
    case signal(SignalName, values: [SlotName: SlotValue], id: ClientMessageID)

    var cmid: ClientMessageID? {
        switch self {
        case .say(let cmid, _, _), .rate(let cmid, _, _), .agentSay(_, let cmid, _), .agentNote(_, let cmid, _),
            .tag(_, let cmid, _, _), .delegate(_, let cmid, _),
            .handBack(_, let cmid, _), .resolve(_, let cmid, _), .transfer(_, let cmid, _, _), .leaveQueue(let cmid),
            .end(let cmid), .callback(let cmid, _), .reachOut(_, let cmid), .signal(_, _, let cmid):
            cmid
        case .open, .returned, .identified, .actionFinished, .actionHeld, .timerFired, .claim, .takeOver, .sendHome,
            .agentLost:
            nil
        }
    }
}

/// What is stored with a turn, together or not at all.
struct Alongside: Sendable {
    /// What changes on the floor with it.
    var floor: [JournalEntry] = []
    /// The effect whose result the turn takes in, settled by it.
    var settlement: Settlement?
}

/// A durable turn.
public struct TurnReceipt: Hashable, Sendable {
    /// Where the message itself stands (the turn's first event).
    public let seq: SequenceNumber
    public let at: Timestamp
    /// It had been taken before; nothing new was written.
    public let isDuplicate: Bool
    /// The turn wrote nothing because nothing changed (a late result, an old timer).
    public let isIdle: Bool

    public init(seq: SequenceNumber, at: Timestamp, isDuplicate: Bool = false, isIdle: Bool = false) {
        self.seq = seq
        self.at = at
        self.isDuplicate = isDuplicate
        self.isIdle = isIdle
    }
}
