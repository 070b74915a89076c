public import Vocabulary

/// What an agent's client may say (`Frames`, version 1).
public enum DeskMessage: Hashable, Sendable {
    case hello(ticket: String)
    case presence(isAvailable: Bool)
    /// Takes an offer, or picks by hand.
    case claim(ConversationID)
    case decline(ConversationID)
    /// A supervisor's.
    case takeOver(ConversationID)
    case transfer(ConversationID, cmid: ClientMessageID, to: TransferTarget, note: String)
    case open(ConversationID, epoch: LogEpoch?, last: SequenceNumber)
    case leave(ConversationID)
    /// - Parameters:
    ///   - draft: whose words it began as.
    ///   - isChecked: the agent has seen what is wrong with it, and means it.
    case say(
        ConversationID, cmid: ClientMessageID, text: String, draft: DraftSource? = nil, isChecked: Bool = false)
    case note(ConversationID, cmid: ClientMessageID, text: String)
    case tag(ConversationID, cmid: ClientMessageID, TagName, Tagging)
    /// Back to the bot, which begins this.
    case delegate(ConversationID, cmid: ClientMessageID, IntentName)
    case handBack(ConversationID, cmid: ClientMessageID, note: String)
    case resolve(ConversationID, cmid: ClientMessageID, outcome: String)
    /// What else is known of this customer, and of cases like it.
    case background(ConversationID)
    /// A source of drafts that was switched off is given another chance, or one is taken off the desks.
    case source(DraftSource, on: Bool)
    case approve(String, note: String)
    case disapprove(String, reason: String)
    /// The notes there that name this agent have been read.
    case seen(ConversationID)
    case typing(ConversationID, on: Bool)
    case ping(Int)
}

extension DeskMessage {
    /// Reads one frame; everything that is not exactly a frame of version 1 is refused, nothing crashes.
    public init(decoding bytes: [UInt8]) throws(Refusal) {
        var frame = try FrameReader(bytes)
        let type = try frame.string("type", atMost: 32)
        let longest = VisitorMessage.longestText
        switch type {
        case "hello":
            try frame.version()
            self = .hello(ticket: try frame.string("ticket", atMost: 128))
        case "presence":
            switch try frame.string("status", atMost: 16) {
            case "available": self = .presence(isAvailable: true)
            case "away": self = .presence(isAvailable: false)
            default: throw frame.bad("'status' is available or away.")
            }
        case "claim": self = .claim(try frame.conversation())
        case "decline": self = .decline(try frame.conversation())
        case "take_over": self = .takeOver(try frame.conversation())
        case "transfer":
            self = .transfer(
                try frame.conversation(), cmid: try frame.clientMessageID(), to: try Self.target(&frame),
                note: try frame.string("note", atMost: longest))
        case "open":
            self = .open(
                try frame.conversation(), epoch: try frame.optionalString("epoch", atMost: 64).map { LogEpoch($0) },
                last: SequenceNumber(try frame.optionalInteger("last", in: 0...Int(Int32.max)) ?? 0))
        case "leave": self = .leave(try frame.conversation())
        case "say":
            let text = try frame.string("text", atMost: longest)
            guard !text.allSatisfy(\.isWhitespace) else { throw frame.bad("'text' is empty.") }
            self = .say(
                try frame.conversation(), cmid: try frame.clientMessageID(), text: text,
                draft: try frame.optionalString("draft", atMost: 128).map { DraftSource($0) },
                isChecked: try frame.optionalBool("checked") ?? false)
        case "note":
            self = .note(
                try frame.conversation(), cmid: try frame.clientMessageID(),
                text: try frame.string("text", atMost: longest))
        case "tag":
            self = .tag(
                try frame.conversation(), cmid: try frame.clientMessageID(),
                TagName(try frame.string("tag", atMost: 64)), try frame.bool("on") ? .confirmed : .removed)
        case "delegate":
            self = .delegate(
                try frame.conversation(), cmid: try frame.clientMessageID(),
                IntentName(try frame.string("intent", atMost: 128)))
        case "hand_back":
            self = .handBack(
                try frame.conversation(), cmid: try frame.clientMessageID(),
                note: try frame.string("note", atMost: longest))
        case "resolve":
            self = .resolve(
                try frame.conversation(), cmid: try frame.clientMessageID(),
                outcome: try frame.string("outcome", atMost: 64))
        case "background": self = .background(try frame.conversation())
        case "source":
            self = .source(DraftSource(try frame.string("source", atMost: 128)), on: try frame.bool("on"))
        case "approve":
            self = .approve(try frame.string("approval", atMost: 200), note: try frame.string("note", atMost: 500))
        case "disapprove":
            self = .disapprove(
                try frame.string("approval", atMost: 200), reason: try frame.string("reason", atMost: 500))
        case "seen": self = .seen(try frame.conversation())
        case "typing": self = .typing(try frame.conversation(), on: try frame.bool("on"))
        case "ping": self = .ping(try frame.integer("n", in: 0...Int(Int32.max)))
        default: throw frame.bad("There is no frame of this type.")
        }
        try frame.finish()
    }

    private static func target(_ frame: inout FrameReader) throws(Refusal) -> TransferTarget {
        let name = try frame.string("name", atMost: 64)
        let level = try frame.optionalInteger("level", in: 1...10)
        switch try frame.string("to", atMost: 16) {
        case "agent": return .agent(AgentID(name))
        case "team": return .team(TeamName(name))
        case "skill": return .skill(SkillName(name), level: level ?? 1)
        default: throw frame.bad("'to' is agent, team or skill.")
        }
    }
}
