import Vocabulary

/// Days by their number in the calendar.
extension DateReader {
    // MARK: 3rd of May, 3 May 2025, the 1st of next month

    func dayAndMonth(at index: Int) -> Reading? {
        guard let (day, length) = dayOfMonth(index, spelled: true) else { return nil }
        let isOf = key(index + length) == DateLexicon.of
        let next = index + length + (isOf ? 1 : 0)
        if let month = key(next).flatMap({ DateLexicon.months[$0] }) {
            return withYear(day: day, month: month, from: index, next: next + 1)
        }
        guard isOf, let (month, more) = relativeMonth(next) else { return nil }
        return CivilDate(year: month.year, month: month.month, day: day).map { Reading($0, length + 1 + more) }
    }

    // MARK: May 3rd, May 3, 2025

    func monthAndDay(at index: Int) -> Reading? {
        guard let month = DateLexicon.months[words[index].key] else { return nil }
        let place = key(index + 1) == DateLexicon.the ? index + 2 : index + 1
        guard place < words.count, let (day, length) = dayOfMonth(place, spelled: true) else { return nil }
        return withYear(day: day, month: month, from: index, next: place + length)
    }

    private func withYear(day: Int, month: Int, from index: Int, next: Int) -> Reading? {
        let place = next < words.count && words[next].letters == [0x2C] ? next + 1 : next
        if place < words.count, words[place].letters.count == 4, words[place].kind == .number,
            let year = Numbers.value(words[place]), year >= 1900, year < 2200
        {
            return CivilDate(year: Int(year), month: month, day: day).map { Reading($0, place + 1 - index) }
        }
        return nearest(day: day, month: month).map { Reading($0, next - index) }
    }

    /// Without a year, the one that brings the day nearest to today.
    func nearest(day: Int, month: Int) -> CivilDate? {
        let year = context.today.parts.year
        return nearest((year - 1...year + 1).compactMap { CivilDate(year: $0, month: month, day: day) })
    }

    private func nearest(_ days: [CivilDate]) -> CivilDate? {
        days.min { abs($0.number - context.today.number) < abs($1.number - context.today.number) }
    }

    // MARK: the 3rd

    func ordinal(at index: Int) -> Reading? {
        guard words[index].key == DateLexicon.the, index + 1 < words.count, words[index + 1].kind == .mixed,
            let (day, _) = dayOfMonth(index + 1, spelled: false)
        else { return nil }
        // "The 2nd one", "the 1st order" counts things, not days.
        if let next = index + 2 < words.count ? words[index + 2] : nil, next.kind == .word,
            !DateLexicon.afterOrdinal.contains(next.key), DateLexicon.parts[next.key] == nil
        {
            return nil
        }
        if let last, last.end == index - 1, isConnector(last.end) {
            return firstDay(day, after: last.day).map { Reading($0, 2) }
        }
        let (year, month, _) = context.today.parts
        let before = CivilDate(year: month == 1 ? year - 1 : year, month: month == 1 ? 12 : month - 1, day: day)
        let after = CivilDate(year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: day)
        return nearest([before, CivilDate(year: year, month: month, day: day), after].compactMap(\.self))
            .map { Reading($0, 2) }
    }

    // MARK: 3-5 May, May 3 to 5

    /// The first of two days whose month is said behind the second.
    func spanStart(at index: Int) -> Reading? {
        let place = key(index) == DateLexicon.the ? index + 1 : index
        guard place < words.count, let (day, length) = dayOfMonth(place, spelled: false), isConnector(place + length)
        else { return nil }
        let next = place + length + (key(place + length + 1) == DateLexicon.the ? 2 : 1)
        guard next < words.count, let end = dayAndMonth(at: next)?.when.day else { return nil }
        let date = end.parts
        let start = CivilDate(year: date.year, month: date.month, day: day)
        return start.flatMap { $0 < end ? Reading($0, place + length - index) : nil }
    }

    /// The second of two days whose month was said with the first.
    func spanEnd(at index: Int) -> Reading? {
        guard let last, isConnector(last.end), last.end == index - 1, words[index].kind != .word,
            let (day, length) = dayOfMonth(index, spelled: false)
        else { return nil }
        // "May 3 to 5 people", "and 2 mugs".
        if words[index].kind == .number, let next = key(index + length), words[index + length].kind != .symbol,
            !DateLexicon.afterOrdinal.contains(next)
        {
            return nil
        }
        if words[index].kind == .number, index + length < words.count, words[index + length].letters == [0x3A] {
            return nil
        }
        return firstDay(day, after: last.day).map { Reading($0, length) }
    }

    private func firstDay(_ day: Int, after first: CivilDate) -> CivilDate? {
        let (year, month, _) = first.parts
        let next = month == 12 ? (year + 1, 1) : (year, month + 1)
        return [CivilDate(year: year, month: month, day: day), CivilDate(year: next.0, month: next.1, day: day)]
            .compactMap(\.self)
            .first { $0 > first }
    }

    // MARK: 2025-05-03, 3/5/2025, 03.05.25, 3/5

