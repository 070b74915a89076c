public import Vocabulary

/// What one step decided. Nothing has happened yet: commit it, then perform the effects.
public struct DialogOutcome: Sendable {
    /// An event to be written, with who wrote it.
    public struct Entry: Hashable, Sendable {
        public let sender: Sender
        public let event: Event

        public init(sender: Sender, event: Event) {
            self.sender = sender
            self.event = event
        }
    }

    /// In order; they get the numbers after the head the step was decided on. The first is the one the input itself
    /// became, so a client's message id belongs to it. Empty exactly when there is a refusal.
    public let events: [Entry]
    /// To be written in the same transaction, then performed in order.
    public let effects: [Effect]
    /// The state once the events are written: what applying them one by one gives.
    public let state: DialogState
    /// Why nothing is written.
    public let refusal: DialogRefusal?
}

/// Why an input was not taken. Nothing is written, nobody is told but the one who asked.
public enum DialogRefusal: Hashable, Sendable {
    /// Nothing may come before `opened`.
    case notOpen
    case alreadyOpen
    /// Another agent holds the conversation, or nobody does; or it is another customer's.
    case notYours
    case alreadyClaimed(by: AgentID)
    /// Claimed or left, but the conversation does not wait for a person; or ended, and it is over already.
    case notWaiting
    /// Nothing was resolved that could be rated.
    case nothingToRate
    case alreadyRated
    /// Stars are 1 to 5.
    case invalidRating
    /// No such call runs: its result was taken in already.
    case notRunning
    /// Back already: nobody has to be welcomed.
    case notAway
    /// An agent's line or note without text.
    case empty
    /// The playbook has no such tag; or it is to be taken away and is not there.
    case noSuchTag
    /// The playbook has no such intent, or no flow for it.
    case noSuchIntent
}
