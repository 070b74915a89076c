internal import Vocabulary

/// JSON Schema of the handover packet.
enum HandoverSchema {
    static var json: JSON {
        guard case .object(let members) = Schema.object(keys, isOpen: false) else { return .null }
        return .object(
            [
                JSON.Member("$schema", "https://json-schema.org/draft/2020-12/schema"),
                JSON.Member("$id", "/schemas/handover.json"), JSON.Member("title", "Handover"),
                JSON.Member("description", "Everything an agent needs to go on without asking again. Version 1."),
            ] + members)
    }

    private static var keys: [(String, JSON)] {
        [
            ("version", ["const": .integer(Int64(Handover.currentVersion))]), ("conversation", Schema.text),
            ("visitor", Schema.text), ("reason", Schema.word(EscalationReason.allCases.map(\.rawValue))),
            ("team", Schema.text), ("priority", Schema.number), ("waiting_since", Schema.moment),
            ("summary", Schema.text), ("transcript", Schema.list(line)), ("intents", Schema.list(intents)),
            ("slots", ["type": "object"]), ("actions", Schema.list(action)), ("sentiment", Schema.list(sentiment)),
            ("articles", Schema.list(citation)), ("flows", Schema.list(Schema.text)),
            ("identity", Schema.list(Schema.text)), ("drafts", Schema.list(Schema.text)),
            ("context", Schema.texts()),
        ]
    }

    private static let line = Schema.object(
        [
            ("seq", Schema.seq), ("at", Schema.moment),
            ("sender", Schema.word(["visitor", "bot", "agent", "system"])), ("text", Schema.text),
        ], isOpen: false)

    private static let intents = Schema.object(
        [
            ("seq", Schema.seq),
            (
                "intents",
                Schema.list(
                    Schema.object([("name", Schema.text), ("confidence", Schema.number)], isOpen: false))
            ),
        ], isOpen: false)

    private static let action = Schema.object(
        [
            ("action", Schema.text), ("key", Schema.text), ("arguments", ["type": "object"]),
            ("state", Schema.word(["started", "done", "refused", "over_limit", "unknown"])),
            ("result?", ["type": "object"]), ("reason?", Schema.text),
        ], isOpen: false)

    private static let sentiment = Schema.object(
        [
            ("valence", Schema.number), ("frustration", Schema.number), ("urgency", Schema.number),
            ("words", Schema.list(Schema.text)),
        ], isOpen: false)

    private static let citation = Schema.object(
        [
            ("article", Schema.text), ("title", Schema.text), ("section", Schema.text), ("version", Schema.text),
        ], isOpen: false)
}
