public import Store
public import Vocabulary

/// What comes in from outside about moods and rollouts, as events of other systems (CloudEvents): reviews, answers to
/// surveys, posts, and what went out when.
public struct VoiceIntake: Sendable {
    /// What a text says, as the bot understands it.
    public struct Understood: Hashable, Sendable {
        public let intent: IntentName?
        /// 0 to 1.
        public let frustration: Double

        public init(intent: IntentName?, frustration: Double) {
            self.intent = intent
            self.frustration = frustration
        }
    }

    /// Types taken in, by how they end: `dev.warmline.review.posted` is as good as `com.example.review.posted`.
    private static let kinds = ["review.posted": "review", "survey.answered": "survey", "social.posted": "social"]
    private static let rollout = "rollout.started"
    private static let longestText = 4_000

    private let reporter: Reporter
    private let understand: @Sendable (String) -> Understood

    public init(reporter: Reporter, understand: @escaping @Sendable (String) -> Understood) {
        self.reporter = reporter
        self.understand = understand
    }

    /// Whether an event of the type is for this room.
    public static func wants(_ type: String) -> Bool {
        type.hasSuffix(rollout) || kinds.keys.contains { type.hasSuffix($0) }
    }

    /// Takes an event in; durable when this returns.
    ///
    /// - Parameters:
    ///   - id: the event's source and id: the same again counts once.
    ///   - data: of a review `text`, and if known `stars` (1 to 5), `intent`, `tag`; of a rollout `name`, `feature`.
    /// - Returns: what is wrong with it; `nil` when it was taken in, or is for somebody else.
    public func take(type: String, id: String, data: SlotValue) async throws(StoreError) -> String? {
        guard Self.wants(type) else { return nil }
        guard case .record(let fields) = data else { return "its data is no object" }
        if type.hasSuffix(Self.rollout) {
            guard let name = Self.text(fields["name"]), !name.isEmpty else { return "a rollout has a name" }
            try await reporter.take(
                .rollout(name: String(name.prefix(200)), feature: Self.text(fields["feature"])), id: id)
            return nil
        }
        let kind = Self.kinds.first { type.hasSuffix($0.key) }?.value ?? "review"
        guard let text = Self.text(fields["text"]), !text.isEmpty else { return "what was said is missing: text" }
        let stars = Self.number(fields["stars"])
        guard stars.map({ (1...5).contains($0) }) ?? true else { return "stars are from 1 to 5" }
        let said = String(text.prefix(Self.longestText))
        let understood = understand(said)
        let heard = ReportNote.Heard(
            kind: kind, text: said, stars: stars,
            intent: Self.text(fields["intent"]).map { IntentName($0) } ?? understood.intent,
            tag: Self.text(fields["tag"]).map { TagName($0) }, frustration: understood.frustration)
        try await reporter.take(.heard(heard), id: id)
        return nil
    }

    private static func text(_ value: SlotValue?) -> String? {
        if case .text(let text)? = value { text } else { nil }
    }

    private static func number(_ value: SlotValue?) -> Int? {
        switch value {
        case .integer(let number): Int(exactly: number)
        case .number(let number): number.isFinite ? Int(exactly: number.rounded()) : nil
        case .text, .money, .flag, .moment, .list, .record, .nothing, nil: nil
        }
    }
}
