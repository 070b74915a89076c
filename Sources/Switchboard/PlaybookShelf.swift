public import Dialog
public import PlaybookModel
internal import Telemetry
public import Understanding
public import Vocabulary

/// One version of the playbook, ready to work: read, trained, wired.
public struct Edition: Sendable {
    public let playbook: Playbook
    public let understander: Understander
    public let machine: DialogMachine

    public init(playbook: Playbook, understander: Understander, machine: DialogMachine) {
        self.playbook = playbook
        self.understander = understander
        self.machine = machine
    }
}

/// The present edition, and the older ones that conversations in flight still stand in.
///
/// A conversation keeps its edition from the moment a flow begins until no flow is open; a reload never changes the
/// ground under a half-finished refund.
public final class PlaybookShelf: Sendable {
    fileprivate struct Shelf {
        var current: Edition
        var older: [PlaybookVersion: Edition] = [:]
        var pins: [ConversationID: PlaybookVersion] = [:]
    }

    private let shelf: Locked<Shelf>

    public init(_ first: Edition) {
        shelf = Locked(Shelf(current: first))
    }

    public var current: Edition {
        shelf.withLock { $0.current }
    }

    /// From now on new flows begin in `edition`.
    public func put(_ edition: Edition) {
        shelf.withLock { shelf in
            guard edition.playbook.version != shelf.current.playbook.version else { return }
            shelf.older[shelf.current.playbook.version] = shelf.current
            shelf.current = edition
            shelf.dropUnpinned()
        }
    }

    /// Has what stands here in haste learned in full, until nothing does. An edition that is overtaken while it is
    /// learned has come too late and takes nobody's place; the one that overtook it is learned then. One caller at a
    /// time: it is meant to run beside the conversations.
    ///
    /// - Parameter learned: the understander of the same playbook, learned from the beginning.
    public func complete(_ learned: (Edition) throws -> Understander) rethrows {
        while case let hasty = current, hasty.understander.isProvisional {
            let full = try learned(hasty)
            guard !full.isProvisional else { return }
            shelf.withLock { shelf in
                guard shelf.current.playbook.version == hasty.playbook.version else { return }
                shelf.current = Edition(playbook: hasty.playbook, understander: full, machine: hasty.machine)
            }
        }
    }

    /// What became of a playbook that was read anew.
    public enum Arrival: Hashable, Sendable {
        case put(PlaybookVersion)
        /// It is the present one.
        case unchanged
        /// It has errors: the present one stays.
        case faulty
    }

    /// Takes a playbook that was read anew, if it is good and another; it is trained only then.
    ///
    /// - Parameter playbook: `nil` when it has errors.
    public func take(
        _ playbook: Playbook?, making edition: (Playbook) throws -> Edition
    ) rethrows -> Arrival {
        guard let playbook else { return .faulty }
        guard playbook.version != current.playbook.version else { return .unchanged }
        put(try edition(playbook))
        return .put(playbook.version)
    }

    func edition(for conversation: ConversationID) -> Edition {
        shelf.withLock { shelf in
            guard let version = shelf.pins[conversation] else { return shelf.current }
            return shelf.older[version] ?? shelf.current
        }
    }

    /// Remembers which edition an open flow stands in; forgets it when none is open.
    func pin(_ conversation: ConversationID, to edition: Edition, hasOpenFlow: Bool) {
        shelf.withLock { shelf in
            if hasOpenFlow {
                let version = edition.playbook.version
                shelf.pins[conversation] = version
                // A newer one may have come while the turn that began the flow was under way.
                if version != shelf.current.playbook.version { shelf.older[version] = edition }
            } else if shelf.pins.removeValue(forKey: conversation) != nil {
                shelf.dropUnpinned()
            }
        }
    }

    /// How many conversations stand in an older edition.
    public var pinnedToOlder: Int {
        shelf.withLock { shelf in
            shelf.pins.values.count { $0 != shelf.current.playbook.version }
        }
    }
}

extension PlaybookShelf.Shelf {
    fileprivate mutating func dropUnpinned() {
        guard !older.isEmpty else { return }
        let wanted = Set(pins.values)
        older = older.filter { wanted.contains($0.key) }
    }
}
