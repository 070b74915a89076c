public import Vocabulary

/// Why a message's intents were ranked as they were, for people.
public struct Explanation: Hashable, Sendable {
    /// A word read as another.
    public struct Repair: Hashable, Sendable {
        public let from: String
        public let to: String

        public init(from: String, to: String) {
            self.from = from
            self.to = to
        }
    }

    /// What a word did for the first intent.
    public struct Influence: Hashable, Sendable {
        public let word: String
        /// Confidence that goes when the word goes; negative for a word that speaks against.
        public let confidence: Double

        public init(word: String, confidence: Double) {
            self.word = word
            self.confidence = confidence
        }
    }

    public let repairs: [Repair]
    /// Best first.
    public let nearest: [IntentReason.Phrase]
    /// In the order they stand.
    public let words: [Influence]
    /// How much the message resembles the phrases, in spreads from their usual value.
    public let familiarity: Double
    /// Less familiarity is none of the intents.
    public let rejectBelow: Double
    /// Less familiarity asks first, unless the confidence is high.
    public let doubtBelow: Double
    public let band: Interpretation.Band

    public init(
        repairs: [Repair], nearest: [IntentReason.Phrase], words: [Influence], familiarity: Double, rejectBelow: Double,
        doubtBelow: Double, band: Interpretation.Band
    ) {
        self.repairs = repairs
        self.nearest = nearest
        self.words = words
        self.familiarity = familiarity
        self.rejectBelow = rejectBelow
        self.doubtBelow = doubtBelow
        self.band = band
    }
}
