internal import Actions
internal import Store
internal import Vocabulary

extension WebhookMessage {
    /// What other machines are told of an event; `nil`: nothing. Neither notes nor feelings nor inner steps leave the
    /// house.
    init?(about event: LoggedEvent) {
        let record = event.record
        var fields: [String: SlotValue] = [
            "conversation": .text(event.conversation.rawValue), "seq": .integer(Int64(record.seq.rawValue)),
        ]
        let type: String
        switch record.event {
        case .opened(let opening):
            type = "conversation.opened"
            fields["visitor"] = .text(opening.visitor.rawValue)
            fields["channel"] = .text(opening.channel)
            fields["locale"] = .text(opening.locale)
        case .visitorSaid(let text, _): (type, fields["author"], fields["text"]) = Self.line("visitor", text)
        case .botSaid(let line, _): (type, fields["author"], fields["text"]) = Self.line("bot", line.text)
        case .agentSaid(let text, _): (type, fields["author"], fields["text"]) = Self.line("agent", text)
        case .escalated(let escalation, _):
            type = "conversation.escalated"
            fields["reason"] = .text(escalation.reason.rawValue)
            fields["team"] = .text(escalation.team.rawValue)
        case .resolved(let outcome, _):
            type = "conversation.resolved"
            fields["outcome"] = .text(outcome)
        case .rated(let stars, let comment):
            type = "conversation.rated"
            fields["stars"] = .integer(Int64(stars))
            fields["comment"] = .text(comment)
        case .actionFinished(let effect, let result):
            type = "action.finished"
            fields["effect"] = .text(effect.text)
            fields["result"] = .text(Self.word(of: result))
        case .understood, .noted, .flowStarted, .stepEntered, .flowResumed, .flowEnded, .slotAsked, .slotFilled,
            .slotCleared, .confirmationShown, .confirmed, .verified, .articleShown, .fellBack, .requestKept,
            .requestSettled, .promised, .waitBegan, .signalled, .returned, .actionStarted, .timerSet, .timerFired,
            .agentJoined, .agentLeft, .leftQueue, .callbackBooked, .tagged, .turnFailed:
            return nil
        }
        // A full stop in an id would make its signature read in two ways.
        let name = "\(event.conversation.rawValue)_\(record.seq.rawValue)".replacing(".", with: "-")
        self.init(id: "evt_" + name, type: type, at: record.at, data: .record(fields))
    }

    private static func line(_ author: String, _ text: String) -> (String, SlotValue?, SlotValue?) {
        // What does not fit is fetched by whoever was told of it.
        ("message.created", .text(author), .text(String(text.prefix(4_000))))
    }

    private static func word(of result: ActionResult) -> String {
        switch result {
        case .done: "done"
        case .refused: "refused"
        case .overLimit: "over_limit"
        case .unknown: "unknown"
        }
    }
}
