internal import Vocabulary

/// Remarks about one thing: their middle, how many a day, and enough of their words to call it by.
struct Topic: Sendable {
    private struct Quote: Sendable {
        let text: String
        let likeness: Double
        let at: Timestamp
    }

    private static let reach = 28
    private static let quotes = 16
    private static let terms = 160
    private static let conversations = 256

    let number: Int
    let firstSeen: Timestamp
    private(set) var lastSeen: Timestamp
    /// Sum of unit vectors.
    private(set) var middle: [Float]
    private var middleLength = 0.0
    /// Remarks with each term.
    private(set) var terms: [String: Int] = [:]
    private(set) var remarks = 0
    private var days: [Int64: Int] = [:]
    private var quotes: [Quote] = []
    private var recent: [ConversationID] = []

    init(number: Int, dimensions: Int, at moment: Timestamp) {
        self.number = number
        firstSeen = moment
        lastSeen = moment
        middle = [Float](repeating: 0, count: dimensions)
    }

    mutating func add(_ remark: Remark, terms new: Set<String>, vector: [Float], likeness: Double) {
        remarks += 1
        lastSeen = max(lastSeen, remark.at)
        if middle.count == vector.count {
            for index in middle.indices { middle[index] += vector[index] }
            middleLength = middle.reduce(0) { $0 + Double($1 * $1) }.squareRoot()
        }
        for term in new where terms[term] != nil || terms.count < Self.terms { terms[term, default: 0] += 1 }
        if terms.count >= Self.terms { terms = terms.filter { $0.value > 1 } }
        quotes.append(Quote(text: Redaction.quote(remark.text), likeness: likeness, at: remark.at))
        if quotes.count > Self.quotes {
            // Of the old, the typical stay.
            quotes.sort { ($1.likeness, $1.at) < ($0.likeness, $0.at) }
            quotes.removeLast(Self.quotes / 2)
        }
        // A conversation counts once.
        guard !recent.contains(remark.conversation) else { return }
        if recent.count >= Self.conversations { recent.removeFirst(Self.conversations / 2) }
        recent.append(remark.conversation)
        let day = CivilDate(of: remark.at).number
        days[day, default: 0] += 1
        if days.count > Self.reach + 1 { days = days.filter { $0.key > day - Int64(Self.reach) } }
    }

    func count(from: Int64, to: Int64) -> Int {
        days.reduce(0) { $0 + (($1.key >= from && $1.key < to) ? $1.value : 0) }
    }

    /// Cosine with a unit vector.
    func likeness(to vector: [Float]) -> Double {
        guard middle.count == vector.count, middleLength > 0 else { return 0 }
        var sum: Float = 0
        for index in vector.indices { sum += middle[index] * vector[index] }
        return Double(sum) / middleLength
    }

    /// Cosine of the words, each by what it tells.
    func likeness(to words: Set<String>, weight: (String) -> Double) -> Double {
        var shared = 0.0
        var own = 0.0
        for word in words {
            let weight = weight(word)
            own += weight * weight
            if let count = terms[word] { shared += weight * weight * Double(count) / Double(remarks) }
        }
        // Most topics share no word with it.
        guard shared > 0 else { return 0 }
        let theirs = terms.reduce(0.0) { sum, term in
            let value = weight(term.key) * Double(term.value) / Double(remarks)
            return sum + value * value
        }
        return theirs > 0 ? shared / (own * theirs).squareRoot() : 0
    }

    /// Three typical ones, none of them twice.
    func typical() -> [String] {
        var texts: [String] = []
        for quote in quotes.sorted(by: { ($1.likeness, $0.text) < ($0.likeness, $1.text) })
        where !texts.contains(quote.text) && texts.count < 3 {
            texts.append(quote.text)
        }
        return texts
    }
}
