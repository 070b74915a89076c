import Vocabulary

/// Reads numbers as people write them.
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
        return values
    }()
    private static let scales: [WordKey: Int64] = [
        WordKey("hundred"): 100, WordKey("thousand"): 1_000, WordKey("dozen"): 12,
    ]
    private static let article = WordKey("a")

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

    /// A number in words from `index` on ("twenty five", "a dozen", "two hundred"), with the count of words it takes.
    static func spelled(_ words: [Message.Word], at index: Int) -> (value: Int64, length: Int)? {
        if words[index].key == article, index + 1 < words.count, let scale = scales[words[index + 1].key] {
            return (scale, 2)
        }
        guard words[index].kind == .word, var value = small[words[index].key] else { return nil }
        var length = 1
        if value >= 20, value < 100, index + length < words.count, let unit = small[words[index + length].key],
            unit < 10,
            unit > 0
        {
            value += unit
            length += 1
        }
        if index + length < words.count, let scale = scales[words[index + length].key] {
            value *= scale
            length += 1
        }
        return (value, length)
    }
}

/// Digits with their separators, read straight from the text: `1,299.50`, `1.299,50`, `12,5`.
struct Figure {
    /// Without separators; `scale` of them stand behind the decimal point.
    let digits: Int64
    let scale: Int
    let range: Range<Int>

    /// The figure that begins at `start`, where no digit or letter stands before it.
    init?(_ text: [UInt32], at start: Int) {
        guard text[start] &- 48 < 10, start == 0 || !Self.joins(text[start - 1]) else { return nil }
        var groups: [(separator: UInt32, count: Int)] = [(0, 0)]
        var value: Int64 = 0
        var total = 0
        var position = start
        while position < text.count, total <= 15 {
            let scalar = text[position]
            if scalar &- 48 < 10 {
                value = value * 10 + Int64(scalar - 48)
                groups[groups.count - 1].count += 1
                total += 1
                position += 1
            } else if scalar == 0x2E || scalar == 0x2C, position + 1 < text.count, text[position + 1] &- 48 < 10 {
                groups.append((scalar, 0))
                position += 1
            } else {
                break
            }
        }
        guard total <= 15, let scale = Self.scale(groups) else { return nil }
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

    private static func joins(_ value: UInt32) -> Bool {
        value &- 48 < 10 || value &- 97 < 26 || value == 0x2E || value == 0x2C
    }

    /// Decimals behind the last separator; nothing when the separators make no number (`192.168.1.1`).
    private static func scale(_ groups: [(separator: UInt32, count: Int)]) -> Int? {
        guard let last = groups.last, groups.count > 1 else { return 0 }
        let inner = groups.dropFirst().dropLast()
        guard inner.allSatisfy({ $0.count == 3 && $0.separator == groups[1].separator }) else { return nil }
        if groups.count == 2 {
            // One separator and three digits: thousands, unless a zero stands before it.
            return last.count == 3 && groups[0].count <= 3 ? 0 : last.count
        }
        if last.separator == groups[1].separator { return last.count == 3 ? 0 : nil }
        return last.count
    }
}
