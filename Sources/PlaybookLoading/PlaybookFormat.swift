/// The keys one kind of mapping takes. Readers refuse every other; the JSON Schemas for editors say the same.
public struct PlaybookShape: Hashable, Sendable {
    /// What it is, e.g. `intent`, `step say`.
    public let name: String
    public let required: [String]
    public let optional: [String]

    public var keys: [String] { required + optional }

    init(_ name: String, required: [String] = [], optional: [String] = []) {
        self.name = name
        self.required = required
        self.optional = optional
    }
}

/// The format of a playbook: every shape its files may take (`WritingAPlaybook.md` says what the keys mean).
public enum PlaybookFormat {
    static let intent = PlaybookShape(
        "intent", required: ["intent", "description", "examples"],
        optional: [
            "title", "confidence", "held_out", "slots", "needs", "flow", "answer", "article", "command", "say",
        ])
    static let verification = PlaybookShape(
        "verification", required: ["verification", "title", "flow"], optional: ["binds", "level", "slots", "say"])
    static let slot = PlaybookShape(
        "slot", required: ["type"],
        optional: ["of", "ask", "reask", "valid", "invalid", "attempts", "depends_on", "role", "optional"])
    static let option = PlaybookShape("option", required: ["label"], optional: ["words"])
    static let response = PlaybookShape(
        "response", required: ["text"],
        optional: ["instead", "buttons", "image", "images", "links", "cards", "code"])
    static let wording = PlaybookShape("instead", required: ["text"], optional: ["when", "channel"])
    static let button = PlaybookShape("button", required: ["label"], optional: ["intent", "article", "person"])
    static let image = PlaybookShape("image", required: ["url", "alt"])
    static let link = PlaybookShape("link", required: ["url", "label"])
    static let card = PlaybookShape("card", required: ["title"], optional: ["text", "image", "link", "button"])
    static let code = PlaybookShape("code", required: ["text", "alt"])
    static let offeredCard = PlaybookShape(
        "offered card", required: ["title", "button"], optional: ["text", "image", "link"])

    static let steps = [
        PlaybookShape("step say", required: ["say"]),
        PlaybookShape("step promise", required: ["promise"], optional: ["until"]),
        PlaybookShape("step collect", required: ["collect"], optional: ["ask", "unanswered"]),
        PlaybookShape(
            "step offer", required: ["offer", "from", "into"], optional: ["value", "label", "card", "none"]),
        PlaybookShape("step set", required: ["set"]),
        PlaybookShape("step when", required: ["when"], optional: ["then", "else"]),
        PlaybookShape(
            "step call", required: ["call"],
            optional: ["with", "key", "errors", "failed", "over_limit", "timeout", "within", "undo"]),
        PlaybookShape("step confirm", required: ["confirm"], optional: ["declined"]),
        PlaybookShape("step verify", required: ["verify"]),
        PlaybookShape("step require", required: ["require"]),
        PlaybookShape("step wait", required: ["wait"], optional: ["meanwhile", "expired"]),
        PlaybookShape("step link", required: ["link"]),
        PlaybookShape("step escalate", required: ["escalate"], optional: ["reason"]),
        PlaybookShape("step end", required: ["end"]),
    ]

    static let need = PlaybookShape("need", optional: ["identity", "hours", "channel", "when", "otherwise"])
    static let wait = PlaybookShape("wait", optional: ["for", "until", "signal"])

