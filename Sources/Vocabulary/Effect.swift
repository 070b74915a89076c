/// The computed name of one effect: which turn of which conversation asked for it, and its place in that turn.
/// Outbox key, de-duplication key and trace id at once; the same step always computes the same one.
public struct EffectID: Hashable, Codable, Sendable {
    public let conversation: ConversationID
    /// The sequence number of the first event of the turn.
    public let turn: SequenceNumber
    public let index: Int

    public init(conversation: ConversationID, turn: SequenceNumber, index: Int) {
        self.conversation = conversation
        self.turn = turn
        self.index = index
    }

    /// `conversation/turn/index`
    public var text: String { "\(conversation.rawValue)/\(turn.rawValue)/\(index)" }
}

extension EffectID {
    /// Reads `conversation/turn/index`.
    public init?(text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[0].isEmpty, let turn = Int(parts[1]), let index = Int(parts[2]), turn >= 0,
            index >= 0
        else { return nil }
        self.init(conversation: ConversationID(String(parts[0])), turn: SequenceNumber(turn), index: index)
    }
}

/// Something a step wants done in the world, committed before it is performed.
public enum Effect: Hashable, Codable, Sendable {
    /// Call an action of the playbook once under its key.
    case run(ActionCall)
    /// Come back to this conversation at a time; a timer of the same id replaces the earlier one.
    case wake(TimerID, at: Timestamp)
    case cancelWake(TimerID)
    /// Put the conversation into the queue of people.
    case enqueue(Escalation)
    /// Take it out of the queue: claimed by the agent, or no longer wanted (`nil`).
    case dequeue(EscalationID, claimedBy: AgentID?)
}

/// One call of an action, complete and bound to what the visitor was shown.
public struct ActionCall: Hashable, Codable, Sendable {
    public let id: EffectID
    public let action: ActionName
    public let arguments: [String: SlotValue]
    /// Two calls under one key happen once in the world and share the result.
    public let key: BusinessKey

    public init(id: EffectID, action: ActionName, arguments: [String: SlotValue], key: BusinessKey) {
        self.id = id
        self.action = action
        self.arguments = arguments
        self.key = key
    }
}

/// What a call waits for that is neither done nor refused.
public enum ActionHold: String, Hashable, Codable, Sendable {
    /// A person's word.
    case approval
    /// The provider's: it has accepted the call and reports the result later.
    case provider

    /// What the conversation hears when the word is there.
    public func signal(of effect: EffectID) -> SignalName {
        SignalName("\(rawValue)/\(effect.turn.rawValue)/\(effect.index)")
    }
}

/// How an action ended.
public enum ActionResult: Hashable, Codable, Sendable {
    /// It happened (or was read); its mapped values become slots.
    case done([SlotName: SlotValue])
    /// It did not happen, and will not by itself: the reason is one of the action's declared errors, or `failed`.
    case refused(reason: String)
    /// A policy wants a person's approval first.
    case overLimit
    /// Nobody can say whether it happened: never retried blindly, a person looks.
    case unknown
}
