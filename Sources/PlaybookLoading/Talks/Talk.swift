public import PlaybookModel
public import Vocabulary

/// A scripted conversation: an acceptance test of the playbook, written by the people who write the playbook.
public struct Talk: Hashable, Sendable {
    /// What it shows.
    public let title: String
    /// The virtual clock's first reading.
    public let starts: Timestamp
    /// How the visitor came: the channel, how sure it is who they are, and what the site shares.
    public let setting: TalkSetting
    /// What the back end answers, by action: in turn, and the last one again when they run out.
    public let answers: [ActionName: [TalkAnswer]]
    public let turns: [TalkTurn]
    public let place: SourcePlace

    public init(
        title: String, starts: Timestamp, setting: TalkSetting = .usual, answers: [ActionName: [TalkAnswer]],
        turns: [TalkTurn], place: SourcePlace
    ) {
        self.setting = setting
        self.title = title
        self.starts = starts
        self.answers = answers
        self.turns = turns
        self.place = place
    }

    /// Monday, 5 January 2026, nine in the morning UTC: where talks start that do not say otherwise.
    public static let usualStart = Timestamp(milliseconds: 1_767_603_600_000)
}

/// How a talk's visitor came.
public struct TalkSetting: Hashable, Sendable {
    public let channel: String
    public let identity: IdentityLevel
    public let context: [String: String]

    public init(channel: String, identity: IdentityLevel, context: [String: String]) {
        self.channel = channel
        self.identity = identity
        self.context = context
    }

    public static let usual = TalkSetting(channel: "talk", identity: .anonymous, context: [:])
}

/// What a talk's back end answers to a call.
public enum TalkAnswer: Hashable, Sendable {
    case done([SlotName: SlotValue])
    case refused(reason: String)
    case overLimit
    case unknown
    /// No answer ever comes.
    case timeout
    /// A person is asked first; the answer after this one comes when somebody has said yes.
    case approval
    /// The provider has accepted it, and reports the result later.
    case accepted

    public init(_ result: ActionResult) {
        self =
            switch result {
            case .done(let slots): .done(slots)
            case .refused(let reason): .refused(reason: reason)
            case .overLimit: .overLimit
            case .unknown: .unknown
            }
    }

    /// `nil`: none comes.
    public var result: ActionResult? {
        switch self {
        case .done(let slots): .done(slots)
        case .refused(let reason): .refused(reason: reason)
        case .overLimit: .overLimit
        case .unknown: .unknown
        case .timeout, .approval, .accepted: nil
        }
    }
}

extension TalkAnswer {
    /// Whose word the call waits for.
    public var hold: ActionHold? {
        switch self {
        case .approval: .approval
        case .accepted: .provider
        case .done, .refused, .overLimit, .unknown, .timeout: nil
        }
    }
}

/// An entry of a talk: something that happens, or something expected of what happened since.
public struct TalkTurn: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        // What happens
        case user(String)
        /// A button of the last lines, by its label.
        case press(String)
        case after(TimeSpan)
        /// The visitor is away so long, then there again.
        case returns(TimeSpan)
        /// Something happens in the world.
        case signal(SignalName, values: [SlotName: SlotValue])
        case agent(AgentMove)
        /// The company writes first: the line, what is known for it, and what an answer is about.
        case reaches(ResponseName, with: [SlotName: SlotValue], opens: IntentName?)
        /// The visitor is out of the queue again without having met a person.
        case leavesQueue(LeavesQueue)
        /// A person is to come back to the visitor after so long.
        case books(TimeSpan)
        /// A message whose turn fails in the service, whatever is in it.
        case fails(String)
        case rates(Int)
        /// Somebody at the desk says yes to the call that waits for it; the back end's next answer is its result.
        case approves(ActionName)
        case declines(ActionName, reason: String)
        /// The provider reports how the call ended that it had accepted.
        case reports(ActionName, TalkAnswer)
        /// From here on the back end answers so.
        case answers(ActionName, [TalkAnswer])

        // What is expected
        case bot(ExpectedLine)
        case called(ActionName, with: [String: SlotValue])
        case slots([SlotName: SlotValue])
        case article(ArticleName)
        case ended(FlowName, outcome: String)
        case holder(ExpectedHolder)
        case escalated(reason: EscalationReason?, team: TeamName?)
        case mood([MoodBound])
    }

    public enum AgentMove: Hashable, Sendable {
        case joins(String)
        case says(String)
        /// For the colleagues.
        case notes(String)
        case handsBack(note: String)
        case resolves(outcome: String)
        case passesOn(TeamName)
        /// A supervisor takes it from the agent who has it.
        case takesOver(String)
        /// The desk is gone, and stays away past its grace.
        case vanishes
    }

    /// Why somebody is out of the queue.
    public enum LeavesQueue: String, Hashable, Sendable, CaseIterable {
        /// The visitor would rather have the bot.
        case left
        /// Nobody is on duty.
        case closed
        /// More wait than can be served.
        case full
    }

    public enum ExpectedLine: Hashable, Sendable {
        /// One line, whatever it says.
        case any
        /// Every line that is left.
        case rest
        /// From this response, or with these words in it, or both.
        case line(response: ResponseName?, text: String?)
    }

    public enum ExpectedHolder: String, Hashable, Sendable, CaseIterable {
        case bot
        case queue
        case agent
        case nobody
    }

    public struct MoodBound: Hashable, Sendable {
        public enum Scale: String, Hashable, Sendable, CaseIterable {
            case valence
            case frustration
            case urgency
        }

        public let scale: Scale
        /// `false`: below.
        public let above: Bool
        public let limit: Double

        public init(scale: Scale, above: Bool, limit: Double) {
            self.scale = scale
            self.above = above
            self.limit = limit
        }
    }

    public let kind: Kind
    public let place: SourcePlace

    public init(kind: Kind, place: SourcePlace) {
        self.kind = kind
        self.place = place
    }
}
