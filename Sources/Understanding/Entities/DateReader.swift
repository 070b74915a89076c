import Vocabulary

/// Reads the day that begins at a word, if one does.
struct DateReader {
    enum When {
        case day(CivilDate)
        case moment(Timestamp)

        var day: CivilDate? {
            switch self {
            case .day(let day): day
            case .moment: nil
            }
        }
    }

    struct Reading {
        let when: When
        /// In words.
        let length: Int
        /// A part of the day was said: hours in it lie after noon, or before.
        var isLate: Bool?

        init(_ day: CivilDate, _ length: Int, isLate: Bool? = nil) {
            self.init(.day(day), length, isLate: isLate)
        }

        init(_ when: When, _ length: Int, isLate: Bool? = nil) {
            self.when = when
            self.length = length
            self.isLate = isLate
        }
    }

    let message: Message
    let words: [Message.Word]
    let context: EntityContext
    /// The day read before, and the word behind it: what "to Friday" and "and the 5th" count from.
    var last: (day: CivilDate, end: Int)?

    init(message: Message, words: [Message.Word], context: EntityContext) {
        self.message = message
        self.words = words
        self.context = context
    }

    func reading(at index: Int) -> Reading? {
        guard let reading = plain(at: index) else { return nil }
        let end = index + reading.length
        // "Tomorrow morning", "Friday in the evening".
        if let late = key(end).flatMap({ DateLexicon.parts[$0] }), reading.when.day != nil {
            return Reading(reading.when, reading.length + 1, isLate: late)
        }
        return reading
    }

    private func plain(at index: Int) -> Reading? {
        relative(at: index) ?? dayAndMonth(at: index) ?? monthAndDay(at: index) ?? spanStart(at: index)
            ?? ordinal(at: index) ?? spanEnd(at: index) ?? holiday(at: index)
    }

    private func relative(at index: Int) -> Reading? {
        numeric(at: index) ?? edge(at: index) ?? distance(at: index) ?? named(at: index) ?? weekday(at: index)
    }

    func key(_ index: Int) -> WordKey? {
        index >= 0 && index < words.count ? words[index].key : nil
    }

    func isConnector(_ index: Int) -> Bool {
        guard index >= 0, index < words.count else { return false }
        return words[index].letters == [0x2D] || DateLexicon.connectors.contains(words[index].key)
    }

    // MARK: today, tomorrow, the day after, this morning

    private func named(at index: Int) -> Reading? {
        if let offset = DateLexicon.named[words[index].key] {
            return Reading(context.today + offset, 1, isLate: words[index].key == Self.tonight ? true : nil)
        }
        if words[index].key == DateLexicon.this, let late = key(index + 1).flatMap({ DateLexicon.parts[$0] }) {
            return Reading(context.today, 2, isLate: late)
        }
        if words[index].key == Self.last, key(index + 1) == Self.night {
            return Reading(context.today + -1, 2, isLate: true)
        }
        let dayAfter = [DateLexicon.day, DateLexicon.after, DateLexicon.tomorrow]
        let dayBefore = [DateLexicon.day, DateLexicon.before, DateLexicon.yesterday]
        let three = words[index..<min(index + 3, words.count)].map(\.key)
        if three == dayAfter { return Reading(context.today + 2, 3) }
        if three == dayBefore { return Reading(context.today + -2, 3) }
        return nil
    }

    private static let tonight = WordKey("tonight")
    private static let last = WordKey("last")
    private static let night = WordKey("night")

    // MARK: Monday, next Tuesday, last Friday, next week, the weekend

    private func weekday(at index: Int) -> Reading? {
        var place = index
        var direction: Int?
        while place < index + 2, let turn = key(place).flatMap({ DateLexicon.directions[$0] }) {
            direction = turn == 0 ? direction ?? 0 : turn
            place += 1
        }
        guard let key = key(place) else { return nil }
        let length = place - index + 1
        if let direction, let unit = DateLexicon.units[key] {
            // "The last 2 days" and "next hour" are no days.
            guard unit != .day, unit != .hour, unit != .minute else { return nil }
            return moved(unit, direction).day.map { Reading($0, length) }
        }
        if key == DateLexicon.weekend, direction != nil || self.key(index - 1) == DateLexicon.the {
            return Reading(saturday + 7 * (direction ?? 0), length)
        }
        guard let weekday = DateLexicon.weekdays[key] ?? shortWeekday(key, place, direction) else { return nil }
        // "Friday the 3rd", "Fri, 9 May": the date says it all.
        if direction == nil, let dated = dated(behind: place) { return Reading(dated.when, dated.length + dated.gap) }
        let day = day(weekday, direction, at: index)
        // "Friday week".
        if direction == nil, self.key(place + 1) == DateLexicon.week { return Reading(day + 7, length + 1) }
        return Reading(day, length)
    }

    private func shortWeekday(_ key: WordKey, _ place: Int, _ direction: Int?) -> Int? {
        guard let weekday = DateLexicon.shortWeekdays[key] else { return nil }
        let isCued = self.key(place - 1).map(DateLexicon.dayCues.contains) ?? false
        return direction != nil || isCued || dated(behind: place) != nil ? weekday : nil
    }

    private func dated(behind place: Int) -> (when: When, length: Int, gap: Int)? {
        let next = place + 1 < words.count && words[place + 1].letters == [0x2C] ? place + 2 : place + 1
        guard next < words.count else { return nil }
        let skipped = key(next) == DateLexicon.the && !(next + 1 < words.count && words[next + 1].kind == .mixed)
        let start = skipped ? next + 1 : next
        guard start < words.count,
            let reading = dayAndMonth(at: start) ?? monthAndDay(at: start) ?? ordinal(at: start) ?? numeric(at: start)
        else { return nil }
        return (reading.when, reading.length, start - place)
    }

    private func day(_ weekday: Int, _ direction: Int?, at index: Int) -> CivilDate {
        if let last, isConnector(last.end), last.end == index - 1 {
            let ahead = (weekday - last.day.dayOfWeek + 7) % 7
            return last.day + (ahead == 0 ? 7 : ahead)
        }
        let ahead = (weekday - context.today.dayOfWeek + 7) % 7
        switch direction {
        case -1: return context.today + (ahead == 0 ? -7 : ahead - 7)
        case 0: return context.today + ahead
        case nil where isPast(index): return context.today + (ahead == 0 ? -7 : ahead - 7)
        default: return context.today + (ahead == 0 ? 7 : ahead)
        }
    }

    /// "Since Monday", "ordered on Monday": the one that was.
    private func isPast(_ index: Int) -> Bool {
        if key(index - 1) == DateLexicon.since { return true }
        return key(index - 1) == DateLexicon.on
            && words[max(0, index - 5)..<index].contains { DateLexicon.past.contains($0.key) }
    }

    private var saturday: CivilDate { context.today + (5 - context.today.dayOfWeek) }

    private func holiday(at index: Int) -> Reading? {
        for (names, month, day) in DateLexicon.holidays where index + names.count <= words.count {
            guard words[index].key == names[0], words[index..<(index + names.count)].map(\.key) == names else {
                continue
            }
            return nearest(day: day, month: month).map { Reading($0, names.count) }
        }
        return nil
    }
}
