internal import Vocabulary

extension AlertBoard {
    /// The document that `/api/v1/alerts` and `warmline alerts --json` give.
    public var json: [UInt8] {
        JSONText.bytes(
            of: Document(
                open: open.count, judged: judged, precision: precision,
                snoozes: snoozes.sorted { $0.key < $1.key }.map { .init(key: $0.key, until: $0.value.rfc3339) },
                alerts: cards.map { AlertDocument($0) }))
    }

    private struct Document: Encodable {
        struct Snooze: Encodable {
            let key: String
            let until: String
        }

        let open: Int
        let judged: Int
        let precision: Double?
        let snoozes: [Snooze]
        let alerts: [AlertDocument]
    }
}

extension AlertNotice {
    /// What a webhook carries: the alert, and whether it began or is over.
    public var json: [UInt8] {
        JSONText.bytes(of: Document(id: id, kind: name.kind.rawValue, subject: subject, alert: AlertDocument(card)))
    }

    /// The same for a mail.
    public var text: String {
        var lines = [subject, ""]
        lines.append("Since \(card.since.rfc3339); raised \(card.at.rfc3339).")
        if let suspect = card.suspect { lines.append(suspect.words) }
        lines += card.quotes.isEmpty ? [] : ["", "They say:"] + card.quotes.map { "  “\($0)”" }
        return lines.joined(separator: "\n") + "\n"
    }

    private struct Document: Encodable {
        let id: String
        let kind: String
        let subject: String
        let alert: AlertDocument
    }
}

extension AlertCard.Suspect {
    /// In a sentence.
    public var words: String {
        func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
        return "\(name) went out at \(at.rfc3339): \(before) reports before it, \(after) after it, "
            + "\(rounded(ratio)) times the rate (95 %: \(rounded(low)) to \(rounded(high)))."
    }
}

/// An alert with its times as people write them.
private struct AlertDocument: Encodable {
    struct Suspect: Encodable {
        let name: String
        let feature: String?
        let at: String
        let before: Int
        let after: Int
        let ratio: Double
        let interval: [Double]
        let words: String
    }

    let id: String
    let key: String
    let subject: String
    let headline: String
    let state: String
    let at: String
    let since: String
    let firstReport: String?
    let endedAt: String?
    let reports: Int
    let expected: Double
    let windowMinutes: Int
    let count: Int
    let quotes: [String]
    let alsoKnownAs: [String]
    let suspect: Suspect?
    let isOverBudget: Bool
    let isLate: Bool
    let wasRight: Bool?

    init(_ card: AlertCard) {
        id = card.id
        key = card.key
        subject = card.subject
        headline = card.headline
        state = card.state.rawValue
        at = card.at.rfc3339
        since = card.since.rfc3339
        firstReport = card.firstReport?.rfc3339
        endedAt = card.endedAt?.rfc3339
        reports = card.reports
        expected = card.expected
        windowMinutes = card.windowMinutes
        count = card.count
        quotes = card.quotes
        alsoKnownAs = card.alsoKnownAs
        suspect = card.suspect.map {
            Suspect(
                name: $0.name, feature: $0.feature, at: $0.at.rfc3339, before: $0.before, after: $0.after,
                ratio: ($0.ratio * 100).rounded() / 100,
                interval: [$0.low, $0.high].map { ($0 * 100).rounded() / 100 }, words: $0.words)
        }
        isOverBudget = card.isOverBudget
        isLate = card.isLate
        wasRight = card.wasRight
    }

    enum CodingKeys: String, CodingKey {
        case id, key, subject, headline, state, at, since
        case firstReport = "first_report"
        case endedAt = "ended_at"
        case reports, expected
        case windowMinutes = "window_minutes"
        case count, quotes
        case alsoKnownAs = "also_known_as"
        case suspect
        case isOverBudget = "is_over_budget"
        case isLate = "is_late"
        case wasRight = "was_right"
    }
}
