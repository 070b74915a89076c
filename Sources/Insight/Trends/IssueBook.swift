public import Vocabulary

/// What customers came with in the last weeks, by intent, tag and topic: how many, how many of them in a bad mood, in
/// which words, and which articles were shown and did not help. Read from the log; what a digest is made of. Bounded by
/// the number of subjects and by the conversations of two days.
public struct IssueBook: Sendable {
    private struct Issue: Sendable {
        var days: [Int64: (count: Int, bad: Int)] = [:]
        var quotes: [(text: String, frustration: Double, at: Timestamp)] = []
        var shown: [ArticleName: [Int64: (times: Int, unhelped: Int)]] = [:]
    }

    /// One conversation, as far as it goes into the counts.
    private struct Talk: Sendable {
        var subjects: [VoiceDigest.Subject] = []
        var openFlows = 0
        var text: String?
        var isRemarked = false
        /// Shown since the last question, and nothing heard of it yet.
        var article: ArticleName?
        var last: Timestamp
    }

    private static let reach: Int64 = 28
    private static let quotes = 12
    private static let memory = TimeSpan.days(2)
    private static let subjects = 2_000

    private let rules: TrendRules
    private let ignored: Set<IntentName>
    private var mood: MoodWatch
    private var miner: TopicMiner
    private var issues: [VoiceDigest.Subject: Issue] = [:]
    private var talks: [ConversationID: Talk] = [:]
    private var rounds = Rounds(every: .hours(6))
    /// What has been read.
    public private(set) var remarks = 0

    /// - Parameter ignored: intents that are no matter: hello, yes, a person please.
    public init(rules: TrendRules = TrendRules(), mood: MoodWatch = MoodWatch(), ignoring ignored: Set<IntentName> = [])
    {
        self.rules = rules
        self.mood = mood
        self.ignored = ignored
        miner = TopicMiner(rules: rules)
    }

    /// - Parameter meaning: the sentence's vector, asked for only where the playbook has no word for it.
    public mutating func take(
        _ record: EventRecord, in conversation: ConversationID, meaning: (String) -> [Float]? = { _ in nil }
    ) {
        sweep(at: record.at)
        talks[conversation, default: Talk(last: record.at)].last = record.at
        defer { if let bad = mood.take(record, in: conversation) { turnedBad(bad) } }
        switch record.event {
        case .visitorSaid(let text, let choice): talks[conversation]?.text = choice == nil ? text : nil
        case .understood(let interpretation):
            understood(interpretation, in: conversation, at: record.at, meaning: meaning)
        case .tagged(let tag, .confirmed): concern(.tag(tag), in: conversation, at: record.at)
        case .flowStarted: talks[conversation]?.openFlows += 1
        case .flowEnded: if let open = talks[conversation]?.openFlows, open > 0 { talks[conversation]?.openFlows -= 1 }
        case .articleShown(let article, _): shown(article, in: conversation, at: record.at)
        case .fellBack, .escalated: unhelped(conversation, at: record.at)
        case .rated(let stars, _): if stars <= 2 { unhelped(conversation, at: record.at) }
        case .resolved:
            // What was rated is known a little later.
            talks[conversation]?.subjects = []
            talks[conversation]?.isRemarked = false
            talks[conversation]?.openFlows = 0
        case .opened, .botSaid, .agentSaid, .noted, .stepEntered, .flowResumed, .slotAsked, .slotFilled, .slotCleared,
            .confirmationShown, .confirmed, .verified, .requestKept, .requestSettled, .promised, .waitBegan,
            .signalled, .returned, .actionStarted, .actionFinished, .timerSet, .timerFired, .agentJoined, .agentLeft,
            .leftQueue, .callbackBooked, .turnFailed, .tagged(_, .removed):
            break
        }
    }

    /// Something said elsewhere: a review, a survey, a post.
    public mutating func hear(
        _ text: String, about subjects: [VoiceDigest.Subject], isBad: Bool, as conversation: ConversationID,
        at moment: Timestamp, vector: [Float]? = nil
    ) {
        let day = CivilDate(of: moment).number
        for subject in subjects {
            count(subject, on: day, bad: isBad)
            quote(text, frustration: isBad ? 1 : 0, of: subject, at: moment)
        }
        remark(text, isKnown: !subjects.isEmpty, in: conversation, at: moment, vector: vector)
    }

    /// What is emerging that the playbook has no word for.
    public func trends(at moment: Timestamp) -> [Trend] { miner.trends(at: moment) }

    /// What is known of each subject, of the days that count as now and as many before.
    public func facts(at moment: Timestamp) -> [VoiceDigest.Facts] {
        let end = CivilDate(of: moment).number + 1
        let days = Int64(rules.days)
        let known = issues.sorted { $0.key < $1.key }.map { subject, issue -> VoiceDigest.Facts in
            func sum(_ from: Int64, _ to: Int64) -> (count: Int, bad: Int) {
                issue.days.reduce((0, 0)) { sum, day in
                    day.key >= from && day.key < to ? (sum.0 + day.value.count, sum.1 + day.value.bad) : sum
                }
            }
            let now = sum(end - days, end)
            let shown = issue.shown.sorted { $0.key < $1.key }.map { article, byDay in
                let week = byDay.filter { $0.key >= end - days && $0.key < end }.values
                return VoiceDigest.Shown(
                    article: article, times: week.reduce(0) { $0 + $1.times },
                    unhelped: week.reduce(0) { $0 + $1.unhelped })
            }
            return VoiceDigest.Facts(
                subject: subject, count: now.count, previous: sum(end - 2 * days, end - days).count, bad: now.bad,
                quotes: quotes(of: issue, since: moment + .days(-days)), shown: shown.filter { $0.times > 0 })
        }
        let topics = trends(at: moment).map { trend in
            VoiceDigest.Facts(
                subject: .topic(trend.label), count: trend.count, previous: trend.previous, bad: 0,
                quotes: trend.quotes)
        }
        return known.filter { $0.count > 0 || $0.previous > 0 } + topics
    }

