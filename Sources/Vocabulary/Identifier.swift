/// A name that cannot be mistaken for the name of another kind of thing.
public struct Identifier<Kind>: Hashable, Comparable, Sendable {
    public let rawValue: String

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }

    public static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension Identifier: Codable {
    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

extension Identifier: CodingKeyRepresentable {
    public var codingKey: any CodingKey { NameKey(stringValue: rawValue) }

    public init?<Key: CodingKey>(codingKey: Key) {
        self.init(codingKey.stringValue)
    }
}

extension Identifier: ExpressibleByStringLiteral, ExpressibleByUnicodeScalarLiteral,
    ExpressibleByExtendedGraphemeClusterLiteral
{
    public init(stringLiteral value: String) {
        self.init(value)
    }
}

extension Identifier: CustomStringConvertible {
    public var description: String { rawValue }
}

/// Lets an identifier be the key of a coded dictionary.
private struct NameKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) {
        self.stringValue = stringValue
    }

    init?(intValue: Int) {
        nil
    }
}

public enum ConversationKind {}
public enum VisitorKind {}
public enum AgentKind {}
public enum TeamKind {}
public enum ClientMessageKind {}
public enum IntentKind {}
public enum FlowKind {}
public enum SlotKind {}
public enum ResponseKind {}
public enum ActionKind {}
public enum ArticleKind {}
public enum EntityKind {}
public enum EscalationKind {}
public enum TimerKind {}
public enum BusinessKeyKind {}
public enum PlaybookVersionKind {}
public enum LogEpochKind {}
public enum SignalKind {}
public enum ApprovalKind {}
public enum JournalKind {}
public enum TagKind {}
public enum DraftSourceKind {}

public typealias ConversationID = Identifier<ConversationKind>
public typealias VisitorID = Identifier<VisitorKind>
public typealias AgentID = Identifier<AgentKind>
public typealias TeamName = Identifier<TeamKind>
/// The client's own id of a message (`cmid`): 16 to 64 characters of `[A-Za-z0-9_-]`, unique per sender and conversation.
public typealias ClientMessageID = Identifier<ClientMessageKind>
public typealias IntentName = Identifier<IntentKind>
public typealias FlowName = Identifier<FlowKind>
public typealias SlotName = Identifier<SlotKind>
public typealias ResponseName = Identifier<ResponseKind>
public typealias ActionName = Identifier<ActionKind>
public typealias ArticleName = Identifier<ArticleKind>
public typealias EntityName = Identifier<EntityKind>
public typealias EscalationID = Identifier<EscalationKind>
public typealias TimerID = Identifier<TimerKind>
/// What makes an effect happen once in the world, e.g. `refund:10042:1`, whoever asks for it.
public typealias BusinessKey = Identifier<BusinessKeyKind>
/// The content hash of a playbook.
public typealias PlaybookVersion = Identifier<PlaybookVersionKind>
/// Names one unbroken history of the store; a restored backup has another (`contract.md`, rule 4).
public typealias LogEpoch = Identifier<LogEpochKind>
/// Something that happens in the world and flows may wait for, e.g. `parcel_scanned`.
public typealias SignalName = Identifier<SignalKind>
/// A call that waits for a person's word: the effect's own name, `conversation/turn/index`.
public typealias ApprovalID = Identifier<ApprovalKind>
/// A record of its own beside the conversations, e.g. `floor` or `audit`.
public typealias JournalName = Identifier<JournalKind>
/// A tag of the playbook's closed vocabulary.
public typealias TagName = Identifier<TagKind>
/// Where a draft's words are from: `article:refunds_time`, `response:order_late`, `question:order`, `reply:hello`.
public typealias DraftSource = Identifier<DraftSourceKind>
