/// Numbers of payment cards in what people type. They are masked before anything is kept, shown or acted upon.
public enum CardNumber {
    /// Where they stand, in Unicode scalars: 13 to 19 digits in one piece or in groups, that begin as the cards of
    /// payment networks do and pass the check digit (ISO/IEC 7812-1, annex B). What is typed before and behind, like a
    /// date or a security code, does not hide them. A number in the international form of telephones is none; one that
    /// was masked before still is one, so that what is read again goes the same way.
    public static func ranges(in text: String) -> [Range<Int>] {
        // Most texts have too few digits to be looked at any closer.
        guard text.utf8.count >= lengths.lowerBound,
            text.unicodeScalars.count(where: { digit($0) != nil || $0 == mask }) >= lengths.lowerBound
        else { return [] }
        let groups = groups(in: text)
        var ranges: [Range<Int>] = []
        var first = 0
        while first < groups.count {
            if let count = card(in: groups[first...]) {
                ranges.append(groups[first].start..<groups[first + count - 1].end)
                first += count
            } else {
                first += 1
            }
        }
        return ranges
    }

    /// The text with every digit of a card but the last four replaced; as long as before, so that offsets stay true.
    public static func masked(_ text: String) -> String {
        let ranges = ranges(in: text)
        guard !ranges.isEmpty else { return text }
        var scalars = Array(text.unicodeScalars)
        for range in ranges {
            var shown = Self.shown
            for offset in range.reversed() where digit(scalars[offset]) != nil {
                if shown > 0 { shown -= 1 } else { scalars[offset] = mask }
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private static let lengths = 13...19
    /// Digits that stay, the last ones.
    private static let shown = 4
    private static let mask: Unicode.Scalar = "\u{2022}"
    /// In place of a digit that was masked.
    private static let hidden = UInt8.max

    /// Digits without anything between them.
    private struct Group {
        let start: Int
        var end: Int
        var digits: [UInt8] = []
        /// Nothing but a blank or a hyphen, or two, since the group before.
        let isLinked: Bool
        let isTelephone: Bool
    }

    private static func groups(in text: String) -> [Group] {
        var groups: [Group] = []
        var isInside = false
        // Scalars since the last digit; more than two part what stands around them.
        var gap = 3
        var isAfterPlus = false
        for (offset, scalar) in text.unicodeScalars.enumerated() {
            if let digit = scalar == mask ? hidden : digit(scalar) {
                if !isInside {
                    groups.append(
                        Group(start: offset, end: offset, isLinked: gap <= 2, isTelephone: isAfterPlus))
                }
                let last = groups.count - 1
                groups[last].end = offset + 1
                // Longer than any card can be: no need to keep it.
                if groups[last].digits.count <= lengths.upperBound { groups[last].digits.append(digit) }
                isInside = true
                gap = 0
            } else {
                isInside = false
                gap = isSeparator(scalar) ? gap + 1 : 3
            }
            isAfterPlus = scalar == "+"
        }
        return groups
    }

    /// How many groups from the first on are a card's number; the longest counts.
    private static func card(in groups: ArraySlice<Group>) -> Int? {
        guard let first = groups.first, !first.isTelephone, let lead = first.digits.first,
            (2...6).contains(lead) || lead == hidden
        else { return nil }
        var digits: [UInt8] = []
        var found: Int?
        for (place, group) in groups.enumerated() {
            guard place == 0 || group.isLinked, digits.count + group.digits.count <= lengths.upperBound else { break }
            digits += group.digits
            if digits.count >= lengths.lowerBound, hasCheckDigit(digits) { found = place + 1 }
        }
        return found
    }

    private static func hasCheckDigit(_ digits: [UInt8]) -> Bool {
        if digits.contains(hidden) {
            return digits.dropLast(shown).allSatisfy { $0 == hidden } && !digits.suffix(shown).contains(hidden)
        }
        let sum = digits.reversed().enumerated().reduce(0) { sum, place in
            let value = place.offset % 2 == 0 ? place.element : place.element * 2
            return sum + Int(value > 9 ? value - 9 : value)
        }
        return sum % 10 == 0
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20, 0xA0, 0x2D, 0x2E, 0x2010, 0x2011, 0x2013: true
        default: false
        }
    }

    private static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0x30...0x39: UInt8(scalar.value - 0x30)
        // Full-width digits, as East Asian keyboards type them.
        case 0xFF10...0xFF19: UInt8(scalar.value - 0xFF10)
        default: nil
        }
    }
}
