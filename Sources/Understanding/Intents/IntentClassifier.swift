internal import Vocabulary

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

        /// The name of a label, which is one phrase more: "order_status" says "order status".
        public init(naming label: String) {
            self.init(text: String(label.map { $0 == "_" || $0 == "-" ? " " : $0 }), label: label)
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
        /// The encoder's `SentenceVectors.last` of the text as it was read; empty without an encoder.
        public let meaning: [Float]
    }

    /// The labels, sorted.
    public let labels: [String]
    /// Familiarity under which a text is none of the labels: one example in twenty lies there.
    public var rejectBelow: Double { calibration.rejectBelow }
    /// Familiarity under which it is better to ask.
    public var doubtBelow: Double { calibration.doubtBelow }

    /// Learned in haste: nearly as good as what the same phrases give from the beginning, and replaced by it soon.
    public let isProvisional: Bool

    private var speller: Speller
    private let words: NGramReader
    private let meaning: EncoderReader?
    private let calibration: Calibration
    private let encoder: (any SentenceEncoder)?
    private let fingerprint: Fingerprint
    /// Names of the phrases, for their vectors.
    private let phrases: [UInt64]
    /// The words of the examples, as they stand there.
    private let spokenWords: [[Message.Word]]

    /// Learns from the beginning, so that what is learned depends on the examples alone.
    ///
    /// - Parameters:
    ///   - vocabulary: texts whose words are known to be right (articles, wording); not learned from.
    ///   - encoder: knows what sentences mean; without it words and letter runs have to do.
    ///   - earlier: a model of the same phrases is taken as it is; from another one, the vectors of phrases in both.
    public init(
        examples: [Example], vocabulary: [String] = [], encoder: (any SentenceEncoder)? = nil,
        earlier: TrainedModel? = nil
    ) {
        let known = encoder.flatMap { earlier?.known(to: $0.identity) } ?? [:]
        self.init(
            full: IntentLesson(examples, encoder: encoder, known: known), vocabulary: vocabulary, encoder: encoder,
            kept: earlier)
    }

    /// A few steps on from what this one knows, for examples that are mostly its own: an intent more can be answered at
    /// once. Its thresholds, and how far its judges are believed, stay as they are. It depends on what was learned
    /// before, and therefore has no `model`; `full(_:vocabulary:kept:)` gives what does not.
    ///
    /// `language.md` §1, 10.
    public func provisional(_ examples: [Example], vocabulary: [String] = []) -> IntentClassifier {
        let lesson = IntentLesson(examples, encoder: encoder, known: knownVectors)
        let before = Dictionary(labels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let training = IntentTraining(lesson, encoder: encoder)
        let learned = IntentTraining.Result(words: words, meaning: meaning, calibration: calibration)
        return IntentClassifier(
            lesson, training.furthered(learned, places: lesson.labels.map { before[$0] }), isProvisional: true,
            vocabulary: vocabulary, encoder: encoder)
    }

    /// What the examples give from the beginning, to the byte; only those that are new here are embedded.
    ///
    /// - Parameter kept: a model of these examples is taken as it is.
    public func full(
        _ examples: [Example], vocabulary: [String] = [], kept: TrainedModel? = nil
    ) -> IntentClassifier {
        IntentClassifier(
            full: IntentLesson(examples, encoder: encoder, known: knownVectors), vocabulary: vocabulary,
            encoder: encoder, kept: kept)
    }

    private init(
        full lesson: IntentLesson, vocabulary: [String], encoder: (any SentenceEncoder)?, kept: TrainedModel?
    ) {
        let training = IntentTraining(lesson, encoder: encoder)
        let restored = kept?.fingerprint == lesson.fingerprint ? kept.flatMap(training.restored) : nil
        self.init(
            lesson, restored ?? training.full(), isProvisional: false, vocabulary: vocabulary, encoder: encoder)
    }

    private init(
        _ lesson: IntentLesson, _ learned: IntentTraining.Result, isProvisional: Bool, vocabulary: [String],
        encoder: (any SentenceEncoder)?
    ) {
        self.encoder = encoder
        self.isProvisional = isProvisional
        labels = lesson.labels
        fingerprint = lesson.fingerprint
        phrases = lesson.names
        spokenWords = lesson.spokenWords
        speller = Self.speller(lesson.spokenWords, vocabulary, encoder)
        words = learned.words
        meaning = learned.meaning
        calibration = learned.calibration
    }

    private var knownVectors: [UInt64: [Float]] {
        meaning?.phrases.named(phrases) ?? [:]
    }

    /// The same classifier beside other texts whose words are known to be right.
    func knowing(_ vocabulary: [String]) -> IntentClassifier {
        var other = self
        other.speller = Self.speller(spokenWords, vocabulary, encoder)
        return other
    }

    private static func speller(
        _ spoken: [[Message.Word]], _ vocabulary: [String], _ encoder: (any SentenceEncoder)?
    ) -> Speller {
        Speller(
            vocabulary: counted(spoken + vocabulary.map { Message($0).words }), common: encoder?.words ?? [])
    }

    /// Everything that was learned; nothing of a provisional classifier, which another start would not come to.
    public var model: TrainedModel? {
        guard !isProvisional else { return nil }
        return TrainedModel(
            fingerprint: fingerprint, encoder: encoder?.identity ?? "", labels: labels, phrases: phrases,
            vectors: meaning?.phrases.values ?? [], head: meaning?.head.weights ?? [],
            words: words.regression.numbers, calibration: calibration)
    }

    /// The name that the model of these phrases would have. It says nothing of the vocabulary, of which nothing is
    /// learned: an article that was edited is answered from at once.
    public static func modelName(examples: [Example], encoder: (any SentenceEncoder)?) -> String {
        IntentLesson.fingerprint(examples, encoder).text
    }

    public func predict(_ text: String) -> Prediction {
        predict(spelled(Message(text)))
    }

    func predict(_ message: SpelledMessage) -> Prediction {
        predict(ready(message))
    }

    func spelled(_ message: Message) -> SpelledMessage {
        speller.spelled(message)
    }

    private func ready(_ message: SpelledMessage) -> IntentMessage {
        ready(message.request, of: message.message)
    }

    private func ready(_ words: [Message.Word], of message: Message) -> IntentMessage {
        guard let encoder else { return IntentMessage(words: words) }
        return IntentMessage(
            words: words, features: PhraseVectors.features(encoder.encode(message.spelled(words))))
    }

    /// Words counted in an explanation, at most.
    private static let explainedWords = 32

    /// For each word, how much confidence in the first label it brings: what goes when it is left out.
    func influences(in spelled: SpelledMessage) -> [(word: String, confidence: Double)] {
        let message = spelled.message
        let ready = ready(spelled)
        let whole = predict(ready)
        guard let best = whole.labels.first else { return [] }
        let places = ready.words.indices.filter { ready.words[$0].kind != .symbol }
        return places.prefix(Self.explainedWords).map { place in
            var rest = ready.words
            rest.remove(at: place)
            let without = predict(self.ready(rest, of: message))
                .labels.first { $0.label == best.label }
            return (message.text(ready.words[place]), best.confidence - (without?.confidence ?? 0))
        }
    }

    /// The words as written that speak most for a label, and those that were read as others.
    func telling(in spelled: SpelledMessage, for label: String, limit: Int) -> (words: [String], repairs: [String]) {
        let message = spelled.message
        let place = labels.firstIndex(of: label)
        let telling = place.map { words.telling(spelled.words, for: $0, limit: limit) } ?? []
        let repairs = spelled.repairs.prefix(limit).map { "\(message.text($0.word)) → \(message.spelled([$0.put]))" }
        return (telling.map(message.text), repairs)
    }

    private func predict(_ message: IntentMessage) -> Prediction {
        let reading = read(message)
        let confidences = Elementary.softmax(calibration.shares.scores(reading.opinions))
        let ranked = confidences.indices.sorted { left, right in
            confidences[left] != confidences[right] ? confidences[left] > confidences[right] : left < right
        }
        return Prediction(
            labels: ranked.map { (labels[$0], confidences[$0]) },
            familiarity: reading.isStrange ? -.infinity : calibration.familiarity(reading.familiarity),
            nearest: reading.nearest.map { ($0.phrase, $0.similarity) },
            meaning: Array(message.features.prefix(encoder?.width ?? 0)))
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

    private func read(_ message: IntentMessage) -> IntentReading {
        let words = words.reading(of: message)
        guard var sum = meaning?.reading(of: message) else { return words }
        // A number, a code or an address answers a question; what a model of language reads into it means nothing.
        if !message.words.contains(where: { $0.kind == .word }) {
            sum.isStrange = true
            sum.nearest = []
        }
        sum.opinions += words.opinions
        return sum
    }
}
