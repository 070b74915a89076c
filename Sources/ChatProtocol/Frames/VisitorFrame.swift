public import Vocabulary

/// What the service says to a visitor's client (`Frames`, version 1).
public enum VisitorFrame: Hashable, Sendable {
    case welcome(VisitorWelcome)
    /// Covers the numbers from `since` to the record's own.
    case event(EventRecord, since: SequenceNumber)
    /// The visitor is better known now: the token from before opens nothing any more.
    case token(String)
    case ack(ClientMessageID, seq: SequenceNumber, at: Timestamp, isDuplicate: Bool)
    case typing(by: Typist, on: Bool)
    case queue(position: Int, waiting: Int, wait: ShownWait? = nil)
    /// Whether a person can be had now.
    case people(PeopleOnDuty)
    case reset(epoch: LogEpoch, head: SequenceNumber)
    case refused(Refusal)
    case bye(reason: String, retryAfter: TimeSpan)
    case pong(Int)
}

/// Who is typing.
public enum Typist: String, Hashable, Sendable {
    case bot
    case agent
    case visitor
}

public struct VisitorWelcome: Hashable, Sendable {
    public let conversation: ConversationID
    public let visitor: VisitorID
    public let token: String
    public let epoch: LogEpoch
    public let head: SequenceNumber
    public let heartbeat: Heartbeat
    /// The bot's name and the company's.
    public let assistant: String
    public let company: String
    /// How sure the service is who the visitor is, now that it has looked at what the site signed.
    public let identity: IdentityLevel
    /// What this page's message names begin with, where it told a secret.
    public let mark: String?

    public init(
        conversation: ConversationID, visitor: VisitorID, token: String, epoch: LogEpoch, head: SequenceNumber,
        heartbeat: Heartbeat, assistant: String, company: String, identity: IdentityLevel = .anonymous,
        mark: String? = nil
    ) {
        self.conversation = conversation
        self.visitor = visitor
        self.token = token
        self.epoch = epoch
        self.head = head
        self.heartbeat = heartbeat
        self.assistant = assistant
        self.company = company
        self.identity = identity
        self.mark = mark
    }
}

extension VisitorWelcome {
    fileprivate var json: JSON {
        .object(
            [
                JSON.Member("type", "welcome"), JSON.Member("v", 1),
                JSON.Member("conversation", .string(conversation.rawValue)),
                JSON.Member("visitor", .string(visitor.rawValue)), JSON.Member("token", .string(token)),
                JSON.Member("epoch", .string(epoch.rawValue)), JSON.Member("head", head.json),
                JSON.Member("heartbeat", heartbeat.json),
                JSON.Member("assistant", ["name": .string(assistant), "company": .string(company)]),
                JSON.Member("identity", .string(identity.rawValue)),
            ] + (mark.map { [JSON.Member("mark", .string($0))] } ?? []))
    }
}

/// How often a client pings, and after how much silence a connection counts as dead (`contract.md`, rule 8).
public struct Heartbeat: Hashable, Sendable {
    public let every: TimeSpan
    public let dead: TimeSpan

    public init(every: TimeSpan, dead: TimeSpan) {
        self.every = every
        self.dead = dead
    }

    public static let standard = Heartbeat(every: .seconds(20), dead: .seconds(45))

    var json: JSON {
        ["every_ms": .integer(every.milliseconds), "dead_ms": .integer(dead.milliseconds)]
    }
}

extension VisitorFrame {
    public var json: JSON {
        switch self {
        case .welcome(let welcome): welcome.json
        case .event(let record, let since): EventCoding.frame(record, since: since, to: .visitor, in: nil)
        case .token(let token): ["type": "token", "token": .string(token)]
        case .ack(let cmid, let seq, let at, let isDuplicate):
            AckCoding.frame(cmid, seq: seq, at: at, isDuplicate: isDuplicate, in: nil)
        case .typing(let typist, let on):
            ["type": "typing", "by": .string(typist.rawValue), "on": .bool(on)]
        case .queue(let position, let waiting, let wait):
            .object(
                [
                    JSON.Member("type", "queue"), JSON.Member("position", .integer(Int64(position))),
                    JSON.Member("waiting", .integer(Int64(waiting))),
                ] + (wait?.members ?? []))
        case .people(let people): .object([JSON.Member("type", "people")] + people.members)
        case .reset(let epoch, let head):
            ["type": "reset", "epoch": .string(epoch.rawValue), "head": head.json]
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
        case .typing, .queue, .people, .pong: true
        case .welcome, .event, .token, .ack, .reset, .refused, .bye: false
        }
    }
}

enum AckCoding {
    static func frame(
        _ cmid: ClientMessageID, seq: SequenceNumber, at: Timestamp, isDuplicate: Bool, in conversation: ConversationID?
    ) -> JSON {
        var members: [JSON.Member] = [JSON.Member("type", "ack")]
        if let conversation { members.append(JSON.Member("conversation", .string(conversation.rawValue))) }
        members.append(JSON.Member("cmid", .string(cmid.rawValue)))
        members.append(JSON.Member("seq", seq.json))
        members.append(JSON.Member("at", .integer(at.milliseconds)))
        if isDuplicate { members.append(JSON.Member("dup", true)) }
        return .object(members)
    }
}

extension SequenceNumber {
    var json: JSON { .integer(Int64(rawValue)) }
}

extension Refusal {
    var json: JSON {
        var members = [
            JSON.Member("type", "refused"), JSON.Member("code", .string(code.rawValue)),
            JSON.Member("message", .string(message)),
        ]
        if let conversation { members.append(JSON.Member("conversation", .string(conversation.rawValue))) }
        if let cmid { members.append(JSON.Member("cmid", .string(cmid.rawValue))) }
        if let retryAfter { members.append(JSON.Member("retry_after_ms", .integer(retryAfter.milliseconds))) }
        return .object(members)
    }
}
