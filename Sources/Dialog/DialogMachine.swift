public import PlaybookModel
public import Vocabulary

/// The rules of a conversation: state and input to events and effects. Pure, so the same log always gives the same
/// conversation; bound to one version of the playbook.
public struct DialogMachine: Sendable {
    public let playbook: Playbook
    let rulebook: Rulebook

    /// `zone`: where the assistant's dates and times of day are read. By default by the rules of the assistant's own
    /// time zone where this room has them, else UTC.
    public init(playbook: Playbook, zone: ZoneOffset? = nil) {
        self.playbook = playbook
        rulebook = Rulebook(playbook, zone: zone ?? .named(playbook.assistant.timeZone) ?? .utc)
    }

    /// Decides one input. Never waits, never fails: an input that does not fit comes back as a refusal.
    public func step(_ state: DialogState, _ input: DialogInput, at now: Timestamp) -> DialogOutcome {
        var turn = Turn(rulebook, state, at: now)
        if let refusal = turn.take(input) {
            return DialogOutcome(events: [], effects: [], state: state, refusal: refusal)
        }
        return turn.outcome
    }

    /// How a response would be worded where nothing is known but these facts: for what is written to somebody first.
    public func wording(of response: ResponseName, facts: [SlotName: SlotValue], at now: Timestamp) -> BotLine? {
        var state = DialogState(conversation: "")
        state.slots = facts
        return Turn(rulebook, state, at: now).line(response)?.line
    }

    /// A value as the assistant writes it.
    public func written(_ value: SlotValue) -> String {
        if case .money = value { return rulebook.writer.write(value, as: .money) }
        return rulebook.writer.write(value, as: nil)
    }

    /// How the bot speaks of what an intent is about: `your refund`.
    public func title(of intent: IntentName) -> String? {
        guard let intent = playbook.intent(intent), case .flow(let flow) = intent.outcome else { return nil }
        return playbook.flows[flow]?.title
    }
}
