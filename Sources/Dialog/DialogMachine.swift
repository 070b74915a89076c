public import PlaybookModel
public import Vocabulary

/// The rules of a conversation: state and input to events and effects. Pure, so the same log always gives the same
/// conversation; bound to one version of the playbook.
public struct DialogMachine: Sendable {
    public let playbook: Playbook
    /// Where the assistant's dates and times of day are read.
    public let zone: ZoneOffset
    let writer: ValueWriter
    let urgentPhrases: [(words: Words, team: TeamName)]

    /// `zone` defaults to the rules of the assistant's own time zone where this room has them, else to UTC.
    public init(playbook: Playbook, zone: ZoneOffset? = nil) {
        self.playbook = playbook
        self.zone = zone ?? .named(playbook.assistant.timeZone) ?? .utc
        writer = ValueWriter(locale: playbook.assistant.locale, zone: self.zone)
        urgentPhrases = playbook.routing.urgentWords.sorted { $0.key < $1.key }.map { (Words($0.key), $0.value) }
    }

    /// Decides one input. Never waits, never fails: an input that does not fit comes back as a refusal.
    public func step(_ state: DialogState, _ input: DialogInput, at now: Timestamp) -> DialogOutcome {
        var turn = Turn(self, state, at: now)
        if let refusal = turn.take(input) {
            return DialogOutcome(events: [], effects: [], state: state, refusal: refusal)
        }
        return turn.outcome
    }
}
