internal import Insight
internal import Store
public import Vocabulary

/// What the reports are told beside the log: kept as a line of their own journal.
public enum ReportNote: Hashable, Codable, Sendable {
    /// Something went out that may be to blame for what follows. `feature`: what it touches; `nil`: everything.
    case rollout(name: String, feature: String?)
    /// A review, an answer to a survey, a post: said elsewhere, by somebody who may be nobody we know.
    case heard(Heard)

    public struct Heard: Hashable, Codable, Sendable {
        /// `review`, `survey`, `social` …
        public let kind: String
        /// Redacted before it is kept.
        public let text: String
        /// 1 to 5, where it had stars.
        public let stars: Int?
        /// What it is about, as far as anybody understood.
        public let intent: IntentName?
        public let tag: TagName?
        /// 0 is calm, 1 is beside themselves.
        public let frustration: Double

        public init(
            kind: String, text: String, stars: Int? = nil, intent: IntentName? = nil, tag: TagName? = nil,
            frustration: Double
        ) {
            self.kind = kind
            self.text = text
            self.stars = stars
            self.intent = intent
            self.tag = tag
            self.frustration = frustration
        }
    }
}

extension ReportNote {
    /// Without what would give somebody away.
    var redacted: ReportNote {
        switch self {
        case .rollout: self
        case .heard(let heard):
            .heard(
                Heard(
                    kind: heard.kind, text: Redaction.quote(heard.text), stars: heard.stars, intent: heard.intent,
                    tag: heard.tag, frustration: heard.frustration))
        }
    }
}

/// A note in the journal: after which event it was taken, so that it is taken there again.
struct FiledNote: Hashable, Codable, Sendable {
    /// Whoever sent it twice meant it once.
    let id: String
    let after: LogPosition
    let note: ReportNote

    private enum CodingKeys: String, CodingKey {
        case id
        case after
        case note
    }
}
