public import PlaybookModel
public import Vocabulary

/// Turns what a visitor wrote into what it means. Trained from the playbook's own phrases when it is made; after that
/// it never changes, so any number of conversations may share one.
///
/// Pure: the same playbook gives the same understander, the same message the same interpretation. A message of any
/// length and any bytes is answered in bounded time; what lies beyond `Message.scalarLimit` is not read.
public struct Understander: Sendable {
    private let classifier: IntentClassifier
    private let examples: [IntentClassifier.Example]
    private let entities: EntityFinder
    private let requests: RequestSplitter
    private let bands: BandRule
    private let articles: (any ArticleIndex)?
    private let localOffset: @Sendable (Timestamp) -> TimeSpan

    /// Ranked intents in an interpretation, at most.
    public static let rankedLimit = 10
    /// Articles in an interpretation, at most.
    public static let articleLimit = 3

    /// - Parameters:
    ///   - articles: where answers are looked up; none are found without it.
    ///   - encoder: knows what sentences mean; without it words and letter runs have to do.
    ///   - earlier: a trained model of this playbook is taken as it is; from another one, what still holds.
    ///   - localOffset: how far the shop's clock is ahead of UTC at a moment, for "tomorrow" near midnight.
    public init(
        playbook: Playbook, articles: (any ArticleIndex)?, encoder: (any SentenceEncoder)? = nil,
        earlier: TrainedModel? = nil,
        localOffset: @escaping @Sendable (Timestamp) -> TimeSpan = { _ in TimeSpan(milliseconds: 0) }
    ) {
        let examples = Self.examples(of: playbook)
        self.init(
            playbook: playbook, articles: articles, examples: examples,
            classifier: IntentClassifier(
                examples: examples, vocabulary: Self.vocabulary(of: playbook), encoder: encoder, earlier: earlier),
            localOffset: localOffset)
    }

    private init(
        playbook: Playbook, articles: (any ArticleIndex)?, examples: [IntentClassifier.Example],
        classifier: IntentClassifier, localOffset: @escaping @Sendable (Timestamp) -> TimeSpan
    ) {
        self.articles = articles
        self.localOffset = localOffset
        self.examples = examples
        self.classifier = classifier
        entities = EntityFinder(playbook: playbook, ordinary: .common)
        bands = BandRule(playbook: playbook, classifier: classifier)
        requests = RequestSplitter(playbook: playbook, bands: bands)
    }

    /// The same understander for a playbook with other articles or wording: their words are known to be right, nothing
    /// is learned of them. Nothing where it was taught other phrases; then it has to be made anew.
    public func knowing(
        _ playbook: Playbook, articles: (any ArticleIndex)?,
        localOffset: @escaping @Sendable (Timestamp) -> TimeSpan = { _ in TimeSpan(milliseconds: 0) }
    ) -> Understander? {
        guard Self.examples(of: playbook) == examples else { return nil }
        return Understander(
            playbook: playbook, articles: articles, examples: examples,
            classifier: classifier.knowing(Self.vocabulary(of: playbook)), localOffset: localOffset)
    }

    /// The same understander for a playbook of which most phrases are known: learned in haste, within a fraction of the
    /// time, to be replaced by what `full(_:kept:)` gives. Nothing where more than every fourth phrase is another.
    public func provisional(
        _ playbook: Playbook, articles: (any ArticleIndex)?,
        localOffset: @escaping @Sendable (Timestamp) -> TimeSpan = { _ in TimeSpan(milliseconds: 0) }
    ) -> Understander? {
        let wanted = Self.examples(of: playbook)
        let unknown = Set(wanted).subtracting(examples)
        guard unknown.count * 4 <= wanted.count else { return nil }
        return Understander(
            playbook: playbook, articles: articles, examples: wanted,
            classifier: classifier.provisional(wanted, vocabulary: Self.vocabulary(of: playbook)),
            localOffset: localOffset)
    }

    /// Learned in haste, from what was known of a playbook before.
    public var isProvisional: Bool { classifier.isProvisional }

    /// What the same playbook gives when it is learned from the beginning. Takes seconds of a core.
    ///
    /// - Parameters:
    ///   - playbook: the one this is of.
    ///   - kept: a trained model of it is taken as it is.
    public func full(_ playbook: Playbook, kept: TrainedModel? = nil) -> Understander {
        Understander(
            playbook: playbook, articles: articles, examples: examples,
            classifier: classifier.full(examples, vocabulary: Self.vocabulary(of: playbook), kept: kept),
            localOffset: localOffset)
    }

    /// Everything that was learned, to be kept for the next start; nothing while it is provisional.
    public var model: TrainedModel? { classifier.model }

    /// The name that the trained model of a playbook has, without training it.
    public static func modelName(of playbook: Playbook, encoder: (any SentenceEncoder)?) -> String {
        IntentClassifier.modelName(examples: examples(of: playbook), encoder: encoder)
    }

