public import Vocabulary

/// Who reads an event.
public enum Audience: Hashable, Sendable {
    /// Never sees notes, interpretations, slots, actions or other agents' work (`security.md`, check 18).
    case visitor
    case agent
}

/// Events as frames. One list for each audience; what is not listed for visitors is not sent to them.
enum EventCoding {
    static func frame(
        _ record: EventRecord, since: SequenceNumber, to audience: Audience, in conversation: ConversationID?
    ) -> JSON {
        var members: [JSON.Member] = [JSON.Member("type", "event")]
        if let conversation { members.append(JSON.Member("conversation", .string(conversation.rawValue))) }
        members.append(JSON.Member("seq", record.seq.json))
        if since != record.seq { members.append(JSON.Member("since", since.json)) }
        members.append(JSON.Member("at", .integer(record.at.milliseconds)))
        members.append(contentsOf: visible(record, to: audience))
        return .object(members)
    }

    private static func visible(_ record: EventRecord, to audience: Audience) -> [JSON.Member] {
        if let members = EventForVisitors.members(record, to: audience) { return members }
        guard audience == .agent else { return [JSON.Member("kind", "hidden")] }
        return EventForAgents.members(record) ?? [JSON.Member("kind", "hidden")]
    }
}

extension Event {
    /// Has this event a frame of its own for the audience? The others are covered by the next one's `since`.
    public func isVisible(to audience: Audience) -> Bool {
        switch self {
        case .visitorSaid, .botSaid, .agentSaid, .escalated, .agentJoined, .agentLeft, .leftQueue, .callbackBooked,
            .resolved, .rated:
            true
        case .opened, .understood, .noted, .flowStarted, .flowResumed, .flowEnded, .slotFilled, .slotCleared,
            .confirmationShown, .confirmed, .verified, .articleShown, .actionStarted, .actionFinished, .turnFailed,
            .tagged:
            audience == .agent
        case .stepEntered, .slotAsked, .fellBack, .timerSet, .timerFired, .requestKept, .requestSettled, .promised,
            .waitBegan, .signalled, .returned:
            false
        }
    }
}
