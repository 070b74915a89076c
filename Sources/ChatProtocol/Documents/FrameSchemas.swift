internal import Vocabulary

/// Every frame of version 1, described once: the AsyncAPI document is made from this, and tests hold the codecs to it.
enum FrameSchemas {
    private static let conversation: (String, JSON) = ("conversation", Schema.text(atMost: 64))
    private static let cmid: (String, JSON) = ("cmid", Schema.cmid)
    private static let line: (String, JSON) = ("text", Schema.text(atMost: VisitorMessage.longestText))
    private static let bye = FrameSchema(
        "bye", "Then the socket closes.", [("reason", Schema.text), ("retry_after_ms", Schema.milliseconds)])
    private static let pong = FrameSchema("pong", "The answer to a ping.", [("n", Schema.seq)])
    private static let ping = FrameSchema("ping", "A sign of life.", [("n", Schema.seq)])

    static let visitorSays: [FrameSchema] = [
        FrameSchema(
            "hello", "The first frame.",
            [
                ("v", Schema.version), ("token?", Schema.text(atMost: 512)), ("epoch?", Schema.text(atMost: 64)),
                ("last?", Schema.seq), ("locale?", Schema.text(atMost: 35)), ("context?", Schema.texts()),
                ("identity?", Schema.text(atMost: IdentityToken.longest)), ("secret?", Schema.cmid),
            ]),
        FrameSchema(
            "say", "A message; kept until its ack.", [cmid, line, ("choice?", Schema.reference("Choice"))]),
        FrameSchema(
            "rate", "Stars after a resolution.",
            [cmid, ("stars", Schema.integer(1...5)), ("comment?", Schema.text(atMost: VisitorMessage.longestText))]),
        FrameSchema("leave_queue", "Rather the bot than waiting.", [cmid]),
        FrameSchema("end", "Enough, whoever it is with.", [cmid]),
        FrameSchema("callback", "One of the times that were offered.", [cmid, ("begins", Schema.moment)]),
        FrameSchema("typing", "At most once, never stored.", [("on", Schema.flag)]),
        FrameSchema("read", "Seen up to here.", [("seq", Schema.seq)]),
        ping,
    ]

    static let visitorHears: [FrameSchema] = [
        FrameSchema(
            "welcome", "Who you are and where the history ends.",
            [
                ("v", Schema.version), conversation, ("visitor", Schema.text), ("token", Schema.text),
                ("epoch", Schema.text), ("head", Schema.seq), ("heartbeat", Schema.reference("Heartbeat")),
                ("assistant", Schema.object([("name", Schema.text), ("company", Schema.text)], isOpen: true)),
                ("identity?", Schema.word(IdentityLevel.allCases.map(\.rawValue))), ("mark?", Schema.text),
            ]),
        FrameSchema(
            "token", "The visitor is better known: keep this in place of the one from before.",
            [("token", Schema.text)]),
        FrameSchema(
            "event", "Something happened; covers the numbers from since (seq when absent) to seq.",
            eventKeys + [("kind", Schema.word(visitorKinds))] + visitorEventKeys),
        FrameSchema("ack", "The message is durable.", ackKeys),
        FrameSchema("typing", "Somebody types.", [("by", Schema.word(["bot", "agent"])), ("on", Schema.flag)]),
        FrameSchema(
            "queue", "The place in the queue; 1 is next. When it grows longer, the reason says why.",
            [
                ("position", Schema.integer(1...Int(Int32.max))), ("waiting", Schema.seq),
                (
                    "eta?",
                    Schema.object([("p50_ms", Schema.milliseconds), ("p80_ms", Schema.milliseconds)], isOpen: true)
                ), ("reason?", Schema.word(["moreUrgentCame", "fewerAgents", "slowerThanUsual"])),
            ]),
        FrameSchema(
            "people", "Whether a person can be had now.",
            [
                ("state", Schema.word(["at_once", "after", "full", "nobody", "closed"])), ("waiting?", Schema.seq),
                ("opens?", Schema.moment),
            ]),
        FrameSchema(
            "reset", "This history is another: forget yours and connect with last 0.",
            [("epoch", Schema.text), ("head", Schema.seq)]),
        refused, bye, pong,
    ]

