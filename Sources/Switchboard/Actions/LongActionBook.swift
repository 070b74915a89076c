internal import Store
internal import Vocabulary

/// Calls that providers have accepted, and what they reported: pure, bounded.
struct LongActionBook: JournaledState {
    struct Line: Codable, Sendable {
        enum State: Codable, Sendable {
            case open(until: Timestamp)
            /// Reported, and not yet taken by the outbox.
            case reported(ActionResult)
            /// Nothing came in time: a person was told.
            case overdue
            /// Known, and dealt with.
            case closed
        }

        let action: ActionName
        var state: State
    }

    enum Entry: Codable, Sendable {
        case accepted(EffectID, ActionName, until: Timestamp)
        case reported(EffectID, ActionName, ActionResult)
        case overdue(EffectID)
        case closed(EffectID)
    }

    /// Open ones at one time.
    static let mostOpen = 10_000
    /// Closed ones, which tell a report that comes again.
    static let mostClosed = 2_000

    private(set) var lines: [String: Line] = [:]
    /// Oldest first.
    private var closed: [String] = []

    subscript(effect: EffectID) -> Line? { lines[effect.text] }

    var isFull: Bool { lines.count - closed.count >= Self.mostOpen }

    mutating func apply(_ entry: Entry, at moment: Timestamp) {
        switch entry {
        case .accepted(let effect, let action, let until):
            lines[effect.text] = Line(action: action, state: .open(until: until))
        case .reported(let effect, let action, let result):
            lines[effect.text] = Line(action: action, state: .reported(result))
        case .overdue(let effect): lines[effect.text]?.state = .overdue
        case .closed(let effect):
            lines[effect.text]?.state = .closed
            closed.append(effect.text)
            if closed.count > Self.mostClosed { lines[closed.removeFirst()] = nil }
        }
    }
}
