/// A turn of phrase that tells of trouble, thanks or haste.
struct Cue: Sendable {
    enum Kind: Sendable {
        case complaint
        case gratitude
        /// Thanks, and time to spare: takes a deadline back.
        case patience
        case deadline
        case moneyAtRisk
        /// Nothing goes on until it is mended.
        case blocked
        /// Safety, crime, the law: as urgent as it gets.
        case alarm
    }

    let keys: [WordKey]
    let kind: Kind
    /// Complaint units, or a share of the greatest urgency.
    let units: Double

    /// By first word, longer ones first.
    static let byFirstWord: [WordKey: [Cue]] = {
        let all = (complaints + courtesies + urgencies).flatMap(cues)
        return Dictionary(grouping: all, by: { $0.keys[0] }).mapValues { cues in
            cues.enumerated()
                .sorted { ($1.element.keys.count, $0.offset) < ($0.element.keys.count, $1.offset) }
                .map(\.element)
        }
    }()

    /// Phrases of one kind, between commas.
    struct List: Sendable {
        let kind: Kind
        let units: Double
        let phrases: String

        init(_ kind: Kind, _ units: Double, _ phrases: String) {
            self.kind = kind
            self.units = units
            self.phrases = phrases
        }
    }

    private static func cues(_ list: List) -> [Cue] {
        list.phrases.split { $0 == "," || $0 == "\n" }.compactMap { phrase in
            let keys = phrase.split(separator: " ").map { WordKey(String($0)) }
            return keys.isEmpty ? nil : Cue(keys: keys, kind: list.kind, units: list.units)
        }
    }

    /// The cues of a message with their places; where several of one length begin at a word all of them are taken, for
    /// a cue may tell of haste and of trouble at once.
    static func found(in message: Message) -> [(cue: Cue, place: Range<Int>)] {
        let words = message.words.filter { $0.kind != .symbol }
        var found: [(cue: Cue, place: Range<Int>)] = []
        var index = 0
        while index < words.count, found.count < most {
            var length = 1
            for cue in byFirstWord[words[index].key] ?? [] {
                let end = index + cue.keys.count
                guard end <= words.count, zip(words[index..<end], cue.keys).allSatisfy({ $0.key == $1 }) else {
                    continue
                }
                guard length == 1 || cue.keys.count == length else { break }
                length = cue.keys.count
                found.append((cue, words[index].start..<words[end - 1].end))
            }
            index += length
        }
        return found
    }

    /// A message with more has said enough.
    private static let most = 32
}
