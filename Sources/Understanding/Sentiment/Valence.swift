/// How good or bad a message sounds: the strengths of its words, turned round by negations, raised by boosters,
/// capitals and exclamation marks, and weighed around a "but". The constants are those Hutto and Gilbert fitted to
/// human ratings for VADER (2014).
struct Valence {
    private(set) var value = 0.0
    /// Sum of the positive words alone.
    private(set) var praise = 0.0
    /// Complaint units of the angry and the sorrowful words.
    private(set) var temper = 0.0
    /// Where the words stand that made it.
    private(set) var places: [Range<Int>] = []

    private static let but = SentimentLexicon.keys("but however although though except")
    private static let least = WordKey("least")
    private static let at = WordKey("at")
    private static let never = WordKey("never")
    private static let so = SentimentLexicon.keys("so this such")
    private static let kind = WordKey("kind")
    private static let of = WordKey("of")
    private static let like = WordKey("like")

    init(_ message: Message, shouts: Bool) {
        var strengths: [(index: Int, value: Double)] = []
        let words = message.words
        var index = 0
        while index < words.count {
            let idiom = Self.idiom(at: index, words)
            guard let strength = idiom?.strength ?? Self.strength(at: index, message) else {
                index += 1
                continue
            }
            let end = index + (idiom?.length ?? 1)
            let raised = Self.raised(strength, at: index, message, shouts)
            strengths.append((index, raised))
            places.append(words[index].start..<words[end - 1].end)
            if let units = SentimentLexicon.tempers[words[index].key], raised < 0 { temper += units }
            index = end
        }
        if let but = words.lastIndex(where: { Self.but.contains($0.key) }) {
            strengths = strengths.map { ($0.index, $0.value * ($0.index < but ? 0.5 : 1.5)) }
        }
        for face in Self.faces(in: message) {
            strengths.append((Int.max, face.value))
            places.append(face.place)
        }
        var sum = strengths.reduce(0) { $0 + $1.value }
        praise = strengths.reduce(0) { $0 + max($1.value, 0) }
        let marks = Double(min(words.count { $0.letters == [0x21] }, 4))
        if sum > 0 { sum += 0.292 * marks } else if sum < 0 { sum -= 0.292 * marks }
        value = sum / (sum * sum + 15).squareRoot()
    }

    private static func idiom(at index: Int, _ words: [Message.Word]) -> (length: Int, strength: Double)? {
        for idiom in SentimentLexicon.idioms[words[index].key] ?? []
        where words[index...].prefix(idiom.keys.count).elementsEqual(idiom.keys, by: { $0.key == $1 }) {
            return (idiom.keys.count, idiom.strength)
        }
        return nil
    }

    private static func strength(at index: Int, _ message: Message) -> Double? {
        let words = message.words
        let word = words[index]
        guard word.kind != .number, word.kind != .address else { return nil }
        if let strength = SentimentLexicon.strengths[word.key] {
            let next = index + 1 < words.count ? words[index + 1].key : nil
            // "Kind of" is no kindness, "damn good" no curse, "looks like" no liking, "I'll" not ill.
            if word.key == kind, next == of { return nil }
            if SentimentLexicon.boosters[word.key] != nil, let next, SentimentLexicon.strengths[next] != nil {
                return nil
            }
            if word.key == like, index > 0, SentimentLexicon.comparing.contains(words[index - 1].key) { return nil }
            if word.letters.suffix(2) == [0x6C, 0x6C], message.folded[word.start..<word.end].contains(0x27) {
                return nil
            }
            return strength
        }
        // "soooo goooood": letters drawn out to three or more say the same, louder.
        guard word.letters.count >= 4, let plain = shortened(word.letters) else { return nil }
        for letters in plain {
            if let strength = SentimentLexicon.strengths[WordKey(letters)] { return strength * 1.2 }
        }
        return nil
    }

    /// The word with runs of three or more letters cut to two, and to one.
    private static func shortened(_ letters: [UInt32]) -> [[UInt32]]? {
        guard
            letters.indices.dropFirst(2).contains(where: {
                letters[$0] == letters[$0 - 1] && letters[$0] == letters[$0 - 2]
            })
        else { return nil }
        return [2, 1].map { most in
            var result: [UInt32] = []
            var run = 0
            for letter in letters {
                run = letter == result.last ? run + 1 : 1
                if run <= most { result.append(letter) }
            }
            return result
        }
    }

    private static func raised(_ strength: Double, at index: Int, _ message: Message, _ shouts: Bool) -> Double {
        var value = strength
        let sign: Double = strength < 0 ? -1 : 1
        if !shouts, isShouted(message.words[index], message) { value += sign * 0.733 }
        var isNegated = false
        var place = index - 1
        var distance = 0
        while place >= 0, distance < 3 {
            let word = message.words[place]
            place -= 1
            guard word.kind != .symbol else {
                // A full stop or comma ends a negation's reach.
                if word.letters[0] < 0x80, word.letters != [0x22] { break }
                continue
            }
            distance += 1
            if let booster = SentimentLexicon.boosters[word.key] {
                let fading = distance == 1 ? 1 : distance == 2 ? 0.95 : 0.9
                value += sign * booster * fading * (isShouted(word, message) && !shouts ? 2 : 1)
            }
            if SentimentLexicon.negations.contains(word.key) {
                // "Never been so disappointed" means more of it, not less.
                if word.key == never, message.words[place + 2..<index].contains(where: { so.contains($0.key) }) {
                    value *= 1.25
                } else {
                    isNegated = true
                }
            }
            if word.key == least, place < 0 || message.words[place].key != at { isNegated = true }
        }
        return isNegated ? value * -0.74 : value
    }

    static func isShouted(_ word: Message.Word, _ message: Message) -> Bool {
        word.kind == .word && word.letters.count >= 3
            && message.original[word.start..<word.end].allSatisfy { !$0.properties.isLowercase }
            && message.original[word.start].properties.isUppercase
    }

    /// Typed faces such as `:-(`, between spaces.
    private static func faces(in message: Message) -> [(place: Range<Int>, value: Double)] {
        let text = message.original
        var found: [(place: Range<Int>, value: Double)] = []
        var start = 0
        while start < text.count, found.count < 8 {
            var end = start
            while end < text.count, text[end] != " ", text[end] != "\n" { end += 1 }
            if (2...4).contains(end - start) {
                let piece = message.text(start, end)
                if let value = SentimentLexicon.faces[piece.lowercased()], value != 0 {
                    found.append((start..<end, value))
                }
            }
            start = end + 1
        }
        return found
    }
}
