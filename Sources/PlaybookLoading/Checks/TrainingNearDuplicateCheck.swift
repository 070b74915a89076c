import PlaybookModel
import Vocabulary

/// No phrase of one intent is nearly a phrase of another: the classifier could not learn from either.
struct TrainingNearDuplicateCheck: Check {
    /// Cosine from which two phrases say the same. Chosen by reading the pairs of real playbooks: above it they differ
    /// by an ending, a filler or a slip, below it by a word that matters.
    private static let near = 0.86

    func run(on subject: CheckSubject, _ complaints: Complaints) {
        let phrases = subject.playbook.intents.flatMap { intent in
            intent.examples.map { Phrase(intent: intent.name, example: $0) }
        }
        .sorted { $0.example.place < $1.example.place }
        var index = PhraseVectors(phrases.map(\.example.text))
        for (number, phrase) in phrases.enumerated() {
            let likes = index.earlier(than: number, atLeast: Self.near)
            let other = likes.first { phrases[$0].intent != phrase.intent }.map { phrases[$0] }
            guard let other else { continue }
            let (one, two) = (TrainingWords(other.example.text), TrainingWords(phrase.example.text))
            // Phrases equal but for case and punctuation are an error of their own; "right" and "not right" are far apart.
            guard one != two, one.negations == two.negations else { continue }
            let place = other.example.place
            complaints.warning(
                .nearDuplicateExample, at: phrase.example.place,
                "'\(phrase.example.text)' is nearly '\(other.example.text)' of '\(other.intent)' at "
                    + "\(place.file):\(place.line):\(place.column)",
                suggestion: "keep it where it belongs, or add the word that tells the two apart")
        }
    }

    private struct Phrase {
        let intent: IntentName
        let example: Example
    }
}

/// A phrase as its words: case, punctuation and spacing away.
struct TrainingWords: Hashable {
    let words: [Substring]

    /// How often it says no.
    var negations: Int { words.count(where: Self.negating.contains) }

    private static let negating: Set<Substring> = [
        "no", "not", "never", "without", "nothing", "none", "don", "doesn", "didn", "won", "isn", "wasn", "haven",
        "hasn", "couldn", "wouldn", "cannot", "dont", "cant", "wont", "isnt", "didnt", "doesnt",
    ]

    init(_ text: String) {
        words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    }
}

/// Phrases as unit vectors over their words and letter runs, weighted by rarity, with an index from feature to phrase.
private struct PhraseVectors {
    /// Words read of a phrase; longer ones are told apart by what they begin with.
    private static let wordLimit = 40
    /// Phrases compared with one phrase, at most: bounds the work on files made to be slow.
    private static let candidateLimit = 2_000

    private typealias Feature = (id: Int, weight: Double)

    /// Of each phrase, the rarest feature first.
    private var vectors: [[Feature]] = []
    /// Phrases that have the feature, with its weight there, in their order.
    private var postings: [[(phrase: Int, weight: Double)]]
    private var indexed = 0

    init(_ texts: [String]) {
        var ids: [UInt64: Int] = [:]
        var frequencies: [Int] = []
        let counted = texts.map { text in
            var counts: [Int: Double] = [:]
            for hash in Self.features(of: text) {
                let id = ids[hash] ?? frequencies.count
                if id == frequencies.count {
                    ids[hash] = id
                    frequencies.append(0)
                }
                if counts[id] == nil { frequencies[id] += 1 }
                counts[id, default: 0] += 1
            }
            return counts
        }
        postings = Array(repeating: [], count: frequencies.count)
        for counts in counted {
            var vector = counts.map { id, count in
                (id: id, weight: count.squareRoot() * Self.rarity(frequencies[id], of: texts.count))
            }
            let norm = vector.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
            for place in vector.indices where norm > 0 { vector[place].weight /= norm }
            vectors.append(vector.sorted { (frequencies[$0.id], $0.id) < (frequencies[$1.id], $1.id) })
        }
    }

    /// Phrases before this one whose cosine with it is at least that, the nearest first.
    ///
    /// Two unit vectors as near as `bar` share a feature among the first of either whose rest is shorter than `bar`; so
    /// only the rare features are looked up (Bayardo, Ma and Srikant 2007).
    mutating func earlier(than number: Int, atLeast bar: Double) -> [Int] {
        while indexed < number {
            for feature in vectors[indexed] { postings[feature.id].append((indexed, feature.weight)) }
            indexed += 1
        }
        var rest = 1.0
        var candidates: Set<Int> = []
        for feature in vectors[number] {
            guard rest >= bar * bar - 1e-9, candidates.count < Self.candidateLimit else { break }
            candidates.formUnion(postings[feature.id].lazy.map(\.phrase).prefix(Self.candidateLimit))
            rest -= feature.weight * feature.weight
        }
        guard !candidates.isEmpty else { return [] }
        let weights = Dictionary(vectors[number].map { ($0.id, $0.weight) }, uniquingKeysWith: { first, _ in first })
        return candidates.map { phrase in
            (phrase: phrase, cosine: vectors[phrase].reduce(0) { $0 + $1.weight * (weights[$1.id] ?? 0) })
        }
        .filter { $0.cosine >= bar }
        .sorted { ($1.cosine, $0.phrase) < ($0.cosine, $1.phrase) }
        .map(\.phrase)
    }

    /// Inverse document frequency, smoothed.
    private static func rarity(_ frequency: Int, of count: Int) -> Double {
        var ratio = Double(count + 1) / Double(frequency + 1)
        var logarithm = 1.0
        // Whole powers of two are near enough and need no mathematics library.
        while ratio >= 2 {
            ratio /= 2
            logarithm += 1
        }
        return logarithm + (ratio - 1)
    }

    /// Words, and runs of three letters in each word with its borders. Numbers count as one: orders differ by them.
    private static func features(of text: String) -> [UInt64] {
        var features: [UInt64] = []
        for word in TrainingWords(text).words.prefix(wordLimit) {
            let isNumber = word.allSatisfy(\.isNumber)
            let letters = isNumber ? [0x23] : word.unicodeScalars.prefix(wordLimit).map(\.value)
            features.append(hash(letters[...], seed: 1))
            let bordered = [0x20] + letters + [0x20]
            for start in bordered.indices.dropLast(2) {
                features.append(hash(bordered[start..<start + 3], seed: 2))
            }
        }
        return features
    }

    /// FNV-1a over scalars.
    private static func hash(_ letters: ArraySlice<UInt32>, seed: UInt64) -> UInt64 {
        letters.reduce(0xCBF2_9CE4_8422_2325 ^ seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