    func numeric(at index: Int) -> Reading? {
        guard words[index].kind == .number else { return nil }
        return threeNumbers(at: index) ?? twoNumbers(at: index)
    }

    private func threeNumbers(at index: Int) -> Reading? {
        guard index + 4 < words.count, words[index + 1].letters == words[index + 3].letters,
            [0x2D, 0x2F, 0x2E].contains(words[index + 1].letters[0]), let parts = numbers(index, 3)
        else { return nil }
        let lengths = [words[index], words[index + 2], words[index + 4]].map(\.letters.count)
        if lengths[0] == 4 {
            return CivilDate(year: parts[0], month: parts[1], day: parts[2]).map { Reading($0, 5) }
        }
        guard lengths[0] <= 2, lengths[1] <= 2, lengths[2] == 2 || lengths[2] == 4 else { return nil }
        let year = lengths[2] == 2 ? 2000 + parts[2] : parts[2]
        let (month, day) = inOrder(parts)
        return (CivilDate(year: year, month: month, day: day) ?? CivilDate(year: year, month: day, day: month))
            .map { Reading($0, 5) }
    }

    /// "3/4" is a day only where the words before, the question or the bareness of the message make it one: it may
    /// be three quarters, or stars out of five.
    private func twoNumbers(at index: Int) -> Reading? {
        let isCued =
            key(index - 1).map(DateLexicon.dayCues.contains) ?? false || context.expected.contains(BuiltIn.date)
            || words.count == 3
        guard isCued, index + 2 < words.count, words[index + 1].letters == [0x2F], let parts = numbers(index, 2),
            parts != Self.always, key(index + 3) != DateLexicon.of,
            index + 3 == words.count || words[index + 3].letters != [0x2F]
        else { return nil }
        let (month, day) = inOrder(parts)
        return (nearest(day: day, month: month) ?? nearest(day: month, month: day)).map { Reading($0, 3) }
    }

    /// Day and night.
    private static let always = [24, 7]

    private func inOrder(_ parts: [Int]) -> (month: Int, day: Int) {
        context.monthFirst ? (parts[0], parts[1]) : (parts[1], parts[0])
    }

    /// Numbers with one sign and no space between each two.
    private func numbers(_ index: Int, _ count: Int) -> [Int]? {
        let places = (0..<count).map { index + 2 * $0 }
        var values: [Int] = []
        for place in places {
            guard words[place].kind == .number, words[place].letters.count <= 4,
                let value = Numbers.digits(words[place].letters)
            else { return nil }
            if place > index {
                guard words[place - 1].kind == .symbol, words[place - 2].end == words[place - 1].start,
                    words[place - 1].end == words[place].start
                else { return nil }
            }
            values.append(Int(value))
        }
        return values
    }

    // MARK: Parts

    /// `3`, `3rd`, `31st`; `third`, `twenty-first`.
    private func dayOfMonth(_ index: Int, spelled: Bool) -> (day: Int, length: Int)? {
        guard index < words.count else { return nil }
        if spelled, words[index].kind == .word { return spelledDay(index) }
        let letters = words[index].letters
        let digits = letters.prefix(while: Figure.isDigit)
        guard digits.count <= 2, let value = Numbers.digits(digits), (1...31).contains(value) else { return nil }
        let ending = letters.dropFirst(digits.count)
        return ending.isEmpty || DateLexicon.ordinalEndings.contains(Array(ending)) ? (Int(value), 1) : nil
    }

    private func spelledDay(_ index: Int) -> (day: Int, length: Int)? {
        if let day = DateLexicon.ordinals[words[index].key] { return (day, 1) }
        guard let tens = DateLexicon.ordinalTens[words[index].key] else { return nil }
        let next = index + 1 < words.count && words[index + 1].letters == [0x2D] ? index + 2 : index + 1
        guard let unit = key(next).flatMap({ DateLexicon.ordinals[$0] }), unit < 10, tens + unit <= 31 else {
            return nil
        }
        return (tens + unit, next - index + 1)
    }

    /// "The month", "next month": its first day, in how many words.
    func relativeMonth(_ index: Int) -> (month: (year: Int, month: Int), length: Int)? {
        guard let (unit, offset, length) = relativeUnit(index) else { return nil }
        switch unit {
        case .month:
            let (year, month, _) = context.today.parts
            let months = year * 12 + month - 1 + offset
            return ((months / 12, months % 12 + 1), length)
        case .minute, .hour, .day, .week, .fortnight, .year: return nil
        }
    }

    /// "The month", "this week", "next year", "month".
    func relativeUnit(_ index: Int) -> (unit: DateLexicon.Unit, offset: Int, length: Int)? {
        guard let first = key(index) else { return nil }
        if let unit = DateLexicon.units[first] { return (unit, 0, 1) }
        let offset = first == DateLexicon.the ? 0 : DateLexicon.directions[first]
        guard let offset, let unit = key(index + 1).flatMap({ DateLexicon.units[$0] }) else { return nil }
        return (unit, offset, 2)
    }
}
