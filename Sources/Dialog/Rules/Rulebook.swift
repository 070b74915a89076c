internal import PlaybookModel
internal import Vocabulary

/// The playbook as a step reads it: held by reference, so that a step copies none of it, with whatever can be worked
/// out once beside it.
final class Rulebook: Sendable {
    let version: PlaybookVersion
    let assistant: Assistant
    let intents: [IntentName: Intent]
    let flows: [FlowName: FlowSheet]
    let slots: [SlotName: Slot]
    let responses: [ResponseName: ResponseSheet]
    let actions: [ActionName: Action]
    let articles: [ArticleName: Article]
    let routing: RoutingPlan
    let tags: Set<TagName>
    /// Phrases that no line to a visitor may hold.
    let banned: [(words: Words, text: String)]
    let zone: ZoneOffset
    let writer: ValueWriter
    let urgentPhrases: [(words: Words, team: TeamName)]
    let sheets: [SlotName: SlotSheet]
    /// Which slots are cleared when one changes, by name.
    let dependents: [SlotName: [SlotName]]
    /// For "here is what I can do" lines that bring no buttons of their own.
    let offers: [Button]
    let yesAndNo: [Button]

    init(_ playbook: Playbook, zone: ZoneOffset) {
        version = playbook.version
        assistant = playbook.assistant
        intents = Dictionary(playbook.intents.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let sheets = playbook.slots.mapValues(SlotSheet.init)
        self.sheets = sheets
        flows = playbook.flows.mapValues { FlowSheet($0, among: playbook.flows, sheets: sheets) }
        slots = playbook.slots
        responses = playbook.responses.mapValues(ResponseSheet.init)
        actions = playbook.actions
        articles = Dictionary(playbook.articles.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        routing = playbook.routing
        tags = Set(playbook.tags.map(\.name))
        banned = playbook.desk.banned.map { (Words($0), $0) }
        self.zone = zone
        writer = ValueWriter(locale: playbook.assistant.locale, zone: zone)
        urgentPhrases = playbook.routing.urgentWords.sorted { $0.key < $1.key }.map { (Words($0.key), $0.value) }
        dependents = Rulebook.dependents(among: playbook.slots.values.sorted { $0.name < $1.name })
        offers = Rulebook.offers(playbook.intents)
        yesAndNo = [
            Button(label: writer.forms.yes, choice: .confirm(true)),
            Button(label: writer.forms.no, choice: .confirm(false)),
        ]
    }

    /// The response that words a standard line, or the one that stands in for it.
    func name(of standard: StandardResponse) -> ResponseName {
        guard let standIn = standard.standIn, responses[standard.name] == nil else { return standard.name }
        return standIn.name
    }

    func intent(_ name: IntentName) -> Intent? {
        intents[name]
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
