import PlaybookModel
public import Vocabulary

/// What many replayed conversations show, grouped: the same change of the same decision at the same step is told once,
/// with how often and an example.
public struct ReplayReport: Sendable {
    struct Group: Sendable {
        let kind: Decision.Kind
        let was: String?
        let now: String?
        /// What of the two is otherwise when both have the same name: `words`, `attempt`, a call's arguments.
        let aspect: String?
        /// `file:line` of the step.
        let place: String?
        fileprivate(set) var count = 0
        fileprivate(set) var conversations = 0
        fileprivate(set) var example: Example
        fileprivate var last: ConversationID?
    }

    struct Example: Hashable, Sendable {
        let conversation: ConversationID
        let seq: Int
        let message: String?
        let was: String?
        let now: String?
    }

    private struct Key: Hashable {
        let kind: Decision.Kind
        let was: String?
        let now: String?
        let aspect: String?
        let place: String?
    }

    public private(set) var conversations = 0
    /// Of them, those with a difference.
    public private(set) var changed = 0
    public private(set) var turns = 0
    public private(set) var decisions = 0
    public private(set) var differences = 0
    /// Turns after a conversation would have gone another way.
    public private(set) var passedOver = 0
    private var groups: [Key: Group] = [:]

    public init() {}

    public mutating func take(_ outcome: Replay.Outcome, of conversation: ConversationID) {
        conversations += 1
        turns += outcome.turns
        decisions += outcome.decisions
        passedOver += outcome.passedOver
        differences += outcome.differences.count
        if !outcome.differences.isEmpty { changed += 1 }
        for difference in outcome.differences { take(difference, of: conversation) }
    }

    public var isEmpty: Bool { differences == 0 }

    private mutating func take(_ difference: Replay.Difference, of conversation: ConversationID) {
        let key = Key(
            kind: difference.kind, was: difference.was?.name, now: difference.now?.name, aspect: difference.aspect,
            place: difference.place.map { "\($0.file):\($0.line)" })
        var group =
            groups[key]
            ?? Group(
                kind: key.kind, was: key.was, now: key.now, aspect: key.aspect, place: key.place,
                example: Example(
                    conversation: conversation, seq: difference.seq.rawValue, message: difference.message,
                    was: difference.was?.detail, now: difference.now?.detail))
        group.count += 1
        if group.last != conversation { group.conversations += 1 }
        group.last = conversation
        groups[key] = group
    }

    /// The commonest first, within the kinds in their order.
    var ordered: [Group] {
        func rank(_ kind: Decision.Kind) -> Int { Decision.Kind.allCases.firstIndex(of: kind) ?? 0 }
        func words(_ group: Group) -> String { "\(group.was ?? "") \(group.now ?? "") \(group.place ?? "")" }
        return groups.values.sorted {
            (rank($0.kind), -$0.count, words($0)) < (rank($1.kind), -$1.count, words($1))
        }
    }
}

extension Replay.Difference {
    /// What is otherwise in two decisions of one name.
    fileprivate var aspect: String? {
        guard let was, let now, was.name == now.name else { return nil }
        guard !was.parts.isEmpty || !now.parts.isEmpty else { return now.kind.aspect }
        let names = Set(was.parts.keys).union(now.parts.keys)
        return names.filter { was.parts[$0] != now.parts[$0] }.sorted().joined(separator: ", ")
    }
}

extension Decision.Kind {
    /// What stands in a decision beside its name.
    fileprivate var aspect: String {
        switch self {
        case .said, .promised, .request: "words"
        case .asked: "attempt"
        case .slot: "value"
        case .called: "arguments"
        case .confirmation, .verified: "bound values"
        case .article: "section"
        case .waits, .timer: "time"
        case .understood, .flow, .escalated, .fallback: "details"
        }
    }

    /// What stands above its groups.
    var title: String {
        switch self {
        case .understood: "understood otherwise"
        case .flow: "flows begin, go on or end otherwise"
        case .asked: "asked otherwise"
        case .slot: "slots filled otherwise"
        case .called: "called otherwise"
        case .confirmation: "confirmed otherwise"
        case .verified: "verified otherwise"
        case .escalated: "handed to people otherwise"
        case .said: "said otherwise"
        case .article: "answered from articles otherwise"
        case .fallback: "not understood otherwise"
        case .request: "second requests served otherwise"
        case .promised: "promised otherwise"
        case .waits: "waits otherwise"
        case .timer: "reminded otherwise"
        }
    }
}
