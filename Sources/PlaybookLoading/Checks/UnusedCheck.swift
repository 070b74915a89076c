import PlaybookModel
import Vocabulary

/// Nothing is written that can never be said, run or filled.
struct UnusedCheck: Check {
    func run(on subject: CheckSubject, _ complaints: Complaints) {
        // A file with a fault may be the one that uses what seems unused.
        guard !complaints.hasErrors else { return }
        let playbook = subject.playbook
        checkResponses(playbook, complaints)
        checkSlots(playbook, complaints)
        let run = Set(playbook.flows.values.flatMap(\.runs))
        for flow in subject.soundFlows where subject.verifications.contains(flow.name) && !run.contains(flow.name) {
            complaints.warning(
                .unreachableFlow, at: flow.place, "no flow runs the verification '\(flow.name)'",
                suggestion: "add '- verify: \(flow.name)', or take the file away")
        }
        let called = Set(playbook.flows.values.flatMap(\.steps).flatMap(\.kind.actions))
            .union(playbook.actions.values.compactMap { $0.lookUp?.action })
        for action in playbook.actions.values where !called.contains(action.name) {
            complaints.warning(
                .unusedAction, at: action.place, "no flow calls '\(action.name)'",
                suggestion: "add '- call: \(action.name)', or take the action away")
        }
    }

    private func checkResponses(_ playbook: Playbook, _ complaints: Complaints) {
        var said = Set(StandardResponse.allCases.map(\.name))
        said.formUnion(playbook.outreach.responses)
        for intent in playbook.intents {
            if case .response(let name) = intent.outcome { said.insert(name) }
        }
        for slot in playbook.slots.values { said.formUnion([slot.ask, slot.reask, slot.invalid].compactMap { $0 }) }
        for step in playbook.flows.values.flatMap(\.steps) { said.formUnion(step.kind.responses) }
        for response in playbook.responses.values where !said.contains(response.name) {
            complaints.warning(
                .unusedResponse, at: response.place, "nothing says '\(response.name)'",
                suggestion: "say it, or take it away")
        }
    }

    private func checkSlots(_ playbook: Playbook, _ complaints: Complaints) {
        var used: Set<SlotName> = Set(playbook.actions.values.flatMap(\.outputs.keys))
        for response in playbook.responses.values { used.formUnion(response.mentions) }
        for flow in playbook.flows.values {
            used.formUnion(flow.binds)
            for step in flow.steps { used.formUnion(step.kind.mentions(playbook)) }
        }
        for intent in playbook.intents {
            for example in intent.examples { used.formUnion(example.spans.map(\.slot)) }
        }
        for slot in playbook.slots.values {
            used.formUnion(slot.dependsOn)
            used.formUnion((slot.valid?.mentions ?? []).subtracting([slot.name]))
        }
        for slot in playbook.slots.values where !used.contains(slot.name) {
            complaints.warning(
                .deadSlot, at: slot.place, "nothing fills the slot '\(slot.name)' and nothing uses it",
                suggestion: "collect it, or take it away")
        }
    }
}

extension StepKind {
    fileprivate var actions: [ActionName] {
        switch self {
        case .call(let call): [call.action] + (call.undo.map { [$0.action] } ?? [])
        case .say, .promise, .collect, .offer, .set, .when, .confirm, .verify, .require, .wait, .link, .escalate, .end:
            []
        }
    }

    /// The words it may say itself.
    var responses: [ResponseName] {
        switch self {
        case .say(let name, _), .promise(let name, _, _), .confirm(let name, _, _): [name]
        case .collect(_, _, let ask, _): ask.map { [$0] } ?? []
        case .offer(let offer): [offer.response]
        case .wait(let wait): wait.meanwhile.map { [$0] } ?? []
        case .set, .when, .call, .verify, .require, .link, .escalate, .end: []
        }
    }

    /// Slots it fills or reads, other than by its words.
    fileprivate func mentions(_ playbook: Playbook) -> Set<SlotName> {
        switch self {
        case .collect(let slot, _, _, _): return [slot]
        case .offer(let offer): return offer.from.mentions.union([offer.slot])
        case .set(let values, _): return values.values.reduce(into: Set(values.keys)) { $0.formUnion($1.mentions) }
        case .when(let condition, _, _): return condition.mentions
        case .promise(_, let until, _): return until?.mentions ?? []
        case .wait(let wait):
            guard case .at(let moment) = wait.end else { return [] }
            return moment.mentions
        case .call(let call):
            let inputs = playbook.actions[call.action]?.inputs.map { SlotName($0.name) } ?? []
            let read = Array(call.with.values) + (call.key?.holes ?? [])
            return read.reduce(into: Set(inputs)) { $0.formUnion($1.mentions) }
        case .say, .confirm, .verify, .require, .link, .escalate, .end: return []
        }
    }
}
