import Dialog
import PlaybookModel
import Testing
import Vocabulary

/// Drives a machine the way the switchboard does: steps, writes, applies. Holds every step to the rules that no
/// behaviour may break.
struct Chat {
    let machine: DialogMachine
    var state: DialogState
    var log: [EventRecord] = []
    var now = Timestamp(milliseconds: 1_767_600_000_000)
    /// Of the last step.
    var last: [EventRecord] = []
    var effects: [Effect] = []
    var refusal: DialogRefusal?

    init(
        _ playbook: Playbook = Shop.playbook(), conversation: ConversationID = "c1", channel: String = "test",
        context: [String: String] = ["name": "Maya Okafor"], identity: IdentityLevel = .anonymous,
        locale: String = "en-GB", signed: [String: String] = [:]
    ) {
        machine = DialogMachine(playbook: playbook)
        state = DialogState(conversation: conversation)
        take(
            .opened(
                Opening(
                    visitor: "v1", channel: channel, playbook: playbook.version, locale: locale, context: context,
                    identity: identity, signed: signed)))
    }

    @discardableResult
    mutating func take(_ input: DialogInput, sourceLocation: SourceLocation = #_sourceLocation) -> [String] {
        let before = state
        let outcome = machine.step(state, input, at: now)
        last = []
        effects = outcome.effects
        refusal = outcome.refusal
        for entry in outcome.events {
            let record = EventRecord(
                seq: state.head.next, at: now, sender: entry.sender, cmid: nil, event: entry.event)
            let holder = state.holder
            state.apply(record)
            log.append(record)
            last.append(record)
            guard case .botSaid(_, let epoch) = entry.event else { continue }
            if case .agent = holder { Issue.record("the bot talks over a person", sourceLocation: sourceLocation) }
            #expect(epoch == state.epoch, sourceLocation: sourceLocation)
        }
        #expect(state == outcome.state, "the outcome's state is what its events give", sourceLocation: sourceLocation)
        #expect(outcome.events.isEmpty == (outcome.refusal != nil), sourceLocation: sourceLocation)
        #expect(state.epoch >= before.epoch, sourceLocation: sourceLocation)
        #expect(lines.count <= machine.playbook.assistant.limits.linesPerTurn, sourceLocation: sourceLocation)
        now = now + .seconds(5)
        return said
    }

    /// The visitor's words, with what they are to be understood as.
    @discardableResult
    mutating func say(
        _ text: String, _ intent: IntentName? = nil, _ confidence: Double = 0.95,
        entities: [(EntityName, SlotValue)] = [],
        articles: [ArticleHit] = [], frustration: Double = 0, urgency: Double = 0, choice: Choice? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) -> [String] {
        take(
            .visitorSaid(
                text: text, choice: choice,
                interpretation: Chat.understood(
                    text, intent.map { [Scored($0, confidence: confidence)] } ?? [],
                    band: intent == nil ? .none : .act, entities: entities, articles: articles,
                    frustration: frustration, urgency: urgency)),
            sourceLocation: sourceLocation)
    }

    static func understood(
        _ text: String, _ intents: [Scored<IntentName>], band: Interpretation.Band,
        entities: [(EntityName, SlotValue)] = [], articles: [ArticleHit] = [], frustration: Double = 0,
        urgency: Double = 0
    ) -> Interpretation {
        Interpretation(
            intents: intents, band: band, articles: articles,
            entities: entities.map { name, value in
                let words = if case .text(let words) = value { words } else { "" }
                let start = text.unicodeScalars.count - text.scalars(from: words)
                return Entity(
                    name: name, value: value, text: words, start: start, end: start + words.unicodeScalars.count)
            },
            sentiment: Sentiment(valence: 0, frustration: frustration, urgency: urgency, words: []))
    }

    /// "This, and that": the second intent is asked for in the words given, which stand in the text.
    @discardableResult
    mutating func say(
        _ text: String, _ intent: IntentName, and further: [(IntentName, String)],
        entities: [(EntityName, SlotValue)] = []
    ) -> [String] {
        let plain = Chat.understood(text, [Scored(intent, confidence: 0.95)], band: .act, entities: entities)
        let requests = further.map { intent, words in
            let start = text.unicodeScalars.count - text.scalars(from: words)
            return FurtherRequest(
                intent: intent, confidence: 0.9, start: start, end: start + words.unicodeScalars.count)
        }
        return take(
            .visitorSaid(
                text: text, choice: nil,
                interpretation: Interpretation(
                    intents: plain.intents, band: plain.band, further: requests, articles: [],
                    entities: plain.entities, sentiment: .neutral)))
    }

    @discardableResult
    mutating func press(
        _ label: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> [String] {
        let button = try #require(
            state.lastBotLines.flatMap(\.buttons).first { $0.label == label }, sourceLocation: sourceLocation)
        return say(label, choice: button.choice, sourceLocation: sourceLocation)
    }

    /// Answers the call that runs.
    @discardableResult
    mutating func answer(
        _ action: ActionName, _ result: ActionResult, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> [String] {
        let call = try #require(state.pendingCalls.first { $0.action == action }, sourceLocation: sourceLocation)
        return take(.actionFinished(call.id, result), sourceLocation: sourceLocation)
    }

    var lines: [BotLine] {
        last.compactMap { if case .botSaid(let line, _) = $0.event { line } else { nil } }
    }

    /// What the bot said in the last step: the response's name, or the words where it has none.
    var said: [String] {
        lines.map { $0.response?.rawValue ?? $0.text }
    }

    var called: [ActionCall] {
        effects.compactMap { if case .run(let call) = $0 { call } else { nil } }
    }

    var enqueued: [Escalation] {
        effects.compactMap { if case .enqueue(let escalation) = $0 { escalation } else { nil } }
    }

    var handover: Handover {
        HandoverBuilder.handover(from: log, state: state, playbook: machine.playbook)
    }

    func events(_ matches: (Event) -> Bool) -> [EventRecord] {
        log.filter { matches($0.event) }
    }
}

extension String {
    /// How many scalars stand from the piece's beginning to the end of the text; 0 when it is not there.
    fileprivate func scalars(from piece: String) -> Int {
        var rest = self[...]
        while !rest.isEmpty, !piece.isEmpty {
            if rest.hasPrefix(piece) { return rest.unicodeScalars.count }
            rest.removeFirst()
        }
        return 0
    }
}

func order(_ number: String) -> (EntityName, SlotValue) { ("order_number", .text(number)) }
func email(_ address: String) -> (EntityName, SlotValue) { ("email", .text(address)) }

extension ArticleHit {
    static let refunds = ArticleHit(
        article: "refunds", title: "How long refunds take", section: "In short", passage: Shop.passage, confidence: 0.8)
}

extension ActionResult {
    static let owned = ActionResult.done(["matches": .flag(true)])
    static let found = ActionResult.done([
        "amount": .money(Money(minor: 4_990, currency: "GBP")), "card": .text("4242"),
    ])
    static let refunded = ActionResult.done(["refund_id": .text("RF-1")])
}
