/// What comes due, earliest first; among equals, what was put in first. A binary heap.
public struct DueQueue<Item: Sendable>: Sendable {
    @usableFromInline
    struct Entry: Sendable {
        @usableFromInline let at: Timestamp
        @usableFromInline let serial: UInt64
        @usableFromInline let item: Item

        @inlinable
        init(at: Timestamp, serial: UInt64, item: Item) {
            self.at = at
            self.serial = serial
            self.item = item
        }

        @inlinable
        func isBefore(_ other: Entry) -> Bool {
            (at, serial) < (other.at, other.serial)
        }
    }

    @usableFromInline var entries: [Entry] = []
    @usableFromInline var serial: UInt64 = 0

    @inlinable
    public init() {}

    @inlinable public var count: Int { entries.count }

    /// When the earliest is due.
    @inlinable public var nextDue: Timestamp? { entries.first?.at }

    @inlinable
    public mutating func add(_ item: Item, at due: Timestamp) {
        serial += 1
        entries.append(Entry(at: due, serial: serial, item: item))
        var child = entries.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard entries[child].isBefore(entries[parent]) else { break }
            entries.swapAt(child, parent)
            child = parent
        }
    }

    /// The earliest that is due by now.
    @inlinable
    public mutating func next(by now: Timestamp) -> (at: Timestamp, item: Item)? {
        guard let first = entries.first, first.at <= now else { return nil }
        let last = entries.removeLast()
        if !entries.isEmpty {
            entries[0] = last
            sink()
        }
        return (first.at, first.item)
    }

    @inlinable
    mutating func sink() {
        var parent = 0
        while true {
            var least = 2 * parent + 1
            guard least < entries.count else { return }
            if least + 1 < entries.count, entries[least + 1].isBefore(entries[least]) { least += 1 }
            guard entries[least].isBefore(entries[parent]) else { return }
            entries.swapAt(least, parent)
            parent = least
        }
    }
}
