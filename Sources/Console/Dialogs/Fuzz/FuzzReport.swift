import Vocabulary

/// What many fuzzed conversations came to.
public struct FuzzReport: Sendable {
    /// Faults of one kind: how many, and the first of them.
    struct Group: Sendable {
        var count = 0
        let first: Fuzz.Played
    }

    public private(set) var conversations = 0
    public private(set) var moves = 0
    public private(set) var events = 0
    public private(set) var reached = Reached()
    private(set) var groups: [FuzzFault: Group] = [:]

    public init() {}

    public mutating func take(_ played: Fuzz.Played) {
        conversations += 1
        moves += played.moves.count
        events += played.log.count
        reached.formUnion(Reached(log: played.log))
        guard let fault = played.fault else { return }
        groups[fault, default: Group(first: played)].count += 1
    }

    public mutating func merge(_ other: FuzzReport) {
        conversations += other.conversations
        moves += other.moves
        events += other.events
        reached.formUnion(other.reached)
        for (fault, group) in other.groups {
            let mine = groups[fault]
            let first = mine.map { $0.first.seed < group.first.seed ? $0.first : group.first } ?? group.first
            groups[fault] = Group(count: (mine?.count ?? 0) + group.count, first: first)
        }
    }

    /// How many of each kind.
    public var faults: [String: Int] {
        Dictionary(groups.map { ($0.key.kind, $0.value.count) }, uniquingKeysWith: +)
    }

    public var isClean: Bool { groups.isEmpty }

    /// Each fault with its first seed and that conversation, made as short as it gets; the most frequent first.
    public func text(shrinkingWith fuzz: Fuzz) -> String {
        let ordered = groups.sorted { ($1.value.count, $0.value.first.seed) < ($0.value.count, $1.value.first.seed) }
        return ordered.prefix(Self.shown).flatMap { fault, group in
            let short = fuzz.shrunk(group.first)
            return ["\(fault.kind), \(group.count) times, first with seed \(group.first.seed): \(fault.words)"]
                + short.log.map { "    \($0.at.inWords)  \($0.event.inWords)" }
        }.joined(separator: "\n")
    }

    private static let shown = 20
}
