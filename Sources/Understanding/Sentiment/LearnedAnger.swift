/// Adds what people's judgements taught about anger to what the rules say (the table is in `weights`).
enum LearnedAnger {
    /// Log-odds of frustration, at most `limit` either way, with the places in the message that raised them.
    static func reading(of message: Message) -> (logOdds: Double, places: [Range<Int>]) {
        var sum = 0.0
        var seen: Set<UInt64> = []
        var found: [(weight: Double, place: Range<Int>)] = []
        // Long messages hold more of everything, so each feature counts for less.
        let scale = 1 / Double(message.words.count + 5).squareRoot()

        func count(_ feature: UInt64, _ first: Message.Word, _ last: Message.Word) {
            guard let weight = table[feature], seen.insert(feature).inserted else { return }
            sum += weight
            if weight * scale >= worthNaming { found.append((weight, first.start..<last.end)) }
        }

        // The word before, and the one before that with the pair's key, while nothing stands between them.
        var previous: Message.Word?
        var pair: (first: Message.Word, key: UInt64)?
        for word in message.words {
            count(word.key.bits, word, word)
            guard word.kind == .word else {
                previous = nil
                pair = nil
                continue
            }
            if word.letters.count > stem { count(beginning(of: word), word, word) }
            if let pair { count(joined(pair.key, word.key), pair.first, word) }
            pair = previous.map { ($0, joined($0.key.bits, word.key)) }
            if let pair { count(pair.key, pair.first, word) }
            previous = word
        }
        return (min(max(sum * scale, -limit), limit), found.map(\.place))
    }

    private static let limit = 2.5
    private static let worthNaming = 0.35
    private static let stem = 5

    private static let table: [UInt64: Double] = {
        var table: [UInt64: Double] = [:]
        for (weight, features) in weights {
            for feature in features.split(whereSeparator: { $0 == "," || $0 == "\n" }) {
                let keys = feature.split(separator: " ").map { WordKey(String($0)) }
                guard let first = keys.first else { continue }
                table[keys.dropFirst().reduce(first.bits, joined)] = weight
            }
        }
        return table
    }()

    private static func joined(_ left: UInt64, _ right: WordKey) -> UInt64 {
        WordKey.finish(left &* 0x9E37_79B9_7F4A_7C15 &+ right.bits)
    }

    /// The key of `disgu~` for "disgusting".
    private static func beginning(of word: Message.Word) -> UInt64 {
        WordKey(word.letters.prefix(stem) + CollectionOfOne(0x7E)).bits
    }
}
