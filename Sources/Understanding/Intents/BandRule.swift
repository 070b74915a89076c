public import PlaybookModel
public import Vocabulary

/// Which of three bands a prediction falls into: act on it, ask first, or none of the intents.
public struct BandRule: Sendable {
    private let thresholds: Assistant.Thresholds
    private let bars: [String: Double]
    private let rejectBelow: Double
    private let doubtBelow: Double

    /// Certain enough to act although the message resembles a neighbouring topic.
    private static let certain = 0.8
    /// As like a phrase as this is the phrase, however unusual the phrase itself may be.
    private static let same = 0.85

    /// - Parameters:
    ///   - bars: labels that ask more confidence than `thresholds` do.
    ///   - classifier: whose predictions are judged; it knows how unlike its phrases a message may be.
    public init(thresholds: Assistant.Thresholds, bars: [String: Double], classifier: IntentClassifier) {
        self.thresholds = thresholds
        self.bars = bars
        rejectBelow = classifier.rejectBelow
        doubtBelow = classifier.doubtBelow
    }

    /// As the playbook has it.
    public init(playbook: Playbook, classifier: IntentClassifier) {
        let bars = playbook.intents.compactMap { intent in intent.confidence.map { (intent.name.rawValue, $0) } }
        self.init(
            thresholds: playbook.assistant.thresholds,
            bars: Dictionary(bars, uniquingKeysWith: { first, _ in first }), classifier: classifier)
    }

    public func band(_ prediction: IntentClassifier.Prediction) -> Interpretation.Band {
        guard let best = prediction.labels.first, best.confidence >= thresholds.clarify else { return .none }
        let isPhrase = Self.isPhrase(prediction)
        guard isPhrase || prediction.familiarity >= rejectBelow else { return .none }
        let bar = bar(for: best.label)
        guard best.confidence >= bar else { return .clarify }
        let isFamiliar = isPhrase || prediction.familiarity >= doubtBelow
        return isFamiliar || best.confidence >= max(Self.certain, bar) ? .act : .clarify
    }

    /// What the confidence in a label has to reach for acting.
    public func bar(for label: String) -> Double {
        max(thresholds.act, bars[label] ?? 0)
    }

    /// The message is practically one of the phrases.
    static func isPhrase(_ prediction: IntentClassifier.Prediction) -> Bool {
        (prediction.nearest.first?.similarity ?? 0) >= same
    }
}
