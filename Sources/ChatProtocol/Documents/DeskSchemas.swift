internal import Vocabulary

/// Pieces of the frames that stand beside a chat.
enum DeskSchemas {
    private static let choices = Schema.list(
        Schema.object([("name", Schema.text), ("title", Schema.text)], isOpen: true))

    static let parts: [(String, JSON)] = [
        (
            "House",
            Schema.object(
                [("teams", choices), ("skills", Schema.list(Schema.text)), ("tags", choices)], isOpen: true)
        ),
        (
            "Draft",
            Schema.object([("source", Schema.text), ("title", Schema.text), ("text", Schema.text)], isOpen: true)
        ),
        (
            "Reply",
            Schema.object(
                [("name", Schema.text), ("title", Schema.text), ("text", Schema.text), ("complete", Schema.flag)],
                isOpen: true)
        ),
        (
            "NextAction",
            Schema.object(
                [("title", Schema.text), ("reason", Schema.text), ("resume?", Schema.flag), ("intent?", Schema.text)],
                isOpen: true)
        ),
        (
            "Clock",
            Schema.object(
                [
                    ("kind", Schema.word(["first", "next", "resolution"])), ("left_ms", Schema.any),
                    ("due?", Schema.moment), ("warns?", Schema.moment),
                ], isOpen: true)
        ),
        (
            "Case",
            Schema.object(
                [
                    ("conversation", Schema.text), ("began", Schema.moment), ("about", Schema.list(Schema.text)),
                    ("tags", Schema.list(Schema.text)), ("outcome", Schema.text),
                    ("fixed_by", Schema.list(Schema.text)), ("stars?", Schema.integer(1...5)),
                ], isOpen: true)
        ),
        (
            "Approval",
            Schema.object(
                [
                    ("approval", Schema.text), ("conversation", Schema.text), ("action", Schema.text),
                    ("arguments", Schema.any), ("reasons", Schema.list(Schema.text)), ("asked_at", Schema.moment),
                    ("answer_by", Schema.moment), ("money?", Schema.any), ("obstacle?", Schema.text),
                ], isOpen: true)
        ),
        (
            "SilencedSource",
            Schema.object([("source", Schema.text), ("used", Schema.seq), ("judged", Schema.seq)], isOpen: true)
        ),
    ]
}
