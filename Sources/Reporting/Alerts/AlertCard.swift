internal import Insight
public import Vocabulary

/// An alert as people see it, and as it is kept.
public struct AlertCard: Hashable, Codable, Sendable, Identifiable {
    public enum State: String, Hashable, Codable, Sendable {
        case open
        /// Over by itself.
        case subsided
        /// It has lasted so long that it is what is usual now.
        case accepted
    }

    public struct Suspect: Hashable, Codable, Sendable {
        public let name: String
        public let feature: String?
        public let at: Timestamp
        /// Reports before and after it.
        public let before: Int
        public let after: Int
        /// How many times as many as before, and the 95 % interval.
        public let ratio: Double
        public let low: Double
        public let high: Double
    }

    public let id: String
    /// `tag:checkout`
    public let key: String
    public let at: Timestamp
    /// When it seems to have begun.
    public let since: Timestamp
    public let firstReport: Timestamp?
    /// Reports when it was raised, in the window, where so many were to be expected.
    public let reports: Int
    public let expected: Double
    public let windowMinutes: Int
    /// Redacted.
    public let quotes: [String]
    public let suspect: Suspect?
    /// More alerts in a day than anybody wants to read: on the board, told to nobody.
    public let isOverBudget: Bool
    /// Read out of the log long after it happened: told to nobody.
    public let isLate: Bool

    /// Reports so far.
    public internal(set) var count: Int
    public internal(set) var state = State.open
    public internal(set) var endedAt: Timestamp?
    /// The same conversations under other names.
    public internal(set) var alsoKnownAs: [String] = []
    /// What somebody who looked said.
    public internal(set) var wasRight: Bool?

    init(_ alert: SpikeAlert, isLate: Bool) {
        id = alert.id.rawValue
        key = alert.key.text
        at = alert.at
        since = alert.since
        firstReport = alert.firstReport
        reports = alert.count
        expected = (alert.expected * 100).rounded() / 100
        windowMinutes = Int(alert.window.milliseconds / 60_000)
        quotes = alert.quotes
        suspect = alert.suspect.map {
            Suspect(
                name: $0.rollout.name, feature: $0.rollout.feature, at: $0.rollout.at, before: $0.before,
                after: $0.after, ratio: $0.ratio, low: $0.interval.lowerBound, high: $0.interval.upperBound)
        }
        isOverBudget = alert.isOverBudget
        self.isLate = isLate
        count = alert.count
    }

    public var isOpen: Bool { state == .open }

    /// In one line: `wrong charge: 14 unhappy in 5 minutes, 1.2 expected`.
    public var headline: String {
        let rate =
            switch expected {
            case ..<0.05: "hardly any"
            case ..<10: "\((expected * 10).rounded() / 10)"
            default: "\(Int(expected.rounded()))"
            }
        let minutes = windowMinutes == 1 ? "1 minute" : "\(windowMinutes) minutes"
        return "\(subject): \(reports) unhappy in \(minutes), \(rate) expected"
    }

    /// What it is about, as people say it.
    public var subject: String {
        let parts = key.split(separator: ":").map(String.init)
        // `segment:said:review`: of no intent, but said in reviews.
        if parts.starts(with: ["segment", "said"]), parts.count == 3 { return parts[2] + "s" }
        return String(parts.dropFirst().joined(separator: " ").map { $0 == "_" ? " " : $0 })
    }
}
