public import Vocabulary

/// What customers said this week, in issues, each with two things that could be done about it.
public struct VoiceDigest: Hashable, Sendable {
    public enum Subject: Hashable, Comparable, Sendable {
        case intent(IntentName)
        case tag(TagName)
        /// Outside the vocabulary, by its label.
        case topic(String)

        /// As people say it.
        public var words: String {
            switch self {
            case .intent(let name): name.rawValue.map { $0 == "_" ? " " : String($0) }.joined()
            case .tag(let name): name.rawValue.map { $0 == "_" ? " " : String($0) }.joined()
            case .topic(let label): label
            }
        }
    }

    /// An article in answer to it: how often shown, and how often it did not help.
    public struct Shown: Hashable, Sendable {
        public let article: ArticleName
        public let times: Int
        public let unhelped: Int

        public init(article: ArticleName, times: Int, unhelped: Int) {
            self.article = article
            self.times = times
            self.unhelped = unhelped
        }
    }

    /// Bad mood about it stood out in the week.
    public struct Spike: Hashable, Sendable {
        /// What went out before it.
        public let suspect: Rollout?

        public init(suspect: Rollout?) {
            self.suspect = suspect
        }
    }

    /// What is known of an issue.
    public struct Facts: Hashable, Sendable {
        public let subject: Subject
        /// Conversations of the week, and of the week before.
        public let count: Int
        public let previous: Int
        /// Of the week's, those in a bad mood.
        public let bad: Int
        /// Redacted.
        public let quotes: [String]
        public let shown: [Shown]
        /// A spike of it in the week.
        public let spike: Spike?
        /// Customers concerned who have not said anything; `nil` where nobody knows who is.
        public let silent: Int?

        public init(
            subject: Subject, count: Int, previous: Int, bad: Int, quotes: [String], shown: [Shown] = [],
            spike: Spike? = nil, silent: Int? = nil
        ) {
            self.subject = subject
            self.count = count
            self.previous = previous
            self.bad = bad
            self.quotes = quotes
            self.shown = shown
            self.spike = spike
            self.silent = silent
        }
    }

    public enum Remedy: Hashable, Sendable {
        /// An incident to draft: it broke at once, maybe by the rollout.
        case incident(title: String, suspect: Rollout?)
        /// Write to those concerned who have not said anything; `nil`: find out who they are.
        case outreach(about: String, people: Int?)
        case write(article: String, questions: [String])
        case mend(article: ArticleName, unhelped: Int, of: Int)
    }

    public struct Issue: Hashable, Sendable {
        public let facts: Facts
        /// How many times as many as the week before, with the 95 % interval.
        public let ratio: Double
        public let interval: ClosedRange<Double>
        /// Two: one for those concerned now, one for those who ask next.
        public let remedies: [Remedy]

        /// Whether it really changed, rather than by chance.
        public var hasChanged: Bool { !interval.contains(1) }
    }

    /// The most pressing first.
    public let issues: [Issue]

    /// - Parameter limit: issues that anybody will read.
    public init(_ facts: [Facts], limit: Int = 10) {
        issues =
            facts.filter { $0.count > 0 }
            .map { ($0, Self.weight($0)) }
            .sorted { ($1.1, $0.0.subject.words) < ($0.1, $1.0.subject.words) }
            .prefix(max(0, limit))
            .map { Self.issue($0.0) }
    }

    /// Bad moods count threefold, and what is new counts more than what is always there.
    private static func weight(_ facts: Facts) -> Double {
        let growth = Double(facts.count + 1) / Double(facts.previous + 1)
        return (Double(facts.count) + 2 * Double(facts.bad)) * min(max(growth, 0.5), 4)
            * (facts.spike == nil ? 1 : 2)
    }

    private static func issue(_ facts: Facts) -> Issue {
        let (now, before) = (Double(facts.count) + 0.5, Double(facts.previous) + 0.5)
        let error = 1.959_964 * (1 / now + 1 / before).squareRoot()
        let ratio = now / before
        return Issue(
            facts: facts, ratio: ratio,
            interval: (ratio * Elementary.exp(-error))...(ratio * Elementary.exp(error)),
            remedies: [reachOut(facts), explain(facts)])
    }

    private static func reachOut(_ facts: Facts) -> Remedy {
        if let spike = facts.spike { return .incident(title: facts.subject.words, suspect: spike.suspect) }
        return .outreach(about: facts.subject.words, people: facts.silent)
    }

    /// An article that was shown and did not help is mended; where none was, one is missing.
    private static func explain(_ facts: Facts) -> Remedy {
        let worst = facts.shown.filter { $0.times > 0 && $0.unhelped > 0 }
            .max { ($0.unhelped, $1.article) < ($1.unhelped, $0.article) }
        guard let worst else { return .write(article: facts.subject.words, questions: facts.quotes) }
        return .mend(article: worst.article, unhelped: worst.unhelped, of: worst.times)
    }
}
