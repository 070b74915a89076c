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
    /// A second thing the visitor asked for in one message waits for its turn.
    case requestKept(KeptRequest)
    /// It began, or it is dropped: cancelled, begun otherwise, or left to the person who takes over.
    case requestSettled(IntentName, began: Bool)
    /// The visitor was promised something, in these words; `nil`: without a day.
    case promised(text: String, until: Timestamp?)
    /// The flow rests until the moment, or until something of that name happens in the world.
    case waitBegan(FlowName, until: Timestamp?, signal: SignalName?)
    /// Something happened in the world that flows may wait for; its values become slots of a flow that does.
    case signalled(SignalName, values: [SlotName: SlotValue])
    /// The visitor came back after a while. `nil`: to this same conversation.
    case returned(EarlierVisit?)

    case actionStarted(ActionCall)
    case actionFinished(EffectID, ActionResult)
    case timerSet(TimerID, at: Timestamp)
    case timerFired(TimerID)

    case escalated(Escalation, epoch: SpeakerEpoch)
    case agentJoined(AgentID, displayName: String, epoch: SpeakerEpoch)
    case agentLeft(AgentID, Departure, epoch: SpeakerEpoch)
    /// No longer waiting for a person; the bot goes on.
    case leftQueue(QueueDeparture, epoch: SpeakerEpoch)
    /// A person will be called for at that time.
    case callbackBooked(at: Timestamp)
    case resolved(outcome: String, epoch: SpeakerEpoch)
    case rated(stars: Int, comment: String)
    /// What it was about, in a word of the playbook's closed vocabulary; an agent has said so.
    case tagged(TagName, Tagging)
    /// A turn failed three times; its message is kept, a person takes over (`contract.md`, R16).
    case turnFailed(reason: String)
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

/// What an agent said of a tag.
public enum Tagging: String, Hashable, Codable, Sendable {
    case confirmed
    /// It was not about that after all.
    case removed
}

public enum Departure: Hashable, Codable, Sendable {
    /// Back to the bot, with a note for it and the next person.
    case handedBack(note: String)
    /// The desk's connection stayed away past its grace.
    case lost
    /// Done.
    case resolved
    /// To another person or team, with a note for whoever takes it.
    case transferred(note: String)
    /// A supervisor has it now.
    case takenOver(by: AgentID)
}

/// Why nobody waits in the queue any more, without having met a person.
public enum QueueDeparture: Hashable, Codable, Sendable {
    /// The visitor would rather stay with the bot.
    case chosen
    /// Nobody is on duty. `opens`: when somebody is again, `nil` when that cannot be said; the call-backs that can be
    /// chosen begin at these times.
    case closed(opens: Timestamp?, callbacks: [Timestamp])
    /// More wait than can be served.
    case full(callbacks: [Timestamp])
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
