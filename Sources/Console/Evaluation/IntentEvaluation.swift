internal import Foundation
public import PlaybookModel
public import Understanding
internal import Vocabulary

/// Trains a classifier on one set of phrases and scores it on another, or on parts of the set itself in turn.
public struct IntentEvaluation: Sendable {
    public var train: [EvaluationRow]
    public var test: [EvaluationRow]
    /// Texts that belong to no intent.
    public var outOfScope: [EvaluationRow] = []
    /// The label in `test` that means "none of them"; its rows are never trained on.
    public var noMatchLabel: String?
    /// Train on so many examples an intent, drawn with `seed`.
    public var perIntent: Int?
    public var seed: UInt64 = 1
    /// Make one or two slips in each test message.
    public var typos = false
    /// Cross-validation: `train` is cut into so many parts, stratified and drawn with `seed`, and each part is read by
    /// a classifier that learned the others. `test` is not looked at then.
    public var folds: Int?
    /// Knows what sentences mean; without it words and letter runs have to do.
    public var encoder: (any SentenceEncoder)?
    /// Texts whose words are no slips.
    public var vocabulary: [String] = []
    /// When the bot acts and when it asks, as in `assistant.yaml`.
    public var thresholds = Assistant.Thresholds(act: 0.55, clarify: 0.3, article: 0.5)
    /// Intents that ask more confidence than `thresholds` do.
    public var bars: [String: Double] = [:]
    /// Learned in every fold, tested in none.
    private var always: [EvaluationRow] = []

    public init(train: [EvaluationRow], test: [EvaluationRow]) {
        self.train = train
        self.test = test
    }

    /// The playbook on its own held-out phrases, or with ``folds`` on its examples.
    public init(playbook: Playbook) {
        train = Self.rows(of: playbook, \.examples)
        test = Self.rows(of: playbook, \.heldOut)
        always = playbook.intents.filter { !$0.description.isEmpty }
            .map { EvaluationRow(text: $0.description, intent: $0.name.rawValue) }
        vocabulary = Understander.vocabulary(of: playbook)
        thresholds = playbook.assistant.thresholds
        for intent in playbook.intents {
            if let confidence = intent.confidence { bars[intent.name.rawValue] = confidence }
        }
    }

    private static func rows(of playbook: Playbook, _ phrases: (Intent) -> [Example]) -> [EvaluationRow] {
        playbook.intents.flatMap { intent in
            phrases(intent).map { EvaluationRow(text: $0.text, intent: intent.name.rawValue) }
        }
    }

    /// - Parameter progress: told how many trainings of how many are done.
    /// - Throws: `EvaluationProblem` when the rows cannot be trained or tested on.
    public func run(
        progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) throws(EvaluationProblem) -> IntentResult {
        let rows = try labelled(drawn())
        let fixed = try labelled(always)
        let names = Set((rows + fixed).map(\.label)).sorted()
        guard names.count > 1 else { throw .tooFewIntents }
        let trials = try trials(rows)
        // The name of an intent is one phrase more, as it is for the understander.
        let named = names.map(IntentClassifier.Example.init(naming:))
        let clock = ContinuousClock()
        var measured = IntentMeasurement(folds: folds, hasNoMatch: noMatchLabel != nil, intents: names.count)
        measured.examples = rows.count + fixed.count
        for (number, trial) in trials.enumerated() {
            let examples = trial.train + fixed + named
            let started = clock.now
            let classifier = learned(from: examples)
            measured.trainings.append((clock.now - started) / .seconds(1))
            let bands = BandRule(thresholds: thresholds, bars: bars, classifier: classifier)
            for message in trial.messages {
                let before = clock.now
                let prediction = classifier.predict(message.text)
                measured.times.append((clock.now - before) / .microseconds(1))
                let answer = IntentAnswer(
                    text: message.text, truth: message.truth, fold: number, prediction, band: bands.band(prediction),
                    isRejected: prediction.familiarity < classifier.rejectBelow, examples: examples)
                measured.answers.append(answer)
            }
            progress(number + 1, trials.count)
        }
        return IntentResult(measured)
    }

    /// The one place where a classifier is made.
    private func learned(from examples: [IntentClassifier.Example]) -> IntentClassifier {
        IntentClassifier(examples: examples, vocabulary: vocabulary, encoder: encoder)
    }

    // MARK: What is learned, what is read

    private struct Trial {
        var train: [IntentClassifier.Example] = []
        var messages: [(text: String, truth: String?)] = []
    }

    private func trials(_ rows: [IntentClassifier.Example]) throws(EvaluationProblem) -> [Trial] {
        var trials: [Trial] = []
        if let folds {
            guard (2...max(rows.count, 2)).contains(folds), rows.count > 1 else {
                throw .tooFewForFolds(folds: folds, phrases: rows.count)
            }
            let parts = Folds.assign(rows.map(\.label), to: folds, seed: seed)
            trials = Array(repeating: Trial(), count: folds)
            for (index, row) in rows.enumerated() {
                for fold in trials.indices where fold != parts[index] { trials[fold].train.append(row) }
                trials[parts[index]].messages.append((typed(row.text, index), row.label))
            }
        } else {
            guard !test.isEmpty else { throw .nothingToTest }
            var trial = Trial(train: rows)
            for (index, row) in test.enumerated() {
                guard let intent = row.intent else { throw .unlabelled(text: row.text) }
                trial.messages.append((typed(row.text, index), intent == noMatchLabel ? nil : intent))
            }
            trials = [trial]
        }
        // Rows that are labelled as none are read by every fold's classifier in turn.
        let unmatched = folds == nil ? [] : train.filter { $0.intent != nil && $0.intent == noMatchLabel }
        let strangers = outOfScope + unmatched
        for (index, row) in strangers.enumerated() {
            trials[index % trials.count].messages.append((typed(row.text, index), nil))
        }
        return trials
    }

    private func typed(_ text: String, _ index: Int) -> String {
        typos ? Typist.slip(in: text, seed: seed &+ UInt64(index)) : text
    }

    private func drawn() -> [EvaluationRow] {
        let rows = train.filter { $0.intent == nil || $0.intent != noMatchLabel }
        guard let perIntent else { return rows }
        var generator = SplitMix64(state: seed)
        var taken: [String: Int] = [:]
        return rows.shuffled(using: &generator).filter { row in
            taken[row.intent ?? "", default: 0] += 1
            return taken[row.intent ?? "", default: 0] <= perIntent
        }
    }

    private func labelled(_ rows: [EvaluationRow]) throws(EvaluationProblem) -> [IntentClassifier.Example] {
        var examples: [IntentClassifier.Example] = []
        for row in rows {
            guard let intent = row.intent else { throw .unlabelled(text: row.text) }
            examples.append(IntentClassifier.Example(text: row.text, label: intent))
        }
        return examples
    }
}
