/// A thing that happened in a conversation. The log of these is the truth: state, transcript, handover,
/// metrics and replay are all read from it.
public enum Event: Hashable, Codable, Sendable {
    case opened(Opening)
    case visitorSaid(text: String, choice: Choice?)
    case understood(Interpretation)
    case botSaid(BotLine, epoch: SpeakerEpoch)
    case agentSaid(text: String, epoch: SpeakerEpoch)
    /// Seen by agents, never by the visitor.
    case noted(text: String, reason: NoteReason)

    case flowStarted(FlowName)
    case stepEntered(FlowName, step: Int)
    /// The flow below is asked again after an interruption.
    case flowResumed(FlowName)
    case flowEnded(FlowName, outcome: String)
    case slotAsked(SlotName, attempt: Int)
    case slotFilled(SlotName, SlotValue, source: SlotSource)
    case slotCleared(SlotName)
    /// What the visitor was shown before something irreversible; the call is bound to these values.
    case confirmationShown(response: ResponseName, bound: [SlotName: SlotValue])
    case confirmed(Bool)
    /// The visitor proved something about themselves (`owner_of_order`), bound to the named slots' values.
    case verified(String, bound: [SlotName: SlotValue])
    case articleShown(ArticleName, section: String)
    /// A rung of the fallback ladder was used: 1, 2, …
    case fellBack(rung: Int)

    case actionStarted(ActionCall)
    case actionFinished(EffectID, ActionResult)
    case timerSet(TimerID, at: Timestamp)
    case timerFired(TimerID)

    case escalated(Escalation, epoch: SpeakerEpoch)
    case agentJoined(AgentID, displayName: String, epoch: SpeakerEpoch)
    case agentLeft(AgentID, Departure, epoch: SpeakerEpoch)
    case resolved(outcome: String, epoch: SpeakerEpoch)
    case rated(stars: Int, comment: String)
    /// A turn failed three times; its message is kept, a person takes over (`contract.md`, R16).
    case turnFailed(reason: String)
}

/// How a conversation began.
public struct Opening: Hashable, Codable, Sendable {
    public let visitor: VisitorID
    /// `widget`, `repl`, `api` …
    public let channel: String
    /// The playbook it is pinned to while a flow is in flight.
    public let playbook: PlaybookVersion
    /// BCP 47, as the visitor's browser says.
    public let locale: String
    /// Page URL, title and whatever the site shares, as given.
    public let context: [String: String]

    public init(
        visitor: VisitorID, channel: String, playbook: PlaybookVersion, locale: String, context: [String: String]
    ) {
        self.visitor = visitor
        self.channel = channel
        self.playbook = playbook
        self.locale = locale
        self.context = context
    }
}

public enum SlotSource: Hashable, Codable, Sendable {
    /// Volunteered, or given in answer to a question.
    case visitor
    case button
    case action(ActionName)
    case flow
}

public enum NoteReason: String, Hashable, Codable, Sendable {
    /// A line decided before a person took over.
    case stale
    /// Written by an agent.
    case agent
    /// The service explains what it did.
    case system
}

public enum Departure: Hashable, Codable, Sendable {
    /// Back to the bot, with a note for it and the next person.
    case handedBack(note: String)
    /// The desk's connection stayed away past its grace.
    case lost
    /// Done.
    case resolved
}

/// An event with its place in the log.
public struct EventRecord: Hashable, Codable, Sendable {
    public let seq: SequenceNumber
    public let at: Timestamp
    public let sender: Sender
    /// The client's id of the message that caused it; only on the event the message itself became.
    public let cmid: ClientMessageID?
    public let event: Event

    public init(seq: SequenceNumber, at: Timestamp, sender: Sender, cmid: ClientMessageID?, event: Event) {
        self.seq = seq
        self.at = at
        self.sender = sender
        self.cmid = cmid
        self.event = event
    }
}
