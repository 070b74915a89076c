/// What is to happen, soonest first; what is due at one moment happens in the order it was entered. A binary heap.
struct Agenda<Happening> {
    private struct Entry {
        let at: Int64
        let order: Int
        let happening: Happening

        func isBefore(_ other: Entry) -> Bool {
            at != other.at ? at < other.at : order < other.order
        }
    }

    private var heap: [Entry] = []
    private var entered = 0

    var nextAt: Int64? { heap.first?.at }

    mutating func enter(_ happening: Happening, at moment: Int64) {
        entered += 1
        heap.append(Entry(at: moment, order: entered, happening: happening))
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].isBefore(heap[parent]) else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    mutating func next() -> Happening? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return first.happening }
        heap[0] = last
        var parent = 0
        while true {
            var best = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child].isBefore(heap[best]) {
                best = child
            }
            guard best != parent else { return first.happening }
            heap.swapAt(best, parent)
            parent = best
        }
    }
}
