internal import Vocabulary

/// The kinds of event a visitor sees.
enum EventForVisitors {
    /// `nil` for everything that is not a visitor's business.
    static func members(_ record: EventRecord, to audience: Audience) -> [JSON.Member]? {
        switch record.event {
        case .visitorSaid(let text, _):
            var members = [JSON.Member("kind", "visitor"), JSON.Member("text", .string(text))]
            if let cmid = record.cmid { members.append(JSON.Member("cmid", .string(cmid.rawValue))) }
            return members
        case .botSaid(let line, let epoch):
            return [JSON.Member("kind", "bot")] + line.members + agentsOnly(epoch, audience)
        case .agentSaid(let text, let epoch):
            var members = [JSON.Member("kind", "agent"), JSON.Member("text", .string(text))]
            if audience == .agent, let cmid = record.cmid {
                members.append(JSON.Member("cmid", .string(cmid.rawValue)))
            }
            return members + agentsOnly(epoch, audience)
        case .escalated:
            // Agents get the reason as well: see `EventForAgents`.
            return audience == .visitor ? [JSON.Member("kind", "waiting")] : nil
        case .agentJoined(_, let name, let epoch):
            return [JSON.Member("kind", "agent_joined"), JSON.Member("name", .string(name))]
                + agentsOnly(epoch, audience)
        case .agentLeft(_, let departure, let epoch):
            var members = [JSON.Member("kind", "agent_left"), JSON.Member("why", .string(departure.word))]
            if audience == .agent { members += departure.forAgents }
            return members + agentsOnly(epoch, audience)
        case .leftQueue(let departure, let epoch):
            return [JSON.Member("kind", "left_queue")] + left(departure) + agentsOnly(epoch, audience)
        case .callbackBooked(let moment):
            return [JSON.Member("kind", "callback"), JSON.Member("begins", .integer(moment.milliseconds))]
        case .resolved(let outcome, let epoch):
            var members = [JSON.Member("kind", "resolved")]
            if audience == .agent { members.append(JSON.Member("outcome", .string(outcome))) }
            return members + agentsOnly(epoch, audience)
        case .rated(let stars, let comment):
            var members = [JSON.Member("kind", "rated"), JSON.Member("stars", .integer(Int64(stars)))]
            if audience == .agent { members.append(JSON.Member("comment", .string(comment))) }
            return members
        case .opened, .understood, .noted, .flowStarted, .stepEntered, .flowResumed, .flowEnded, .slotAsked,
            .slotFilled, .slotCleared, .confirmationShown, .confirmed, .verified, .articleShown, .fellBack,
            .actionStarted, .actionFinished, .timerSet, .timerFired, .turnFailed, .requestKept, .requestSettled,
            .promised, .waitBegan, .signalled, .returned, .tagged:
            return nil
        }
    }

    private static func left(_ departure: QueueDeparture) -> [JSON.Member] {
        switch departure {
        case .chosen: return [JSON.Member("why", "chosen")]
        case .full(let callbacks): return [JSON.Member("why", "full"), times(callbacks)]
        case .closed(let opens, let callbacks):
            let opening = opens.map { [JSON.Member("opens", .integer($0.milliseconds))] } ?? []
            return [JSON.Member("why", "closed")] + opening + [times(callbacks)]
        }
    }

    private static func times(_ callbacks: [Timestamp]) -> JSON.Member {
        JSON.Member("callbacks", .array(callbacks.map { .integer($0.milliseconds) }))
    }

    private static func agentsOnly(_ epoch: SpeakerEpoch, _ audience: Audience) -> [JSON.Member] {
        audience == .agent ? [JSON.Member("epoch", .integer(Int64(epoch.rawValue)))] : []
    }
}

extension Departure {
    fileprivate var word: String {
        switch self {
        case .handedBack: "handed_back"
        case .lost: "lost"
        case .resolved: "resolved"
        case .transferred: "transferred"
        case .takenOver: "taken_over"
        }
    }

    fileprivate var forAgents: [JSON.Member] {
        switch self {
        case .handedBack(let note), .transferred(let note): [JSON.Member("note", .string(note))]
        case .takenOver(let agent): [JSON.Member("by", .string(agent.rawValue))]
        case .lost, .resolved: []
        }
    }
}
