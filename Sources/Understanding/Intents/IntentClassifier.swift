/// Tells which of a set of labels a text belongs to, with calibrated confidence, and when it belongs to none.
///
/// Trained from example texts alone, the same way every time: equal examples in equal order give an equal model.
/// It knows nothing of playbooks; the `Understander` and the evaluation both stand on it.
public struct IntentClassifier: Sendable {
    /// A text with the label it should have.
    public struct Example: Hashable, Sendable {
        public let text: String
        public let label: String

        public init(text: String, label: String) {
            self.text = text
            self.label = label
        }
    }

    /// What the classifier makes of a text.
    public struct Prediction: Sendable {
        /// Best first; confidences sum to 1. Equal ones in the order of their names.
        public let labels: [(label: String, confidence: Double)]
        /// How much the text resembles the examples, in spreads from their usual value; 0 is usual. Endlessly little
        /// when it shares none of the words that tell something.
        public let familiarity: Double
        /// The examples most like it, best first: index into the training examples, and cosine.
        public let nearest: [(example: Int, similarity: Double)]
    }

    /// The labels, sorted.
    public let labels: [String]
    /// Familiarity under which a text is none of the labels: one example in twenty lies there.
    public var rejectBelow: Double { calibration.rejectBelow }
    /// Familiarity under which it is better to ask.
    public var doubtBelow: Double { calibration.doubtBelow }

    let speller: Speller
    private let readers: [any IntentReader]
    private let calibration: Calibration

    /// - Parameter vocabulary: texts whose words are known to be right (articles, wording); not learned from.
    public init(examples: [Example], vocabulary: [String] = []) {
        self.init(examples: examples, vocabulary: vocabulary, training: [NGramTraining()])
    }

    init(examples: [Example], vocabulary: [String], training: [any IntentReaderTraining]) {
        labels = Set(examples.map(\.label)).sorted()
        let indexOfLabel = Dictionary(
            labels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let answers = examples.compactMap { indexOfLabel[$0.label] }
        let read = examples.map { Message($0.text).words }
        speller = Speller(vocabulary: Self.counted(read + vocabulary.map { Message($0).words }))
        let messages = read.map { IntentMessage(words: Courtesy.requestOnly($0)) }
        let count = labels.count
        readers = training.map { $0.trained(on: messages, labels: answers, count: count) }
        calibration = Self.calibrate(messages, answers, count, training)
    }

    public func predict(_ text: String) -> Prediction {
        predict(message: Message(text))
    }

    func predict(message: Message) -> Prediction {
        predict(ready(message))
    }

    private func ready(_ message: Message) -> IntentMessage {
        IntentMessage(words: Courtesy.requestOnly(speller.repaired(message.words).words))
    }

    /// Words counted in an explanation, at most.
    private static let explainedWords = 32

    /// For each word, how much confidence in the first label it brings: what goes when it is left out.
    func influences(in message: Message) -> [(word: String, confidence: Double)] {
        let ready = ready(message)
        let whole = predict(ready)
        guard let best = whole.labels.first else { return [] }
        let places = ready.words.indices.filter { ready.words[$0].kind != .symbol }
        return places.prefix(Self.explainedWords).map { place in
            var rest = ready.words
            rest.remove(at: place)
            let without = predict(IntentMessage(words: rest)).labels.first { $0.label == best.label }
            return (message.text(ready.words[place]), best.confidence - (without?.confidence ?? 0))
        }
    }

    private func predict(_ message: IntentMessage) -> Prediction {
        let reading = Self.read(message, by: readers)
        let confidences = Elementary.softmax(reading.scores, scale: calibration.sharpness)
        let ranked = confidences.indices.sorted { left, right in
            confidences[left] != confidences[right] ? confidences[left] > confidences[right] : left < right
        }
        return Prediction(
            labels: ranked.map { (labels[$0], confidences[$0]) },
            familiarity: reading.isStrange ? -.infinity : calibration.familiarity(reading.familiarity),
            nearest: reading.nearest.map { ($0.phrase, $0.similarity) })
    }

    /// Every word with how often it stands there, in the order of first use.
    private static func counted(_ texts: [[Message.Word]]) -> [(letters: [UInt32], count: Int)] {
        var places: [WordKey: Int] = [:]
        var counted: [(letters: [UInt32], count: Int)] = []
        for word in texts.joined() where word.kind == .word {
            if let place = places[word.key] {
                counted[place].count += 1
            } else {
                places[word.key] = counted.count
                counted.append((word.letters, 1))
            }
        }
        return counted
    }

    private static func read(_ message: IntentMessage, by readers: [any IntentReader]) -> IntentReading {
        var sum = IntentReading(scores: [], familiarity: [], nearest: [], isStrange: true)
        for reader in readers {
            let reading = reader.reading(of: message)
            if sum.scores.isEmpty {
                sum = reading
                continue
            }
            for label in sum.scores.indices { sum.scores[label] += reading.scores[label] }
            sum.familiarity += reading.familiarity
            sum.isStrange = sum.isStrange && reading.isStrange
        }
        return sum
    }

    private static func calibrate(
        _ messages: [IntentMessage], _ answers: [Int], _ count: Int, _ training: [any IntentReaderTraining]
    ) -> Calibration {
        guard messages.count >= 20, count > 1 else { return .blank }
        // Stratified: the n-th phrase of a label goes to fold n mod 4.
        var seen = [Int](repeating: 0, count: count)
        let folds = answers.map { answer in
            seen[answer] += 1
            return (seen[answer] - 1) % Calibration.folds
        }
        var readings: [IntentReading] = []
        var truths: [Int] = []
        var strangers: [[Double]] = []
        for fold in 0..<Calibration.folds {
            let kept = messages.indices.filter { folds[$0] != fold }
            let readers = training.map {
                $0.trained(on: kept.map { messages[$0] }, labels: kept.map { answers[$0] }, count: count)
            }
            for index in messages.indices where folds[index] == fold {
                readings.append(read(messages[index], by: readers))
                truths.append(answers[index])
                strangers.append(readers.flatMap { $0.familiarity(of: messages[index], without: answers[index]) })
            }
        }
        return Calibration(readings: readings, answers: truths, strangers: strangers)
    }
}
