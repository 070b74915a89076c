import Vocabulary

/// Counts and other plain numbers: `2`, `three`, `a dozen`, `a couple`, `3x`, `x3`, `2.5`.
enum Count {
    static func found(_ message: Message, _ context: EntityContext) -> [Found] {
        let words = message.words
        var found: [Found] = []
        var index = 0
        while index < words.count {
            let word = words[index]
            if word.kind == .number, let figure = Figure(message.folded, at: word.start) {
                while index < words.count, words[index].start < figure.range.upperBound { index += 1 }
                let isTimes = index < words.count && words[index].key == times && figure.scale == 0
                found +=
                    isTimes
                    ? entities(figure.digits, word.start..<words[index].end, context, isBareOne: false)
                    : entities(figure, context)
                index += isTimes ? 1 : 0
            } else if word.kind == .mixed, let value = pieces(word.letters) {
                found += entities(value, word.start..<word.end, context, isBareOne: false)
                index += 1
            } else if let (value, length) = Numbers.spelled(words, at: index) {
                found += entities(
                    value, word.start..<words[index + length - 1].end, context, isBareOne: value == 1)
                index += length
            } else {
                index += 1
            }
        }
        return found
    }

    private static let times = WordKey("x")
    private static let marks = Set(["x", "pc", "pcs"].map { $0.unicodeScalars.map(\.value) })

    /// `3x`, `x3`, `3pcs`.
    private static func pieces(_ letters: [UInt32]) -> Int64? {
        let digits = letters.prefix(while: Figure.isDigit)
        if !digits.isEmpty {
            return marks.contains(Array(letters.dropFirst(digits.count))) && digits.count <= 4
                ? Numbers.digits(digits) : nil
        }
        let rest = letters.dropFirst()
        return letters.first == 0x78 && rest.count <= 4 ? Numbers.digits(rest) : nil
    }

    private static func entities(_ figure: Figure, _ context: EntityContext) -> [Found] {
        guard figure.scale > 0 else { return entities(figure.digits, figure.range, context, isBareOne: false) }
        return [Found(BuiltIn.number, .number(figure.value), figure.range)]
    }

    private static func entities(
        _ value: Int64, _ range: Range<Int>, _ context: EntityContext, isBareOne: Bool
    ) -> [Found] {
        let wantsNumber = context.expected.contains(BuiltIn.number)
        let wantsInteger = context.expected.contains(BuiltIn.integer)
        // "I want one" counts nothing, unless a count was asked for.
        guard wantsNumber || wantsInteger || !isBareOne else { return [] }
        return wantsNumber && !wantsInteger
            ? [Found(BuiltIn.number, .number(Double(value)), range)]
            : [Found(BuiltIn.integer, .integer(value), range)]
    }
}
