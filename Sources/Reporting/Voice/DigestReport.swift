internal import Foundation
public import Insight
public import Store
public import Vocabulary

/// The voice of the customer, to be read in five minutes.
public struct DigestReport: Sendable {
    public let digest: VoiceDigest
    /// What is emerging that the playbook has no word for.
    public let trends: [Trend]
    public let at: Timestamp
    public let zone: String
    /// What was read for it.
    public let remarks: Int

    /// Of a store that is only read.
    ///
    /// - Parameter meaning: a sentence's vector, where there is an encoder.
    public init(
        of store: any ConversationStore, rules: ReportRules, now: Timestamp, limit: Int = 10,
        meaning: @escaping @Sendable (String) -> [Float]? = { _ in nil }
    ) async throws(StoreError) {
        let file = try await ReportFile(of: store, rules: rules, now: now)
        var listening = VoiceListening(rules: rules, meaning: meaning)
        listening.position = file.start(of: VoiceListening.firstDay(at: now))
        listening.take(file.heard)
        while true {
            let page = try await store.log(after: listening.position, limit: 1_000)
            if page.isEmpty { break }
            listening.take(page)
        }
        self = listening.digest(alerts: file.alerts(now: now).cards, at: now, limit: limit)
    }

    init(digest: VoiceDigest, trends: [Trend], at: Timestamp, zone: String, remarks: Int) {
        self.digest = digest
        self.trends = trends
        self.at = at
        self.zone = zone
        self.remarks = remarks
    }

    /// For a terminal, or a mail.
    public var text: String {
        let day = CivilDate(of: at).notation
        guard !digest.issues.isEmpty else { return "What customers said in the week to \(day)\n\nNothing yet.\n" }
        var lines = ["What customers said in the week to \(day)", ""]
        for (place, issue) in digest.issues.enumerated() {
            let facts = issue.facts
            let name = "\(place + 1). \(issue.title)"
            lines.append("\(name): \(facts.count) conversations\(issue.change), \(issue.moods)")
            lines += facts.quotes.map { "     “\($0)”" }
            lines += issue.remedies.map { "   → \($0.words)" }
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }

    public var json: [UInt8] {
        let issues = digest.issues.map { issue in
            Document.Issue(
                kind: issue.facts.subject.kind, name: issue.facts.subject.name, title: issue.title,
                count: issue.facts.count, previous: issue.facts.previous, bad: issue.facts.bad,
                ratio: Self.rounded(issue.ratio),
                interval: [issue.interval.lowerBound, issue.interval.upperBound].map(Self.rounded),
                hasChanged: issue.hasChanged, hasSpiked: issue.facts.spike != nil, quotes: issue.facts.quotes,
                remedies: issue.remedies.map { Document.Remedy(kind: $0.kind, words: $0.words, article: $0.article) })
        }
        let trends = trends.map { trend in
            Document.Topic(
                label: trend.label, count: trend.count, previous: trend.previous, firstSeen: trend.firstSeen.rfc3339,
                quotes: trend.quotes)
        }
        return JSONText.bytes(
            of: Document(at: at.rfc3339, zone: zone, remarks: remarks, issues: issues, trends: trends))
    }

    private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

    private struct Document: Encodable {
        struct Remedy: Encodable {
            let kind: String
            let words: String
            let article: String?
        }

        struct Issue: Encodable {
            let kind: String
            let name: String
            let title: String
            let count: Int
            let previous: Int
            let bad: Int
            let ratio: Double
            let interval: [Double]
            let hasChanged: Bool
            let hasSpiked: Bool
            let quotes: [String]
            let remedies: [Remedy]

            enum CodingKeys: String, CodingKey {
                case kind, name, title, count, previous, bad, ratio, interval
                case hasChanged = "has_changed"
                case hasSpiked = "has_spiked"
                case quotes, remedies
            }
        }

        struct Topic: Encodable {
            let label: String
            let count: Int
            let previous: Int
            let firstSeen: String
            let quotes: [String]

            enum CodingKeys: String, CodingKey {
                case label, count, previous
                case firstSeen = "first_seen"
                case quotes
            }
        }

        let at: String
        let zone: String
        let remarks: Int
        let issues: [Issue]
        let trends: [Topic]
    }
}

extension VoiceDigest.Subject {
    var kind: String {
        switch self {
        case .intent: "intent"
        case .tag: "tag"
        case .topic: "topic"
        }
    }

    var name: String {
        switch self {
        case .intent(let name): name.rawValue
        case .tag(let name): name.rawValue
        case .topic(let label): label
        }
    }
}

extension VoiceDigest.Issue {
    public var title: String {
        switch facts.subject {
        case .intent, .tag: facts.subject.words
        case .topic(let label): "new: \(label)"
        }
    }

    /// Against the week before: only what is more than chance.
    var change: String {
        if facts.previous == 0 { return facts.count >= 5 ? " (none the week before)" : "" }
        guard hasChanged else { return " (as usual)" }
        let percent = Int(((Double(facts.count) / Double(facts.previous) - 1) * 100).rounded())
        return " (\(percent > 0 ? "+" : "")\(percent) %)"
    }

    var moods: String {
        facts.bad == 0 ? "nobody upset" : "\(facts.bad) upset"
    }
}

extension VoiceDigest.Remedy {
    public var kind: String {
        switch self {
        case .incident: "incident"
        case .outreach: "outreach"
        case .write: "write"
        case .mend: "mend"
        }
    }

    public var article: String? {
        switch self {
        case .mend(let article, _, _): article.rawValue
        case .write(let article, _): article
        case .incident, .outreach: nil
        }
    }

    /// What to do, in a sentence.
    public var words: String {
        switch self {
        case .incident(let title, let suspect):
            suspect.map { "Open an incident “\(title)”; \($0.name) went out just before." }
                ?? "Open an incident “\(title)”: it came at once."
        case .outreach(let about, let people):
            people.map { "Write to the \($0) customers concerned who have not asked about “\(about)”." }
                ?? "Find out who else is concerned by “\(about)”, and write to them."
        case .write(let article, _): "Write an article about “\(article)”: none was shown to those who asked."
        case .mend(let article, let unhelped, let times):
            "Mend the article “\(article)”: \(unhelped) of \(times) who read it went on asking."
        }
    }
}
