import Vocabulary

/// Days as people name them: `tomorrow`, `last Friday`, `the 3rd`, `3rd of May`, `May 3, 2025`, `2025-05-03`, `3/5/25`,
/// `in two weeks`, `5 days ago`. The value is the midnight the day begins with.
enum DateWords {
    static func found(_ message: Message, _ context: EntityContext) -> [Found] {
        let reader = DateReader(message: message, words: message.words, context: context)
        var found: [Found] = []
        var index = 0
        while index < message.words.count {
            guard let (day, length) = reader.day(at: index) else {
                index += 1
                continue
            }
            let range = message.words[index].start..<message.words[index + length - 1].end
            found.append(Found(BuiltIn.date, .moment(day.beginning), range))
            index += length
        }
        return found
    }
}

private struct DateReader {
    let message: Message
    let words: [Message.Word]
    let context: EntityContext

    typealias Reading = (day: Day, length: Int)

    func day(at index: Int) -> Reading? {
        numeric(at: index) ?? named(at: index) ?? weekday(at: index) ?? dayAndMonth(at: index)
            ?? monthAndDay(at: index) ?? distance(at: index) ?? ordinal(at: index)
    }

    private func word(_ index: Int) -> WordKey? {
        index < words.count ? words[index].key : nil
    }

    // MARK: today, tomorrow, the day after

    private func named(at index: Int) -> Reading? {
        if let offset = DateLexicon.named[words[index].key] { return (context.today + offset, 1) }
        let dayAfter = [DateLexicon.day, DateLexicon.after, DateLexicon.tomorrow]
        let dayBefore = [DateLexicon.day, DateLexicon.before, DateLexicon.yesterday]
        let three = words[index..<min(index + 3, words.count)].map(\.key)
        if three == dayAfter { return (context.today + 2, 3) }
        if three == dayBefore { return (context.today + -2, 3) }
        return nil
    }

    // MARK: Monday, next Tuesday, last Friday, next week

    private func weekday(at index: Int) -> Reading? {
        let direction = DateLexicon.directions[words[index].key]
        let place = direction == nil ? index : index + 1
        guard let key = word(place) else { return nil }
        if let direction, let unit = DateLexicon.units[key], unit != .day { return (moved(unit, direction), 2) }
        // "sat", "sun", "mon" and the like are days only when said with a direction or a full name elsewhere.
        guard let weekday = DateLexicon.weekdays[key] ?? (direction == nil ? nil : DateLexicon.shortWeekdays[key])
        else { return nil }
        let ahead = (weekday - context.today.weekday + 7) % 7
        switch direction {
        case -1: return (context.today + (ahead == 0 ? -7 : ahead - 7), 2)
        case 1: return (context.today + (ahead == 0 ? 7 : ahead), 2)
        case nil: return (context.today + (ahead == 0 ? 7 : ahead), 1)
        default: return (context.today + ahead, 2)
        }
    }

    // MARK: 3rd of May, 3 May 2025

    private func dayAndMonth(at index: Int) -> Reading? {
        guard let day = dayOfMonth(index) else { return nil }
        let next = word(index + 1) == DateLexicon.of ? index + 2 : index + 1
        guard let month = word(next).flatMap({ DateLexicon.months[$0] }) else { return nil }
        return withYear(day: day, month: month, from: index, next: next + 1)
    }

    // MARK: May 3rd, May 3, 2025

    private func monthAndDay(at index: Int) -> Reading? {
        guard let month = DateLexicon.months[words[index].key] else { return nil }
        let place = word(index + 1) == DateLexicon.the ? index + 2 : index + 1
        guard place < words.count, let day = dayOfMonth(place) else { return nil }
        return withYear(day: day, month: month, from: index, next: place + 1)
    }

    private func withYear(day: Int, month: Int, from index: Int, next: Int) -> Reading? {
        let place = next < words.count && words[next].letters == [0x2C] ? next + 1 : next
        if place < words.count, words[place].letters.count == 4, let year = Numbers.value(words[place]), year >= 1900,
            year < 2200
        {
            return Day(year: Int(year), month: month, day: day).map { ($0, place + 1 - index) }
        }
        return nearest(day: day, month: month).map { ($0, next - index) }
    }

    /// Without a year, the one that brings the day nearest to today.
    private func nearest(day: Int, month: Int) -> Day? {
        let year = context.today.date.year
        return (year - 1...year + 1)
            .compactMap { Day(year: $0, month: month, day: day) }
            .min { abs($0.number - context.today.number) < abs($1.number - context.today.number) }
    }

    // MARK: the 3rd

    private func ordinal(at index: Int) -> Reading? {
        guard words[index].key == DateLexicon.the, index + 1 < words.count, words[index + 1].kind == .mixed,
            let day = dayOfMonth(index + 1)
        else { return nil }
        // "the 2nd one", "the 1st order" counts things, not days.
        if let next = index + 2 < words.count ? words[index + 2] : nil, next.kind == .word,
            !DateLexicon.afterOrdinal.contains(next.key)
        {
            return nil
        }
        let (year, month, _) = context.today.date
        let before = Day(year: month == 1 ? year - 1 : year, month: month == 1 ? 12 : month - 1, day: day)
        let after = Day(year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: day)
        return [before, Day(year: year, month: month, day: day), after]
            .compactMap(\.self)
            .min { abs($0.number - context.today.number) < abs($1.number - context.today.number) }
            .map { ($0, 2) }
    }

    // MARK: in two weeks, 5 days ago

