import Vocabulary

private let call = ActionCall(
    id: EffectID(conversation: "c", turn: SequenceNumber(7), index: 1), action: "refunds.create",
    arguments: ["order": .text("10042"), "line": .integer(1)], key: "refund:10042:1")

private let interpretation = Interpretation(
    intents: [Scored("orders/refund", confidence: 0.93), Scored("orders/status", confidence: 1e-7)], band: .act,
    further: [FurtherRequest(intent: "orders/status", confidence: 0.75, start: 4, end: 20)],
    articles: [
        ArticleHit(article: "refunds", title: "Refunds", section: "How long?", passage: "3 days", confidence: 0.5)
    ],
    entities: [Entity(name: "order_number", value: .text("10042"), text: "#10042", start: 3, end: 9, role: .excluded)],
    sentiment: Sentiment(valence: -0.5, frustration: 0.25, urgency: 0, words: ["broken", "now"]))

private let lineWithCards = BotLine(
    text: "One of these?",
    cards: [
        Card(
            title: "Gooseneck kettle", text: "1 litre, £89.00",
            image: Picture(url: "https://shop.example/kettle.jpg", description: "A kettle with a thin spout"),
            link: Link(url: "https://shop.example/kettle", label: "See it"),
            button: Button(label: "This one", choice: .slot("product", .text("kettle")))),
        Card(title: "Nothing else but a heading"),
    ],
    codes: [ScanCode(text: "RETURN:10042", description: "The code for the drop-off point")])

private let line = BotLine(
    text: "Refund €49.90?\u{0}\u{1F}\u{7F}\u{2028}", response: "confirm_refund",
    buttons: [
        Button(label: "Yes", choice: .confirm(true)), Button(label: "A person", choice: .person),
        Button(label: "Status", choice: .intent("orders/status")), Button(label: "Read", choice: .article("refunds")),
        Button(label: "Line 2", choice: .slot("line", .integer(2))),
    ],
    images: [Picture(url: "https://example.org/a.png", description: "a grinder")],
    links: [Link(url: "https://example.org", label: "here")],
    citation: Citation(article: "refunds", title: "Refunds", section: "", version: "v1"))

private let escalation = Escalation(
    id: "e-1", reason: .frustrated, team: "billing", priority: 2.5, waitingSince: Timestamp(milliseconds: 99))

/// One of each case of `Event`, with every optional part present somewhere.
let everyEvent: [Event] = [
    .opened(
        Opening(
            visitor: "v-1", channel: "widget", playbook: "abc", locale: "en-GB", context: ["url": "https://example.org"]
        )
    ),
    .visitorSaid(text: "", choice: nil),
    .visitorSaid(text: "line\nbreak \\ \"quote\" \t 😀 é", choice: .slot("reason", .text("late"))),
    .understood(interpretation),
    .understood(.nothing),
    .botSaid(line, epoch: SpeakerEpoch(3)),
    .botSaid(BotLine(text: "hi"), epoch: .first),
    .botSaid(lineWithCards, epoch: .first),
    .agentSaid(text: "hello", epoch: SpeakerEpoch(1)),
    .noted(text: "dropped", reason: .stale),
    .flowStarted("refund"), .stepEntered("refund", step: 4), .flowResumed("refund"),
    .flowEnded("refund", outcome: "done"),
    .slotAsked("order", attempt: 2), .slotFilled("order", .text("10042"), source: .visitor),
    .slotFilled("total", .nothing, source: .action("orders.look_up")), .slotFilled("x", .flag(true), source: .button),
    .slotCleared("order"),
    .confirmationShown(response: "confirm_refund", bound: ["amount": .money(Money(minor: 4990, currency: "EUR"))]),
    .confirmed(false), .verified("owner_of_order", bound: ["order": .text("10042")]),
    .articleShown("refunds", section: "How long?"), .fellBack(rung: 2),
    .actionStarted(call), .actionFinished(call.id, .done(["refund": .text("R-1")])),
    .actionFinished(call.id, .unknown),
    .timerSet("idle", at: Timestamp(milliseconds: -5)), .timerFired("idle"),
    .escalated(escalation, epoch: SpeakerEpoch(1)),
    .agentJoined("ada", displayName: "Ada", epoch: SpeakerEpoch(2)),
    .agentLeft("ada", .handedBack(note: "all done"), epoch: SpeakerEpoch(3)),
    .agentLeft("ada", .lost, epoch: SpeakerEpoch(3)), .agentLeft("ada", .resolved, epoch: SpeakerEpoch(3)),
    .agentLeft("ada", .transferred(note: "billing knows"), epoch: SpeakerEpoch(3)),
    .agentLeft("ada", .takenOver(by: "grace"), epoch: SpeakerEpoch(3)),
    .leftQueue(.chosen, epoch: SpeakerEpoch(2)), .callbackBooked(at: Timestamp(milliseconds: 7)),
    .tagged("checkout", .confirmed), .tagged("checkout", .removed),
    .leftQueue(.closed(opens: nil, callbacks: []), epoch: SpeakerEpoch(2)),
    .leftQueue(
        .closed(opens: Timestamp(milliseconds: 7), callbacks: [Timestamp(milliseconds: 9)]), epoch: SpeakerEpoch(2)),
    .leftQueue(.full(callbacks: [Timestamp(milliseconds: 9)]), epoch: SpeakerEpoch(2)),
    .resolved(outcome: "solved", epoch: SpeakerEpoch(4)), .rated(stars: 5, comment: "quick"),
    .turnFailed(reason: "timeout"),
    .opened(
        Opening(
            visitor: "v-2", channel: "widget", playbook: "abc", locale: "de", context: [:], identity: .signed,
            signed: ["email": "maya@example.com", "tier": "gold"])),
    .requestKept(
        KeptRequest(
            intent: "address_change", text: "change my address",
            entities: [Entity(name: "postcode", value: .text("BS1 4ST"), text: "BS1 4ST", start: 0, end: 7)])),
    .requestSettled("address_change", began: true), .promised(text: "Money by Friday.", until: nil),
    .promised(text: "Money by Friday.", until: Timestamp(milliseconds: 7)),
    .waitBegan("refund", until: Timestamp(milliseconds: 7), signal: nil),
    .waitBegan("refund", until: nil, signal: "parcel_scanned"),
    .signalled("parcel_scanned", values: ["place": .text("Bristol")]), .returned(nil),
    .returned(EarlierVisit(open: nil, openIntent: nil, settled: "your return", resolution: "returned", promise: nil)),
    .returned(EarlierVisit(open: "your refund", openIntent: "refund", resolution: nil, promise: "Money by Friday.")),
]

let everySlotValue: [SlotValue] = [
    .text(""), .text("5"), .integer(.min), .integer(.max), .integer(5), .number(5), .number(-0.0), .number(1e300),
    .number(.leastNonzeroMagnitude), .number(0.1), .number(.infinity), .number(-.infinity), .flag(false), .nothing,
    .money(Money(minor: -1, currency: "JPY")), .moment(Timestamp(milliseconds: 1)), .list([]),
    .list([.nothing, .integer(1), .list([.text("a")])]), .record([:]),
    .record(["a": .nothing, "b": .record(["c": .number(2)])]),
    .record(["$money": .text("not money"), "a": .flag(true)]),
    .record(["$record": .record(["$moment": .integer(1)])]),
]
