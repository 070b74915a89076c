public import PlaybookModel
public import Vocabulary

/// The rules of a conversation: state and input to events and effects. Pure, so the same log always gives the same
/// conversation; bound to one version of the playbook.
public struct DialogMachine: Sendable {
    public let playbook: Playbook
    /// Where the assistant's dates and times of day are read.
    public let zone: ZoneOffset

    public init(playbook: Playbook, zone: ZoneOffset = .utc) {
        self.playbook = playbook
        self.zone = zone
    }

    /// Decides one input. Never waits, never fails: an input that does not fit comes back as a refusal.
    public func step(_ state: DialogState, _ input: DialogInput, at now: Timestamp) -> DialogOutcome {
        DialogOutcome(events: [], effects: [], state: state, refusal: .notOpen)
    }
}
