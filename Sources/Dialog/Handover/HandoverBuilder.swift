public import PlaybookModel
public import Vocabulary

/// Reads the packet for the person who takes over from the log. Pure: the same log gives the same packet.
public enum HandoverBuilder {
    /// `records` from the conversation's first event; `state` is what they give.
    public static func handover(from records: [EventRecord], state: DialogState, playbook: Playbook) -> Handover {
        Handover(
            conversation: state.conversation, visitor: state.visitor ?? "", reason: .asked,
            team: playbook.routing.defaultTeam, priority: 0, waitingSince: Timestamp(milliseconds: 0), summary: "",
            transcript: [], intents: [], slots: state.slots, actions: [], sentiment: [], articles: [], flows: [],
            identity: [], drafts: [], context: [:])
    }
}
