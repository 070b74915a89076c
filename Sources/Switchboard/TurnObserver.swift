internal import Dialog
public import Vocabulary

/// Told what a turn changed, after it is durable: the effect runner, the desk's queue, the metrics.
public protocol TurnObserver: Sendable {
    /// Never blocks: it hands over and returns.
    func committed(_ turn: CommittedTurn)
}

/// A durable turn as observers see it.
public struct CommittedTurn: Sendable {
    public let conversation: ConversationID
    public let records: [EventRecord]
    public let effects: [Effect]
    let state: DialogState

    init(conversation: ConversationID, performed: PerformedTurn) {
        self.conversation = conversation
        records = performed.records
        effects = performed.effects
        state = performed.state
    }
}