    static let assistant = PlaybookShape(
        "assistant", required: ["name", "company", "locale", "time_zone", "currency", "say"],
        optional: ["thresholds", "limits", "hours"])
    static let thresholds = PlaybookShape("thresholds", optional: ["act", "clarify", "article", "offer"])
    static let limits = PlaybookShape(
        "limits",
        optional: ["lines_per_turn", "stack_depth", "message_length", "reminder", "steps_per_turn", "returning"])
    static let hours = PlaybookShape(
        "hours",
        optional: ["mon-fri", "mon-sat", "mon-sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "closed"])
    static let entities = PlaybookShape("entities", required: ["entities"])
    static let entity = PlaybookShape("entity", optional: ["pattern", "values"])
    static let actions = PlaybookShape("actions", required: ["actions"])
    static let action = PlaybookShape(
        "action",
        optional: [
            "method", "url", "rasa", "program", "reads", "inputs", "headers", "body", "outputs", "errors", "over_limit",
            "timeout", "result_within", "attempts", "irreversible", "keys", "look_up", "undo", "policy",
        ])
    static let program = PlaybookShape("program", required: ["path"], optional: ["arguments", "environment"])
    static let lookUp = PlaybookShape("look up", required: ["action"], optional: ["missing"])
    static let undo = PlaybookShape("undo", required: ["action"], optional: ["with", "what"])
    static let policy = PlaybookShape(
        "policy", required: ["currency"],
        optional: [
            "amount", "customer", "per_call", "per_customer_and_day", "calls_per_customer_and_day", "per_day",
            "ceiling",
            "approvers", "four_eyes",
        ])
    static let approver = PlaybookShape("approver", required: ["team"], optional: ["up_to"])
    static let moneyOutput = PlaybookShape("money output", required: ["money", "currency"])
    static let momentOutput = PlaybookShape("moment output", required: ["moment"])
    static let routing = PlaybookShape(
        "routing", required: ["teams", "default_team"],
        optional: [
            "priorities", "urgent_words", "frustration", "vip", "promise", "waiting_per_slot", "handling", "rank",
            "relax",
            "offers", "callbacks", "needs", "levels",
        ])
    static let vip = PlaybookShape("vip", required: ["value"], optional: ["team"])
    static let rank = PlaybookShape(
        "rank", optional: ["frustration", "urgency", "value", "priority", "highest_priority"])
    static let relax = PlaybookShape("relax", optional: ["agent", "level", "skill", "team", "language"])
    static let offers = PlaybookShape("offers", optional: ["window", "again", "misses", "silence", "grace"])
    static let callbacks = PlaybookShape("callbacks", optional: ["length", "each", "ahead"])
    static let levels = PlaybookShape("levels", optional: ["first", "next", "resolution", "warning"])
    static let desk = PlaybookShape("desk", optional: ["replies", "banned", "drafts"])
    static let reply = PlaybookShape("reply", required: ["title", "text"], optional: ["teams"])
    static let drafts = PlaybookShape("drafts", optional: ["floor", "judged"])
    static let tags = PlaybookShape("tags", required: ["tags"])
    static let tag = PlaybookShape("tag", required: ["title"], optional: ["feature", "intents"])
    static let teamNeed = PlaybookShape("team need", optional: ["skills", "weight"])
    static let tripwires = PlaybookShape(
        "tripwires", optional: ["outreach", "care", "incidents", "tripwires", "say"])
    static let outreach = PlaybookShape(
        "outreach", optional: ["quiet", "a_day", "a_week", "two_people_from", "stopped"])
    static let care = PlaybookShape("care", optional: ["follow_up", "alarm", "silence", "reopen_priority", "say"])
    static let incidents = PlaybookShape(
        "incidents",
        optional: ["grace", "look_up", "follow", "notice", "update", "fixed", "components", "monitors"])
    static let monitor = PlaybookShape("monitor", required: ["title"], optional: ["component", "intents"])
    static let tripwire = PlaybookShape(
        "tripwire", required: ["say"],
        optional: [
            "bill", "usage", "overdue", "renewal_failed", "late", "fault", "milestone", "opens", "purpose",
            "cool_down", "fresh",
        ])
    static let billRule = PlaybookShape("bill rule", optional: ["share", "at_least", "deviations", "after"])
    static let usageRule = PlaybookShape(
        "usage rule", required: ["meter"], optional: ["up", "down", "recent", "usual", "at_least"])
    static let overdueRule = PlaybookShape(
        "overdue rule", optional: ["visit", "contact", "factor", "after", "at_least", "apart"])
    static let renewalRule = PlaybookShape("renewal rule", optional: ["grace"])
    static let lateRule = PlaybookShape("late rule", optional: ["grace"])
    static let faultRule = PlaybookShape("fault rule", optional: ["severity"])
    static let milestoneRule = PlaybookShape(
        "milestone rule", required: ["day"], optional: ["after", "before", "every"])
    static let article = PlaybookShape(
        "article", required: ["title"],
        optional: [
            "id", "aliases", "topic", "audience", "locale", "translates", "valid_from", "valid_until", "review_by",
            "owner",
        ])

    static let talk = PlaybookShape(
        "talk", required: ["talk", "turns"], optional: ["starts", "channel", "identity", "context", "calls"])
    static let turns = [
        PlaybookShape("turn user", required: ["user"]),
        PlaybookShape("turn bot", required: ["bot"]),
        PlaybookShape("turn called", required: ["called"]),
        PlaybookShape("turn slots", required: ["slots"]),
        PlaybookShape("turn press", required: ["press"]),
        PlaybookShape("turn after", required: ["after"]),
        PlaybookShape("turn returns", required: ["returns"]),
        PlaybookShape("turn signal", required: ["signal"]),
        PlaybookShape("turn calls", required: ["calls"]),
        PlaybookShape("turn article", required: ["article"]),
        PlaybookShape("turn ended", required: ["ended"]),
        PlaybookShape("turn holder", required: ["holder"]),
        PlaybookShape("turn escalated", required: ["escalated"]),
        PlaybookShape("turn agent", required: ["agent"]),
        PlaybookShape("turn reaches", required: ["reaches"]),
        PlaybookShape("turn queue", required: ["queue"]),
        PlaybookShape("turn books", required: ["books"]),
        PlaybookShape("turn fails", required: ["fails"]),
        PlaybookShape("turn rates", required: ["rates"]),
        PlaybookShape("turn approves", required: ["approves"]),
        PlaybookShape("turn declines", required: ["declines"]),
        PlaybookShape("turn reports", required: ["reports"]),
        PlaybookShape("turn mood", required: ["mood"]),
    ]
    static let botLine = PlaybookShape("bot line", optional: ["say", "text"])
    static let answer = PlaybookShape("call answer", optional: ["done", "refused"])
    static let escalated = PlaybookShape("escalated", optional: ["reason", "team"])
    static let reaches = PlaybookShape("reaches", required: ["say"], optional: ["with", "opens"])
    static let agent = PlaybookShape(
        "agent", optional: ["joins", "says", "notes", "hands_back", "resolves", "passes_on", "takes_over", "loses"])
    static let mood = PlaybookShape("mood", optional: ["valence", "frustration", "urgency"])

    /// All of them.
    public static let shapes: [PlaybookShape] =
        [
            intent, verification, slot, option, response, wording, button, image, link, card, code, offeredCard,
            need, wait, assistant, levels, desk, reply, drafts, tags, tag,
            thresholds, limits, hours, entities, entity, actions, action, program, lookUp, undo, policy, approver,
            moneyOutput, momentOutput, routing, vip, rank, relax, offers, callbacks, teamNeed, article,
            tripwires, outreach, care, incidents, monitor, tripwire, billRule, usageRule, overdueRule, renewalRule,
            lateRule, faultRule, milestoneRule,
            talk,
            botLine, answer, escalated,
            reaches, agent, mood,
        ] + steps + turns
}
