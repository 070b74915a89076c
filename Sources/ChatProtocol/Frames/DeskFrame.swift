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
    /// Drafts, replies, next best actions, tags; `off` are sources that too few found worth using.
    case assistance(ConversationID, Assistance, off: [SilencedSource])
    case clocks(ConversationID, [ShownClock])
    /// A line was held back; the same with `checked` goes, unless it holds a card's number.
    case heldBack(ConversationID, ClientMessageID, [DraftFinding])
    /// Colleagues who have it open too.
    case onlookers(ConversationID, [Onlooker])
    /// A colleague's note names you, or the house has a word about a conversation.
    case mentioned(ConversationID, by: String, text: String)
    /// All notes that name you and that you have not read, oldest first.
    case mentions([ShownMention])
    case background(ConversationID, past: [ShownCase], similar: [ShownCase])
    /// All that wait for somebody's word.
    case approvals([ShownApproval])
    /// A source of drafts has been switched off, or on again.
    case source(SilencedSource, isOn: Bool)
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
    /// What can be chosen from.
    public let house: DeskHouse

    public init(
        agent: AgentID, name: String, role: String, teams: [TeamName], epoch: LogEpoch, heartbeat: Heartbeat,
        mine: [ConversationID], house: DeskHouse = DeskHouse()
    ) {
        self.agent = agent
        self.name = name
        self.role = role
        self.teams = teams
        self.epoch = epoch
        self.heartbeat = heartbeat
        self.mine = mine
        self.house = house
    }
}

/// What agents choose from: teams and skills to pass conversations on to, tags.
public struct DeskHouse: Hashable, Sendable {
    public struct Choice: Hashable, Sendable {
        public let name: String
        public let title: String

        public init(name: String, title: String) {
            self.name = name
            self.title = title
        }
    }

    public let teams: [Choice]
    public let skills: [SkillName]
    public let tags: [Choice]

    public init(teams: [Choice] = [], skills: [SkillName] = [], tags: [Choice] = []) {
        self.teams = teams
        self.skills = skills
        self.tags = tags
    }

    fileprivate var json: JSON {
        func list(_ choices: [Choice]) -> JSON {
            .array(choices.map { ["name": .string($0.name), "title": .string($0.title)] })
        }
        return [
            "teams": list(teams), "skills": .array(skills.map { .string($0.rawValue) }), "tags": list(tags),
        ]
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
    /// When the first line of a person is due.
    public let clock: ShownClock?

    public init(
        conversation: ConversationID, escalation: Escalation, frustration: Double, lastText: String,
        terms: PlaceTerms? = nil, isSettled: Bool = false, offeredTo: AgentID? = nil,
        clock: ShownClock? = nil
    ) {
        self.clock = clock
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
                "house": welcome.house.json,
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
        case .assistance(let conversation, let assistance, let off):
            .object(
                [JSON.Member("type", "assistance"), JSON.Member("conversation", .string(conversation.rawValue))]
                    + assistance.members + [JSON.Member("off", .array(off.map(\.json)))])
        case .clocks(let conversation, let clocks):
            [
                "type": "clocks", "conversation": .string(conversation.rawValue),
                "clocks": .array(clocks.map(\.json)),
            ]
        case .heldBack(let conversation, let cmid, let findings):
            [
                "type": "held_back", "conversation": .string(conversation.rawValue), "cmid": .string(cmid.rawValue),
                "findings": .array(
                    findings.map { ["kind": .string($0.kind.rawValue), "words": .string($0.words)] }),
            ]
        case .onlookers(let conversation, let onlookers):
            [
                "type": "onlookers", "conversation": .string(conversation.rawValue),
                "onlookers": .array(onlookers.map(\.json)),
            ]
        case .mentioned(let conversation, let name, let text):
            [
                "type": "mentioned", "conversation": .string(conversation.rawValue), "by": .string(name),
                "text": .string(text),
            ]
        case .mentions(let mentions): ["type": "mentions", "mentions": .array(mentions.map(\.json))]
        case .background(let conversation, let past, let similar):
            [
                "type": "background", "conversation": .string(conversation.rawValue),
                "past": .array(past.map(\.json)), "similar": .array(similar.map(\.json)),
            ]
        case .approvals(let approvals): ["type": "approvals", "approvals": .array(approvals.map(\.json))]
        case .source(let source, let isOn): ["type": "source", "source": source.json, "on": .bool(isOn)]
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
        case .typing, .onlookers, .pong: true
        case .welcome, .queue, .claimed, .offer, .offerGone, .presence, .agents, .handover, .event, .ack, .takenAway,
            .reset, .assistance, .clocks, .heldBack, .mentioned, .mentions, .background, .approvals, .source, .refused,
            .bye:
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
        if let clock { members.append(JSON.Member("clock", clock.json)) }
        return members
    }
}
