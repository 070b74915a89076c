internal import Understanding
public import Vocabulary

/// One test message with what the classifier said.
public struct IntentAnswer: Hashable, Sendable {
    /// A training phrase like the message.
    public struct Neighbour: Hashable, Sendable, Encodable {
        public let text: String
        public let intent: String
        /// Cosine, 0 to 1.
        public let similarity: Double
    }

    public let text: String
    /// Nothing for a message that belongs to no intent.
    public let truth: String?
    /// The part of a cross-validation the message stood in, from 0.
    public let fold: Int
    /// The three most likely, best first.
    public let ranked: [String]
    public let confidence: Double
    public let familiarity: Double
    /// What the bot would do.
    public let band: Interpretation.Band
    /// Unlike anything learned.
    public let isRejected: Bool
    /// For a message misread: the phrase most like it of the intent it was taken for.
    public let puller: Neighbour?

    public var isRight: Bool { truth != nil && ranked.first == truth }

    init(
        text: String, truth: String?, fold: Int, _ prediction: IntentClassifier.Prediction, band: Interpretation.Band,
        isRejected: Bool, examples: [IntentClassifier.Example]
    ) {
        self.text = text
        self.truth = truth
        self.fold = fold
        ranked = prediction.labels.prefix(3).map(\.label)
        confidence = prediction.labels.first?.confidence ?? 0
        familiarity = prediction.familiarity
        self.band = band
        self.isRejected = isRejected
        let said = prediction.labels.first?.label
        guard said != truth else {
            puller = nil
            return
        }
        let hits = prediction.nearest.filter { examples.indices.contains($0.example) && $0.similarity > 0 }
        puller = (hits.first { examples[$0.example].label == said } ?? hits.first).map { hit in
            Neighbour(text: examples[hit.example].text, intent: examples[hit.example].label, similarity: hit.similarity)
        }
    }
}

/// What a run measured, before any figure is made of it.
struct IntentMeasurement {
    let folds: Int?
    let hasNoMatch: Bool
    let intents: Int
    var examples = 0
    var answers: [IntentAnswer] = []
    /// Seconds, one each training.
    var trainings: [Double] = []
    /// Microseconds, one each message.
    var times: [Double] = []
}
