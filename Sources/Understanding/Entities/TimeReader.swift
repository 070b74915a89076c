/// Times of day as people say them, in minutes from midnight: `3pm`, `15:30`, `half past nine`, `quarter to 5`,
/// `9 o'clock`, `noon`, and, where a day stands beside it, `at 9`.
///
/// Hours from one to six said without more are after noon: "at 3" is when shops are open.
struct TimeReader {
    let message: Message
    let words: [Message.Word]

    typealias Reading = (minute: Int, length: Int)

    /// - Parameters:
    ///   - isBareAllowed: an hour without anything that makes it one counts.
    ///   - isLate: it was said that the time lies after noon, or before.
    func time(at index: Int, isBareAllowed: Bool = false, isLate: Bool? = nil) -> Reading? {
        guard index < words.count else { return nil }
        let start = at(index) ? index + 1 : index
        guard start < words.count else { return nil }
        let isCued = start > index || index > 0 && Self.cues.contains(words[index - 1].key)
        guard
            let reading = named(start, isCued: isCued || isBareAllowed) ?? phrase(start, isLate)
                ?? clock(start, isCued || isBareAllowed, isBareAllowed, isLate)
        else { return nil }
        return (reading.minute, reading.length + start - index)
    }

    private func key(_ index: Int) -> WordKey? {
        index < words.count ? words[index].key : nil
    }

    private func at(_ index: Int) -> Bool {
        Self.at.contains(words[index].key) || words[index].letters == [0x40]
    }

    private func named(_ index: Int, isCued: Bool) -> Reading? {
        if Self.noon.contains(words[index].key) { return (720, 1) }
        // "Midnight blue" is no time.
        return words[index].key == Self.midnight && isCued ? (0, 1) : nil
    }

    // MARK: half past nine

    private func phrase(_ index: Int, _ isLate: Bool?) -> Reading? {
        var minutes: Int
        var next = index + 1
        if words[index].key == Self.half {
            minutes = 30
        } else if words[index].key == Self.quarter {
            minutes = 15
        } else if Self.article.contains(words[index].key), key(index + 1) == Self.quarter {
            (minutes, next) = (15, index + 2)
        } else if let (value, length) = number(index), (1...29).contains(value) {
            (minutes, next) = (value, index + length)
            if key(next).map(Self.minutes.contains) ?? false { next += 1 }
        } else {
            return nil
        }
        let isPast = key(next) == Self.past
        guard isPast || key(next) == Self.to && words[index].key != Self.half, let (hour, length) = number(next + 1),
            (1...12).contains(hour)
        else { return nil }
        // "5 to 9" may be a span; "ten to nine", "quarter to 9" and "5 minutes to 9" are not.
        guard isPast || words[index].kind == .word || next > index + 1 else { return nil }
        let end = next + 1 + length
        let (late, extra) = meridiem(end) ?? (isLate, 0)
        let full = Self.hour(hour, isLate: late) * 60 + (isPast ? minutes : -minutes)
        return ((full + 1_440) % 1_440, end + extra - index)
    }

    // MARK: 15:30, 3.30pm, 3pm, 3 o'clock, 3

    private func clock(_ index: Int, _ isCued: Bool, _ isBareAllowed: Bool, _ isLate: Bool?) -> Reading? {
        let word = words[index]
        if word.kind == .mixed, let (hour, late) = Self.glued(word.letters), (1...12).contains(hour) {
            return (Self.hour(hour, isLate: late) * 60, 1)
        }
        guard let (hour, length) = number(index), (0...24).contains(hour), word.letters.count <= 2 || word.kind == .word
        else { return nil }
        if let minutes = minutes(after: index) {
            let isExact = word.letters.first == 48 || word.letters.count == 2
            guard minutes.late != nil || !minutes.needsMeridiem else { return nil }
            guard let late = minutes.late ?? isLate else {
                let full = isExact ? hour : Self.hour(hour, isLate: nil)
                return full < 24 ? (full * 60 + minutes.minute, minutes.length) : nil
            }
            return hour <= 23 ? (Self.hour(hour, isLate: late) * 60 + minutes.minute, minutes.length) : nil
        }
        guard (1...23).contains(hour) else { return nil }
        let end = index + length
        if let (late, extra) = meridiem(end) {
            return hour <= 12 ? (Self.hour(hour, isLate: late) * 60, length + extra) : nil
        }
        if key(end) == Self.oclock {
            let (late, extra) = meridiem(end + 1) ?? (isLate, 0)
            return (Self.hour(hour, isLate: late) * 60, length + 1 + extra)
        }
        guard isBareAllowed, isCued, !isCounted(end) else { return nil }
        // "Nine thirty".
        if word.kind == .word, let (minute, more) = number(end), (10...59).contains(minute), words[end].kind == .word {
            return (Self.hour(hour, isLate: isLate) * 60 + minute, length + more)
        }
        return (Self.hour(hour, isLate: isLate) * 60, length)
    }

