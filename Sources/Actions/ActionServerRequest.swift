internal import Vocabulary

/// A call as Rasa's action servers want it (https://rasa.com/docs/reference/api/pro/action-server-api): which action,
/// and a tracker with what the conversation knows.
struct ActionServerRequest {
    let name: String
    let call: ActionCall
    let facts: ConversationFacts?

    /// The protocol's version that is spoken: the fields of Rasa 3.
    static let version = "3.1.0"

    var body: [UInt8] {
        JSONText.write(
            .record([
                "next_action": .text(name), "sender_id": .text(call.id.conversation.rawValue), "tracker": tracker,
                "domain": domain, "version": .text(Self.version),
            ]))
    }

    private var slots: [String: SlotValue] {
        var slots: [String: SlotValue] = [:]
        for (name, value) in facts?.slots ?? [:] { slots[name.rawValue] = value }
        return slots.merging(call.arguments) { $1 }
    }

    private var tracker: SlotValue {
        .record([
            "sender_id": .text(call.id.conversation.rawValue), "slots": .record(slots),
            "latest_message": latestMessage, "latest_event_time": latestTime, "followup_action": .nothing,
            "paused": .flag(false), "events": .list(events), "latest_input_channel": .text("warmline"),
            "active_loop": .record([:]), "latest_action_name": .text("action_listen"), "stack": .list([]),
        ])
    }

    private var latestTime: SlotValue {
        facts?.lines.last.map { .number(Double($0.at.milliseconds) / 1_000) } ?? .number(0)
    }

    private var latestMessage: SlotValue {
        let ranking = (facts?.intents ?? []).map { intent in
            SlotValue.record(["name": .text(intent.value.rawValue), "confidence": .number(intent.confidence)])
        }
        return .record([
            "text": .text(facts?.latestText ?? ""), "intent_ranking": .list(ranking),
            "intent": ranking.first ?? .record(["name": .nothing, "confidence": .number(0)]),
            "entities": .list((facts?.entities ?? []).map(entity)), "metadata": metadata,
        ])
    }

    /// The business key, for actions that ask a provider in their turn.
    private var metadata: SlotValue {
        .record([
            "locale": .text(facts?.locale ?? ""), "effect": .text(call.id.text), "key": .text(call.key.rawValue),
        ])
    }

    private func entity(_ entity: Entity) -> SlotValue {
        .record(["entity": .text(entity.name.rawValue), "value": entity.value])
    }

    private var events: [SlotValue] {
        (facts?.lines ?? []).map { line in
            .record([
                "event": .text(line.isVisitors ? "user" : "bot"), "text": .text(line.text),
                "timestamp": .number(Double(line.at.milliseconds) / 1_000),
            ])
        }
    }

    /// Enough of a domain for actions that look up which slots there are.
    private var domain: SlotValue {
        let kinds = slots.mapValues { _ in
            SlotValue.record(["type": .text("any"), "initial_value": .nothing, "influence_conversation": .flag(false)])
        }
        return .record([
            "version": .text("3.1"), "slots": .record(kinds), "actions": .list([.text(name)]),
            "responses": .record([:]), "intents": .list([]), "entities": .list([]), "forms": .record([:]),
            "config": .record(["store_entities_as_slots": .flag(true)]), "session_config": .record([:]),
        ])
    }
}
