public import Vocabulary

/// A place in the queue. Everyone ages alike, so the order of two changes only when a standing does, and one moment
/// that never moves says it all: the earlier ``countsFrom``, the higher the rank.
public struct Place: Hashable, Comparable, Codable, Sendable {
    /// When the visitor began to wait, less the lead.
    public let countsFrom: Timestamp
    public let waitingSince: Timestamp
    public let conversation: ConversationID

    init(_ request: RoutingRequest, lead: TimeSpan) {
        countsFrom = Timestamp(milliseconds: request.waitingSince.milliseconds &- lead.milliseconds)
        waitingSince = request.waitingSince
        conversation = request.conversation
    }

    /// Better first: rank, then who waits longer, then the name, so that the order is total and the same everywhere.
    public static func < (left: Self, right: Self) -> Bool {
        if left.countsFrom != right.countsFrom { return left.countsFrom < right.countsFrom }
        if left.waitingSince != right.waitingSince { return left.waitingSince < right.waitingSince }
        return left.conversation < right.conversation
    }
}

extension Array where Element: Comparable {
    /// The index at which the element stands or would stand, in a sorted array.
    func sortedIndex(of element: Element) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < element { low = middle + 1 } else { high = middle }
        }
        return low
    }

    mutating func insertSorted(_ element: Element) {
        let index = sortedIndex(of: element)
        guard index == count || self[index] != element else { return }
        insert(element, at: index)
    }

    mutating func removeSorted(_ element: Element) {
        let index = sortedIndex(of: element)
        guard index < count, self[index] == element else { return }
        remove(at: index)
    }
}