    /// `:30`, `.30pm` behind the hour.
    private func minutes(
        after index: Int
    ) -> (minute: Int, late: Bool?, needsMeridiem: Bool, length: Int)? {
        guard index + 2 < words.count, words[index].kind == .number, words[index + 1].kind == .symbol,
            [0x3A, 0x2E].contains(words[index + 1].letters[0]), words[index + 1].start == words[index].end,
            words[index + 2].start == words[index + 1].end
        else { return nil }
        let word = words[index + 2]
        let digits = word.letters.prefix(while: Figure.isDigit)
        guard digits.count == 2, let minute = Numbers.digits(digits), minute < 60 else { return nil }
        let needsMeridiem = words[index + 1].letters == [0x2E]
        if word.letters.count > 2 {
            guard let late = Self.suffixes[WordKey(word.letters.dropFirst(2))] else { return nil }
            return (Int(minute), late, needsMeridiem, 3)
        }
        if let (late, extra) = meridiem(index + 3) { return (Int(minute), late, needsMeridiem, 3 + extra) }
        return (Int(minute), nil, needsMeridiem, 3)
    }

    /// "pm", "p.m.", "in the morning", "at night": is it after noon, in how many words?
    private func meridiem(_ index: Int) -> (isLate: Bool, length: Int)? {
        guard let first = key(index) else { return nil }
        if let late = Self.suffixes[first] { return (late, 1) }
        if let late = Self.initials[first], key(index + 1) == Self.dot, key(index + 2) == Self.m {
            return (late, key(index + 3) == Self.dot ? 4 : 3)
        }
        if first == Self.inside, key(index + 1) == Self.the,
            let part = key(index + 2).flatMap({ DateLexicon.parts[$0] })
        {
            return (part, 3)
        }
        return first == Self.atWord && key(index + 1) == Self.night ? (true, 2) : nil
    }

    /// Behind a bare number stands what it counts: "at 9 shops".
    private func isCounted(_ index: Int) -> Bool {
        guard index < words.count else { return false }
        let word = words[index]
        if word.kind == .symbol { return [0x25, 0x24, 0xA3, 0x20AC, 0x2F, 0x2D].contains(word.letters[0]) }
        return word.kind != .word || !DateLexicon.afterOrdinal.contains(word.key) && !Self.mayFollow.contains(word.key)
    }

    private func number(_ index: Int) -> (value: Int, length: Int)? {
        guard index < words.count else { return nil }
        if words[index].kind == .number {
            return Numbers.digits(words[index].letters).flatMap { $0 < 100 ? (Int($0), 1) : nil }
        }
        return Numbers.spelled(words, at: index).flatMap { $0.value < 60 ? (Int($0.value), $0.length) : nil }
    }

    private static func hour(_ hour: Int, isLate: Bool?) -> Int {
        switch isLate {
        case true: hour < 12 ? hour + 12 : hour
        case false: hour == 12 ? 0 : hour
        case nil: (1...6).contains(hour) ? hour + 12 : hour
        }
    }

    /// `3pm`.
    private static func glued(_ letters: [UInt32]) -> (hour: Int, isLate: Bool)? {
        let digits = letters.prefix(while: Figure.isDigit)
        guard (1...2).contains(digits.count), let late = suffixes[WordKey(letters.dropFirst(digits.count))],
            let hour = Numbers.digits(digits)
        else { return nil }
        return (Int(hour), late)
    }

    private static let suffixes = DateLexicon.keyed(["am": false, "pm": true])
    private static let initials = DateLexicon.keyed(["a": false, "p": true])
    private static let noon = DateLexicon.set("noon midday")
    private static let midnight = WordKey("midnight")
    private static let half = WordKey("half")
    private static let quarter = WordKey("quarter")
    private static let article = DateLexicon.set("a")
    private static let minutes = DateLexicon.set("minutes minute mins")
    private static let past = WordKey("past")
    private static let to = WordKey("to")
    private static let oclock = WordKey("oclock")
    private static let at = DateLexicon.set("at around about by")
    private static let atWord = WordKey("at")
    private static let night = WordKey("night")
    private static let inside = WordKey("in")
    private static let the = WordKey("the")
    private static let m = WordKey("m")
    private static let dot = WordKey(".")
    private static let cues = DateLexicon.set("at around about by until till before after from between to")
    private static let mayFollow = DateLexicon.set("on today tomorrow tonight sharp next this instead latest thanks")
}
