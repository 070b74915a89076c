import Vocabulary

/// Money with its currency, before or behind the figure: `$49.90`, `20 quid`, `EUR 12,50`, `1.234,50 €`, `US$5`,
/// `99p`, `twenty pounds`, `5 euros and 50 cents`.
struct Amount {
    private let message: Message
    private let text: [UInt32]
    private let words: [Message.Word]
    private let shop: String

    static func found(_ message: Message, _ context: EntityContext) -> [Found] {
        let reader = Amount(
            message: message, text: message.folded, words: message.words, shop: context.currency)
        return reader.figures() + reader.spelled()
    }

    private static let limit = 64

    private func figures() -> [Found] {
        var found: [Found] = []
        var position = 0
        while position < text.count, found.count < Self.limit {
            guard Figure.isDigit(text[position]), let amount = amount(at: position) else {
                position += 1
                continue
            }
            found.append(amount)
            position = amount.range.upperBound
        }
        return found
    }

    private func amount(at position: Int) -> Found? {
        // The longest figure that money fits to: `1 234,50 €`, but not `2 500 g`.
        for spaced in [true, false] {
            if let (currency, isExact, start) = before(position),
                let figure = Figure(text, at: position, spaced: spaced, glued: true)
            {
                return signed(figure, currency, isExact, start)
            }
            if let figure = Figure(text, at: position, spaced: spaced), let found = followed(figure, position) {
                return found
            }
        }
        return nil
    }

    // MARK: Sign or code before

    /// `$5`, `$5k`, `$5 USD`.
    private func signed(_ figure: Figure, _ currency: String, _ isExact: Bool, _ start: Int) -> Found? {
        let end = figure.range.upperBound
        if let (unit, unitEnd) = unit(after: end), !unit.isMinor, let named = unit.currency {
            let isSame = named == currency || !isExact && unit.isExact && currency == shopped("USD")
            if isSame { return money(figure, named, start..<unitEnd) }
        }
        guard end < text.count, text[end] &- 97 < 26 else { return money(figure, currency, start..<end) }
        // "$5k" is five thousand; any other letter makes it no amount.
        guard text[end] == 0x6B, end + 1 == text.count || !isWordPart(text[end + 1]), figure.digits < 1_000_000
        else { return nil }
        let scale = Int64(fractionDigits(currency)) + 3 - Int64(figure.scale)
        guard scale >= 0 else { return nil }
        let minor = (0..<scale).reduce(figure.digits) { value, _ in value * 10 }
        return Found(BuiltIn.money, .money(Money(minor: minor, currency: currency)), start..<(end + 1))
    }

    /// The currency that stands before a figure, and where it begins.
    private func before(_ position: Int) -> (currency: String, isExact: Bool, start: Int)? {
        var end = position
        if end > 0, text[end - 1] == 0x20 { end -= 1 }
        // "Rs. 500".
        if end > 1, text[end - 1] == 0x2E, text[end - 2] &- 97 < 26 { end -= 1 }
        guard end > 0 else { return nil }
        if let currency = Currencies.signs[text[end - 1]] {
            guard text[end - 1] == 0x24, let country = letters(endingAt: end - 1),
                let dollars = Currencies.dollars[country.key]
            else { return (shopped(currency), text[end - 1] != 0x24, end - 1) }
            return (dollars, true, country.start)
        }
        guard let code = letters(endingAt: end), code.length <= 3, let unit = Currencies.words[code.key],
            unit.isExact, !unit.isMinor, let currency = unit.currency
        else { return nil }
        return (currency, true, code.start)
    }

    private func letters(endingAt end: Int) -> (key: WordKey, start: Int, length: Int)? {
        var start = end
        while start > 0, end - start < 5, text[start - 1] &- 97 < 26 { start -= 1 }
        guard start < end, start == 0 || !isWordPart(text[start - 1]) else { return nil }
        return (WordKey(text[start..<end]), start, end - start)
    }

    // MARK: Sign or word behind

    private func followed(_ figure: Figure, _ position: Int) -> Found? {
        let end = figure.range.upperBound
        if let (unit, unitEnd) = unit(after: end) {
            if unit.isMinor {
                guard figure.scale == 0 else { return nil }
                return Found(
                    BuiltIn.money, .money(Money(minor: figure.digits, currency: unit.currency ?? shop)),
                    position..<unitEnd)
            }
            return unit.currency.flatMap { whole(figure, $0, position..<unitEnd) }
        }
        let sign = end < text.count && text[end] == 0x20 ? end + 1 : end
        guard sign < text.count, let currency = Currencies.signs[text[sign]] else { return nil }
        // "2 $5 vouchers": the sign belongs to the figure behind it.
        if sign > end, sign + 1 < text.count, Figure.isDigit(text[sign + 1]) { return nil }
        return whole(figure, shopped(currency), position..<(sign + 1))
    }

