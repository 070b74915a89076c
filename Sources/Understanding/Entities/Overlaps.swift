import Vocabulary

/// Which readings stay where several share words.
///
/// What stands inside a longer e-mail address, phone number or amount is a part of it. Of the rest, what was asked for
/// goes first, then the longer reading, then the playbook's own kinds, then the earlier one. Only choices of different
/// slots may share the same words: which slot is meant, the flow knows.
struct Overlaps: Sendable {
    /// Kinds of the playbook.
    let own: Set<EntityName>
    let choices: Set<EntityName>

    /// Readings with unmistakable forms.
    private static let forms: Set<EntityName> = [BuiltIn.email, BuiltIn.phone, BuiltIn.money]

    /// In the order they stand.
    func resolved(_ found: [Found], expected: Set<EntityName>) -> [Found] {
        let forms = found.filter { Self.forms.contains($0.name) }
        var taken = Spans()
        var kept: [Found] = []
        let whole = found.enumerated().filter { reading in
            !forms.contains { $0.range != reading.element.range && $0.range.contains(reading.element.range) }
        }
        let ranked = whole.sorted { left, right in
            rank(left.element, left.offset, expected) < rank(right.element, right.offset, expected)
        }
        for (_, reading) in ranked.prefix(Self.considered) {
            let isChoice = choices.contains(reading.name)
            guard taken.isFree(reading.range) || isChoice && taken.isChoice(reading.range) else { continue }
            taken.take(reading.range, isChoice: isChoice)
            kept.append(reading)
        }
        return kept.sorted {
            ($0.range.lowerBound, $0.range.upperBound, $0.name) < ($1.range.lowerBound, $1.range.upperBound, $1.name)
        }
    }

    /// A bound for messages made of numbers.
    private static let considered = 2_048

    private func rank(_ found: Found, _ order: Int, _ expected: Set<EntityName>) -> (Int, Int, Int, Int, Int) {
        (
            expected.contains(found.name) ? 0 : 1, -found.range.count, own.contains(found.name) ? 0 : 1,
            found.range.lowerBound, order
        )
    }
}

/// Spans that are taken, in the order they stand.
private struct Spans {
    private var ranges: [Range<Int>] = []
    private var choices: Set<Range<Int>> = []

    func isFree(_ range: Range<Int>) -> Bool {
        let next = place(of: range)
        let isFreeBehind = next == ranges.count || ranges[next].lowerBound >= range.upperBound
        return isFreeBehind && (next == 0 || ranges[next - 1].upperBound <= range.lowerBound)
    }

    func isChoice(_ range: Range<Int>) -> Bool {
        choices.contains(range)
    }

    mutating func take(_ range: Range<Int>, isChoice: Bool) {
        if isFree(range) { ranges.insert(range, at: place(of: range)) }
        if isChoice { choices.insert(range) }
    }

    /// The first span that does not begin before the range.
    private func place(of range: Range<Int>) -> Int {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].lowerBound < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
