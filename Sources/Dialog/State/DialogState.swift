public import Vocabulary

/// Where a conversation stands. Made by applying its log from the first event; nothing else changes it.
public struct DialogState: Hashable, Sendable {
    public let conversation: ConversationID
    /// The last event applied.
    public internal(set) var head = SequenceNumber.start
    public internal(set) var opening: Opening?

    public internal(set) var holder = Holder.bot
    /// Rises at every change of holder.
    public internal(set) var epoch = SpeakerEpoch.first
    /// The agent who holds it, as the visitor sees them.
    public internal(set) var agentName: String?
    /// The last time a person was called for; still there while an agent holds it, so that a lost agent's
    /// conversation waits on from where it stood.
    public internal(set) var lastEscalation: Escalation?

    /// The flows in flight, the one that runs last.
    public internal(set) var stack: [FlowFrame] = []
    public internal(set) var slots: [SlotName: SlotValue] = [:]
    /// Where each value came from, and when.
    public internal(set) var fillings: [SlotName: Filling] = [:]
    /// What the visitor was asked and has not answered.
    public internal(set) var question: PendingQuestion?
    public internal(set) var verifications: [Verification] = []
    /// Calls whose result is not known yet, oldest first.
    public internal(set) var pendingCalls: [ActionCall] = []
    /// What is being taken back, in the order in which it is; with all results, until something else is.
    public internal(set) var takingBack: [TakingBack] = []
    /// How each flow last ended.
    public internal(set) var endings: [FlowName: FlowEnding] = [:]

    public internal(set) var mood = Mood()
    /// The last rung used of the fallback ladder; 0 when the message before this one was understood.
    public internal(set) var fallbackRung = 0
    /// What the bot said in answer to the last input that made it speak.
    public internal(set) var lastBotLines: [BotLine] = []
    /// How often each response was said: variants take turns by it.
    public internal(set) var timesSaid: [ResponseName: Int] = [:]
    /// The reminder that is set for the pending question.
    public internal(set) var reminder: TimerID?
    public internal(set) var rating = RatingState.nothingToRate
    /// What else was asked for and waits for its turn, oldest first.
    public internal(set) var requests: [KeptRequest] = []
    /// What the visitor was promised, newest last.
    public internal(set) var promises: [Promise] = []
    /// What happened in the world and no flow has waited for yet, newest last.
    public internal(set) var signals: [Signal] = []
    /// The words in which a person closed the conversation last.
    public internal(set) var resolution: String?
    /// What agents have said it was about, in the order in which they did.
    public internal(set) var tags: [TagName] = []
    /// When somebody last said something.
    public internal(set) var lastWord: Timestamp?

    var bookkeeping = Bookkeeping()

    public init(conversation: ConversationID) {
        self.conversation = conversation
    }

    /// The one name of the reminder of a pending question.
    var reminderID: TimerID { TimerID("\(conversation.rawValue)/reminder") }

    /// The one name of the timer of a call-back.
    public static func callbackTimer(of conversation: ConversationID) -> TimerID {
        TimerID("\(conversation.rawValue)/callback")
    }

    var callbackID: TimerID { Self.callbackTimer(of: conversation) }

    public var visitor: VisitorID? { opening?.visitor }
    /// The version the conversation was opened on.
    public var playbook: PlaybookVersion? { opening?.playbook }

    /// The escalation that is open now: somebody waits for a person.
    public var openEscalation: Escalation? {
        guard case .queue = holder else { return nil }
        return lastEscalation
    }

    /// Attempts made so far to have this slot filled.
    public func attempts(at slot: SlotName) -> Int {
        bookkeeping.attempts[slot] ?? 0
    }
}

/// A flow in flight.
public struct FlowFrame: Hashable, Sendable {
    public let flow: FlowName
    /// The step it stands at.
    public internal(set) var step = 0
    /// The call it waits for.
    public internal(set) var calling: EffectID?
    /// What it rests for.
    public internal(set) var waiting: Wait?
    /// Rings when it has waited long enough.
    public internal(set) var alarm: TimerID?
    /// Calls that went well since it began, in their order; those of the flows it has linked to, too.
    public internal(set) var done: [DoneCall] = []
    /// The event it began with.
    let began: SequenceNumber
    /// All slots as they were when it began: a flow that it interrupted gets its own back when it ends.
    let before: [SlotName: SlotValue]
    let fillings: [SlotName: Filling]
}

/// A rest until a moment, or until something happens.
public struct Wait: Hashable, Sendable {
    public let until: Timestamp?
    public let signal: SignalName?
}

public struct Promise: Hashable, Sendable {
    public let text: String
    public let until: Timestamp?
}

public struct Signal: Hashable, Sendable {
    public let name: SignalName
    public let values: [SlotName: SlotValue]
    public let at: SequenceNumber
}

public enum PendingQuestion: Hashable, Sendable {
    case slot(SlotName, attempt: Int)
    /// The values that the visitor was shown.
    case confirmation(ResponseName, bound: [SlotName: SlotValue])
    /// "Did you mean": what the buttons offered.
    case clarification([Choice])
}

/// Something the visitor proved, and for which values it holds.
public struct Verification: Hashable, Sendable {
    public let name: String
    public let bound: [SlotName: SlotValue]
    /// When it was, last.
    public let at: SequenceNumber
}

public struct Filling: Hashable, Sendable {
    public let source: SlotSource
    public let at: SequenceNumber
}

public struct FlowEnding: Hashable, Sendable {
    public let outcome: String
    public let at: SequenceNumber
}

/// One rating for each resolution.
public enum RatingState: Hashable, Sendable {
    case nothingToRate
    /// Resolved, not rated yet.
    case awaited
    case rated(stars: Int)
}

/// What only the rules look at.
struct Bookkeeping: Hashable, Sendable {
    var attempts: [SlotName: Int] = [:]
    /// The input being applied made the bot speak already.
    var spoke = false
    var fellBack = false
    var lastVisitorText = ""
    /// The frustration and urgency part of the open escalation's priority when it was made.
    var moodWhenEscalated = 0.0
    var lastWaitingNotice: Timestamp?
    /// Lines for what the visitor did last, results of actions included.
    var linesSpoken = 0
    /// When a person closed the conversation last.
    var resolved: SequenceNumber?
    var resolvedAt: Timestamp?
    /// Of the last message.
    var heardArticles: [ArticleHit] = []
    /// The passages behind the titles that were offered last.
    var offeredArticles: [ArticleHit] = []
    /// The last texts the bot said, newest last: a flow run again after a correction does not repeat them.
    var recentTexts: [String] = []
    /// Where each call without a result was made.
    var origins: [EffectID: CallOrigin] = [:]
    /// What the flows that just ended had done, until it is known whether another had linked to them.
    var carried: [DoneCall] = []
    /// A call whose flow had ended when its good result came.
    var late: DoneCall?
    /// Keys under which something happened that was taken back since.
    var burntKeys: Set<BusinessKey> = []
}
