internal import PlaybookModel
internal import Vocabulary

/// The playbook as a step reads it: held by reference, so that a step copies none of it, with whatever can be worked
/// out once beside it.
final class Rulebook: Sendable {
    /// An option of a choice slot and the words that mean it.
    struct Phrase: Sendable {
        let words: Words
        let value: String
    }

    let version: PlaybookVersion
    let assistant: Assistant
    let intents: [IntentName: Intent]
    let flows: [FlowName: Flow]
    let slots: [SlotName: Slot]
    let responses: [ResponseName: Response]
    let actions: [ActionName: Action]
    let articles: [ArticleName: Article]
    let routing: RoutingPlan
    let tags: Set<TagName>
    let zone: ZoneOffset
    let writer: ValueWriter
    let urgentPhrases: [(words: Words, team: TeamName)]
    let phrases: [SlotName: [Phrase]]
    /// Which slots are cleared when one changes, by name.
    let dependents: [SlotName: [SlotName]]
    /// For "here is what I can do" lines that bring no buttons of their own.
    let offers: [Button]

    init(_ playbook: Playbook, zone: ZoneOffset) {
        version = playbook.version
        assistant = playbook.assistant
        intents = Dictionary(playbook.intents.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        flows = playbook.flows
        slots = playbook.slots
        responses = playbook.responses
        actions = playbook.actions
        articles = Dictionary(playbook.articles.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        routing = playbook.routing
        tags = Set(playbook.tags.map(\.name))
        self.zone = zone
        writer = ValueWriter(locale: playbook.assistant.locale, zone: zone)
        urgentPhrases = playbook.routing.urgentWords.sorted { $0.key < $1.key }.map { (Words($0.key), $0.value) }
        phrases = playbook.slots.compactMapValues(Rulebook.phrases)
        dependents = Rulebook.dependents(among: playbook.slots.values.sorted { $0.name < $1.name })
        offers = Rulebook.offers(playbook.intents)
    }

    /// The response that words a standard line, or the one that stands in for it.
    func name(of standard: StandardResponse) -> ResponseName {
        guard let standIn = standard.standIn, responses[standard.name] == nil else { return standard.name }
        return standIn.name
    }

    func intent(_ name: IntentName) -> Intent? {
        intents[name]
    }

    private static func phrases(of slot: Slot) -> [Phrase]? {
        guard case .choice(let options) = slot.type else { return nil }
        return options.flatMap { option in
            ([option.value, option.label] + option.synonyms).map { Phrase(words: Words($0), value: option.value) }
        }
    }

    private static func dependents(among slots: [Slot]) -> [SlotName: [SlotName]] {
        var dependents: [SlotName: [SlotName]] = [:]
        for slot in slots {
            for name in slot.dependsOn { dependents[name, default: []].append(slot.name) }
        }
        return dependents
    }

    private static func offers(_ intents: [Intent]) -> [Button] {
        let flows = intents.filter { if case .flow = $0.outcome { true } else { false } }
        let person = intents.first { $0.outcome == .command(.person) }
        return flows.prefix(4).map { Button(label: $0.description, choice: .intent($0.name)) }
            + [Button(label: person?.description ?? "Talk to a person", choice: .person)]
    }
}