    static let agentSays: [FrameSchema] = [
        FrameSchema("hello", "The first frame.", [("v", Schema.version), ("ticket", Schema.text(atMost: 128))]),
        FrameSchema("presence", "Here or not.", [("status", Schema.word(["available", "away"]))]),
        FrameSchema("claim", "Take an offer, or pick by hand; one winner.", [conversation]),
        FrameSchema("decline", "Not this one.", [conversation]),
        FrameSchema("take_over", "A supervisor takes it from whoever has it.", [conversation]),
        FrameSchema(
            "transfer", "On to the agent, the team or whoever has the skill that is named.",
            [
                conversation, cmid, ("to", Schema.word(["agent", "team", "skill"])), ("name", Schema.text(atMost: 64)),
                ("level?", Schema.integer(1...10)), ("note", Schema.text(atMost: VisitorMessage.longestText)),
            ]),
        FrameSchema(
            "open", "Show events after last, then live ones, and the handover packet.",
            [conversation, ("epoch?", Schema.text(atMost: 64)), ("last?", Schema.seq)]),
        FrameSchema("leave", "No more events of it.", [conversation]),
        FrameSchema(
            "say", "A line to the visitor; draft names whose words it began as, checked that findings were seen.",
            [conversation, cmid, line, ("draft?", Schema.text(atMost: 128)), ("checked?", Schema.flag)]),
        FrameSchema("note", "A line for colleagues.", [conversation, cmid, line]),
        FrameSchema(
            "tag", "What it is about, or is not after all.",
            [conversation, cmid, ("tag", Schema.text(atMost: 64)), ("on", Schema.flag)]),
        FrameSchema(
            "delegate", "Back to the bot, which begins this.",
            [conversation, cmid, ("intent", Schema.text(atMost: 128))]),
        FrameSchema("background", "What else is known of the customer, and of cases like it.", [conversation]),
        FrameSchema(
            "source", "A source of drafts goes on or off.",
            [("source", Schema.text(atMost: 128)), ("on", Schema.flag)]),
        FrameSchema(
            "approve", "The bot may do it.",
            [("approval", Schema.text(atMost: 200)), ("note", Schema.text(atMost: 500))]),
        FrameSchema(
            "disapprove", "It may not.",
            [("approval", Schema.text(atMost: 200)), ("reason", Schema.text(atMost: 500))]),
        FrameSchema(
            "hand_back", "Back to the bot.",
            [conversation, cmid, ("note", Schema.text(atMost: VisitorMessage.longestText))]),
        FrameSchema("resolve", "Done.", [conversation, cmid, ("outcome", Schema.text(atMost: 64))]),
        FrameSchema("seen", "The notes there that name you have been read.", [conversation]),
        FrameSchema("typing", "At most once, never stored.", [conversation, ("on", Schema.flag)]),
        ping,
    ]

