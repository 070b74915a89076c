/// How alike a text is to each of a fixed set of phrases, by the letters and words they share: it forgives spelling,
/// endings and order, and knows nothing of meaning.
public struct PhraseIndex: Sendable {
    private let terms: TermWeights
    private let nearest: NearestPhrases

    public init(_ phrases: [String]) {
        let counts = phrases.map { NGrams.counts(of: Message($0).words) }
        let terms = TermWeights(counts: counts, minimumPhrases: 1, wordShare: 0.25)
        self.terms = terms
        nearest = NearestPhrases(counts.map { terms.vector($0).vector }, rows: terms.rows)
    }

    /// The cosine to every phrase, 0 to 1, in the order the phrases were given.
    public func similarities(to text: String) -> [Double] {
        let (vector, known) = terms.vector(NGrams.counts(of: Message(text).words))
        // What no phrase has ever used counts against all of them.
        return nearest.similarities(vector).map { Double($0 * known.squareRoot()) }
    }
}
