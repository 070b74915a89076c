public import Vocabulary

/// What the service says to an agent's client (`Frames`, version 1).
public enum DeskFrame: Hashable, Sendable {
    case welcome(DeskWelcome)
    /// The whole queue in serving order; `more` counts those beyond the list.
    case queue([WaitingVisitor], more: Int)
    case claimed(ConversationID)
    /// Yours for so long, to claim or to decline.
    case offer(WaitingVisitor, until: Timestamp)
    /// `missed`, `withdrawn` or `declined`.
    case offerGone(ConversationID, why: String)
    /// Your own, as it counts: `misses` is why when offers were missed in a row.
    case presence(isAvailable: Bool, why: String?)
    /// Everyone on duty.
    case agents([Colleague])
    case handover(ConversationID, Handover)
    case event(ConversationID, EventRecord, since: SequenceNumber)
    case ack(ConversationID, ClientMessageID, seq: SequenceNumber, at: Timestamp, isDuplicate: Bool)
    case typing(ConversationID, by: Typist, on: Bool)
    case takenAway(ConversationID, why: String)
    case reset(ConversationID, epoch: LogEpoch, head: SequenceNumber)
    case refused(Refusal)
    case bye(reason: String, retryAfter: TimeSpan)
    case pong(Int)
}

public struct DeskWelcome: Hashable, Sendable {
    public let agent: AgentID
    public let name: String
    public let role: String
    public let teams: [TeamName]
    public let epoch: LogEpoch
    public let heartbeat: Heartbeat
    /// Conversations this agent holds.
    public let mine: [ConversationID]

    public init(
        agent: AgentID, name: String, role: String, teams: [TeamName], epoch: LogEpoch, heartbeat: Heartbeat,
        mine: [ConversationID]
    ) {
        self.agent = agent
        self.name = name
        self.role = role
        self.teams = teams
        self.epoch = epoch
        self.heartbeat = heartbeat
        self.mine = mine
    }
}

/// A line of the queue as agents see it.
public struct WaitingVisitor: Hashable, Sendable {
    public let conversation: ConversationID
    public let escalation: Escalation
    public let frustration: Double
    public let lastText: String
    /// What makes its place.
    public let terms: PlaceTerms?
    /// Nobody who comes now may overtake it.
    public let isSettled: Bool
    /// Who is being asked.
    public let offeredTo: AgentID?

    public init(
        conversation: ConversationID, escalation: Escalation, frustration: Double, lastText: String,
        terms: PlaceTerms? = nil, isSettled: Bool = false, offeredTo: AgentID? = nil
    ) {
        self.terms = terms
        self.isSettled = isSettled
        self.offeredTo = offeredTo
        self.conversation = conversation
        self.escalation = escalation
        self.frustration = frustration
        self.lastText = lastText
    }
}

extension DeskFrame {
    public var json: JSON {
        switch self {
        case .welcome(let welcome):
            [
                "type": "welcome", "v": 1, "agent": .string(welcome.agent.rawValue), "name": .string(welcome.name),
                "role": .string(welcome.role), "teams": .array(welcome.teams.map { .string($0.rawValue) }),
                "epoch": .string(welcome.epoch.rawValue), "heartbeat": welcome.heartbeat.json,
                "mine": .array(welcome.mine.map { .string($0.rawValue) }),
            ]
        case .queue(let entries, let more):
            ["type": "queue", "entries": .array(entries.map(\.json)), "more": .integer(Int64(more))]
        case .claimed(let conversation):
            ["type": "claimed", "conversation": .string(conversation.rawValue)]
        case .offer(let visitor, let until):
            .object(
                [
                    JSON.Member("type", "offer"), JSON.Member("until", .integer(until.milliseconds)),
                ] + visitor.members)
        case .offerGone(let conversation, let why):
            ["type": "offer_gone", "conversation": .string(conversation.rawValue), "why": .string(why)]
        case .presence(let isAvailable, let why):
            .object(
                [
                    JSON.Member("type", "presence"),
                    JSON.Member("status", .string(isAvailable ? "available" : "away")),
                ] + (why.map { [JSON.Member("why", .string($0))] } ?? []))
        case .agents(let colleagues): ["type": "agents", "agents": .array(colleagues.map(\.json))]
        case .handover(let conversation, let packet):
            ["type": "handover", "conversation": .string(conversation.rawValue), "packet": packet.json]
        case .event(let conversation, let record, let since):
            EventCoding.frame(record, since: since, to: .agent, in: conversation)
        case .ack(let conversation, let cmid, let seq, let at, let isDuplicate):
            AckCoding.frame(cmid, seq: seq, at: at, isDuplicate: isDuplicate, in: conversation)
        case .typing(let conversation, let typist, let on):
            [
                "type": "typing", "conversation": .string(conversation.rawValue), "by": .string(typist.rawValue),
                "on": .bool(on),
            ]
        case .takenAway(let conversation, let why):
            ["type": "taken_away", "conversation": .string(conversation.rawValue), "why": .string(why)]
        case .reset(let conversation, let epoch, let head):
            [
                "type": "reset", "conversation": .string(conversation.rawValue), "epoch": .string(epoch.rawValue),
                "head": head.json,
            ]
        case .refused(let refusal): refusal.json
        case .bye(let reason, let retryAfter):
            ["type": "bye", "reason": .string(reason), "retry_after_ms": .integer(retryAfter.milliseconds)]
        case .pong(let n): ["type": "pong", "n": .integer(Int64(n))]
        }
    }

    public var bytes: [UInt8] { json.bytes }

    /// Dropped first when a reader is slow (`contract.md`, rule 7).
    public var isHint: Bool {
        switch self {
        case .typing, .pong: true
        case .welcome, .queue, .claimed, .offer, .offerGone, .presence, .agents, .handover, .event, .ack, .takenAway,
            .reset, .refused, .bye:
            false
        }
    }
}

extension WaitingVisitor {
    fileprivate var json: JSON { .object(members) }

    fileprivate var members: [JSON.Member] {
        var members = [
            JSON.Member("conversation", .string(conversation.rawValue)),
            JSON.Member("reason", .string(escalation.reason.rawValue)),
            JSON.Member("team", .string(escalation.team.rawValue)),
            JSON.Member("priority", .number(escalation.priority)),
            JSON.Member("waiting_since", .integer(escalation.waitingSince.milliseconds)),
            JSON.Member("frustration", .number(frustration)), JSON.Member("last_text", .string(lastText)),
        ]
        if let terms { members.append(JSON.Member("why", terms.json)) }
        if isSettled { members.append(JSON.Member("settled", true)) }
        if let offeredTo { members.append(JSON.Member("offered_to", .string(offeredTo.rawValue))) }
        return members
    }
}
