/// Digits with their separators, read straight from the text: `1,299.50`, `1.299,50`, `12,5`, `1'299`, `2,50,000`.
struct Figure {
    /// Without separators; `scale` of them stand behind the decimal point.
    let digits: Int64
    let scale: Int
    let range: Range<Int>

    /// The figure that begins at `start`.
    ///
    /// - Parameters:
    ///   - spaced: spaces may stand between groups of three digits, as in `1 299,50 €`.
    ///   - glued: a letter may stand before it, as in `eur20`.
    init?(_ text: [UInt32], at start: Int, spaced: Bool = false, glued: Bool = false) {
        guard Self.isDigit(text[start]), glued || !Self.isJoined(text, start) else { return nil }
        var groups: [(separator: UInt32, count: Int)] = [(0, 0)]
        var value: Int64 = 0
        var total = 0
        var position = start
        while position < text.count, total <= 15 {
            let scalar = text[position]
            if Self.isDigit(scalar) {
                value = value * 10 + Int64(scalar - 48)
                groups[groups.count - 1].count += 1
                total += 1
            } else if Self.isPoint(scalar) && position + 1 < text.count && Self.isDigit(text[position + 1])
                || (scalar == 0x27 || spaced && Self.isSpace(scalar)) && Self.isThree(text, position + 1)
            {
                groups.append((Self.isSpace(scalar) ? 0x20 : scalar, 0))
            } else {
                break
            }
            position += 1
        }
        guard total <= 15, let scale = Self.scale(groups, leadingZero: text[start] == 48) else { return nil }
        digits = value
        self.scale = scale
        range = start..<position
    }

    var value: Double {
        var value = Double(digits)
        for _ in 0..<scale { value /= 10 }
        return value
    }

    /// In the smallest unit of a currency with so many decimals.
    func minor(_ fractionDigits: Int) -> Int64? {
        guard scale <= fractionDigits else { return nil }
        var minor = digits
        for _ in scale..<fractionDigits { minor = minor.multipliedReportingOverflow(by: 10).partialValue }
        return minor
    }

    static func isDigit(_ value: UInt32) -> Bool {
        value &- 48 < 10
    }

    private static func isPoint(_ value: UInt32) -> Bool {
        value == 0x2E || value == 0x2C
    }

    /// Space, thin space, narrow no-break space.
    private static func isSpace(_ value: UInt32) -> Bool {
        value == 0x20 || value == 0x2009 || value == 0x202F
    }

    private static func isThree(_ text: [UInt32], _ start: Int) -> Bool {
        start + 3 <= text.count && text[start..<(start + 3)].allSatisfy(isDigit)
            && (start + 3 == text.count || !isDigit(text[start + 3]))
    }

    /// Inside a word or a longer figure.
    private static func isJoined(_ text: [UInt32], _ start: Int) -> Bool {
        guard start > 0 else { return false }
        let before = text[start - 1]
        if isPoint(before) { return start > 1 && isDigit(text[start - 2]) }
        return isDigit(before) || before &- 97 < 26
    }

    /// Decimals behind the last separator; nothing when the separators make no number (`192.168.1.1`).
    private static func scale(_ groups: [(separator: UInt32, count: Int)], leadingZero: Bool) -> Int? {
        guard let last = groups.last, groups.count > 1 else { return 0 }
        let first = groups[1].separator
        let inner = groups.dropFirst().dropLast()
        let isWhole = last.separator == first
        guard inner.allSatisfy({ $0.separator == first }) else { return nil }
        // Thousands by threes, or lakhs by twos and a last three.
        let counts = (isWhole ? groups[1...] : groups[1..<(groups.count - 1)]).map(\.count)
        let isGrouped =
            groups[0].count <= 3 && !leadingZero
            && (counts.allSatisfy { $0 == 3 }
                || counts.count > 1 && groups[0].count <= 2 && counts.last == 3
                    && counts.dropLast().allSatisfy { $0 == 2 })
        if groups.count == 2 { return isGrouped ? 0 : isPoint(first) ? last.count : nil }
        guard isGrouped else { return nil }
        return isWhole ? 0 : isPoint(last.separator) ? last.count : nil
    }
}
