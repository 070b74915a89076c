import Vocabulary

/// A log as people read it: who said what.
enum Transcript {
    static func lines(of log: [EventRecord], bot: String) -> [String] {
        log.compactMap { line(of: $0, bot: bot) }
    }

    static func line(of record: EventRecord, bot: String) -> String? {
        switch record.event {
        case .visitorSaid(let text, let choice):
            return "visitor: \(text)" + (choice == nil ? "" : "  [pressed]")
        case .botSaid(let line, _):
            return "\(bot): " + words(of: line)
        case .agentSaid(let text, _):
            guard case .agent(let agent) = record.sender else { return "agent: \(text)" }
            return "\(agent): \(text)"
        case .agentJoined(_, let name, _):
            return "· \(name) joins"
        case .agentLeft(let agent, _, _):
            return "· \(agent) leaves"
        case .escalated(let escalation, _):
            return "· a person is called: \(escalation.reason.rawValue), \(escalation.team)"
        case .actionStarted(let call):
            return "· \(call.action) {\(call.arguments.inWords)}"
        case .actionFinished(_, let result):
            return "· \(result.inWords)"
        case .flowEnded(let flow, let outcome):
            return "· \(flow) ended: \(outcome)"
        case .noted(let text, _):
            return "· note: \(text)"
        case .opened, .understood, .flowStarted, .stepEntered, .flowResumed, .slotAsked, .slotFilled, .slotCleared,
            .confirmationShown, .confirmed, .verified, .articleShown, .fellBack, .timerSet, .timerFired, .resolved,
            .rated, .turnFailed, .requestKept, .requestSettled, .promised, .waitBegan, .signalled, .returned,
            .leftQueue, .callbackBooked, .tagged:
            return nil
        }
    }

    /// Every part of it in words, then where it comes from and what can be pressed.
    static func words(of line: BotLine) -> String {
        var parts = line.spelledOut
        if let citation = line.citation {
            parts.append("(from \(citation.title)\(citation.section.isEmpty ? "" : " › \(citation.section)"))")
        }
        parts += line.choices.map { "[\($0.label)]" }
        return parts.joined(separator: " ")
    }
}
