public import PlaybookModel
public import Vocabulary

/// What became of a draft that an agent was shown.
public enum DraftFate: String, Hashable, Codable, Sendable {
    /// Sent as it stood.
    case accepted
    /// Sent with changes.
    case edited
    /// The agent wrote something else.
    case ignored

    /// - Parameter sent: `nil`: no draft was taken up.
    public init(of draft: String, sent: String) {
        let (offered, written) = (Words(draft).words, Words(sent).words)
        guard offered != written else {
            self = .accepted
            return
        }
        // Less than a third of its words left is another text.
        let kept = Set(offered).intersection(written).count
        self = kept * 3 >= Set(offered).count ? .edited : .ignored
    }
}

/// How the drafts of each source have fared, and which sources are off because too few of theirs were worth using.
/// Changes by its entries alone, so that a journal of them brings it back.
public struct DraftBook: Hashable, Codable, Sendable {
    public enum Entry: Hashable, Codable, Sendable {
        case settled(DraftSource, DraftFate)
        /// By itself, or by somebody's hand.
        case switchedOff(DraftSource)
        case switchedOn(DraftSource)
    }

    public struct Tally: Hashable, Codable, Sendable {
        public internal(set) var accepted = 0
        public internal(set) var edited = 0
        public internal(set) var ignored = 0
        /// Of the last ones since it was switched on, whether each was used; oldest first.
        var recent: [Bool] = []
        public internal(set) var isOff = false

        public init() {}

        public var used: Int { recent.count { $0 } }
        public var judged: Int { recent.count }
    }

    /// Sources that are counted, at most; the playbook has fewer by far.
    private static let most = 10_000
    /// Outcomes that are remembered of one source.
    private static let remembered = 1_000

    public private(set) var tallies: [DraftSource: Tally] = [:]

    public init() {}

    public func isOff(_ source: DraftSource) -> Bool { tallies[source]?.isOff ?? false }

    /// What an outcome adds: itself, and the end of a source whose last drafts were used too seldom.
    public func settle(_ source: DraftSource, _ fate: DraftFate, _ worth: DeskPlan.Worth) -> [Entry] {
        var next = self
        let settled = Entry.settled(source, fate)
        next.apply(settled)
        guard let tally = next.tallies[source], !tally.isOff else { return [settled] }
        let judged = tally.recent.suffix(worth.judged)
        guard judged.count >= worth.judged,
            Double(judged.count { $0 }) < worth.floor * Double(judged.count)
        else { return [settled] }
        return [settled, .switchedOff(source)]
    }

    public mutating func apply(_ entry: Entry) {
        switch entry {
        case .settled(let source, let fate):
            guard tallies[source] != nil || tallies.count < Self.most else { return }
            var tally = tallies[source] ?? Tally()
            switch fate {
            case .accepted: tally.accepted += 1
            case .edited: tally.edited += 1
            case .ignored: tally.ignored += 1
            }
            tally.recent.append(fate != .ignored)
            if tally.recent.count > Self.remembered { tally.recent.removeFirst() }
            tallies[source] = tally
        case .switchedOff(let source): tallies[source, default: Tally()].isOff = true
        case .switchedOn(let source):
            tallies[source]?.isOff = false
            tallies[source]?.recent = []
        }
    }
}
