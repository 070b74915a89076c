import Vocabulary

/// Reads how a message feels: valence from the lexicon, frustration from the valence and the cues, urgency from the
/// cues alone.
enum SentimentReader {
    /// Frustration of a message without a single sign, before the squashing.
    private static let rest = -1.6

    private static let why = SentimentLexicon.keys("why how when where")

    static func sentiment(of message: Message) -> Sentiment {
        let shouts = shoutedShare(message) > 0.3
        let valence = Valence(message, shouts: shouts)
        var found = valence.words
        var complaint = 0.0
        var gratitude = 0.0
        var haste = 0.0
        var alarm = 0.0
        for (cue, range) in cues(in: message) {
            switch cue.kind {
            case .complaint: complaint += cue.units
            case .gratitude: gratitude += cue.units
            case .haste: haste += cue.units
            case .alarm: alarm = max(alarm, cue.units)
            }
            if cue.kind != .complaint || cue.units >= 1 {
                found.append((range.lowerBound, message.text(range.lowerBound, range.upperBound)))
            }
        }
        let marks = emphasis(message)
        complaint += marks + (shouts ? 1 : 0)
        var heard = valence.value
        // "Great, third time this week": praise among complaints is no praise.
        if complaint >= 1.5, valence.praise > 0 {
            heard = min(heard, 0)
            gratitude *= 0.3
        }
        let units = min(complaint, 5) - min(gratitude, 2)
        let frustration = Elementary.sigmoid(rest + 0.9 * units - 1.2 * heard * 1.5)
        let urgency = max(alarm, min(haste + (haste > 0 && (shouts || marks > 0.5) ? 0.15 : 0), 0.85))
        return Sentiment(
            valence: complaint >= 1.5 && valence.praise > 0 ? min(valence.value, 0) : valence.value,
            frustration: frustration, urgency: urgency, words: listed(found))
    }

    /// The words in the order they stand, each place once.
    private static func listed(_ found: [(position: Int, text: String)]) -> [String] {
        var last = -1
        var words: [String] = []
        let inOrder = found.sorted { ($0.position, $1.text.utf8.count) < ($1.position, $0.text.utf8.count) }
        for (position, text) in inOrder where position != last {
            last = position
            words.append(text)
        }
        return Array(words.prefix(32))
    }

    private static func cues(in message: Message) -> [(Cue, Range<Int>)] {
        let words = message.words.filter { $0.kind != .symbol }
        var found: [(Cue, Range<Int>)] = []
        var index = 0
        while index < words.count, found.count < 32 {
            var length = 1
            for cue in Cue.byFirstWord[words[index].key] ?? [] {
                let end = index + cue.keys.count
                guard end <= words.count, zip(words[index..<end], cue.keys).allSatisfy({ $0.key == $1 }) else {
                    continue
                }
                // A cue may tell of haste and of trouble at once, so all of the longest are taken.
                guard length == 1 || cue.keys.count == length else { break }
                length = cue.keys.count
                found.append((cue, words[index].start..<words[end - 1].end))
            }
            index += length
        }
        return found
    }

    /// "??", "!!" and a question that asks why.
    private static func emphasis(_ message: Message) -> Double {
        var units = 0.0
        var question = 0
        var exclamation = 0
        for word in message.words where word.kind == .symbol {
            if word.letters == [0x3F] { question += 1 } else if word.letters == [0x21] { exclamation += 1 }
        }
        if question >= 2 { units += 0.6 }
        if exclamation >= 2 { units += 0.4 }
        if question > 0, let first = message.words.first, why.contains(first.key) { units += 0.2 }
        return units
    }

    private static func shoutedShare(_ message: Message) -> Double {
        let words = message.words.filter { $0.kind == .word && $0.letters.count >= 2 }
        guard words.count >= 3 else { return 0 }
        return Double(words.count { Valence.isShouted($0, message) }) / Double(words.count)
    }
}
