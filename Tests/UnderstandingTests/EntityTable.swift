import PlaybookModel
import Testing
import Understanding
import Vocabulary

/// A message and what it names of one kind, in the order it stands.
struct Row<Value: Sendable>: Sendable, CustomTestStringConvertible {
    let text: String
    let values: [Value]

    init(_ text: String, _ values: Value...) {
        self.text = text
        self.values = values
    }

    var testDescription: String { text }
}

/// What a shop of coffee and shoes finds. Today is Wednesday, 7 May 2025, noon in London (11:00 UTC).
enum Shelf {
    static let now = Timestamp(milliseconds: 1_746_615_600_000)

    static let understander = understander()
    static let american = understander(locale: "en-US")

    static func understander(locale: String = "en-GB", slots: [Slot] = slots) -> Understander {
        let shop = Shop.playbook(intents: [], entities: entities, locale: locale)
        let flow = Flow(name: "all", steps: [], slots: slots, binds: [], title: "all", place: Shop.place)
        return Understander(
            playbook: Playbook(
                version: "test", assistant: shop.assistant, intents: [], flows: ["all": flow], responses: [:],
                actions: [:], articles: [], entities: entities, routing: shop.routing),
            articles: nil, localOffset: london)
    }

    /// British summer time in 2024 and 2025.
    static let london: @Sendable (Timestamp) -> TimeSpan = { moment in
        let summers: [Range<Int64>] = [
            1_711_846_800_000..<1_729_990_800_000, 1_743_296_400_000..<1_761_440_400_000,
        ]
        return .hours(summers.contains { $0.contains(moment.milliseconds) } ? 1 : 0)
    }

    static let entities = [
        EntityDefinition(name: "order_number", recogniser: .pattern(#"#?(?:AF-?)?(\d{5})"#), place: Shop.place),
        EntityDefinition(name: "account", recogniser: .pattern(#"ACC-\d{4}-\d{4}"#), place: Shop.place),
        EntityDefinition(
            name: "postcode", recogniser: .pattern(#"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"#), place: Shop.place),
        EntityDefinition(
            name: "city",
            recogniser: .list([
                option("berlin"), option("paris"), option("new_york", "big apple", "NYC"), option("frankfurt"),
            ]), place: Shop.place),
        EntityDefinition(
            name: "roast",
            recogniser: .list([option("light"), option("medium"), option("dark", "espresso roast"), option("decaf")]),
            place: Shop.place),
    ]

    static let slots = [
        slot("size", .choice((38...46).map { option("\($0)") } + [option("42.5", "42 and a half")])),
        slot(
            "colour", .choice([option("red", "crimson"), option("green"), option("grey", "gray"), option("burgundy")])),
        slot("call_back", .phone), slot("day", .date), slot("count", .integer), slot("weight", .number),
        slot("price", .money), slot("order", .entity("order_number")),
    ]

    static func slot(_ name: SlotName, _ type: SlotType) -> Slot {
        Slot(
            name: name, type: type, ask: nil, reask: nil, valid: nil, invalid: nil, attempts: 3, dependsOn: [],
            place: Shop.place)
    }

    static func option(_ value: String, _ synonyms: String...) -> ChoiceOption {
        ChoiceOption(value: value, label: value, synonyms: synonyms)
    }

    static func entities(
        _ text: String, expecting: [SlotName] = [], in understander: Understander = understander,
        at now: Timestamp = now
    ) -> [Entity] {
        understander.interpret(text, expecting: expecting, at: now).entities
    }

    static func values(_ text: String, _ name: EntityName, expecting: [SlotName] = []) -> [SlotValue] {
        entities(text, expecting: expecting).filter { $0.name == name }.map(\.value)
    }

    static func texts(_ text: String, _ name: EntityName, expecting: [SlotName] = []) -> [String] {
        values(text, name, expecting: expecting).map { value in
            guard case .text(let text) = value else { return "\(value)" }
            return text
        }
    }
}
