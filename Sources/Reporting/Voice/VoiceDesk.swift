internal import Insight
public import Logging
public import Store
public import Vocabulary

/// Listens to what customers say, in the background: two weeks of the log, and what is said in reviews and posts. It
/// keeps nothing of its own; after a start it reads those weeks again, at its leisure.
public actor VoiceDesk {
    /// Events read before somebody else may have the processor.
    private static let page = 100
    /// The weeks that a digest compares, and a day for what the zones differ.
    private static let reach: Int64 = 15

    private let store: any ConversationStore
    private let reporter: Reporter
    private let rules: ReportRules
    private let meaning: @Sendable (String) -> [Float]?
    private let log: Logger
    private let now: @Sendable () -> Timestamp
    private var book: IssueBook
    private var position: LogPosition?
    private var heard = 0

    /// - Parameter meaning: a sentence's vector, where there is an encoder.
    public init(
        store: any ConversationStore, reporter: Reporter, rules: ReportRules, log: Logger,
        now: @escaping @Sendable () -> Timestamp, meaning: @escaping @Sendable (String) -> [Float]? = { _ in nil }
    ) {
        self.store = store
        self.reporter = reporter
        self.rules = rules
        self.meaning = meaning
        self.log = log
        self.now = now
        book = IssueBook(rules: rules.trends, mood: rules.mood, ignoring: rules.smallTalk)
    }

    /// Until cancelled.
    public func run() async {
        while !Task.isCancelled {
            do throws(StoreError) {
                if try await follow() {
                    await Task.yield()
                    continue
                }
            } catch {
                log.info("the digest waits for the store: \(error)")
            }
            try? await Task.sleep(for: .seconds(5))
        }
    }

    public func catchUp() async throws(StoreError) {
        while try await follow() {}
    }

    @discardableResult
    public func follow() async throws(StoreError) -> Bool {
        let today = CivilDate(of: now())
        let after: LogPosition
        if let position { after = position } else { after = try await reporter.start(of: today + -Self.reach) }
        let page = try await store.log(after: after, limit: Self.page)
        for logged in page { book.take(logged.record, in: logged.conversation, meaning: meaning) }
        position = page.last?.position ?? after
        for (number, at, heard) in await reporter.heard(after: heard) {
            let subjects = heard.intent.map { [VoiceDigest.Subject.intent($0)] } ?? []
            book.hear(
                heard.text, about: subjects + (heard.tag.map { [.tag($0)] } ?? []),
                isBad: heard.isBad(from: rules.mood.threshold), as: ConversationID("note:\(number)"), at: at,
                vector: subjects.isEmpty ? meaning(heard.text) : nil)
            self.heard = number
        }
        return !page.isEmpty
    }

    /// What was said this week, as far as it has been read.
    public func digest(limit: Int = 10) async -> DigestReport {
        let moment = now()
        let alerts = await reporter.alerts().cards
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
