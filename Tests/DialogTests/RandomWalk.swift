import Dialog
import PlaybookModel
import Vocabulary

extension SplitMix64 {
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
    mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
}

/// A conversation at random: sense, nonsense, failures, several agents, jumps in time.
struct RandomWalk {
    let machine: DialogMachine
    var dice: SplitMix64
    var state: DialogState
    var log: [EventRecord] = []
    var now = Timestamp(milliseconds: 1_767_600_000_000)
    /// What broke, in words; empty when every rule held.
    var faults: [String] = []

    static let playbook: Playbook = {
        let circle = Shop.flow(
            "circle", title: "a circle", slots: [], [.say("noted", next: 1), .set([:], next: 0)])
        let talk = Shop.flow(
            "talk", title: "a talk", slots: [Shop.order],
            (1...9).map { StepKind.say("noted", next: $0) } + [.collect("order", next: nil)])
        let linked = Shop.flow(
            "linked", title: "something linked", slots: [Shop.order],
            [.link("order_status", next: 1), .link("leave_note", next: 2), .link("linked", next: nil)])
        return Shop.playbook(
            linesPerTurn: 4,
            flows: [circle, talk, linked, Errands.parcel, Errands.picking, Errands.secret, Errands.code],
            intents: [
                Shop.intent("parcel", "Wait for a parcel", .flow("parcel")),
                Shop.intent("picking", "Pick an order", .flow("picking")),
                Shop.intent("secret", "See a secret", .flow("secret")),
                Shop.intent("circle", "Circle", .flow("circle")), Shop.intent("talk", "Talk", .flow("talk")),
                Shop.intent("linked", "Linked", .flow("linked")),
            ], responses: Errands.wording, actions: Errands.actions)
    }()

    init(seed: UInt64) {
        machine = DialogMachine(playbook: RandomWalk.playbook)
        dice = SplitMix64(state: seed)
        state = DialogState(conversation: ConversationID("c\(seed)"))
    }

    mutating func run(steps: Int) {
        take(
            .opened(
                Opening(visitor: "v", channel: "test", playbook: "v1", locale: "en-GB", context: [:])))
        for _ in 0..<steps {
            now = now + (dice.chance(5) ? .minutes(30) : .seconds(7))
            take(input())
        }
        checkWhole()
    }

    // MARK: Inputs

    private mutating func input() -> DialogInput {
        switch dice.below(100) {
        case ..<62: return words()
        case ..<78:
            if let call = state.pendingCalls.randomElement(using: &dice) { return .actionFinished(call.id, result()) }
            return words()
        case ..<80:
            return .actionFinished(EffectID(conversation: "c", turn: SequenceNumber(1), index: 0), result())
        case ..<82: return .timerFired(dice.chance(80) ? state.reminder ?? "old" : "old")
        case ..<83: return .timerFired(state.stack.compactMap(\.alarm).randomElement(using: &dice) ?? "old")
        case ..<84:
            if dice.chance(50) { return .signalled("parcel_scanned", values: ["state": .text("scanned")]) }
            return .returned(
                dice.chance(30)
                    ? EarlierVisit(open: "your refund", openIntent: "refund", resolution: nil, promise: nil) : nil)
        case ..<88: return .agentClaimed(agent, displayName: "Ida")
        case ..<91: return .agentSaid(agent, text: dice.chance(90) ? "Hello" : "")
        case ..<92: return .agentNoted(agent, text: "a note")
        case ..<94: return .handedBack(agent, note: "go on")
        case ..<95: return .agentLost(agent)
        case ..<96: return .resolved(agent, outcome: "done")
        case ..<97: return .visitorEnded
        case ..<99: return .rated(stars: dice.below(7), comment: "")
        default: return .turnFailed(text: "poison", choice: nil, reason: "timed out")
        }
    }

    private var agent: AgentID {
        mutating get {
            if case .agent(let holder) = state.holder, dice.chance(80) { return holder }
            return dice.pick(["ida", "omar"])
        }
    }

    private mutating func result() -> ActionResult {
        switch dice.below(8) {
        case 0: .refused(reason: dice.chance(50) ? "not_found" : "failed")
        case 1: .unknown
        case 2: .overLimit
        case 3: .done([:])
        default:
            .done([
                "matches": .flag(dice.chance(80)), "state": .text("shipped"), "card": .text("4242"),
                "amount": .money(Money(minor: Int64(dice.below(3)) * 4_990, currency: "GBP")),
                "refund_id": .text("RF-\(dice.below(9))"),
                "orders": .list([.record(["number": .text("10042")]), .record(["number": .text("10043")])]),
            ])
        }
    }

    private mutating func words() -> DialogInput {
        let texts = [
            "hello", "yes", "no", "10042", "10043?", "it is broken", "too late", "maya@example.com", "7", "49.90",
            "where is 10042?", "not 10042, 10043", "flurble", "my lawyer", "how long?", "", "it is damaged",
        ]
        let text = dice.pick(texts)
        var choice: Choice?
        if dice.chance(25) { choice = state.lastBotLines.flatMap(\.buttons).randomElement(using: &dice)?.choice }
        if dice.chance(4) { choice = dice.pick(strays) }
        return .visitorSaid(text: text, choice: choice, interpretation: interpretation(of: text))
    }

