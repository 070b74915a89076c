internal import Foundation
public import PlaybookModel
internal import Understanding
internal import Vocabulary

/// Trains a classifier on one set of phrases and scores it on another.
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

    public init(train: [EvaluationRow], test: [EvaluationRow]) {
        self.train = train
        self.test = test
    }

    /// The playbook on its own held-out phrases.
    public init(playbook: Playbook) {
        train = playbook.intents.flatMap { intent in
            (intent.examples.map(\.text) + [intent.description])
                .filter { !$0.isEmpty }
                .map { EvaluationRow(text: $0, intent: intent.name.rawValue) }
        }
        test = playbook.intents.flatMap { intent in
            intent.heldOut.map { EvaluationRow(text: $0.text, intent: intent.name.rawValue) }
        }
    }

    /// - Throws: `EvaluationProblem` when the rows cannot be trained or tested on.
    public func run() throws(EvaluationProblem) -> IntentResult {
        let examples = try trainingExamples()
        let names = Set(examples.map(\.label))
        guard names.count > 1 else { throw .tooFewIntents }
        guard !test.isEmpty else { throw .nothingToTest }
        let clock = ContinuousClock()
        let started = clock.now
        // The name of an intent is one phrase more, as it is for the understander.
        let named = names.sorted().map { name in
            IntentClassifier.Example(text: String(name.map { $0 == "_" || $0 == "-" ? " " : $0 }), label: name)
        }
        let classifier = IntentClassifier(examples: examples + named)
        let training = clock.now - started
        var answers: [IntentAnswer] = []
        var times: [Double] = []
        for (index, row) in test.enumerated() {
            guard let intent = row.intent else { throw .unlabelled(text: row.text) }
            let text = typos ? Typist.slip(in: row.text, seed: seed &+ UInt64(index)) : row.text
            let before = clock.now
            let prediction = classifier.predict(text)
            times.append((clock.now - before) / .microseconds(1))
            answers.append(IntentAnswer(text: text, truth: intent == noMatchLabel ? nil : intent, prediction))
        }
        for (index, row) in outOfScope.enumerated() {
            let text = typos ? Typist.slip(in: row.text, seed: seed &+ UInt64(index)) : row.text
            answers.append(IntentAnswer(text: text, truth: nil, classifier.predict(text)))
        }
        return IntentResult(
            answers: answers, rejectBelow: classifier.rejectBelow, hasNoMatch: noMatchLabel != nil,
            training: training / .seconds(1), times: times.sorted(), examples: examples.count, intents: names.count)
    }

    private func trainingExamples() throws(EvaluationProblem) -> [IntentClassifier.Example] {
        var rows = train.filter { $0.intent == nil || $0.intent != noMatchLabel }
        if let perIntent {
            var generator = SplitMix64(state: seed)
            var taken: [String: Int] = [:]
            rows = rows.shuffled(using: &generator).filter { row in
                taken[row.intent ?? "", default: 0] += 1
                return taken[row.intent ?? "", default: 0] <= perIntent
            }
        }
        var examples: [IntentClassifier.Example] = []
        for row in rows {
            guard let intent = row.intent else { throw .unlabelled(text: row.text) }
            examples.append(IntentClassifier.Example(text: row.text, label: intent))
        }
        return examples
    }
}

/// One test message with what the classifier said.
public struct IntentAnswer: Hashable, Sendable {
    public let text: String
    /// Nothing for a message that belongs to no intent.
    public let truth: String?
    /// The three most likely, best first.
    public let ranked: [String]
    public let confidence: Double
    public let familiarity: Double

    init(text: String, truth: String?, _ prediction: IntentClassifier.Prediction) {
        self.text = text
        self.truth = truth
        ranked = prediction.labels.prefix(3).map(\.label)
        confidence = prediction.labels.first?.confidence ?? 0
        familiarity = prediction.familiarity
    }
}
