public import Vocabulary

/// Why a bill is higher or lower than usual, line by line. The changes add up to the difference exactly, whatever the
/// lines say: what no line accounts for has a line of its own.
public struct BillExplanation: Hashable, Codable, Sendable {
    public struct Change: Hashable, Codable, Sendable {
        public let label: String
        /// In the smallest unit of the currency.
        public let before: Int64
        public let now: Int64

        public var minor: Int64 { now &- before }
    }

    /// Label of what the lines of a bill leave of its total.
    public static let unlisted = "not listed"
    /// Label of many small changes put together.
    public static let other = "other changes"

    public let usual: Money
    public let total: Money
    /// The largest first; none of them 0.
    public let changes: [Change]

    public var difference: Money { Money(minor: total.minor &- usual.minor, currency: total.currency) }

    /// - Parameter usual: a bill of the same currency that stands for what is usual.
    public init(_ bill: Bill, against usual: Bill) {
        self.usual = usual.total
        total = bill.total
        let before = Self.lines(of: usual)
        let now = Self.lines(of: bill)
        changes = Set(before.keys).union(now.keys)
            .map { Change(label: $0, before: before[$0] ?? 0, now: now[$0] ?? 0) }
            .filter { $0.minor != 0 }
            .sorted { ($1.minor.magnitude, $0.label) < ($0.minor.magnitude, $1.label) }
    }

    private static func lines(of bill: Bill) -> [String: Int64] {
        var lines: [String: Int64] = [:]
        for line in bill.lines { lines[line.label, default: 0] &+= line.minor }
        let rest = bill.total.minor &- lines.values.reduce(0, &+)
        if rest != 0 { lines[unlisted, default: 0] &+= rest }
        return lines
    }

    /// The most telling ones, and the rest in one; their sum is still the difference.
    public func named(atMost count: Int) -> [Change] {
        guard changes.count > max(1, count) else { return changes }
        let rest = changes[(max(1, count) - 1)...]
        let other = Change(
            label: Self.other, before: rest.reduce(0) { $0 &+ $1.before }, now: rest.reduce(0) { $0 &+ $1.now })
        return changes.prefix(max(1, count) - 1) + (other.minor == 0 ? [] : [other])
    }
}
