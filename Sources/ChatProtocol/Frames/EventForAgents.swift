internal import Vocabulary

/// What agents see beyond a visitor's own view: how the bot understood, what it did, what colleagues noted.
enum EventForAgents {
    /// `nil` for bookkeeping that helps nobody.
    static func members(_ record: EventRecord) -> [JSON.Member]? {
        switch record.event {
        case .opened(let opening): opened(opening)
        case .understood(let interpretation): understood(interpretation)
        case .noted(let text, let reason): noted(text, reason, record)
        case .flowStarted(let flow): self.flow(flow, "started")
        case .flowResumed(let flow): self.flow(flow, "resumed")
        case .flowEnded(let flow, let outcome):
            self.flow(flow, "ended") + [JSON.Member("outcome", .string(outcome))]
        case .slotFilled(let slot, let value, _):
            [
                JSON.Member("kind", "slot"), JSON.Member("slot", .string(slot.rawValue)),
                JSON.Member("value", value.json),
            ]
        case .slotCleared(let slot):
            [JSON.Member("kind", "slot"), JSON.Member("slot", .string(slot.rawValue))]
        case .confirmationShown(let response, _):
            [JSON.Member("kind", "confirmation"), JSON.Member("response", .string(response.rawValue))]
        case .confirmed(let answer):
            [JSON.Member("kind", "confirmation"), JSON.Member("answer", .bool(answer))]
        case .verified(let what, _):
            [JSON.Member("kind", "verified"), JSON.Member("what", .string(what))]
        case .articleShown(let article, let section):
            [
                JSON.Member("kind", "article"), JSON.Member("article", .string(article.rawValue)),
                JSON.Member("section", .string(section)),
            ]
        case .actionStarted(let call):
            [
                JSON.Member("kind", "action"), JSON.Member("action", .string(call.action.rawValue)),
                JSON.Member("id", .string(call.id.text)), JSON.Member("state", "started"),
                JSON.Member("arguments", SlotValue.record(call.arguments).json),
            ]
        case .actionFinished(let id, let result):
            [JSON.Member("kind", "action"), JSON.Member("id", .string(id.text))] + outcome(result)
        case .escalated(let escalation, let epoch):
            [
                JSON.Member("kind", "escalated"), JSON.Member("reason", .string(escalation.reason.rawValue)),
                JSON.Member("team", .string(escalation.team.rawValue)),
                JSON.Member("priority", .number(escalation.priority)),
                JSON.Member("epoch", .integer(Int64(epoch.rawValue))),
            ]
        case .tagged(let tag, let tagging): self.tagged(tag, tagging, record)
        case .turnFailed(let reason):
            [JSON.Member("kind", "failed"), JSON.Member("reason", .string(reason))]
        case .stepEntered, .slotAsked, .fellBack, .timerSet, .timerFired: nil
        // The packet and the notes say what of these a person needs.
        case .requestKept, .requestSettled, .promised, .waitBegan, .signalled, .returned: nil
        case .visitorSaid, .botSaid, .agentSaid, .agentJoined, .agentLeft, .leftQueue, .callbackBooked, .resolved,
            .rated:
            nil
        }
    }

    private static func opened(_ opening: Opening) -> [JSON.Member] {
        [
            JSON.Member("kind", "opened"), JSON.Member("visitor", .string(opening.visitor.rawValue)),
            JSON.Member("channel", .string(opening.channel)), JSON.Member("locale", .string(opening.locale)),
            JSON.Member("context", SlotValue.record(opening.context.mapValues(SlotValue.text)).json),
        ]
    }

    private static func understood(_ seen: Interpretation) -> [JSON.Member] {
        [
            JSON.Member("kind", "understood"),
            JSON.Member("intents", .array(seen.intents.prefix(5).map(\.json))),
            JSON.Member("band", .string(seen.band.rawValue)),
            JSON.Member(
                "entities",
                .array(seen.entities.map { ["name": .string($0.name.rawValue), "text": .string($0.text)] })),
            JSON.Member("valence", .number(seen.sentiment.valence)),
            JSON.Member("frustration", .number(seen.sentiment.frustration)),
            JSON.Member("urgency", .number(seen.sentiment.urgency)),
            JSON.Member("words", .array(seen.sentiment.words.map(JSON.string))),
        ]
    }

    private static func noted(_ text: String, _ reason: NoteReason, _ record: EventRecord) -> [JSON.Member] {
        var members = [
            JSON.Member("kind", "note"), JSON.Member("text", .string(text)),
            JSON.Member("reason", .string(reason.rawValue)),
        ]
        if case .agent(let agent) = record.sender { members.append(JSON.Member("by", .string(agent.rawValue))) }
        if let cmid = record.cmid { members.append(JSON.Member("cmid", .string(cmid.rawValue))) }
        return members
    }

    private static func tagged(_ tag: TagName, _ tagging: Tagging, _ record: EventRecord) -> [JSON.Member] {
        var members = [
            JSON.Member("kind", "tag"), JSON.Member("tag", .string(tag.rawValue)),
            JSON.Member("on", .bool(tagging == .confirmed)),
        ]
        if case .agent(let agent) = record.sender { members.append(JSON.Member("by", .string(agent.rawValue))) }
        if let cmid = record.cmid { members.append(JSON.Member("cmid", .string(cmid.rawValue))) }
        return members
    }

    private static func flow(_ flow: FlowName, _ state: String) -> [JSON.Member] {
        [
            JSON.Member("kind", "flow"), JSON.Member("flow", .string(flow.rawValue)),
            JSON.Member("state", .string(state)),
        ]
    }

    static func outcome(_ result: ActionResult) -> [JSON.Member] {
        switch result {
        case .done(let values):
            [
                JSON.Member("state", "done"),
                JSON.Member(
                    "result",
                    .object(
                        values.sorted { $0.key < $1.key }.map { JSON.Member($0.key.rawValue, $0.value.json) })),
            ]
        case .refused(let reason): [JSON.Member("state", "refused"), JSON.Member("reason", .string(reason))]
        case .overLimit: [JSON.Member("state", "over_limit")]
        case .unknown: [JSON.Member("state", "unknown")]
        }
    }
}

extension Scored where Value == IntentName {
    var json: JSON { ["name": .string(value.rawValue), "confidence": .number(confidence)] }
}