    static let agentHears: [FrameSchema] = [
        FrameSchema(
            "welcome", "Who you are and which conversations you hold.",
            [
                ("v", Schema.version), ("agent", Schema.text), ("name", Schema.text), ("role", Schema.text),
                ("teams", Schema.list(Schema.text)), ("epoch", Schema.text),
                ("heartbeat", Schema.reference("Heartbeat")), ("mine", Schema.list(Schema.text)),
                ("house", Schema.reference("House")),
            ]),
        FrameSchema(
            "queue", "Everyone who waits, in serving order.",
            [("entries", Schema.list(Schema.reference("WaitingVisitor"))), ("more", Schema.seq)]),
        FrameSchema("claimed", "It is yours; open it.", [conversation]),
        FrameSchema("offer", "Yours until then, to claim or to decline.", [("until", Schema.moment)] + waitingKeys),
        FrameSchema(
            "offer_gone", "No longer offered.",
            [conversation, ("why", Schema.word(["missed", "withdrawn", "declined"]))]),
        FrameSchema(
            "presence", "Your own, as it counts.",
            [("status", Schema.word(["available", "away"])), ("why?", Schema.word(["chosen", "misses"]))]),
        FrameSchema(
            "agents", "Everyone on duty.", [("agents", Schema.list(Schema.reference("Colleague")))]),
        FrameSchema(
            "handover", "Everything known about a conversation.",
            [conversation, ("packet", ["$ref": "/schemas/handover.json"])]),
        FrameSchema(
            "event", "Something happened; every kind.",
            [conversation] + eventKeys + [("kind", Schema.word(visitorKinds.filter { $0 != "waiting" } + agentKinds))]),
        FrameSchema("ack", "The message is durable.", [conversation] + ackKeys),
        FrameSchema(
            "typing", "Somebody types.",
            [conversation, ("by", Schema.word(["visitor", "bot"])), ("on", Schema.flag)]),
        FrameSchema(
            "assistance", "Drafts with their sources, replies, next best actions, tags; made anew as it goes on.",
            [
                conversation, ("drafts", Schema.list(Schema.reference("Draft"))),
                ("replies", Schema.list(Schema.reference("Reply"))),
                ("actions", Schema.list(Schema.reference("NextAction"))), ("tags", Schema.list(Schema.text)),
                ("off", Schema.list(Schema.reference("SilencedSource"))),
            ]),
        FrameSchema(
            "clocks", "What is due to the visitor, and when.",
            [conversation, ("clocks", Schema.list(Schema.reference("Clock")))]),
        FrameSchema(
            "held_back", "Not sent as it stands.",
            [
                conversation, cmid,
                (
                    "findings",
                    Schema.list(
                        Schema.object(
                            [
                                ("kind", Schema.word(DraftFinding.Kind.allCases.map(\.rawValue))),
                                ("words", Schema.text),
                            ], isOpen: true))
                ),
            ]),
        FrameSchema(
            "onlookers", "Colleagues who have it open too.",
            [
                conversation,
                (
                    "onlookers",
                    Schema.list(
                        Schema.object(
                            [("agent", Schema.text), ("name", Schema.text), ("writing", Schema.flag)], isOpen: true))
                ),
            ]),
        FrameSchema(
            "mentioned", "A colleague's note names you.", [conversation, ("by", Schema.text), ("text", Schema.text)]),
        FrameSchema(
            "mentions", "All notes that name you and that you have not read, oldest first.",
            [
                (
                    "mentions",
                    Schema.list(
                        Schema.object(
                            [conversation, ("by", Schema.text), ("at", Schema.moment), ("text", Schema.text)],
                            isOpen: true))
                )
            ]),
        FrameSchema(
            "background", "Other conversations of the customer, and resolved ones like it.",
            [
                conversation, ("past", Schema.list(Schema.reference("Case"))),
                ("similar", Schema.list(Schema.reference("Case"))),
            ]),
        FrameSchema(
            "approvals", "All that wait for somebody's word.",
            [("approvals", Schema.list(Schema.reference("Approval")))]),
        FrameSchema(
            "source", "A source of drafts has been switched off, or on again.",
            [("source", Schema.reference("SilencedSource")), ("on", Schema.flag)]),
        FrameSchema("taken_away", "No longer yours.", [conversation, ("why", Schema.text)]),
        FrameSchema(
            "reset", "The history is another: open it again with last 0.",
            [conversation, ("epoch", Schema.text), ("head", Schema.seq)]),
        refused, bye, pong,
    ]

    private static let waitingKeys: [(String, JSON)] = [
        conversation, ("reason", Schema.word(EscalationReason.allCases.map(\.rawValue))), ("team", Schema.text),
        ("priority", Schema.number), ("waiting_since", Schema.moment), ("frustration", Schema.number),
        ("last_text", Schema.text),
        (
            "why?",
            Schema.object(
                ["wait", "frustration", "urgency", "value", "priority", "total"].map { ($0, Schema.number) },
                isOpen: true)
        ), ("settled?", Schema.flag), ("offered_to?", Schema.text), ("clock?", Schema.reference("Clock")),
    ]

    private static let refused = FrameSchema(
        "refused", "Not taken; nothing was stored.",
        [
            ("code", Schema.word(Refusal.Code.allCases.map(\.rawValue))), ("message", Schema.text),
            ("conversation?", Schema.text), ("cmid?", Schema.cmid), ("retry_after_ms?", Schema.milliseconds),
        ])

