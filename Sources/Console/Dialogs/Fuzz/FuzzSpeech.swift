import PlaybookModel
import Vocabulary

/// A visitor's words with what might be understood in them: right, half right or wrong.
struct FuzzSpeech {
    let text: String
    let interpretation: Interpretation

    /// - Parameter asked: the slot the bot asks for just now.
    static func drawn(from pool: FuzzPool, asked: Slot?, at now: Timestamp, _ dice: inout FuzzDice) -> FuzzSpeech {
        var draft = Draft()
        var intents: [Scored<IntentName>] = []
        if let asked, dice.happens(70) {
            draft.add(words(for: asked, pool, now, &dice))
        } else if dice.happens(12) {
            draft.add(noise(pool, &dice), nil)
        } else if let phrase = dice.one(of: pool.phrases) {
            draft.add(phrase.text, nil)
            intents.append(Scored(phrase.intent, confidence: dice.share(0.2...1)))
        }
        if intents.isEmpty, dice.happens(30), let other = dice.one(of: pool.playbook.intents) {
            intents.append(Scored(other.name, confidence: dice.share(0.1...0.9)))
        }
        // Second thoughts of the classifier, and things named in passing.
        for _ in 0..<dice.number(0...2) {
            guard let first = intents.first, let other = dice.one(of: pool.playbook.intents), other.name != first.value
            else { continue }
            intents.append(Scored(other.name, confidence: first.confidence * dice.share(0.1...0.9)))
        }
        for _ in 0..<dice.number(0...2) where dice.happens(30) {
            if let slot = dice.one(of: pool.slots) { draft.add(words(for: slot, pool, now, &dice)) }
        }
        var further: [FurtherRequest] = []
        if !intents.isEmpty, dice.happens(6), let phrase = dice.one(of: pool.phrases) {
            let start = draft.length
            draft.add(phrase.text, nil)
            further.append(FurtherRequest(intent: phrase.intent, confidence: 0.9, start: start, end: draft.length))
        }
        if dice.happens(8) { draft.mark("?") }
        return FuzzSpeech(
            text: draft.text,
            interpretation: Interpretation(
                intents: intents, band: band(intents, &dice), further: further, articles: articles(pool, &dice),
                entities: draft.entities, sentiment: sentiment(&dice)))
    }

    /// A plain wish for a person.
    static func person(_ intent: IntentName?) -> FuzzSpeech {
        FuzzSpeech(
            text: "I want to talk to a person",
            interpretation: Interpretation(
                intents: intent.map { [Scored($0, confidence: 0.95)] } ?? [], band: .act, articles: [], entities: [],
                sentiment: .neutral))
    }

    // MARK: What is in it

    private static func band(_ intents: [Scored<IntentName>], _ dice: inout FuzzDice) -> Interpretation.Band {
        guard let best = intents.first else { return .none }
        if dice.happens(10) { return .none }
        return best.confidence >= 0.55 ? .act : best.confidence >= 0.3 ? .clarify : .none
    }

    private static func sentiment(_ dice: inout FuzzDice) -> Sentiment {
        let isAngry = dice.happens(4)
        return Sentiment(
            valence: dice.share(-1...1), frustration: dice.share(isAngry ? 0.5...1 : 0...0.35),
            urgency: dice.share(0...1), words: [])
    }

    private static func articles(_ pool: FuzzPool, _ dice: inout FuzzDice) -> [ArticleHit] {
        guard dice.happens(25), let article = dice.one(of: pool.playbook.articles),
            let section = dice.one(of: article.sections), let passage = dice.one(of: section.passages)
        else { return [] }
        return [
            ArticleHit(
                article: article.name, title: article.title, section: section.heading, passage: passage,
                confidence: dice.share(0.2...1))
        ]
    }

    /// An answer for a slot as people give one, or something else that is no answer at all.
    private static func words(
        for slot: Slot, _ pool: FuzzPool, _ now: Timestamp, _ dice: inout FuzzDice
    ) -> (text: String, entity: (EntityName, SlotValue)?) {
        switch slot.type {
        case .text, .result: (noise(pool, &dice), nil)
        case .integer: number("integer", Int64(dice.number(-2...14)))
        case .number: number("number", Int64(dice.number(-2...400)))
        case .money:
            money(Money(minor: Int64(dice.number(0...90_000)), currency: pool.playbook.assistant.currency))
        case .email: named("email", "ada\(dice.number(1...99))@example.com")
        case .phone: named("phone", "+4420794600\(dice.number(10...99))")
        case .date:
            ("that day", ("date", .moment(now + .days(Int64(dice.number(-40...40))))))
        case .yesNo:
            dice.happens(50) ? ("yes", ("yes_no", .flag(true))) : ("no", ("yes_no", .flag(false)))
        case .choice(let options):
            dice.one(of: options).map {
                ($0.label, (EntityName(slot.name.rawValue), SlotValue.text($0.value)))
            } ?? ("", nil)
        case .entity(let name):
            named(name, dice.one(of: pool.samples[name] ?? []) ?? "\(dice.number(10_000...10_120))")
        }
    }

    private static func named(_ name: EntityName, _ text: String) -> (text: String, entity: (EntityName, SlotValue)?) {
        (text, (name, .text(text)))
    }

    private static func number(
        _ name: EntityName, _ value: Int64
    ) -> (text: String, entity: (EntityName, SlotValue)?) {
        ("\(value)", (name, name == "integer" ? .integer(value) : .number(Double(value))))
    }

    private static func money(_ money: Money) -> (text: String, entity: (EntityName, SlotValue)?) {
        ("\(money.minor) \(money.currency)", ("money", .money(money)))
    }

    private static let stray = [
        "hm", "???", "👍", "asdf jkl", "ok", "no idea", "…", "12", "the red one", "why", "<b>hello</b>", "{order}",
        "'; DROP TABLE orders; --", "I already told you", "\u{202E}sdrawkcab", "a\u{0301}\u{0302}\u{0303}", "0", "-1",
        "yes and no", "cancel that no wait go on", String(repeating: "blah ", count: 200),
    ]

    private static func noise(_ pool: FuzzPool, _ dice: inout FuzzDice) -> String {
        (dice.happens(50) ? dice.one(of: pool.lines) : nil) ?? dice.one(of: stray) ?? "hm"
    }

    /// A message in the making; offsets count Unicode scalars.
    private struct Draft {
        private(set) var text = ""
        private(set) var length = 0
        private(set) var entities: [Entity] = []

        mutating func add(_ words: (text: String, entity: (EntityName, SlotValue)?)) {
            add(words.text, words.entity)
        }

        mutating func add(_ words: String, _ entity: (name: EntityName, value: SlotValue)?) {
            if !text.isEmpty { mark(" ") }
            let start = length
            mark(words)
            guard let entity else { return }
            entities.append(
                Entity(name: entity.name, value: entity.value, text: words, start: start, end: length))
        }

        mutating func mark(_ more: String) {
            text += more
            length += more.unicodeScalars.count
        }
    }
}
