import ChatProtocol
import Vocabulary

/// One event of every case, full of everything it can hold.
enum Samples {
    static let moment = Timestamp(milliseconds: 1_795_000_000_000)
    static let effect = EffectID(conversation: "c", turn: SequenceNumber(3), index: 0)
    static let call = ActionCall(
        id: effect, action: "refunds.create", arguments: ["amount": .money(Money(minor: 4_990, currency: "GBP"))],
        key: "refund:10042:1")
    static let escalation = Escalation(
        id: "e", reason: .asked, team: "support", priority: 1.5, waitingSince: moment)
    static let interpretation = Interpretation(
        intents: [Scored("refund", confidence: 0.93)], band: .act,
        articles: [ArticleHit(article: "refunds", title: "Refunds", section: "", passage: "p", confidence: 0.4)],
        entities: [Entity(name: "order_number", value: .text("10042"), text: "10042", start: 0, end: 5)],
        sentiment: Sentiment(valence: -0.5, frustration: 0.25, urgency: 0, words: ["awful"]))
    static let line = BotLine(
        text: "Here it is.", response: "r", buttons: [Button(label: "Yes", choice: .confirm(true))],
        images: [Picture(url: "https://shop.example/qr.png", description: "QR code")],
        links: [Link(url: "https://shop.example/label.pdf", label: "Label")],
        cards: [
            Card(
                title: "Gooseneck", text: "1 litre", image: Picture(url: "/a.png", description: "A kettle"),
                link: Link(url: "/kettle", label: "Look"),
                button: Button(label: "This one", choice: .slot("kettle", .text("K1")))), Card(title: "Bare"),
        ], codes: [ScanCode(text: "RT-1", description: "Return code")],
        citation: Citation(article: "refunds", title: "Refunds", section: "When", version: "v"))

    static let events: [Event] = [
        .opened(Opening(visitor: "v", channel: "widget", playbook: "p", locale: "en", context: ["url": "u"])),
        .visitorSaid(text: "hi", choice: nil), .understood(interpretation), .botSaid(line, epoch: .first),
        .botSaid(BotLine(text: "Plain."), epoch: .first), .agentSaid(text: "hello", epoch: .first.next),
        .noted(text: "n", reason: .stale), .flowStarted("refund"), .stepEntered("refund", step: 1),
        .flowResumed("refund"), .flowEnded("refund", outcome: "done"), .slotAsked("order", attempt: 1),
        .slotFilled("order", .text("10042"), source: .visitor), .slotCleared("order"),
        .confirmationShown(response: "confirm_refund", bound: ["order": .text("10042")]), .confirmed(true),
        .verified("owner_of_order", bound: [:]), .articleShown("refunds", section: "When"), .fellBack(rung: 1),
        .actionStarted(call), .actionFinished(effect, .done(["refund_id": .text("R-1")])),
        .actionFinished(effect, .refused(reason: "not_found")), .actionFinished(effect, .overLimit),
        .actionFinished(effect, .unknown), .timerSet("t", at: moment), .timerFired("t"),
        .escalated(escalation, epoch: .first.next), .agentJoined("a", displayName: "Ida", epoch: .first.next),
        .agentLeft("a", .handedBack(note: "secret note"), epoch: .first.next), .agentLeft("a", .lost, epoch: .first),
        .agentLeft("a", .resolved, epoch: .first), .agentLeft("a", .transferred(note: "secret note"), epoch: .first),
        .agentLeft("a", .takenOver(by: "a-secret"), epoch: .first), .leftQueue(.chosen, epoch: .first),
        .leftQueue(.closed(opens: moment, callbacks: [moment]), epoch: .first),
        .leftQueue(.full(callbacks: []), epoch: .first), .callbackBooked(at: moment), .tagged("checkout", .confirmed),
        .resolved(outcome: "done", epoch: .first.next),
        .rated(stars: 5, comment: "thanks"), .turnFailed(reason: "r"),
    ]

    static func record(_ event: Event, seq: Int = 9) -> EventRecord {
        EventRecord(
            seq: SequenceNumber(seq), at: moment, sender: .agent("a-secret"),
            cmid: "0190c2f0-0000-7000-8000-000000000001", event: event)
    }

    static let handover = Handover(
        conversation: "c", visitor: "v", reason: .asked, team: "support", priority: 1, waitingSince: moment,
        summary: "s", transcript: [.init(seq: SequenceNumber(1), at: moment, sender: .visitor, text: "hi")],
        intents: [.init(seq: SequenceNumber(1), intents: [Scored("refund", confidence: 0.9)])],
        slots: ["order": .text("10042")],
        actions: [.init(call: call, result: .refused(reason: "failed")), .init(call: call, result: nil)],
        sentiment: [.neutral],
        articles: [Citation(article: "refunds", title: "Refunds", section: "", version: "v")], flows: ["refund"],
        identity: ["anonymous"], drafts: ["d"], context: ["url": "u"])

    static let visitorFrames: [VisitorFrame] =
        [
            .welcome(
                VisitorWelcome(
                    conversation: "c", visitor: "v", token: "t", epoch: "e", head: .start, heartbeat: .standard,
                    assistant: "Finch", company: "Alder & Finch", identity: .signed, mark: "m")),
            .ack("0190c2f0-0000-7000-8000-000000000001", seq: SequenceNumber(2), at: moment, isDuplicate: true),
            .typing(by: .agent, on: true), .queue(position: 1, waiting: 2),
            .queue(
                position: 3, waiting: 3, wait: ShownWait(p50: .minutes(1), p80: .minutes(2), setback: "fewerAgents")),
            .people(.atOnce), .people(.after(waiting: 2)), .people(.full), .people(.nobody),
            .people(.closed(opens: moment)), .reset(epoch: "e", head: .start),
            .bye(reason: "restart", retryAfter: .seconds(1)), .pong(1), .token("t2"),
        ] + Refusal.Code.allCases.map { .refused(Refusal($0, cmid: "0190c2f0-0000-7000-8000-000000000001")) }

    static let deskFrames: [DeskFrame] = [
        .welcome(
            DeskWelcome(
                agent: "a", name: "Ida", role: "agent", teams: ["support"], epoch: "e", heartbeat: .standard,
                mine: ["c"])),
        .queue(
            [WaitingVisitor(conversation: "c", escalation: escalation, frustration: 0.5, lastText: "hi")], more: 0),
        .offer(
            WaitingVisitor(
                conversation: "c", escalation: escalation, frustration: 0.5, lastText: "hi",
                terms: PlaceTerms(wait: 1, frustration: 0.25, urgency: 0, value: 0, priority: 0.5), isSettled: true,
                offeredTo: "a"), until: moment), .offerGone("c", why: "missed"),
        .presence(isAvailable: false, why: "misses"), .presence(isAvailable: true, why: nil),
        .agents([
            Colleague(agent: "a", name: "Ida", status: .available, load: 1, capacity: 5),
            Colleague(agent: "b", name: "Sam", status: .silent, load: 1, capacity: 5, holds: ["c"]),
        ]), .claimed("c"), .handover("c", handover),
        .ack("c", "0190c2f0-0000-7000-8000-000000000001", seq: SequenceNumber(2), at: moment, isDuplicate: false),
        .typing("c", by: .visitor, on: true), .takenAway("c", why: "lost"), .reset("c", epoch: "e", head: .start),
        .refused(Refusal(.alreadyClaimed, conversation: "c")), .bye(reason: "restart", retryAfter: .seconds(1)),
        .pong(1), .mentions([ShownMention(conversation: "c", by: "Sam", at: moment, text: "@ida look")]),
    ]
}