    // MARK: Counting

    private mutating func understood(
        _ interpretation: Interpretation, in conversation: ConversationID, at moment: Timestamp,
        meaning: (String) -> [Float]?
    ) {
        guard let talk = talks[conversation] else { return }
        let intents = interpretation.band == .act ? interpretation.intents.prefix(1).map(\.value) : []
        let matters = intents.filter { !ignored.contains($0) }
        for intent in matters { concern(.intent(intent), in: conversation, at: moment) }
        guard let text = talk.text else { return }
        talks[conversation]?.text = nil
        for subject in talks[conversation]?.subjects ?? [] {
            quote(text, frustration: interpretation.sentiment.frustration, of: subject, at: moment)
        }
        // The answer to a question of a flow is no topic, and small talk is none.
        guard talk.openFlows == 0, !talk.isRemarked, intents.isEmpty || !matters.isEmpty else { return }
        let isKnown = !matters.isEmpty
        if !isKnown { talks[conversation]?.isRemarked = true }
        remark(text, isKnown: isKnown, in: conversation, at: moment, vector: isKnown ? nil : meaning(text))
    }

    private mutating func remark(
        _ text: String, isKnown: Bool, in conversation: ConversationID, at moment: Timestamp, vector: [Float]?
    ) {
        remarks += 1
        miner.take(Remark(conversation: conversation, at: moment, text: text, vector: vector, isKnown: isKnown))
    }

    private mutating func concern(
        _ subject: VoiceDigest.Subject, in conversation: ConversationID, at moment: Timestamp
    ) {
        guard let talk = talks[conversation], !talk.subjects.contains(subject) else { return }
        talks[conversation]?.subjects.append(subject)
        count(subject, on: CivilDate(of: moment).number, bad: false)
    }

    private mutating func count(_ subject: VoiceDigest.Subject, on day: Int64, bad: Bool) {
        guard issues[subject] != nil || issues.count < Self.subjects else { return }
        issues[subject, default: Issue()].days[day, default: (0, 0)].count += 1
        if bad { issues[subject]?.days[day]?.bad += 1 }
    }

    private mutating func turnedBad(_ bad: BadMood) {
        let day = CivilDate(of: bad.at).number
        for key in bad.keys {
            switch key {
            case .intent(let intent): issues[.intent(intent)]?.days[day, default: (0, 0)].bad += 1
            case .tag(let tag):
                concern(.tag(tag), in: bad.conversation, at: bad.at)
                issues[.tag(tag)]?.days[day, default: (0, 0)].bad += 1
            case .feature, .segment: break
            }
        }
    }

    private mutating func shown(_ article: ArticleName, in conversation: ConversationID, at moment: Timestamp) {
        let day = CivilDate(of: moment).number
        for subject in talks[conversation]?.subjects ?? [] {
            issues[subject]?.shown[article, default: [:]][day, default: (0, 0)].times += 1
        }
        talks[conversation]?.article = article
    }

    private mutating func unhelped(_ conversation: ConversationID, at moment: Timestamp) {
        guard let article = talks[conversation]?.article else { return }
        let day = CivilDate(of: moment).number
        talks[conversation]?.article = nil
        for subject in talks[conversation]?.subjects ?? [] {
            issues[subject]?.shown[article]?[day, default: (0, 0)].unhelped += 1
        }
    }

    // MARK: Words

    private mutating func quote(
        _ text: String, frustration: Double, of subject: VoiceDigest.Subject, at moment: Timestamp
    ) {
        guard text.utf8.count >= 8, issues[subject] != nil else { return }
        issues[subject]?.quotes.append((Redaction.quote(text), frustration, moment))
        if let count = issues[subject]?.quotes.count, count > Self.quotes {
            // Of the older half, the angriest stay.
            let old = issues[subject]?.quotes.prefix(Self.quotes / 2).sorted { $0.frustration > $1.frustration } ?? []
            let new = issues[subject]?.quotes.dropFirst(Self.quotes / 2) ?? []
            issues[subject]?.quotes = Array(old.prefix(Self.quotes / 3)) + Array(new)
        }
    }

    private func quotes(of issue: Issue, since: Timestamp) -> [String] {
        var texts: [String] = []
        for quote in issue.quotes.filter({ $0.at >= since }).sorted(by: { $0.frustration > $1.frustration })
        where !texts.contains(quote.text) && texts.count < 3 {
            texts.append(quote.text)
        }
        return texts
    }

    private mutating func sweep(at moment: Timestamp) {
        guard rounds.isDue(at: moment) else { return }
        talks = talks.filter { moment - $0.value.last < Self.memory }
        let oldest = CivilDate(of: moment).number - Self.reach
        for (subject, issue) in issues {
            var issue = issue
            issue.days = issue.days.filter { $0.key >= oldest }
            for (article, days) in issue.shown {
                let kept = days.filter { $0.key >= oldest }
                issue.shown[article] = kept.isEmpty ? nil : kept
            }
            issues[subject] = issue.days.isEmpty ? nil : issue
        }
    }
}
