public import Vocabulary

/// How the conversation feels, from all its messages (`language.md` §2): an average that forgets (a = 0.3), plus what
/// went wrong since the last success. The words alone say little about satisfaction; repeats and failures say more.
public struct Mood: Hashable, Sendable {
    static let forgetting = 0.3
    static let penalty = 0.15
    static let relief = 0.2

    /// Weighted average of the messages' frustration, 0 to 1.
    public internal(set) var average = 0.0
    /// Weighted average of the messages' valence, -1 to 1.
    public internal(set) var valence = 0.0
    /// Repeated questions, third asks, fallbacks and failed actions since the last success.
    public internal(set) var setbacks = 0
    public internal(set) var latest = Sentiment.neutral
    /// The conversation's frustration three turns ago, two turns ago, before this one.
    var earlier: [Double] = []

    /// The conversation's frustration, 0 to 1.
    public var frustration: Double {
        min(1, max(0, average + Mood.penalty * Double(setbacks)))
    }

    /// Frustration now less what it was three turns ago.
    public var trend: Double {
        frustration - (earlier.first ?? 0)
    }

    /// What is shown to people: -1 (bad) to 1 (good).
    public var score: Double {
        min(1, max(-1, valence - frustration))
    }

    /// What it adds to the priority in the queue.
    var urgencyOfPerson: Double {
        0.5 * frustration + 0.5 * latest.urgency
    }

    mutating func take(_ sentiment: Sentiment) {
        earlier.append(frustration)
        if earlier.count > 3 { earlier.removeFirst() }
        average += Mood.forgetting * (sentiment.frustration - average)
        valence += Mood.forgetting * (sentiment.valence - valence)
        latest = sentiment
    }

    mutating func setBack() {
        setbacks += 1
    }

    mutating func succeed() {
        setbacks = 0
        average = max(0, average - Mood.relief)
    }
}