    /// - Parameters:
    ///   - expecting: slots asked for right now; what fits them is read more kindly.
    ///   - topic: the title of the article that was shown just before; a message that leans on it ("and abroad?") is
    ///     looked up together with it.
    ///   - readers: who wrote it: what they may read, and in which language.
    public func interpret(
        _ text: String, expecting: [SlotName] = [], topic: String? = nil, readers: Readership = .anybody,
        at now: Timestamp
    ) -> Interpretation {
        let message = Message(text)
        let spelled = classifier.spelled(message)
        let whole = classifier.predict(spelled)
        let asked = requests.requests(in: spelled, whole: whole) { classifier.predict(spelled.part($0.indices)) }
        let prediction = asked.first?.prediction ?? whole
        let ranked = prediction.labels.prefix(Self.rankedLimit)
            .map { Scored(IntentName($0.label), confidence: $0.confidence) }
        return Interpretation(
            intents: ranked, band: bands.band(prediction), further: asked.dropFirst().compactMap(\.further),
            articles: answers(to: spelled, meaning: whole.meaning, topic: topic, readers: readers, at: now),
            entities: entities.entities(in: message, expecting: expecting, at: now, localOffset: localOffset),
            sentiment: SentimentReader.sentiment(of: message), reason: reason(prediction, in: spelled))
    }

    /// Phrases and words kept with every message, at most.
    private static let reasonLimit = 3

    private func reason(_ prediction: IntentClassifier.Prediction, in message: SpelledMessage) -> IntentReason? {
        guard let best = prediction.labels.first else { return nil }
        let (words, repairs) = classifier.telling(in: message, for: best.label, limit: Self.reasonLimit)
        return IntentReason(
            nearest: prediction.nearest.prefix(Self.reasonLimit).map { hit in
                phrase(hit.example, similarity: Self.rounded(hit.similarity))
            },
            words: words, repairs: repairs, familiarity: Self.rounded(prediction.familiarity),
            rejectBelow: Self.rounded(classifier.rejectBelow), doubtBelow: Self.rounded(classifier.doubtBelow),
            actFrom: bands.bar(for: best.label))
    }

    /// Two digits and no infinity: for reading, and for JSON.
    private static func rounded(_ value: Double) -> Double {
        (max(-99, min(99, value)) * 100).rounded() / 100
    }

    private func phrase(_ example: Int, similarity: Double) -> IntentReason.Phrase {
        IntentReason.Phrase(
            text: examples[example].text, intent: IntentName(examples[example].label), similarity: similarity)
    }

    /// The articles that may answer a question, best first, found as those in an interpretation are: what a search
    /// field asks for.
    public func articles(
        for question: String, readers: Readership = .anybody, limit: Int, at now: Timestamp
    ) -> [ArticleHit] {
        guard let articles else { return [] }
        let query = ArticleQuery(lookup(classifier.spelled(Message(question))), at: now, readers: readers)
        return articles.search(query, limit: limit)
    }

    /// The classifier has read the message already, so its vector is not made a second time; a message that is looked
    /// up with its topic is another text and has one of its own.
    private func answers(
        to message: SpelledMessage, meaning: [Float], topic: String?, readers: Readership, at now: Timestamp
    ) -> [ArticleHit] {
        guard let articles, !message.words.isEmpty else { return [] }
        let text = lookup(message)
        let query =
            if let topic, let whole = FollowUp.question(text, after: topic) {
                ArticleQuery(whole, at: now, readers: readers)
            } else {
                ArticleQuery(text, meaning: meaning.isEmpty ? nil : meaning, at: now, readers: readers)
            }
        return articles.search(query, limit: Self.articleLimit)
    }

    /// What articles are looked up with: the spelling put right, courtesies off, nothing longer than is read.
    private func lookup(_ message: SpelledMessage) -> String {
        message.request.prefix(NGrams.wordLimit)
            .map { $0.kind == .word ? Self.text($0.letters) : message.message.text($0) }
            .joined(separator: " ")
    }

    /// Why `interpret` ranks a message's intents as it does.
    public func explain(_ text: String) -> Explanation {
        let message = classifier.spelled(Message(text))
        let prediction = classifier.predict(message)
        return Explanation(
            repairs: message.repairs.map {
                Explanation.Repair(from: message.message.text($0.word), to: Self.text($0.put.letters))
            },
            nearest: prediction.nearest.map { phrase($0.example, similarity: $0.similarity) },
            words: classifier.influences(in: message).map(Explanation.Influence.init),
            familiarity: prediction.familiarity, rejectBelow: classifier.rejectBelow,
            doubtBelow: classifier.doubtBelow, band: bands.band(prediction))
    }

    /// The phrases, and the name and the description of each intent as one phrase more.
    private static func examples(of playbook: Playbook) -> [IntentClassifier.Example] {
        playbook.intents.flatMap { intent in
            let label = intent.name.rawValue
            let phrases = intent.examples.map { IntentClassifier.Example(text: $0.text, label: label) }
            let description = IntentClassifier.Example(text: intent.description, label: label)
            return (phrases + [IntentClassifier.Example(naming: label), description]).filter { !$0.text.isEmpty }
        }
    }

    /// Texts of the shop's own, whose words are no slips.
    public static func vocabulary(of playbook: Playbook) -> [String] {
        let articles = playbook.articles.flatMap { article in
            [article.title] + article.aliases + article.sections.flatMap { [$0.heading] + $0.passages }
        }
        let options = playbook.entities.flatMap { entity -> [ChoiceOption] in
            switch entity.recogniser {
            case .list(let options): options
            case .pattern: []
            }
        }
        let names = [playbook.assistant.name, playbook.assistant.company]
        return articles + options.flatMap { [$0.value, $0.label] + $0.synonyms } + names
    }

    private static func text(_ letters: [UInt32]) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: letters.compactMap(Unicode.Scalar.init))
        return String(scalars)
    }
}