    private static let ackKeys: [(String, JSON)] = [
        cmid, ("seq", Schema.seq), ("at", Schema.moment), ("dup?", Schema.flag),
    ]

    private static let eventKeys: [(String, JSON)] = [
        ("seq", Schema.seq), ("since?", Schema.seq), ("at", Schema.moment),
    ]

    static let visitorKinds = [
        "visitor", "bot", "agent", "waiting", "agent_joined", "agent_left", "left_queue", "callback", "resolved",
        "rated",
    ]

    static let agentKinds = [
        "opened", "understood", "note", "flow", "slot", "verified", "confirmation", "article", "action", "escalated",
        "failed", "tag",
    ]

    private static let visitorEventKeys: [(String, JSON)] = [
        ("text?", Schema.text), ("cmid?", Schema.cmid), ("name?", Schema.text),
        (
            "why?",
            Schema.word(["handed_back", "lost", "resolved", "transferred", "taken_over", "chosen", "closed", "full"])
        ),
        ("opens?", Schema.moment), ("callbacks?", Schema.list(Schema.moment)), ("begins?", Schema.moment),
        ("stars?", Schema.integer(1...5)),
        ("buttons?", Schema.list(Schema.reference("Button"), atMost: LineBounds.buttons)),
        ("images?", Schema.list(Schema.reference("Picture"), atMost: LineBounds.images)),
        ("links?", Schema.list(Schema.reference("Link"), atMost: LineBounds.links)),
        ("cards?", Schema.list(Schema.reference("Card"), atMost: LineBounds.cards)),
        ("codes?", Schema.list(Schema.reference("ScanCode"), atMost: LineBounds.codes)),
        (
            "citation?",
            Schema.object(
                [("article", Schema.text), ("title", Schema.text), ("section", Schema.text), ("version", Schema.text)],
                isOpen: true)
        ),
    ]

    /// Pieces that several frames use.
    static let shared = lineParts + frameParts + DeskSchemas.parts

    private static let frameParts: [(String, JSON)] = [
        (
            "Choice",
            [
                "oneOf": [
                    Schema.object([("intent", Schema.text(atMost: 128))], isOpen: false),
                    Schema.object([("slot", Schema.text(atMost: 128)), ("value", Schema.any)], isOpen: false),
                    Schema.object([("article", Schema.text(atMost: 128))], isOpen: false),
                    Schema.object([("confirm", Schema.flag)], isOpen: false),
                    Schema.object([("person", ["const": true])], isOpen: false),
                ]
            ]
        ),
        (
            "Heartbeat",
            Schema.object([("every_ms", Schema.milliseconds), ("dead_ms", Schema.milliseconds)], isOpen: true)
        ),
        (
            "WaitingVisitor",
            Schema.object(waitingKeys, isOpen: true)
        ),
        (
            "Colleague",
            Schema.object(
                [
                    ("agent", Schema.text), ("name", Schema.text),
                    ("status", Schema.word(Colleague.Status.allCases.map(\.rawValue))), ("load", Schema.seq),
                    ("capacity", Schema.seq), ("holds?", Schema.list(Schema.text)),
                ], isOpen: true)
        ),
    ]

    /// What a line shows beside its words.
    private static let lineParts: [(String, JSON)] = [
        ("Button", Schema.object([("label", Schema.text), ("choice", Schema.reference("Choice"))], isOpen: true)),
        ("Picture", Schema.object([("url", Schema.text), ("description", Schema.text)], isOpen: true)),
        ("Link", Schema.object([("label", Schema.text), ("url", Schema.text)], isOpen: true)),
        (
            "Card",
            Schema.object(
                [
                    ("title", Schema.text), ("text?", Schema.text), ("image?", Schema.reference("Picture")),
                    ("link?", Schema.reference("Link")), ("button?", Schema.reference("Button")),
                ], isOpen: true)
        ),
        ("ScanCode", Schema.object([("text", Schema.text), ("description", Schema.text)], isOpen: true)),
    ]
}
