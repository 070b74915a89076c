import Vocabulary

/// E-mail addresses.
enum Address {
    static func found(_ message: Message, _ context: EntityContext) -> [Found] {
        message.words.compactMap { word in
            guard word.kind == .address, word.end - word.start <= 254 else { return nil }
            let text = message.text(word)
            let parts = text.split(separator: "@", omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, parts[0].unicodeScalars.count <= 64,
                parts[1].split(separator: ".", omittingEmptySubsequences: false).allSatisfy({ !$0.isEmpty }),
                parts[1].contains("."), !text.contains("/")
            else { return nil }
            return Found(BuiltIn.email, .text(text.lowercased()), word.start..<word.end)
        }
    }
}

/// Phone numbers: seven to fifteen digits (E.164 allows no more), with a plus, separators, or ten of them in a row.
enum PhoneNumber {
    static func found(_ message: Message, _ context: EntityContext) -> [Found] {
        let text = message.folded
        var found: [Found] = []
        var position = 0
        while position < text.count {
            let scalar = text[position]
            let begins = scalar == 0x2B || scalar == 0x28 || scalar &- 48 < 10
            guard begins, position == 0 || !isJoined(text[position - 1]) else {
                position += 1
                continue
            }
            let (digits, separators, end) = run(text, from: position)
            let isPlain = scalar != 0x2B && separators == 0
            let least = context.expected.contains(BuiltIn.phone) ? 7 : isPlain ? 10 : 7
            if digits.count >= least, digits.count <= 15, end == text.count || !isJoined(text[end]) {
                let number = (scalar == 0x2B ? "+" : "") + digits
                found.append(Found(BuiltIn.phone, .text(number), position..<end))
            }
            position = max(end, position + 1)
        }
        return found
    }

    private static func run(_ text: [UInt32], from start: Int) -> (digits: String, separators: Int, end: Int) {
        var digits = ""
        var separators = 0
        var end = start
        var position = start
        while position < text.count, digits.utf8.count <= 16 {
            switch text[position] {
            case let digit where digit &- 48 < 10:
                digits.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: digit)))
                end = position + 1
            case 0x2B where position == start: break
            case 0x20, 0x2D, 0x2E, 0x28, 0x29, 0xA0:
                // Two separators in a row, other than around brackets, end a number.
                if position > start, position - end >= 2 { return (digits, separators, end) }
                separators += 1
            default: return (digits, separators, end)
            }
            position += 1
        }
        // Separators behind the last digit are the sentence's.
        return (digits, end > start ? max(0, separators - (position - end)) : 0, end)
    }

    private static func isJoined(_ value: UInt32) -> Bool {
        value &- 48 < 10 || value &- 97 < 26 || value == 0x23
    }
}

/// Counts and other plain numbers: `2`, `three`, `a dozen`, `2.5`.
enum Count {
    static func found(_ message: Message, _ context: EntityContext) -> [Found] {
        let words = message.words
        var found: [Found] = []
        var index = 0
        while index < words.count {
            let word = words[index]
            if word.kind == .number, let figure = Figure(message.folded, at: word.start) {
                found += entities(figure, context)
                while index < words.count, words[index].start < figure.range.upperBound { index += 1 }
            } else if let (value, length) = Numbers.spelled(words, at: index) {
                found += entities(
                    value, words[index].start..<words[index + length - 1].end, context, isBareOne: value == 1)
                index += length
            } else {
                index += 1
            }
        }
        return found
    }

    private static func entities(_ figure: Figure, _ context: EntityContext) -> [Found] {
        guard figure.scale > 0 else { return entities(figure.digits, figure.range, context, isBareOne: false) }
        return [Found(BuiltIn.number, .number(figure.value), figure.range)]
    }

    private static func entities(
        _ value: Int64, _ range: Range<Int>, _ context: EntityContext, isBareOne: Bool
    ) -> [Found] {
        // "I want one" counts nothing, unless a count was asked for.
        let isAsked = context.expected.contains(BuiltIn.integer) || context.expected.contains(BuiltIn.number)
        guard isAsked || !isBareOne else { return [] }
        var found = [Found(BuiltIn.integer, .integer(value), range)]
        if context.expected.contains(BuiltIn.number) {
            found.append(Found(BuiltIn.number, .number(Double(value)), range))
        }
        return found
    }
}

/// Yes or no, said at the beginning of a message.
enum YesNo {
    private static let yes = keys([
        "yes", "yeah", "yep", "yup", "yea", "ya", "sure", "ok", "okay", "correct", "right", "absolutely", "definitely",
        "certainly", "indeed", "affirmative", "y", "yess", "yesss", "yah", "aye", "fine", "agreed", "exactly", "okey",
        "of course", "go ahead", "go on", "do it", "please do", "sounds good", "that is right", "thats right",
        "that is correct", "thats correct", "thats it", "that works", "works for me", "confirm", "confirmed",
        "i confirm",
        "i do", "i am", "i would", "perfect", "great", "why not", "by all means", "you bet", "for sure",
    ])
    private static let no = keys([
        "no", "nope", "nah", "nay", "n", "not really", "no way", "never", "negative", "not at all", "wrong",
        "incorrect", "i do not", "i dont", "dont", "do not", "not now", "not yet", "id rather not", "thats wrong",
        "that is wrong", "thats not right", "that is not right", "thats not it", "not quite", "nothing", "noo", "nooo",
        "not correct", "im not", "i am not",
    ])
    private static let fillers = Set(
        ["um", "uh", "well", "oh", "hm", "hmm", "er", "erm", "ah", "so"].map { WordKey($0) })
    private static let thumbs: [UInt32: Bool] = [
        0x1F44D: true, 0x1F44E: false, 0x2705: true, 0x274C: false, 0x1F44C: true,
    ]

    private static func keys(_ phrases: [String]) -> Set<[WordKey]> {
        Set(phrases.map { Message($0).words.map(\.key) })
    }

    static func found(_ message: Message) -> [Found] {
        if let first = message.words.first, first.kind == .symbol, let flag = thumbs[first.letters[0]] {
            return [Found(BuiltIn.yesNo, .flag(flag), first.start..<first.end)]
        }
        let words = message.words.filter { $0.kind == .word }.drop { fillers.contains($0.key) }.prefix(4)
        for length in stride(from: words.count, to: 0, by: -1) {
            let start = words.startIndex
            let keys = words.prefix(length).map(\.key)
            let range = words[start].start..<words[start + length - 1].end
            // "no" wins over the "not" that may follow it; "right" in "right now" says nothing.
            if no.contains(keys) { return [Found(BuiltIn.yesNo, .flag(false), range)] }
            if yes.contains(keys), !isLeadingNowhere(words, length) {
                return [Found(BuiltIn.yesNo, .flag(true), range)]
            }
        }
        return []
    }

    private static let weak = keys(["right", "great", "fine", "perfect", "sure", "i do", "i am", "i would", "ya", "y"])
    private static let not = WordKey("not")

    /// A weak word that begins a longer sentence ("I am late", "right now") is not an answer.
    private static func isLeadingNowhere(_ words: ArraySlice<Message.Word>, _ length: Int) -> Bool {
        guard words.count > length else { return false }
        let next = words[words.startIndex + length]
        return next.key == not || weak.contains(words.prefix(length).map(\.key))
    }
}
