public import PlaybookModel
public import Vocabulary

/// A conversation in a line: for the customer's timeline, and to be found again when another is like it.
public struct CaseSummary: Hashable, Sendable {
    public let conversation: ConversationID
    public let visitor: VisitorID?
    public let began: Timestamp
    public let intents: [IntentName]
    /// What it was about, as the playbook calls it.
    public let about: [String]
    public let tags: [TagName]
    /// How it was closed; empty while it is open.
    public let outcome: String
    /// What was done, the last last: actions that succeeded, articles that were shown.
    public let fixedBy: [String]
    public let stars: Int?

    /// Of each list, at most.
    private static let most = 6

    /// - Parameter records: from the conversation's first event; `state` is what they give.
    public init(of records: [EventRecord], state: DialogState, playbook: Playbook) {
        var intents: [IntentName] = []
        var fixedBy: [String] = []
        var calls: [EffectID: ActionCall] = [:]
        for record in records {
            if case .understood(let seen) = record.event, seen.band == .act, let first = seen.intents.first?.value,
                let intent = playbook.intent(first), !intent.outcome.isCommand, !intents.contains(first)
            {
                intents.append(first)
            }
            if case .actionStarted(let call) = record.event { calls[call.id] = call }
            if case .actionFinished(let id, .done) = record.event, let call = calls[id],
                playbook.actions[call.action]?.irreversible == true, !fixedBy.contains(call.action.rawValue)
            {
                fixedBy.append(call.action.rawValue)
            }
            if case .articleShown(let article, _) = record.event, !fixedBy.contains(article.rawValue) {
                fixedBy.append(article.rawValue)
            }
        }
        conversation = state.conversation
        visitor = state.visitor
        began = records.first?.at ?? Timestamp(milliseconds: 0)
        self.intents = Array(intents.prefix(Self.most))
        about = self.intents.compactMap { playbook.intent($0)?.description }
        tags = Array(state.tags.prefix(Self.most))
        outcome = state.holder == .nobody ? state.resolution ?? "" : ""
        self.fixedBy = Array(fixedBy.suffix(Self.most))
        if case .rated(let stars) = state.rating { self.stars = stars } else { stars = nil }
    }

    /// How much one helps with the other; 0 is not at all. What an agent said counts more than what was understood, and
    /// a customer who was glad of the end more than one who was not.
    public func likeness(to other: CaseSummary) -> Int {
        let shared = Set(tags).intersection(other.tags).count * 3 + Set(intents).intersection(other.intents).count * 2
        guard shared > 0 else { return 0 }
        return shared + (other.fixedBy.isEmpty ? 0 : 1) + ((other.stars ?? 0) >= 4 ? 1 : 0)
    }
}

extension Intent.Outcome {
    fileprivate var isCommand: Bool {
        if case .command = self { true } else { false }
    }
}
