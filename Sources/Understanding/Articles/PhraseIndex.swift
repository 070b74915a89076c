internal import Vocabulary

/// How alike a text is to each of a fixed set of phrases, by the letters and words they share: it forgives spelling,
/// endings and order, and knows nothing of meaning.
///
/// Four bytes for each different run of letters in each phrase. Past a budget of those, further phrases are not read
/// and resemble nothing, so put the telling ones first.
public struct PhraseIndex: Sendable {
    /// For each bucket, where its postings begin; one more at the end.
    private let starts: [UInt32]
    private let postings: [Posting]
    /// Buckets so common among many phrases that they tell nothing; sorted.
    private let common: [UInt32]
    /// How many phrases there are, and how many of them were read.
    public let count: Int
    public let readCount: Int

    /// Part of the likeness that comes from whole words and pairs of them.
    private static let wordShare: Float = 0.25

    /// - Parameter budget: postings kept at most, four bytes each.
    public init(_ phrases: [String], budget: Int = 16_000_000) {
        var buckets: [UInt32] = []
        var counts: [UInt8] = []
        var ends: [Int] = []
        var used = [UInt32](repeating: 0, count: NGrams.buckets)
        for phrase in phrases.prefix(Posting.phraseLimit) {
            let terms = NGrams.counts(of: Message(phrase).words)
            guard buckets.count + terms.count <= budget else { break }
            for term in terms {
                buckets.append(term.bucket)
                counts.append(UInt8(min(term.count, 255)))
                used[Int(term.bucket)] += 1
            }
            ends.append(buckets.count)
        }
        count = phrases.count
        readCount = ends.count
        let rarity = Rarity(phrases: ends.count)
        let common = used.indices.filter { rarity.isCommon(used[$0]) }.map { UInt32($0) }
        for bucket in common { used[Int(bucket)] = 0 }
        self.common = common

        var starts = [UInt32](repeating: 0, count: NGrams.buckets + 1)
        for bucket in used.indices { starts[bucket + 1] = starts[bucket] + used[bucket] }
        var next = starts
        var postings = [Posting](repeating: Posting(phrase: 0, weight: 0), count: Int(starts[NGrams.buckets]))
        var start = 0
        for (phrase, end) in ends.enumerated() {
            var scale = Scale()
            for slot in start..<end where used[Int(buckets[slot])] > 0 {
                scale.add(buckets[slot], Self.weight(counts[slot], rarity.of(used[Int(buckets[slot])])))
            }
            for slot in start..<end where used[Int(buckets[slot])] > 0 {
                let bucket = buckets[slot]
                let weight = Self.weight(counts[slot], rarity.of(used[Int(bucket)])) * scale.factor(bucket)
                postings[Int(next[Int(bucket)])] = Posting(phrase: phrase, weight: weight)
                next[Int(bucket)] += 1
            }
            start = end
        }
        self.starts = starts
        self.postings = postings
    }

    /// The cosine to every phrase, 0 to 1, in the order the phrases were given.
    public func similarities(to text: String) -> [Float] {
        let rarity = Rarity(phrases: readCount)
        var scale = Scale()
        var terms: [(bucket: UInt32, weight: Float)] = []
        for term in NGrams.counts(of: Message(text).words) where !isCommon(term.bucket) {
            let used = starts[Int(term.bucket) + 1] - starts[Int(term.bucket)]
            let weight = Self.weight(UInt8(min(term.count, 255)), rarity.of(used))
            // Letters that no phrase has ever used count against all of them; words have letters.
            if used > 0 || !NGrams.isWord(term.bucket) { scale.add(term.bucket, weight) }
            if used > 0 { terms.append((term.bucket, weight)) }
        }
        var result = [Float](repeating: 0, count: count)
        var sums = result.mutableSpan
        let postings = postings.span
        for term in terms {
            let weight = term.weight * scale.factor(term.bucket) * Posting.step
            for slot in Int(starts[Int(term.bucket)])..<Int(starts[Int(term.bucket) + 1]) {
                let posting = postings[slot]
                sums[posting.phrase] += weight * posting.steps
            }
        }
        return result
    }

    /// Bytes held.
    public var byteCount: Int {
        (starts.count + postings.count + common.count) * 4
    }

    private func isCommon(_ bucket: UInt32) -> Bool {
        var low = 0
        var high = common.count
        while low < high {
            let middle = (low + high) / 2
            if common[middle] < bucket { low = middle + 1 } else { high = middle }
        }
        return low < common.count && common[low] == bucket
    }

    /// The more often in a phrase the more it weighs, but ever less so.
    private static func weight(_ count: UInt8, _ rarity: Float) -> Float {
        (count == 1 ? 1 : 1 + Float(Elementary.log(Double(count)))) * rarity
    }

    /// How much a bucket tells, by how many phrases use it.
    private struct Rarity {
        let phrases: Int

        func of(_ used: UInt32) -> Float {
            Float(Elementary.log((1 + Double(phrases)) / (1 + Double(used)))) + 1
        }

        /// Among few phrases every letter may tell.
        func isCommon(_ used: UInt32) -> Bool {
            phrases >= 1_000 && Int(used) > phrases / 4
        }
    }

    /// Brings letters and words to unit length, each by themselves.
    private struct Scale {
        private var letters: Float = 0
        private var words: Float = 0

        mutating func add(_ bucket: UInt32, _ weight: Float) {
            if NGrams.isWord(bucket) { words += weight * weight } else { letters += weight * weight }
        }

        func factor(_ bucket: UInt32) -> Float {
            let (share, squares) =
                NGrams.isWord(bucket) ? (PhraseIndex.wordShare, words) : (1 - PhraseIndex.wordShare, letters)
            return squares > 0 ? (share / squares).squareRoot() : 0
        }
    }
}
