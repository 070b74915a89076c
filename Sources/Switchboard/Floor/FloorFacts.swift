internal import Dialog
internal import Vocabulary

/// What the floor has to know of a conversation after a turn.
struct FloorFacts: Sendable {
    let conversation: ConversationID
    /// The conversation's head: what is older than what is known already changes nothing.
    let head: SequenceNumber
    let holder: Holder
    /// While it waits.
    let escalation: Escalation?
    let frustration: Double
    let urgency: Double
    /// Of the customer to the house, 0 to 1, as the site has signed it.
    let value: Double
    /// BCP 47, as the visitor's browser says.
    let locale: String
    /// The visitor's last words, when this turn had some.
    let lastText: String?

    init(_ state: DialogState, _ records: [EventRecord]) {
        conversation = state.conversation
        head = state.head
        holder = state.holder
        escalation = state.openEscalation
        frustration = state.mood.frustration
        urgency = state.mood.latest.urgency
        value = state.value
        locale = state.opening?.locale ?? ""
        lastText = Self.lastText(records)
    }

    /// `nil`: nothing in the turn is the floor's business.
    init?(of turn: CommittedTurn) {
        let isWaiting =
            switch turn.state.holder {
            case .queue: true
            case .bot, .agent, .nobody: false
            }
        guard isWaiting || turn.records.contains(where: { $0.event.changesHolder }) else { return nil }
        self.init(turn.state, turn.records)
    }

    private static func lastText(_ records: [EventRecord]) -> String? {
        for record in records.reversed() {
            // A press of "Talk to a person" says nothing that helps.
            if case .visitorSaid(let text, let choice) = record.event, choice != .person {
                return String(text.prefix(160))
            }
        }
        return nil
    }
}

extension Event {
    fileprivate var changesHolder: Bool {
        switch self {
        case .escalated, .agentJoined, .agentLeft, .leftQueue, .resolved: true
        case .opened, .visitorSaid, .understood, .botSaid, .agentSaid, .noted, .flowStarted, .stepEntered,
            .flowResumed, .flowEnded, .slotAsked, .slotFilled, .slotCleared, .confirmationShown, .confirmed, .verified,
            .articleShown, .fellBack, .requestKept, .requestSettled, .promised, .waitBegan, .signalled, .returned,
            .actionStarted, .actionFinished, .timerSet, .timerFired, .callbackBooked, .rated, .turnFailed,
            .tagged:
            false
        }
    }
}
