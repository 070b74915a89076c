internal import Insight
internal import Store
internal import Vocabulary

/// What was heard so far, and how far that is.
struct VoiceListening: LogListening {
    /// The weeks that a digest compares, and a day for what the zones differ.
    private static let reach: Int64 = 15

    private let rules: ReportRules
    private let meaning: @Sendable (String) -> [Float]?
    private var book: IssueBook
    /// Of the notes, the last one heard.
    private(set) var lastNote = 0
    var position = LogPosition.start

    init(rules: ReportRules, meaning: @escaping @Sendable (String) -> [Float]?) {
        self.rules = rules
        self.meaning = meaning
        book = IssueBook(rules: rules.trends, mood: rules.mood, ignoring: rules.smallTalk)
    }

    static func firstDay(at moment: Timestamp) -> CivilDate {
        CivilDate(of: moment) + -reach
    }

    mutating func take(_ page: [LoggedEvent]) {
        for logged in page { book.take(logged.record, in: logged.conversation, meaning: meaning) }
        if let last = page.last { position = last.position }
    }

    mutating func take(_ notes: [HeardNote]) {
        for note in notes where note.number > lastNote {
            let heard = note.heard
            let subjects = heard.intent.map { [VoiceDigest.Subject.intent($0)] } ?? []
            book.hear(
                heard.text, about: subjects + (heard.tag.map { [.tag($0)] } ?? []),
                isBad: heard.isBad(from: rules.mood.threshold), as: ConversationID("note:\(note.number)"), at: note.at,
                vector: subjects.isEmpty ? meaning(heard.text) : nil)
            lastNote = note.number
        }
    }

    func digest(alerts: [AlertCard], at moment: Timestamp, limit: Int) -> DigestReport {
        let facts = book.facts(at: moment).map { facts -> VoiceDigest.Facts in
            guard let card = alerts.first(where: { $0.isAbout(facts.subject) && moment - $0.at < .days(7) }) else {
                return facts
            }
            let suspect = card.suspect.map { Rollout(name: $0.name, feature: $0.feature, at: $0.at) }
            return VoiceDigest.Facts(
                subject: facts.subject, count: facts.count, previous: facts.previous, bad: facts.bad,
                quotes: facts.quotes, shown: facts.shown, spike: VoiceDigest.Spike(suspect: suspect),
                silent: facts.silent)
        }
        return DigestReport(
            digest: VoiceDigest(facts, limit: limit), trends: book.trends(at: moment), at: moment, zone: rules.zone,
            remarks: book.remarks)
    }
}

extension ReportNote.Heard {
    func isBad(from threshold: Double) -> Bool {
        frustration > threshold || stars.map { $0 <= 2 } ?? false
    }
}

extension AlertCard {
    /// Raised under that name, or known by it too.
    func isAbout(_ subject: VoiceDigest.Subject) -> Bool {
        let text =
            switch subject {
            case .intent(let name): "intent:\(name)"
            case .tag(let name): "tag:\(name)"
            case .topic(let label): "topic:\(label)"
            }
        return key == text || alsoKnownAs.contains(text)
    }
}
