import Dialog
import Vocabulary

/// The part of a log that one input caused, and that input.
struct RecordedTurn {
    let input: DialogInput
    let records: ArraySlice<EventRecord>

    var at: Timestamp { records.first?.at ?? Timestamp(milliseconds: 0) }
    var seq: SequenceNumber { records.first?.seq ?? .start }

    /// What was understood then.
    var interpretation: Interpretation? {
        records.lazy.compactMap { record -> Interpretation? in
            if case .understood(let interpretation) = record.event { interpretation } else { nil }
        }.first
    }

    static func turns(of log: [EventRecord]) -> [RecordedTurn] {
        var turns: [RecordedTurn] = []
        var start = log.startIndex
        while start < log.endIndex {
            var end = start + 1
            while end < log.endIndex, !beginsATurn(log[end]) || isRelief(log[end - 1]) { end += 1 }
            if let input = input(of: log[start..<end], in: log) {
                turns.append(RecordedTurn(input: input, records: log[start..<end]))
            }
            start = end
        }
        return turns
    }

    private static func beginsATurn(_ record: EventRecord) -> Bool {
        switch record.event {
        case .waitBegan: record.sender == .system
        case .opened, .visitorSaid, .actionFinished, .timerFired, .signalled, .returned, .agentJoined, .agentSaid,
            .agentLeft, .leftQueue, .callbackBooked, .rated, .noted(_, .agent), .tagged, .verified(signed, _):
            true
        case .understood, .botSaid, .noted, .flowStarted, .stepEntered, .flowResumed, .flowEnded, .slotAsked,
            .slotFilled, .slotCleared, .confirmationShown, .confirmed, .verified, .articleShown, .fellBack,
            .requestKept, .requestSettled, .promised, .actionStarted, .timerSet, .escalated, .resolved,
            .turnFailed:
            false
        }
    }

    /// Whoever takes over joins in the same turn; whom a visitor's end frees leaves in it.
    private static func isRelief(_ record: EventRecord) -> Bool {
        if case .signalled(VisitorEnding.signal, _) = record.event { return true }
        if case .agentLeft(_, .takenOver, _) = record.event { return true }
        return false
    }

    /// `nil` for a log that does not begin with an input: it is damaged.
    private static func input(of records: ArraySlice<EventRecord>, in log: [EventRecord]) -> DialogInput? {
        guard let first = records.first else { return nil }
        switch first.event {
        case .opened(let opening): return .opened(opening)
        case .visitorSaid(let text, let choice):
            if let reason = records.lazy.compactMap({ record -> String? in
                if case .turnFailed(let reason) = record.event { reason } else { nil }
            }).first {
                return .turnFailed(text: text, choice: choice, reason: reason)
            }
            return .visitorSaid(text: text, choice: choice, interpretation: .nothing)
        case .actionFinished(let call, let result): return .actionFinished(call, result)
        case .timerFired(let timer): return .timerFired(timer)
        case .signalled(Reaching.signal, let values):
            let line = records.lazy.compactMap { record -> BotLine? in
                if case .botSaid(let line, _) = record.event { line } else { nil }
            }.first
            return .reachedOut(Reaching(values: values, line: line))
        case .signalled(VisitorEnding.signal, _): return .visitorEnded
        case .waitBegan(_, let until, let signal): return held(signal, until: until, in: log)
        case .signalled(let signal, let values): return .signalled(signal, values: values)
        case .returned(let visit): return .returned(visit)
        case .verified(signed, let bound): return visitor(bound, at: first.at).map { .identified($0) }
        case .agentJoined(let agent, let name, _): return .agentClaimed(agent, displayName: name)
        case .agentSaid(let text, _): return agent(first).map { .agentSaid($0, text: text) }
        case .noted(let text, _): return agent(first).map { .agentNoted($0, text: text) }
        case .tagged(let tag, let tagging): return agent(first).map { .tagged($0, tag, tagging) }
        case .agentLeft(let agent, .handedBack(let note), _):
            let asked = records.lazy.compactMap { record -> IntentName? in
                if case .requestKept(let request) = record.event, record.sender == .agent(agent) {
                    request.intent
                } else {
                    nil
                }
            }.first
            if let asked { return .delegated(agent, asked) }
            return .handedBack(agent, note: note)
        case .agentLeft(let agent, .lost, _): return .agentLost(agent)
        case .agentLeft(let agent, .transferred(let note), _):
            let team = records.lazy.compactMap { record -> TeamName? in
                if case .escalated(let escalation, _) = record.event { escalation.team } else { nil }
            }.first
            return .transferred(agent, to: team, note: note)
        case .agentLeft(_, .takenOver(let agent), _):
            let name = records.lazy.compactMap { record -> String? in
                if case .agentJoined(_, let name, _) = record.event { name } else { nil }
            }.first
            return .takenOver(agent, displayName: name ?? "")
        case .leftQueue(let departure, _): return .leftQueue(departure)
        case .callbackBooked(let moment): return .callbackBooked(at: moment)
        case .agentLeft(let agent, .resolved, _):
            let outcome = records.lazy.compactMap { record -> String? in
                if case .resolved(let outcome, _) = record.event { outcome } else { nil }
            }.first
            return .resolved(agent, outcome: outcome ?? "")
        case .rated(let stars, let comment): return .rated(stars: stars, comment: comment)
        case .understood, .botSaid, .flowStarted, .stepEntered, .flowResumed, .flowEnded, .slotAsked, .slotFilled,
            .slotCleared, .confirmationShown, .confirmed, .verified, .articleShown, .fellBack, .requestKept,
            .requestSettled, .promised, .actionStarted, .timerSet, .escalated, .resolved, .turnFailed:
            return nil
        }
    }

    /// The call stands in the log; the word it waits for is named after it.
    private static func held(_ signal: SignalName?, until: Timestamp?, in log: [EventRecord]) -> DialogInput? {
        guard let signal, let until else { return nil }
        for case .actionStarted(let call) in log.lazy.map(\.event) {
            for hold in [ActionHold.approval, .provider] where hold.signal(of: call.id) == signal {
                return .actionHeld(call.id, hold, until: until)
            }
        }
        return nil
    }

    /// What the site has signed stands in the log under this name.
    private static let signed = "identity.signed"

    /// How long the signature counted is not kept; it did then.
    private static func visitor(_ bound: [SlotName: SlotValue], at moment: Timestamp) -> SignedVisitor? {
        var more: [String: String] = [:]
        for (name, value) in bound {
            if case .text(let text) = value { more[name.rawValue] = text }
        }
        guard let subject = more.removeValue(forKey: "id") else { return nil }
        return SignedVisitor(
            subject: subject, name: more.removeValue(forKey: "name"), email: more.removeValue(forKey: "email"),
            more: more, expires: moment)
    }

    private static func agent(_ record: EventRecord) -> AgentID? {
        if case .agent(let agent) = record.sender { agent } else { nil }
    }
}