    private let strays: [Choice] = [
        .person, .confirm(true), .confirm(false), .intent("gone"), .intent("person"), .intent("yes"),
        .slot("gone", .nothing), .slot("order", .text("99999")), .slot("reason", .text("late")), .article("gone"),
        .article("refunds"),
    ]

    private mutating func interpretation(of text: String) -> Interpretation {
        let names = machine.playbook.intents.map(\.name) + ["gone"]
        let band = dice.pick([Interpretation.Band.act, .act, .act, .clarify, .none])
        let best = Double(dice.below(50) + 50) / 100
        var entities: [(EntityName, SlotValue)] = []
        if dice.chance(40) { entities.append(order(dice.pick(["10042", "10043", "00000"]))) }
        if dice.chance(25) { entities.append(email("maya@example.com")) }
        if dice.chance(10) { entities.append(("yes_no", .flag(dice.chance(50)))) }
        let heard = Chat.understood(
            text, [Scored(dice.pick(names), confidence: best), Scored(dice.pick(names), confidence: best / 2)],
            band: band, entities: entities, articles: dice.chance(15) ? [.refunds] : [],
            frustration: dice.chance(3) ? 0.95 : Double(dice.below(40)) / 100, urgency: Double(dice.below(30)) / 100)
        guard dice.chance(10) else { return heard }
        let further = FurtherRequest(
            intent: dice.pick(names), confidence: 0.8, start: 0, end: dice.below(text.unicodeScalars.count + 1))
        return Interpretation(
            intents: heard.intents, band: heard.band, further: [further], articles: heard.articles,
            entities: heard.entities, sentiment: heard.sentiment)
    }

    // MARK: Rules

    private mutating func take(_ input: DialogInput) {
        let before = state
        let outcome = machine.step(state, input, at: now)
        if dice.chance(25) {
            let again = machine.step(state, input, at: now)
            if again.events != outcome.events || again.effects != outcome.effects { faults.append("not deterministic") }
        }
        var lines = 0
        for entry in outcome.events {
            let record = EventRecord(seq: state.head.next, at: now, sender: entry.sender, cmid: nil, event: entry.event)
            check(entry.event, lines: &lines)
            state.apply(record)
            log.append(record)
        }
        if state != outcome.state { faults.append("the outcome's state is not what its events give") }
        if state.epoch < before.epoch { faults.append("the epoch fell") }
        if state.holder != before.holder, state.epoch == before.epoch { faults.append("a holder without an epoch") }
        if lines > machine.playbook.assistant.limits.linesPerTurn { faults.append("\(lines) lines") }
        if outcome.events.isEmpty != (outcome.refusal != nil) { faults.append("nothing written, nothing refused") }
    }

    private mutating func check(_ event: Event, lines: inout Int) {
        switch event {
        case .botSaid(let line, let epoch):
            lines += 1
            if case .agent = state.holder { faults.append("the bot talks over a person: \(line.text)") }
            if epoch != state.epoch { faults.append("a line of another epoch") }
            if line.text.isEmpty { faults.append("an empty line") }
            if case .fellBack = log.last?.event, line.text == lastText { faults.append("twice running: \(line.text)") }
        case .actionStarted(let call):
            if call.action == "refunds.create", !isConfirmed(call) { faults.append("unconfirmed \(call.arguments)") }
        default: break
        }
    }

    private var lastText: String? {
        for record in log.reversed() {
            if case .botSaid(let line, _) = record.event { return line.text }
        }
        return nil
    }

    /// The last confirmation that was shown got a yes, and showed what the call is made with.
    private func isConfirmed(_ call: ActionCall) -> Bool {
        guard
            let answer = log.lastIndex(where: { if case .confirmed(true) = $0.event { true } else { false } }),
            let shown = log[..<answer].last(where: {
                if case .confirmationShown = $0.event { true } else { false }
            }),
            case .confirmationShown(_, let bound) = shown.event
        else { return false }
        return call.arguments.allSatisfy { bound[SlotName($0.key)] == $0.value }
    }

    private mutating func checkWhole() {
        var replayed = DialogState(conversation: state.conversation)
        for record in log { replayed.apply(record) }
        if replayed != state { faults.append("replay gives another state") }
        if state.requests.count > 3 { faults.append("\(state.requests.count) kept requests") }
        if state.stack.count > 3 + 9 { faults.append("a stack of \(state.stack.count)") }
        checkPerson()
        let handover = HandoverBuilder.handover(from: log, state: state, playbook: machine.playbook)
        let missing = handover.missing(of: log, state: state)
        if !missing.isEmpty { faults.append("handover lacks \(missing)") }
    }

    /// Wherever a conversation stands, asking for a person gets one.
    private mutating func checkPerson() {
        let asked = machine.step(
            state,
            .visitorSaid(
                text: "a person", choice: nil,
                interpretation: Chat.understood("a person", [Scored("person", confidence: 0.9)], band: .act)), at: now)
        switch asked.state.holder {
        case .queue, .agent: break
        case .bot, .nobody: faults.append("no person from \(state.stack)")
        }
    }
}
