internal import Vocabulary

/// What comes due, earliest first; among equals, what was put in first. A binary heap.
struct DueQueue<Item: Sendable>: Sendable {
    private struct Entry: Sendable {
        let at: Timestamp
        let serial: UInt64
        let item: Item

        func isBefore(_ other: Entry) -> Bool {
            (at, serial) < (other.at, other.serial)
        }
    }

    private var entries: [Entry] = []
    private var serial: UInt64 = 0

    var count: Int { entries.count }

    mutating func add(_ item: Item, at due: Timestamp) {
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
    mutating func next(by now: Timestamp) -> (at: Timestamp, item: Item)? {
        guard let first = entries.first, first.at <= now else { return nil }
        let last = entries.removeLast()
        if !entries.isEmpty {
            entries[0] = last
            sink()
        }
        return (first.at, first.item)
    }

    private mutating func sink() {
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
