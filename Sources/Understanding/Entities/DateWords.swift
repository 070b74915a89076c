import Vocabulary

/// Days and moments as people name them: `tomorrow`, `last Friday`, `the 3rd`, `3rd of May`, `May 3, 2025`,
/// `2025-05-03`, `3/5/25`, `in two weeks`, `5 days ago`, `end of the month`, `tomorrow at 3pm`; and times of no day in
/// particular.
enum DateWords {
    /// - Parameter joinsTimes: a day and the time said beside it are one thing.
    static func found(_ message: Message, _ context: EntityContext, joinsTimes: Bool) -> [Found] {
        DateScan(message: message, context: context, joinsTimes: joinsTimes).found()
    }
}

private struct DateScan {
    let message: Message
    let words: [Message.Word]
    let context: EntityContext
    let joinsTimes: Bool
    let times: TimeReader

    init(message: Message, context: EntityContext, joinsTimes: Bool) {
        self.message = message
        words = message.words
        self.context = context
        self.joinsTimes = joinsTimes
        times = TimeReader(message: message, words: message.words)
    }

    func found() -> [Found] {
        var reader = DateReader(message: message, words: words, context: context)
        var found: [Found] = []
        var index = 0
        while index < words.count {
            if let reading = reader.reading(at: index) {
                let end = index + reading.length
                if let day = reading.when.day { reader.last = (day, end) }
                let (moment, length) = withTime(reading, from: index)
                found.append(Found(BuiltIn.date, .moment(moment), range(index, length)))
                index += length
            } else if let time = times.time(at: index, isBareAllowed: context.expected.contains(BuiltIn.time)) {
                if joinsTimes, let (moment, length) = withDay(time, from: index, reader) {
                    found.append(Found(BuiltIn.date, .moment(moment), range(index, length)))
                    index += length
                } else {
                    found.append(Found(BuiltIn.time, .text(Self.text(time.minute)), range(index, time.length)))
                    index += time.length
                }
            } else {
                index += 1
            }
        }
        return found
    }

    private func range(_ index: Int, _ length: Int) -> Range<Int> {
        words[index].start..<words[index + length - 1].end
    }

    /// "Tomorrow at 3".
    private func withTime(_ reading: DateReader.Reading, from index: Int) -> (Timestamp, Int) {
        switch reading.when {
        case .moment(let moment): return (moment, reading.length)
        case .day(let day):
            let end = index + reading.length
            let next = end < words.count && words[end].letters == [0x2C] ? end + 1 : end
            guard joinsTimes, let time = times.time(at: next, isBareAllowed: isCued(next), isLate: reading.isLate)
            else { return (context.moment(day), reading.length) }
            return (context.moment(day, minute: time.minute), next + time.length - index)
        }
    }

    /// Only "at" makes a bare number behind a day an hour: "Friday 3" is not.
    private func isCued(_ index: Int) -> Bool {
        index < words.count && (words[index].key == Self.at || words[index].letters == [0x40])
    }

    /// "3pm tomorrow", "at 9 on Friday".
    private func withDay(_ time: TimeReader.Reading, from index: Int, _ reader: DateReader) -> (Timestamp, Int)? {
        var next = index + time.length
        if next < words.count, words[next].key == DateLexicon.on || words[next].letters == [0x2C] { next += 1 }
        guard next < words.count, let reading = reader.reading(at: next), let day = reading.when.day else { return nil }
        return (context.moment(day, minute: time.minute), next + reading.length - index)
    }

    private static let at = WordKey("at")

    private static func text(_ minute: Int) -> String {
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return padded(minute / 60) + ":" + padded(minute % 60)
    }
}