    /// With the cents that may follow: "5 euros and 50 cents".
    private func whole(_ figure: Figure, _ currency: String, _ range: Range<Int>) -> Found? {
        var next = message.firstWord(from: range.upperBound)
        if next < words.count, words[next].key == Self.and { next += 1 }
        guard figure.scale == 0, next + 1 < words.count, words[next].kind == .number,
            words[next].letters.count <= 2, let cents = Numbers.digits(words[next].letters),
            let unit = Currencies.words[words[next + 1].key], unit.isMinor, unit.currency ?? currency == currency,
            fractionDigits(currency) == 2
        else { return money(figure, currency, range) }
        let minor = figure.digits * 100 + cents
        return Found(
            BuiltIn.money, .money(Money(minor: minor, currency: currency)), range.lowerBound..<words[next + 1].end)
    }

    private static let and = WordKey("and")

    /// The unit in words behind an offset: right there ("99p", "20eur") or one space on.
    private func unit(after end: Int) -> (unit: Currencies.Unit, end: Int)? {
        guard end < text.count else { return nil }
        if text[end] &- 97 < 26 {
            var stop = end
            while stop < text.count, isWordPart(text[stop]), stop - end < 10 { stop += 1 }
            let key = WordKey(text[end..<stop])
            if key == Currencies.penny {
                return (Currencies.Unit(currency: "GBP", isMinor: true, isExact: true), stop)
            }
            return Currencies.words[key].map { ($0, stop) }
        }
        let index = message.firstWord(from: end)
        guard index < words.count, words[index].start - end <= 2,
            text[end..<words[index].start].allSatisfy({ $0 == 0x20 || $0 == 0x202F })
        else { return nil }
        return unit(at: index)
    }

    private func unit(at index: Int) -> (unit: Currencies.Unit, end: Int)? {
        guard index < words.count, words[index].kind == .word else { return nil }
        let key = words[index].key
        if let country = Currencies.dollars[key], index + 1 < words.count,
            Currencies.words[words[index + 1].key]?.currency == "USD"
        {
            return (Currencies.Unit(currency: country, isMinor: false, isExact: true), words[index + 1].end)
        }
        guard let unit = Currencies.words[key] else { return nil }
        // "Two pounds of coffee" weigh.
        if Currencies.pounds.contains(key), index + 1 < words.count, words[index + 1].key == Self.of { return nil }
        guard !unit.isExact, !unit.isMinor, let currency = unit.currency else { return (unit, words[index].end) }
        return (Currencies.Unit(currency: shopped(currency), isMinor: false, isExact: false), words[index].end)
    }

    private static let of = WordKey("of")

    // MARK: In words

    /// "Twenty pounds", "a couple of quid".
    private func spelled() -> [Found] {
        var found: [Found] = []
        var index = 0
        while index < words.count, found.count < Self.limit {
            guard words[index].kind == .word, let (value, length) = Numbers.spelled(words, at: index) else {
                index += 1
                continue
            }
            var next = index + length
            if value == 2, next < words.count, words[next].key == Self.of { next += 1 }
            if let (unit, end) = unit(at: next) {
                let currency = unit.currency ?? shop
                let scale = unit.isMinor ? 0 : fractionDigits(currency)
                let minor = (0..<scale).reduce(value) { value, _ in value * 10 }
                found.append(
                    Found(
                        BuiltIn.money, .money(Money(minor: minor, currency: currency)), words[index].start..<end))
            }
            index += length
        }
        return found
    }

    // MARK: Parts

    private func money(_ figure: Figure, _ currency: String, _ range: Range<Int>) -> Found? {
        figure.minor(fractionDigits(currency)).map {
            Found(BuiltIn.money, .money(Money(minor: $0, currency: currency)), range)
        }
    }

    private func fractionDigits(_ currency: String) -> Int {
        Money(minor: 0, currency: currency).fractionDigits
    }

    private func shopped(_ currency: String) -> String {
        Currencies.resolved(currency, in: shop)
    }

    private func isWordPart(_ value: UInt32) -> Bool {
        value &- 97 < 26 || Figure.isDigit(value) || value >= 0xC0
    }
}
