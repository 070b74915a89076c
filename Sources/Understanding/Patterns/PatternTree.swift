/// A pattern as it reads.
indirect enum PatternTree: Sendable {
    enum Place: Sendable {
        case textStart
        case textEnd
        case wordEdge
        case insideWord
    }

    case scalars(ScalarSet)
    case place(Place)
    case sequence([PatternTree])
    case either([PatternTree])
    /// `counted` for `(…)`, whose first is the value.
    case group(PatternTree, counted: Bool)
    case repeated(PatternTree, least: Int, most: Int?, greedy: Bool)
}

/// A set of scalars, folded.
struct ScalarSet: Hashable, Sendable {
    private var ranges: [ClosedRange<UInt32>] = []
    private var negated = false
    /// The answer for ASCII, looked up.
    private(set) var low: UInt64 = 0
    private(set) var high: UInt64 = 0

    init(_ ranges: [ClosedRange<UInt32>], negated: Bool = false) {
        self.ranges = ranges.sorted { $0.lowerBound < $1.lowerBound }
        self.negated = negated
        for value in UInt32(0)..<128 where lookUp(value) {
            if value < 64 { low |= 1 << UInt64(value) } else { high |= 1 << UInt64(value - 64) }
        }
    }

    static let digits = ScalarSet([0x30...0x39])
    static let spaces = ScalarSet([
        0x09...0x0D, 0x20...0x20, 0x85...0x85, 0x2000...0x200A, 0x2028...0x2029, 0x3000...0x3000,
    ])
    static let everythingInLine = ScalarSet([0x0A...0x0A], negated: true)
    static let wordRanges: [ClosedRange<UInt32>] = [
        0x30...0x39, 0x5F...0x5F, 0x61...0x7A, 0xAA...0xAA, 0xB5...0xB5, 0xBA...0xBA, 0xC0...0xD6,
        0xD8...0xF6, 0xF8...0x1FFF,
    ]
    static let wordParts = ScalarSet(wordRanges)

    var members: [ClosedRange<UInt32>]? { negated ? nil : ranges }

    var inverted: ScalarSet { ScalarSet(ranges, negated: !negated) }

    @inline(__always)
    func contains(_ value: UInt32) -> Bool {
        if value < 64 { return low >> UInt64(value) & 1 == 1 }
        if value < 128 { return high >> UInt64(value - 64) & 1 == 1 }
        return lookUp(value)
    }

    private func lookUp(_ value: UInt32) -> Bool {
        ranges.contains { $0.contains(value) } != negated
    }
}
