import PlaybookModel
import Vocabulary

/// Events in a line each, for developers.
extension Event {
    var inWords: String {
        switch self {
        case .opened(let opening): "opened on \(opening.channel), \(opening.identity.rawValue)"
        case .visitorSaid(let text, nil): "said \"\(text)\""
        case .visitorSaid(let text, _): "pressed \"\(text)\""
        case .understood(let interpretation): "understood " + interpretation.verdict
        case .botSaid(let line, _): "said \(line.source) \"\(Transcript.words(of: line))\""
        case .agentSaid(let text, _): "said \"\(text)\""
        case .noted(let text, let reason): "note (\(reason.rawValue)): \(text)"
        case .flowStarted(let flow): "flow \(flow) begins"
        case .stepEntered(let flow, let step): "flow \(flow) at step \(step)"
        case .flowResumed(let flow): "flow \(flow) goes on"
        case .flowEnded(let flow, let outcome): "flow \(flow) ends: \(outcome)"
        case .slotAsked(let slot, let attempt): "asks for \(slot), attempt \(attempt)"
        case .slotFilled(let slot, let value, let source): "\(slot) = \(value.inWords) (\(source.inWords))"
        case .slotCleared(let slot): "\(slot) is cleared"
        case .confirmationShown(let response, let bound): "confirmation \(response) bound to {\(bound.inWords)}"
        case .confirmed(let yes): yes ? "confirmed" : "declined"
        case .verified(let name, let bound): "verified \(name) for {\(bound.inWords)}"
        case .articleShown(let article, let section): "article \(article)\(section.isEmpty ? "" : " › \(section)")"
        case .fellBack(let rung): "not understood, rung \(rung)"
        case .requestKept(let request): "for later: \(request.intent)"
        case .requestSettled(let intent, let began): "for later: \(intent) \(began ? "begins" : "is dropped")"
        case .promised(let text, let until): "promised\(until.map { " until \($0.inWords)" } ?? ""): \(text)"
        case .waitBegan(let flow, let until, let signal):
            "flow \(flow) waits for "
                + [signal.map { "\($0)" }, until.map(\.inWords)].compactMap(\.self).joined(separator: " or ")
        case .signalled(let signal, let values): "signal \(signal) {\(values.inWords)}"
        case .returned: "is back"
        case .leftQueue: "waits for nobody any more"
        case .callbackBooked(let moment): "is called back at \(moment.inWords)"
        case .actionStarted(let call): "calls \(call.action) {\(call.arguments.inWords)}"
        case .actionFinished(_, let result): "result: \(result.inWords)"
        case .timerSet(let timer, let moment): "timer \(timer.shortName) for \(moment.inWords)"
        case .timerFired(let timer): "timer \(timer.shortName) goes off"
        case .escalated(let escalation, _): "a person is called: \(escalation.reason.rawValue), \(escalation.team)"
        case .agentJoined(_, let name, _): "\(name) joins"
        case .agentLeft(_, let departure, _): departure.inWords
        case .resolved(let outcome, _): "resolved: \(outcome)"
        case .tagged(let tag, .confirmed): "tagged \(tag)"
        case .tagged(let tag, .removed): "no longer tagged \(tag)"
        case .rated(let stars, _): "rated \(stars) of 5"
        case .turnFailed(let reason): "the turn failed: \(reason)"
        }
    }
}

extension Event {
    /// With steps as they stand in the playbook's files.
    func inWords(under playbook: Playbook) -> String {
        guard case .stepEntered(let flow, let index) = self, let steps = playbook.flows[flow]?.steps,
            steps.indices.contains(index)
        else { return inWords }
        return "\(flow) at \(steps[index].inWords)"
    }
}

extension Step {
    /// Where it stands and what it does: `returns/refund.yaml:78, call orders.look_up`.
    var inWords: String { "\(place.file):\(place.line), \(kind.inWords)" }
}

extension Interpretation {
    /// The best intent and what is done with it.
    var verdict: String {
        guard let best = intents.first else { return "nothing (\(band.rawValue))" }
        return "\(best.value) \(best.confidence.rounded2) (\(band.rawValue))"
    }
}

extension BotLine {
    /// The response, or the article it was taken from.
    var source: String {
        response?.rawValue ?? citation.map { "from article \($0.article)" } ?? "?"
    }
}

extension SlotSource {
    var inWords: String {
        switch self {
        case .visitor: "visitor"
        case .button: "button"
        case .action(let action): "\(action)"
        case .flow: "flow"
        }
    }
}

extension Sender {
    var inWords: String {
        switch self {
        case .visitor: "visitor"
        case .bot: "bot"
        case .agent(let agent): "\(agent)"
        case .system: "system"
        }
    }
}

extension Departure {
    fileprivate var inWords: String {
        switch self {
        case .handedBack(let note): "hands back: \(note)"
        case .lost: "is lost"
        case .transferred(let note): "passes it on: \(note)"
        case .takenOver(let agent): "is relieved by \(agent)"
        case .resolved: "leaves, resolved"
        }
    }
}

extension TimerID {
    /// Without the conversation's name.
    fileprivate var shortName: String {
        rawValue.firstIndex(of: "/").map { String(rawValue[rawValue.index(after: $0)...]) } ?? rawValue
    }
}
