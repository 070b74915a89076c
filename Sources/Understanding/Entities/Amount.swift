import Vocabulary

/// Money with its currency, before or behind the figure: `$49.90`, `20 quid`, `EUR 12,50`.
enum Amount {
    private static let signs: [UInt32: String] = [
        0x24: "USD", 0xA3: "GBP", 0x20AC: "EUR", 0xA5: "JPY", 0x20B9: "INR", 0x20A9: "KRW",
    ]
    private static let words: [WordKey: (currency: String?, minor: Bool)] = {
        var words: [WordKey: (currency: String?, minor: Bool)] = [:]
        for (currency, names) in [
            "USD": "usd dollar dollars buck bucks", "GBP": "gbp pound pounds quid", "EUR": "eur euro euros",
            "JPY": "jpy yen", "INR": "inr rupee rupees rs", "CHF": "chf franc francs", "CAD": "cad", "AUD": "aud",
            "SEK": "sek", "NOK": "nok", "DKK": "dkk", "PLN": "pln zloty",
        ] {
            for name in names.split(separator: " ") { words[WordKey(String(name))] = (currency, false) }
        }
        for name in ["cent", "cents"] { words[WordKey(name)] = (nil, true) }
        for name in ["pence", "penny"] { words[WordKey(name)] = ("GBP", true) }
        return words
    }()

    static func found(_ message: Message, _ context: EntityContext) -> [Found] {
        var found: [Found] = []
        var position = 0
        while position < message.folded.count {
            guard let amount = amount(message, at: position, context) else {
                position += 1
                continue
            }
            found.append(amount)
            position = amount.range.upperBound
        }
        return found + spelled(message, context)
    }

    private static func amount(_ message: Message, at position: Int, _ context: EntityContext) -> Found? {
        let text = message.folded
        guard let figure = Figure(text, at: position) else { return nil }
        if let (currency, start) = currencyBefore(message, position, context) {
            return money(figure, currency, start..<figure.range.upperBound)
        }
        var next = figure.range.upperBound
        while next < text.count, text[next] == 0x20, next - figure.range.upperBound < 2 { next += 1 }
        guard next < text.count else { return nil }
        if let currency = signs[text[next]] {
            return money(figure, resolved(currency, context), position..<(next + 1))
        }
        guard let word = message.words.first(where: { $0.start == next }), let unit = words[word.key] else {
            return nil
        }
        let currency = resolved(unit.currency ?? context.currency, context)
        guard !unit.minor else {
            guard figure.scale == 0 else { return nil }
            return Found(
                BuiltIn.money, .money(Money(minor: figure.digits, currency: currency)), position..<word.end)
        }
        return money(figure, currency, position..<word.end)
    }

    private static func money(_ figure: Figure, _ currency: String, _ range: Range<Int>) -> Found? {
        let fractionDigits = Money(minor: 0, currency: currency).fractionDigits
        return figure.minor(fractionDigits).map {
            Found(BuiltIn.money, .money(Money(minor: $0, currency: currency)), range)
        }
    }

    private static func currencyBefore(
        _ message: Message, _ position: Int, _ context: EntityContext
    ) -> (currency: String, start: Int)? {
        var before = position - 1
        if before > 0, message.folded[before] == 0x20 { before -= 1 }
        guard before >= 0 else { return nil }
        if let currency = signs[message.folded[before]] { return (resolved(currency, context), before) }
        guard let word = message.words.last(where: { $0.end == before + 1 }), word.letters.count <= 3,
            let unit = words[word.key], let currency = unit.currency, !unit.minor
        else { return nil }
        return (currency, word.start)
    }

    /// "20 dollars", "$20" mean the shop's own dollars.
    private static func resolved(_ currency: String, _ context: EntityContext) -> String {
        switch (currency, context.currency) {
        case ("USD", "CAD"), ("USD", "AUD"), ("USD", "NZD"), ("USD", "SGD"): context.currency
        default: currency
        }
    }

    /// "twenty pounds".
    private static func spelled(_ message: Message, _ context: EntityContext) -> [Found] {
        var found: [Found] = []
        for index in message.words.indices where message.words[index].kind == .word {
            guard let (value, length) = Numbers.spelled(message.words, at: index),
                index + length < message.words.count
            else { continue }
            let word = message.words[index + length]
            guard let unit = words[word.key] else { continue }
            let currency = resolved(unit.currency ?? context.currency, context)
            var minor = value
            if !unit.minor {
                for _ in 0..<Money(minor: 0, currency: currency).fractionDigits { minor *= 10 }
            }
            let range = message.words[index].start..<word.end
            // "twenty five pounds" is not also "five pounds".
            guard !(found.last?.range.overlaps(range) ?? false) else { continue }
            found.append(Found(BuiltIn.money, .money(Money(minor: minor, currency: currency)), range))
        }
        return found
    }
}
