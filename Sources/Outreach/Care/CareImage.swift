public import PlaybookModel
internal import Vocabulary

/// All that a book of care remembers, for keeping.
public struct CareImage: Codable, Sendable {
    struct Due: Codable, Sendable {
        let at: Timestamp
        let look: CareBook.Look
    }

    let cases: [ConversationID: CareBook.Case]
    let due: [Due]
    let now: Timestamp
    let lastSweep: Timestamp?
}

extension CareBook {
    public var image: CareImage {
        CareImage(
            cases: cases, due: due.pending.map { CareImage.Due(at: $0.at, look: $0.item) }, now: now,
            lastSweep: rounds.last)
    }

    public init(rules: CareRules = CareRules(), from image: CareImage) {
        self.init(rules: rules)
        cases = image.cases
        for due in image.due { self.due.add(due.look, at: due.at) }
        now = image.now
        rounds = Rounds(every: rounds.every, last: image.lastSweep)
    }
}
