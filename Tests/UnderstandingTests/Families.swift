import Understanding

/// A stand-in for a language model: knows a few families of words that mean the same, and nothing else.
struct Families: SentenceEncoder {
    var identity = "families-1"
    let width = 16

    private static let families: [[String]] = [
        ["money", "cash", "refund", "reimbursed"], ["parcel", "package", "delivery", "shipment"],
        ["password", "login", "locked"], ["lost", "missing", "vanished"], ["back", "return"],
        ["where", "whereabouts"],
    ]

    func encode(_ text: String) -> SentenceVectors {
        var vector = [Float](repeating: 0.05, count: width)
        for word in text.lowercased().split(whereSeparator: { !$0.isLetter }) {
            if let family = Self.families.firstIndex(where: { $0.contains(String(word)) }) { vector[family] += 1 }
        }
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let unit = vector.map { $0 / length }
        return SentenceVectors(middle: unit, last: unit)
    }
}

/// Counts what it is asked to encode.
final class Counting: SentenceEncoder, @unchecked Sendable {
    private let families = Families()
    private(set) var texts: [String] = []
    var identity: String { families.identity }
    var width: Int { families.width }

    func encode(_ text: String) -> SentenceVectors {
        texts.append(text)
        return families.encode(text)
    }
}
