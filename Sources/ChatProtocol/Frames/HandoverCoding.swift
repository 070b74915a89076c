public import Vocabulary

extension Handover {
    /// As `/schemas/handover.json` describes it.
    public var json: JSON {
        [
            "version": .integer(Int64(version)), "conversation": .string(conversation.rawValue),
            "visitor": .string(visitor.rawValue), "reason": .string(reason.rawValue),
            "team": .string(team.rawValue), "priority": .number(priority),
            "waiting_since": .integer(waitingSince.milliseconds), "summary": .string(summary),
            "transcript": .array(transcript.map(\.json)),
            "intents": .array(
                intents.map { ["seq": $0.seq.json, "intents": .array($0.intents.map(\.json))] }),
            "slots": .object(
                slots.sorted { $0.key < $1.key }.map { JSON.Member($0.key.rawValue, $0.value.json) }),
            "actions": .array(actions.map(\.json)),
            "sentiment": .array(
                sentiment.map {
                    [
                        "valence": .number($0.valence), "frustration": .number($0.frustration),
                        "urgency": .number($0.urgency), "words": .array($0.words.map(JSON.string)),
                    ]
                }),
            "articles": .array(
                articles.map {
                    [
                        "article": .string($0.article.rawValue), "title": .string($0.title),
                        "section": .string($0.section), "version": .string($0.version.rawValue),
                    ]
                }),
            "flows": .array(flows.map { .string($0.rawValue) }),
            "identity": .array(identity.map(JSON.string)), "drafts": .array(drafts.map(JSON.string)),
            "context": SlotValue.record(context.mapValues(SlotValue.text)).json,
        ]
    }
}

extension Handover.TranscriptLine {
    fileprivate var json: JSON {
        [
            "seq": seq.json, "at": .integer(at.milliseconds), "sender": .string(sender.word),
            "text": .string(text),
        ]
    }
}

extension Handover.ActionTried {
    fileprivate var json: JSON {
        var members = [
            JSON.Member("action", .string(call.action.rawValue)), JSON.Member("key", .string(call.key.rawValue)),
            JSON.Member("arguments", SlotValue.record(call.arguments).json),
        ]
        if let result {
            members.append(contentsOf: EventForAgents.outcome(result))
        } else {
            members.append(JSON.Member("state", "started"))
        }
        return .object(members)
    }
}

extension Sender {
    fileprivate var word: String {
        switch self {
        case .visitor: "visitor"
        case .bot: "bot"
        case .agent: "agent"
        case .system: "system"
        }
    }
}
