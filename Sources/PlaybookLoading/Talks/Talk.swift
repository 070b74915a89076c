public import PlaybookModel
public import Vocabulary

/// A scripted conversation: an acceptance test of the playbook, written by the people who write the playbook.
public struct Talk: Hashable, Sendable {
    /// What it shows.
    public let title: String
    /// The virtual clock's first reading.
    public let starts: Timestamp
    /// What the back end answers, by action: in turn, and the last one again when they run out.
    public let answers: [ActionName: [ActionResult]]
    public let turns: [TalkTurn]
    public let place: SourcePlace

    public init(
        title: String, starts: Timestamp, answers: [ActionName: [ActionResult]], turns: [TalkTurn], place: SourcePlace
    ) {
        self.title = title
        self.starts = starts
        self.answers = answers
        self.turns = turns
        self.place = place
    }

    /// Monday, 5 January 2026, nine in the morning UTC: where talks start that do not say otherwise.
    public static let usualStart = Timestamp(milliseconds: 1_767_603_600_000)
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
        case rates(Int)

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
        case handsBack(note: String)
        case resolves(outcome: String)
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
