import PlaybookModel
import Vocabulary

/// What each flow asks the visitor for: two that have a thing in common may be about the same.
struct RequestSubjects: Sendable {
    private let things: [IntentName: Set<SlotName>]

    init(_ playbook: Playbook) {
        var things: [IntentName: Set<SlotName>] = [:]
        for intent in playbook.intents {
            guard case .flow(let name) = intent.outcome else { continue }
            things[intent.name] = Self.things(of: name, in: playbook)
        }
        self.things = things
    }

    /// Flows that ask for different things; what asks for nothing may be about anything.
    func areApart(_ one: IntentName, _ other: IntentName) -> Bool {
        guard let ones = things[one], let others = things[other], !ones.isEmpty, !others.isEmpty else { return false }
        return ones.isDisjoint(with: others)
    }

    /// Its own slots and those of the flows it links to; what only proves who the visitor is counts for nothing.
    private static func things(of name: FlowName, in playbook: Playbook) -> Set<SlotName> {
        var things: Set<SlotName> = []
        var waiting = [name]
        var seen: Set<FlowName> = [name]
        while let name = waiting.popLast() {
            guard let flow = playbook.flows[name] else { continue }
            things.formUnion(flow.slots.lazy.filter { $0.type != .result }.map(\.name))
            for step in flow.steps {
                if case .link(let linked, _) = step.kind, seen.insert(linked).inserted { waiting.append(linked) }
            }
        }
        return things
    }
}
