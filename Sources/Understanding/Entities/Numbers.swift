/// Reads numbers as people write them in words.
enum Numbers {
    private static let small: [WordKey: Int64] = {
        let words = [
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
            "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
        ]
        let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
        var values: [WordKey: Int64] = [:]
        for (value, word) in words.enumerated() { values[WordKey(word)] = Int64(value) }
        for (index, word) in tens.enumerated() { values[WordKey(word)] = Int64(index * 10 + 20) }
        values[WordKey("fourty")] = 40
        return values
    }()

    static func value(_ word: Message.Word) -> Int64? {
        switch word.kind {
        case .number: digits(word.letters)
        case .word: small[word.key]
        case .mixed, .address, .symbol: nil
        }
    }

    /// The value of digits, when it is one a person would count with.
    static func digits(_ letters: some Collection<UInt32>) -> Int64? {
        guard !letters.isEmpty, letters.count <= 12 else { return nil }
        var value: Int64 = 0
        for letter in letters {
            guard letter &- 48 < 10 else { return nil }
            value = value * 10 + Int64(letter - 48)
        }
        return value
    }

    /// A number in words from `index` on ("twenty-five", "a dozen", "two hundred and ten", "a couple"), with the
    /// count of words it takes. The "of" of "a couple of" is not the number's.
    static func spelled(_ words: [Message.Word], at index: Int) -> (value: Int64, length: Int)? {
        var reader = Speller(words: words, place: index)
        return reader.number().map { ($0, reader.place - index) }
    }

    private struct Speller {
        let words: [Message.Word]
        var place: Int

        mutating func number() -> Int64? {
            if let few = collective() { return few }
            guard var value = belowThousand() else { return nil }
            if take(Numbers.thousand) {
                value *= 1_000
                value += rest() ?? 0
            } else if take(Numbers.dozen) {
                value *= 12
            }
            return value
        }

        private mutating func collective() -> Int64? {
            let from = place
            let isHalf = take(Numbers.half)
            if take(Numbers.article) || isHalf {
                if take(Numbers.dozen) { return isHalf ? 6 : 12 }
                if !isHalf, take(Numbers.couple) || take(Numbers.pair) { return 2 }
            }
            place = from
            return nil
        }

        private mutating func belowThousand() -> Int64? {
            let from = place
            if take(Numbers.article) {
                guard let next = key(place), next == Numbers.hundred || next == Numbers.thousand else {
                    place = from
                    return nil
                }
                return take(Numbers.hundred) ? 100 + (rest(below: 100) ?? 0) : 1
            }
            guard let value = belowHundred() else { return nil }
            guard value < 10, take(Numbers.hundred) else { return value }
            return value * 100 + (rest(below: 100) ?? 0)
        }

        private mutating func belowHundred() -> Int64? {
            guard let value = key(place).flatMap({ Numbers.small[$0] }) else { return nil }
            place += 1
            guard value >= 20 else { return value }
            let from = place
            if place < words.count, words[place].letters == [0x2D], words[place].start == words[place - 1].end {
                place += 1
            }
            guard let unit = key(place).flatMap({ Numbers.small[$0] }), (1...9).contains(unit) else {
                place = from
                return value
            }
            place += 1
            return value + unit
        }

        /// "and five", "forty": what follows hundreds and thousands.
        private mutating func rest(below limit: Int64 = 1_000) -> Int64? {
            let from = place
            _ = take(Numbers.and)
            guard let value = limit == 100 ? belowHundred() : belowThousand() else {
                place = from
                return nil
            }
            return value
        }

        private func key(_ place: Int) -> WordKey? {
            place < words.count && words[place].kind == .word ? words[place].key : nil
        }

        private mutating func take(_ wanted: WordKey) -> Bool {
            guard key(place) == wanted else { return false }
            place += 1
            return true
        }
    }

    private static let article = WordKey("a")
    private static let half = WordKey("half")
    private static let hundred = WordKey("hundred")
    private static let thousand = WordKey("thousand")
    private static let dozen = WordKey("dozen")
    static let couple = WordKey("couple")
    private static let pair = WordKey("pair")
    private static let and = WordKey("and")
}
