internal import Vocabulary

/// How alike a text is to each of a fixed set of phrases, by the letters and words they share: it forgives spelling,
/// endings and order, and knows nothing of meaning.
///
/// Four bytes for each different run of letters in each phrase. Past a budget of those, further phrases are not read
/// and resemble nothing, so put the telling ones first.
///
/// What is kept says only which phrase uses what how often. How much that tells depends on all the phrases together
/// and is worked out last, so an index can be made from another one in a fraction of the time, and is the same as if
/// it had been made anew.
public struct PhraseIndex: Sendable {
    /// That a phrase uses a bucket, and how often, in one number: what a search waits for is memory.
    private struct Use: Sendable {
        private let bits: UInt32

        /// Phrases that can be told apart.
        static let phraseLimit = 1 << 20
        static let countLimit = 255

        init(phrase: Int, count: Int) {
            bits = UInt32(phrase) | UInt32(min(count, Self.countLimit)) << 20
        }

        var phrase: Int { Int(bits & 0xF_FFFF) }
        var count: Int { Int(bits >> 20) }
    }

    /// For each bucket, where its uses begin; one more at the end.
    private let starts: [UInt32]
    private let uses: [Use]
    /// How many different buckets each of the phrases that were read uses.
    private let lengths: [UInt16]
    /// What brings each phrase's letters, and its words, to their share of unit length.
    private let letterScales: [Float]
    private let wordScales: [Float]
    /// How many phrases there are.
    public let count: Int

    /// How many of the phrases were read.
    public var readCount: Int { lengths.count }

    /// Part of the likeness that comes from whole words and pairs of them.
    private static let wordShare: Float = 0.25
    /// The more often in a phrase the more a bucket weighs, but ever less so.
    private static let weights = (0...Use.countLimit).map { count in
        count < 2 ? Float(count) : 1 + Float(Elementary.log(Double(count)))
    }

    /// - Parameters:
    ///   - earlier: an index that has some of the phrases already.
    ///   - known: for each phrase its number there, or nothing where it is new; no number twice.
    ///   - budget: uses kept at most, four bytes each.
    public init(
        _ phrases: [String], after earlier: PhraseIndex? = nil, known: [Int?] = [], budget: Int = 16_000_000
    ) {
        var places = [Int](repeating: -1, count: earlier?.readCount ?? 0)
        var fresh: [(bucket: UInt32, use: Use)] = []
        var lengths: [UInt16] = []
        var total = 0
        for (phrase, text) in phrases.prefix(Use.phraseLimit).enumerated() {
            let number = phrase < known.count ? known[phrase] : nil
            if let earlier, let number, number < earlier.readCount {
                total += Int(earlier.lengths[number])
                guard total <= budget else { break }
                places[number] = phrase
                lengths.append(earlier.lengths[number])
            } else {
                let terms = NGrams.counts(of: Message(text).words)
                total += terms.count
                guard total <= budget else { break }
                for term in terms { fresh.append((term.bucket, Use(phrase: phrase, count: Int(term.count)))) }
                lengths.append(UInt16(clamping: terms.count))
            }
        }
        count = phrases.count
        self.lengths = lengths
        (starts, uses) = Self.together(earlier, places, fresh)
        (letterScales, wordScales) = Self.scales(starts, uses, phrases: lengths.count)
    }

    /// Uses by their buckets: those of an earlier index whose phrases have a place, and fresh ones.
    private static func together(
        _ earlier: PhraseIndex?, _ places: [Int], _ fresh: [(bucket: UInt32, use: Use)]
    ) -> (starts: [UInt32], uses: [Use]) {
        var starts = [UInt32](repeating: 0, count: NGrams.buckets + 1)
        for term in fresh { starts[Int(term.bucket) + 1] += 1 }
        earlier?.forEachUse { bucket, use in
            if places[use.phrase] >= 0 { starts[bucket + 1] += 1 }
        }
        for bucket in 0..<NGrams.buckets { starts[bucket + 1] += starts[bucket] }
        var next = starts
        var uses = [Use](repeating: Use(phrase: 0, count: 0), count: Int(starts[NGrams.buckets]))
        func put(_ use: Use, in bucket: Int) {
            uses[Int(next[bucket])] = use
            next[bucket] += 1
        }
        earlier?.forEachUse { bucket, use in
            let place = places[use.phrase]
            if place >= 0 { put(Use(phrase: place, count: use.count), in: bucket) }
        }
        for term in fresh { put(term.use, in: Int(term.bucket)) }
        return (starts, uses)
    }

