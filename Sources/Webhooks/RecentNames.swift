public import Vocabulary

/// Names that were seen lately: what a repeated message is known by. Pure, bounded, and exact while it is not full.
public struct RecentNames<Name: Hashable & Sendable>: Sendable {
    public enum Admission: Hashable, Sendable {
        case new
        case seen
        /// It cannot remember one more, so it cannot promise that the next repetition is found: come back later.
        case full
    }

    private let span: TimeSpan
    private let bound: Int
    private var known: Set<Name> = []
    private var inOrder: [(name: Name, until: Timestamp)] = []
    private var first = 0

    /// - Parameters:
    ///   - span: how long a name is remembered: for signed messages, twice their tolerance.
    ///   - bound: names at one time.
    public init(span: TimeSpan, bound: Int) {
        self.span = span
        self.bound = max(1, bound)
    }

    public var count: Int { known.count }

    public mutating func admit(_ name: Name, at now: Timestamp) -> Admission {
        forget(before: now)
        guard !known.contains(name) else { return .seen }
        guard known.count < bound else { return .full }
        known.insert(name)
        inOrder.append((name, now + span))
        return .new
    }

    /// What was admitted could not be dealt with after all: the repetition is welcome.
    public mutating func withdraw(_ name: Name) {
        guard known.remove(name) != nil else { return }
        inOrder.removeAll { $0.name == name }
        first = min(first, inOrder.count)
    }

    private mutating func forget(before now: Timestamp) {
        while first < inOrder.count, inOrder[first].until <= now {
            known.remove(inOrder[first].name)
            first += 1
        }
        guard first > 1_024, first > inOrder.count / 2 else { return }
        inOrder.removeFirst(first)
        first = 0
    }
}
