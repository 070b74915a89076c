public import Vocabulary

/// Reads how a message feels: valence from the lexicon, frustration from the valence, the cues and what was learned
/// of anger, urgency from the cues alone.
public enum SentimentReader {
    /// How a message of a customer feels; a message longer than 8,192 scalars is read to there.
    public static func sentiment(of text: String) -> Sentiment {
        sentiment(of: Message(text))
    }

    /// Log-odds of frustration in a message without a single sign.
    private static let rest = -2.0
    private static let perUnit = 0.9
    /// What full praise takes away and full blame adds.
    private static let perValence = 1.8
    /// From so many complaint units on, praise is not meant.
    private static let sarcasm = 1.5

    static func sentiment(of message: Message) -> Sentiment {
        let shouts = shoutedShare(message) > 0.3
        let valence = Valence(message, shouts: shouts)
        let signs = Signs(Cue.found(in: message))
        let learned = LearnedAnger.reading(of: message)
        let marks = emphasis(message)
        let complaint = max(signs.complaint + valence.temper, 0) + marks + (shouts ? 1 : 0)
        var gratitude = signs.gratitude
        var heard = valence.value
        // "Great, third time this week": praise among complaints is no praise.
        if signs.complaint + marks >= sarcasm, valence.praise > 0 {
            heard = min(heard, 0)
            gratitude *= 0.3
        }
        let units = min(complaint, 5) - min(gratitude, 2)
        let logOdds = rest + perUnit * units - perValence * heard + learned.logOdds
        let places = valence.places + signs.places + learned.places
        return Sentiment(
            valence: heard, frustration: Elementary.sigmoid(logOdds),
            urgency: signs.urgency(isLoud: shouts || marks > 0.5), words: listed(places, message))
    }

    /// The words in the order they stand, each of them once.
    private static func listed(_ places: [Range<Int>], _ message: Message) -> [String] {
        var end = 0
        var words: [String] = []
        let inOrder = places.sorted { ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound) }
        for place in inOrder where place.upperBound > end {
            end = place.upperBound
            words.append(message.text(place.lowerBound, place.upperBound))
        }
        return Array(words.prefix(32))
    }

    private static let why = SentimentLexicon.keys("why how when where")

    /// "??", "!!" and a question that asks why.
    private static func emphasis(_ message: Message) -> Double {
        var units = 0.0
        let question = message.words.count { $0.letters == [0x3F] }
        let exclamation = message.words.count { $0.letters == [0x21] }
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

/// What the cues of a message come to.
private struct Signs {
    private(set) var complaint = 0.0
    private(set) var gratitude = 0.0
    private(set) var places: [Range<Int>] = []
    private var deadline = 0.0
    private var money = 0.0
    private var blocked = 0.0
    private var alarm = 0.0
    private var isPatient = false

    init(_ cues: [(cue: Cue, place: Range<Int>)]) {
        for (cue, place) in cues {
            switch cue.kind {
            case .complaint: complaint += cue.units
            case .gratitude: gratitude += cue.units
            case .patience:
                gratitude += cue.units
                isPatient = true
            case .deadline: deadline = max(deadline, cue.units)
            case .moneyAtRisk: money = max(money, cue.units)
            case .blocked: blocked = max(blocked, cue.units)
            case .alarm: alarm = max(alarm, cue.units)
            }
            places.append(place)
        }
    }

    /// Each class counts once; only an alarm goes above 0.85, and it is the same however it is said.
    func urgency(isLoud: Bool) -> Double {
        let pressing = (isPatient ? 0 : deadline) + money + blocked
        return max(alarm, min(pressing + (pressing > 0 && isLoud ? 0.15 : 0), 0.85))
    }
}
