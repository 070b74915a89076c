import ChatProtocol
import DeskTerminal
import Vocabulary

/// A desk with a service beside it that speaks with the real frames and reads with the real reader.
struct TestDesk {
    var desk = TerminalDesk(seed: "t0000000-desk")
    var now = Timestamp(milliseconds: 1_767_600_000_000)
    private(set) var shown: [String] = []
    private(set) var sent: [DeskMessage] = []
    /// Frames that the service would have refused as unreadable.
    private(set) var unreadable: [String] = []
    private(set) var line = ""
    private(set) var rings = 0
    private(set) var hasQuit = false
    private(set) var reconnects = 0

    init(role: String = "agent", mine: [ConversationID] = [], epoch: String = "one") {
        hear(Self.welcome(role: role, mine: mine, epoch: epoch))
        hear(.queue([], more: 0))
        forgetShown()
    }

    static func welcome(role: String = "agent", mine: [ConversationID] = [], epoch: String = "one") -> DeskFrame {
        .welcome(
            DeskWelcome(
                agent: AgentID("a-ida"), name: "Ida", role: role, teams: [], epoch: LogEpoch(epoch),
                heartbeat: .standard, mine: mine,
                house: DeskHouse(
                    teams: [.init(name: "billing", title: "Billing")], skills: [SkillName("payments")],
                    tags: [.init(name: "money", title: "Money"), .init(name: "delivery", title: "Delivery")])))
    }

    mutating func hear(_ frame: DeskFrame) {
        guard let json = try? JSON.parse(frame.bytes, maximumDepth: 32) else {
            unreadable.append("heard")
            return
        }
        take(desk.heard(json, at: now))
    }

    mutating func type(_ line: String) {
        take(desk.typed(line, at: now))
    }

    mutating func lose() { take(desk.lost(at: now)) }

    /// - Parameter isAlive: the service says something meanwhile.
    mutating func pass(_ span: TimeSpan, isAlive: Bool = true) {
        now = now + span
        if isAlive { hear(.pong(1)) }
        take(desk.passed(to: now))
    }

    mutating func forgetShown() {
        shown = []
        sent = []
    }

    /// A visitor who was claimed and whose story has been read.
    mutating func hold(_ conversation: ConversationID, saying text: String = "where is my money", tags: [TagName] = [])
    {
        hear(.claimed(conversation))
        tell(conversation, 1, .visitorSaid(text: text, choice: nil))
        hear(.assistance(conversation, Self.assistance(tags: tags), off: []))
    }

    mutating func tell(
        _ conversation: ConversationID, _ seq: Int, _ event: Event, by sender: Sender = .visitor,
        cmid: ClientMessageID? = nil
    ) {
        let record = EventRecord(
            seq: SequenceNumber(seq), at: now, sender: sender, cmid: cmid, event: event)
        hear(.event(conversation, record, since: SequenceNumber(seq)))
    }

    static func assistance(tags: [TagName] = []) -> Assistance {
        Assistance(
            drafts: [
                .init(source: DraftSource("article:refunds"), title: "Refunds", text: "Refunds take five days.")
            ],
            replies: [
                .init(name: "late", title: "Late parcel", text: "I am looking for order 10042.", isComplete: true),
                .init(name: "hole", title: "Hole", text: "Your order … is late.", isComplete: false),
            ],
            actions: [.init(kind: .serve(IntentName("refund")), title: "Refund the order", reason: "it was asked for")],
            tags: tags)
    }

    static func waiting(
        _ conversation: ConversationID, saying text: String = "help", since: Int64 = 0, offeredTo: AgentID? = nil
    ) -> WaitingVisitor {
        WaitingVisitor(
            conversation: conversation,
            escalation: Escalation(
                id: EscalationID("e-\(conversation)"),
                reason: .asked, team: TeamName("billing"), priority: 0.5,
                waitingSince: Timestamp(milliseconds: 1_767_600_000_000 - since)),
            frustration: 0.6, lastText: text,
            terms: PlaceTerms(wait: 1.8, frustration: 0.6, urgency: 0, value: 0, priority: 0), offeredTo: offeredTo)
    }

    private mutating func take(_ effects: [DeskEffect]) {
        for effect in effects {
            switch effect {
            case .show(let line): shown.append(line.text)
            case .ring: rings += 1
            case .send(let frame):
                if let message = try? DeskMessage(decoding: frame.bytes) {
                    sent.append(message)
                } else {
                    unreadable.append(frame.text)
                }
            case .prefill(let text): line = text
            case .reconnect: reconnects += 1
            case .quit: hasQuit = true
            }
        }
    }

    func hasShown(_ words: String) -> Bool { shown.contains { $0.contains(words) } }
}