    private func distance(at index: Int) -> Reading? {
        let begins = word(index) == DateLexicon.inside
        let place = begins ? index + 1 : index
        guard place < words.count else { return nil }
        var count: Int64
        var length: Int
        if let spelled = Numbers.spelled(words, at: place) {
            (count, length) = spelled
        } else if let value = Numbers.value(words[place]), words[place].letters.count <= 3 {
            (count, length) = (value, 1)
        } else if DateLexicon.one.contains(words[place].key) {
            (count, length) = (1, 1)
        } else {
            return nil
        }
        guard let unit = word(place + length).flatMap({ DateLexicon.units[$0] }) else { return nil }
        let isAgo = word(place + length + 1) == DateLexicon.ago
        guard begins != isAgo else { return nil }
        count = min(count, 1_000)
        length += isAgo ? 2 : 1
        return (moved(unit, Int(isAgo ? -count : count)), place - index + length)
    }

    private func moved(_ unit: DateLexicon.Unit, _ count: Int) -> Day {
        switch unit {
        case .day: return context.today + count
        case .week: return context.today + 7 * count
        case .month:
            let (year, month, day) = context.today.date
            let months = year * 12 + month - 1 + count
            let (newYear, newMonth) = (months / 12, months % 12 + 1)
            let last = Day.length(ofMonth: newMonth, in: newYear)
            return Day(year: newYear, month: newMonth, day: min(day, last)) ?? context.today
        case .year:
            let (year, month, day) = context.today.date
            return Day(year: year + count, month: month, day: day) ?? context.today + 365 * count
        }
    }

    // MARK: 2025-05-03, 3/5/2025, 03.05.25

    private func numeric(at index: Int) -> Reading? {
        guard index + 4 < words.count, words[index].kind == .number else { return nil }
        let parts = [words[index], words[index + 2], words[index + 4]]
        let marks = [words[index + 1], words[index + 3]]
        guard parts.allSatisfy({ $0.kind == .number }), marks[0].letters == marks[1].letters,
            [0x2D, 0x2F, 0x2E].contains(marks[0].letters[0]), marks[0].kind == .symbol,
            parts[0].start + parts[0].letters.count + 1 == parts[1].start,
            parts[1].start + parts[1].letters.count + 1 == parts[2].start
        else { return nil }
        let values = parts.compactMap { Numbers.digits($0.letters).map(Int.init) }
        let lengths = parts.map(\.letters.count)
        guard values.count == 3 else { return nil }
        if lengths[0] == 4 {
            return Day(year: values[0], month: values[1], day: values[2]).map { ($0, 5) }
        }
        guard lengths[0] <= 2, lengths[1] <= 2, lengths[2] == 2 || lengths[2] == 4 else { return nil }
        let year = lengths[2] == 2 ? 2000 + values[2] : values[2]
        let asWritten = context.monthFirst ? (values[0], values[1]) : (values[1], values[0])
        let day =
            Day(year: year, month: asWritten.0, day: asWritten.1)
            ?? Day(year: year, month: asWritten.1, day: asWritten.0)
        return day.map { ($0, 5) }
    }

    /// `3`, `3rd`, `31st`.
    private func dayOfMonth(_ index: Int) -> Int? {
        let letters = words[index].letters
        let digits = letters.prefix { $0 &- 48 < 10 }
        guard digits.count <= 2, let value = Numbers.digits(digits), (1...31).contains(value) else { return nil }
        let ending = letters.dropFirst(digits.count)
        return ending.isEmpty || DateLexicon.ordinalEndings.contains(Array(ending)) ? Int(value) : nil
    }
}

private enum DateLexicon {
    enum Unit {
        case day
        case week
        case month
        case year
    }

    static let named: [WordKey: Int] = keyed([
        "today": 0, "tonight": 0, "tomorrow": 1, "tomorow": 1, "tommorow": 1, "tommorrow": 1, "tmrw": 1, "tmr": 1,
        "yesterday": -1, "yday": -1,
    ])
    static let weekdays: [WordKey: Int] = keyed([
        "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6, "tues": 1,
        "thurs": 3, "weds": 2,
    ])
    static let shortWeekdays: [WordKey: Int] = keyed([
        "mon": 0, "tue": 1, "wed": 2, "thu": 3, "thur": 3, "fri": 4, "sat": 5, "sun": 6,
    ])
    static let months: [WordKey: Int] = keyed([
        "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
        "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6,
        "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
    ])
    static let directions: [WordKey: Int] = keyed([
        "next": 1, "last": -1, "past": -1, "previous": -1, "this": 0, "coming": 1,
    ])
    static let units: [WordKey: Unit] = keyed([
        "day": .day, "days": .day, "week": .week, "weeks": .week, "month": .month, "months": .month, "year": .year,
        "years": .year,
    ])
    static let one = Set(["a", "an"].map { WordKey($0) })
    static let afterOrdinal = Set(
        [
            "at", "and", "or", "to", "if", "but", "for", "by", "in", "is", "was", "would", "please", "then", "morning",
            "afternoon", "evening",
        ].map { WordKey($0) })
    static let ordinalEndings = Set(["st", "nd", "rd", "th"].map { $0.unicodeScalars.map(\.value) })
    static let day = WordKey("day")
    static let after = WordKey("after")
    static let before = WordKey("before")
    static let tomorrow = WordKey("tomorrow")
    static let yesterday = WordKey("yesterday")
    static let of = WordKey("of")
    static let the = WordKey("the")
    static let inside = WordKey("in")
    static let ago = WordKey("ago")

    private static func keyed<Value>(_ words: [String: Value]) -> [WordKey: Value] {
        Dictionary(words.map { (WordKey($0), $1) }, uniquingKeysWith: { first, _ in first })
    }
}
