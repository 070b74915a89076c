import Vocabulary

/// Days by their distance from now or from another day, and the edges of weeks, months and years.
extension DateReader {
    // MARK: in two weeks, 5 days ago, half an hour ago, a week from Friday

    func distance(at index: Int) -> Reading? {
        let begins = key(index).map(DateLexicon.inside.contains) ?? false
        let place = begins ? index + 1 : index
        guard let (count, length) = count(at: place), let unit = key(place + length).flatMap({ DateLexicon.units[$0] })
        else { return nil }
        let end = place + length + 1
        let isHalf = count == 0
        guard !isHalf || unit == .hour else { return nil }
        if begins { return Reading(isHalf ? halfHour(1) : moved(unit, count), end - index) }
        guard let turn = key(end) else { return nil }
        if turn == DateLexicon.ago {
            return Reading(isHalf ? halfHour(-1) : moved(unit, -count), end + 1 - index)
        }
        guard !isHalf, turn == DateLexicon.from || turn == DateLexicon.after || turn == DateLexicon.before else {
            return nil
        }
        if turn == DateLexicon.from, key(end + 1) == DateLexicon.now {
            return Reading(moved(unit, count), end + 2 - index)
        }
        guard end + 1 < words.count, unit != .hour, unit != .minute, !isChained(end + 1),
            let anchor = reading(at: end + 1), let day = anchor.when.day
        else { return nil }
        let moved = moved(unit, turn == DateLexicon.before ? -count : count, from: day)
        return Reading(moved, end + 1 + anchor.length - index)
    }

    /// A distance from a distance would be read once more for each; people do not say such things.
    private func isChained(_ index: Int) -> Bool {
        let place = key(index).map(DateLexicon.inside.contains) ?? false ? index + 1 : index
        return count(at: place) != nil && dayAndMonth(at: place) == nil && numeric(at: place) == nil
    }

    /// How many; 0 is "half an".
    private func count(at place: Int) -> (count: Int, length: Int)? {
        guard place < words.count else { return nil }
        let (value, length): (Int64, Int)
        if let spelled = Numbers.spelled(words, at: place) {
            (value, length) = spelled
        } else if words[place].kind == .number, words[place].letters.count <= 3,
            let digits = Numbers.value(words[place])
        {
            (value, length) = (digits, 1)
        } else if DateLexicon.one.contains(words[place].key) {
            (value, length) = (1, 1)
        } else if words[place].key == DateLexicon.half, key(place + 1).map(DateLexicon.one.contains) ?? false {
            return (0, 2)
        } else {
            return nil
        }
        guard value > 0 else { return nil }
        // "A couple of weeks".
        let isOf = value == 2 && key(place + length) == DateLexicon.of
        return (Int(min(value, 1_000)), length + (isOf ? 1 : 0))
    }

    private func halfHour(_ direction: Int64) -> When {
        .moment(context.now + .minutes(30 * direction))
    }

    func moved(_ unit: DateLexicon.Unit, _ count: Int) -> When {
        switch unit {
        case .minute: .moment(context.now + .minutes(Int64(count)))
        case .hour: .moment(context.now + .hours(Int64(count)))
        case .day, .week, .fortnight, .month, .year: .day(moved(unit, count, from: context.today))
        }
    }

    private func moved(_ unit: DateLexicon.Unit, _ count: Int, from start: CivilDate) -> CivilDate {
        let (year, month, day) = start.parts
        switch unit {
        case .minute, .hour: return start
        case .day: return start + count
        case .week: return start + 7 * count
        case .fortnight: return start + 14 * count
        case .month, .year:
            let months = year * 12 + month - 1 + (unit == .year ? 12 * count : count)
            let (newYear, newMonth) = (months / 12, months % 12 + 1)
            let last = CivilDate.length(ofMonth: newMonth, in: newYear)
            return CivilDate(year: newYear, month: newMonth, day: min(day, last)) ?? start
        }
    }

    // MARK: end of the month, start of next week, mid May

    func edge(at index: Int) -> Reading? {
        if key(index) == Self.month, key(index + 1) == Self.end {
            return edge(.end, of: .month, 0).map { Reading($0, 2) }
        }
        guard let edge = key(index).flatMap({ DateLexicon.edges[$0] }) else { return nil }
        let place = key(index + 1) == DateLexicon.of ? index + 2 : index + 1
        let isOf = place == index + 2
        guard isOf || words[index].key == Self.mid else { return nil }
        if let (unit, offset, length) = relativeUnit(place) {
            return self.edge(edge, of: unit, offset).map { Reading($0, place + length - index) }
        }
        guard let month = key(place).flatMap({ DateLexicon.months[$0] }) else { return nil }
        let middle = nearest(day: 15, month: month)
        return middle.flatMap { self.edge(edge, ofMonth: $0.parts.month, $0.parts.year) }
            .map { Reading($0, place + 1 - index) }
    }

    private func edge(_ edge: DateLexicon.Edge, of unit: DateLexicon.Unit, _ offset: Int) -> CivilDate? {
        switch unit {
        case .minute, .hour: return nil
        case .day: return context.today + offset
        case .week, .fortnight:
            let monday = context.today + (7 * offset - context.today.dayOfWeek)
            switch edge {
            case .start: return monday
            case .middle: return monday + 2
            case .end: return monday + 6
            }
        case .month:
            let (year, month, _) = context.today.parts
            let months = year * 12 + month - 1 + offset
            return self.edge(edge, ofMonth: months % 12 + 1, months / 12)
        case .year:
            let year = context.today.parts.year + offset
            switch edge {
            case .start: return CivilDate(year: year, month: 1, day: 1)
            case .middle: return CivilDate(year: year, month: 7, day: 1)
            case .end: return CivilDate(year: year, month: 12, day: 31)
            }
        }
    }

    private func edge(_ edge: DateLexicon.Edge, ofMonth month: Int, _ year: Int) -> CivilDate? {
        switch edge {
        case .start: CivilDate(year: year, month: month, day: 1)
        case .middle: CivilDate(year: year, month: month, day: 15)
        case .end: CivilDate(year: year, month: month, day: CivilDate.length(ofMonth: month, in: year))
        }
    }

    private static let month = WordKey("month")
    private static let end = WordKey("end")
    private static let mid = WordKey("mid")
}
