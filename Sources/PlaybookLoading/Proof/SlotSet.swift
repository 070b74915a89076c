/// A set of slots by their numbers in a ``SlotTable``: a bit each, so that thousands of steps over thousands of slots
/// are still proved at once.
struct SlotSet: Hashable {
    private var words: [UInt64]

    init(count: Int) {
        words = Array(repeating: 0, count: (count + 63) / 64)
    }

    func contains(_ number: Int) -> Bool {
        words[number >> 6] & (1 << UInt64(number & 63)) != 0
    }

    mutating func insert(_ number: Int) {
        words[number >> 6] |= 1 << UInt64(number & 63)
    }

    mutating func remove(_ number: Int) {
        words[number >> 6] &= ~(1 << UInt64(number & 63))
    }

    mutating func formIntersection(_ other: Self) {
        guard words != other.words else { return }
        for index in words.indices { words[index] &= other.words[index] }
    }

    mutating func formUnion(_ other: Self) {
        for index in words.indices { words[index] |= other.words[index] }
    }

    mutating func subtract(_ other: Self) {
        for index in words.indices { words[index] &= ~other.words[index] }
    }

    func isDisjoint(with other: Self) -> Bool {
        !words.indices.contains { words[$0] & other.words[$0] != 0 }
    }
}