    private func forEachUse(_ body: (_ bucket: Int, _ use: Use) -> Void) {
        let uses = uses.span
        for bucket in 0..<NGrams.buckets {
            for slot in Int(starts[bucket])..<Int(starts[bucket + 1]) { body(bucket, uses[slot]) }
        }
    }

    private static func scales(
        _ starts: [UInt32], _ uses: [Use], phrases: Int
    ) -> (letters: [Float], words: [Float]) {
        let rarity = Rarity(phrases: phrases)
        let weights = weights
        var letters = [Float](repeating: 0, count: phrases)
        var words = letters
        for bucket in 0..<NGrams.buckets {
            let slots = Int(starts[bucket])..<Int(starts[bucket + 1])
            guard !slots.isEmpty, !rarity.isCommon(slots.count) else { continue }
            let told = rarity.of(slots.count)
            let isWord = NGrams.isWord(UInt32(bucket))
            for slot in slots {
                let weight = weights[uses[slot].count] * told
                if isWord {
                    words[uses[slot].phrase] += weight * weight
                } else {
                    letters[uses[slot].phrase] += weight * weight
                }
            }
        }
        return (letters.map { scale($0, 1 - wordShare) }, words.map { scale($0, wordShare) })
    }

    /// The cosine to every phrase, 0 to 1, in the order the phrases were given.
    public func similarities(to text: String) -> [Float] {
        let rarity = Rarity(phrases: readCount)
        let weights = Self.weights
        var (letterSquares, wordSquares): (Float, Float) = (0, 0)
        var terms: [(bucket: Int, weight: Float)] = []
        for term in NGrams.counts(of: Message(text).words) {
            let bucket = Int(term.bucket)
            let used = Int(starts[bucket + 1] - starts[bucket])
            guard !rarity.isCommon(used) else { continue }
            let told = rarity.of(used)
            let weight = weights[min(Int(term.count), Use.countLimit)] * told
            // Letters that no phrase has ever used count against all of them; words have letters.
            if !NGrams.isWord(term.bucket) {
                letterSquares += weight * weight
            } else if used > 0 {
                wordSquares += weight * weight
            }
            // A phrase weighs its use by the same rarity.
            if used > 0 { terms.append((bucket, weight * told)) }
        }
        var letters = [Float](repeating: 0, count: count)
        var words = letters
        for term in terms where !NGrams.isWord(UInt32(term.bucket)) { add(term, to: &letters) }
        for term in terms where NGrams.isWord(UInt32(term.bucket)) { add(term, to: &words) }
        let letterScale = Self.scale(letterSquares, 1 - Self.wordShare)
        let wordScale = Self.scale(wordSquares, Self.wordShare)
        for phrase in lengths.indices {
            letters[phrase] =
                letters[phrase] * letterScale * letterScales[phrase] + words[phrase] * wordScale * wordScales[phrase]
        }
        return letters
    }

    private func add(_ term: (bucket: Int, weight: Float), to sums: inout [Float]) {
        var sums = sums.mutableSpan
        let uses = uses.span
        let weights = Self.weights.span
        for slot in Int(starts[term.bucket])..<Int(starts[term.bucket + 1]) {
            let use = uses[slot]
            sums[use.phrase] += term.weight * weights[use.count]
        }
    }

    /// Bytes held.
    public var byteCount: Int {
        (starts.count + uses.count + letterScales.count + wordScales.count) * 4 + lengths.count * 2
    }

    /// Brings numbers of which the squares are summed to a share of unit length.
    private static func scale(_ squares: Float, _ share: Float) -> Float {
        squares > 0 ? (share / squares).squareRoot() : 0
    }

    /// How much a bucket tells, by how many phrases use it.
    private struct Rarity {
        let phrases: Int

        func of(_ used: Int) -> Float {
            Float(Elementary.log((1 + Double(phrases)) / (1 + Double(used)))) + 1
        }

        /// Among many phrases, what is in a quarter of them tells nothing; among few every letter may tell.
        func isCommon(_ used: Int) -> Bool {
            phrases >= 1_000 && used > phrases / 4
        }
    }
}
