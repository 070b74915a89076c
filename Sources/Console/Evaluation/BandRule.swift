internal import PlaybookModel
internal import Understanding
internal import Vocabulary

/// Which band a prediction falls into. The understander's own rule, here for classifiers that belong to no playbook;
/// a test holds the two together.
struct BandRule {
    let thresholds: Assistant.Thresholds
    let bars: [String: Double]
    let rejectBelow: Double
    let doubtBelow: Double

    /// Certain enough to act although the message resembles a neighbouring topic.
    private static let certain = 0.8
    /// As like a phrase as this is the phrase.
    private static let same = 0.85

    func band(_ prediction: IntentClassifier.Prediction) -> Interpretation.Band {
        guard let best = prediction.labels.first else { return .none }
        let isSame = (prediction.nearest.first?.similarity ?? 0) >= Self.same
        guard isSame || prediction.familiarity >= rejectBelow, best.confidence >= thresholds.clarify else {
            return .none
        }
        let bar = max(thresholds.act, bars[best.label] ?? 0)
        guard best.confidence >= bar else { return .clarify }
        let isFamiliar = isSame || prediction.familiarity >= doubtBelow
        return isFamiliar || best.confidence >= max(Self.certain, bar) ? .act : .clarify
    }
}
