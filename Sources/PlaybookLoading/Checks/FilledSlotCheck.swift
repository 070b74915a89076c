import PlaybookModel
import Vocabulary

/// Every slot a step uses is filled on every path before it; where it is not, the path is shown.
struct FilledSlotCheck: Check {
    func run(on subject: CheckSubject, _ complaints: Complaints) {
        for flow in subject.soundFlows {
            let graph = subject.slots.graph(of: flow)
            let before = subject.slots.before(flow)
            // Steps behind one where the lack of a slot was told.
            var told: [SlotName: [Bool]] = [:]
            for (index, known) in before.enumerated() {
                guard let known, !complaints.isFull else { continue }
                for slot in needs(of: flow.steps[index], subject, known).sorted() where told[slot]?[index] != true {
                    let behind = graph.reached(from: index)
                    told[slot] = told[slot].map { zip($0, behind).map { $0 || $1 } } ?? behind
                    complaints.error(
                        .unfilledSlot, at: flow.steps[index].place, "'\(slot)' may not be filled here",
                        suggestion: advice(slot, subject.playbook),
                        path: graph.trail(to: index) { way in
                            guard let earlier = before[way.from],
                                subject.slots.after(way, of: flow, earlier)?.isFilled(slot) == false
                            else { return .no }
                            return earlier.isFilled(slot) ? .begins : .carriesOn
                        })
                }
            }
        }
        checkAnswers(subject, complaints)
    }

    /// A response said outside any flow has no slots to show.
    private func checkAnswers(_ subject: CheckSubject, _ complaints: Complaints) {
        let nothing = Knowledge(subject.slots.table)
        for intent in subject.playbook.intents {
            guard case .response(let name) = intent.outcome, let response = subject.playbook.responses[name] else {
                continue
            }
            for slot in response.needs(given: nothing).sorted() {
                complaints.error(
                    .unfilledSlot, at: response.place,
                    "'\(slot)' is not filled when '\(name)' answers '\(intent.name)'",
                    suggestion: "answer without the hole, or make a flow that collects it")
            }
        }
        for standard in StandardResponse.allCases {
            guard let response = subject.playbook.responses[standard.name] else { continue }
            for slot in response.needs(given: nothing).sorted() {
                complaints.error(
                    .unfilledSlot, at: response.place,
                    "'\(slot)' may not be filled when '\(standard.rawValue)' is said",
                    suggestion: "standard responses know only " + StandardWords.all.joined(separator: ", "))
            }
        }
    }

    private func advice(_ slot: SlotName, _ playbook: Playbook) -> String {
        guard let known = playbook.slots[slot] else { return "declare it and collect it" }
        if known.type == .result { return "call the action that fills it first" }
        if known.isOptional { return "it may be skipped: ask '\(slot) != nothing' first" }
        return "add '- collect: \(slot)' before it, or ask 'known(\(slot))'"
    }

    private func needs(of step: Step, _ subject: CheckSubject, _ known: Knowledge) -> Set<SlotName> {
        let playbook = subject.playbook
        func shown(_ name: ResponseName?) -> Set<SlotName> {
            name.flatMap { playbook.responses[$0]?.needs(given: known) } ?? []
        }
        func asked(_ slot: Slot?, _ ask: ResponseName?) -> Set<SlotName> {
            guard let slot, !known.isFilled(slot.name) else { return [] }
            let valid = slot.valid?.needs(given: known) ?? []
            return shown(ask ?? slot.ask).union(shown(slot.reask)).union(shown(slot.invalid)).union(valid)
                .subtracting([slot.name])
        }
        switch step.kind {
        case .say(let response, _), .confirm(let response, _, _):
            return shown(response)
        case .promise(let response, let until, _):
            return shown(response).union(until?.needs(given: known) ?? [])
        case .offer(let offer):
            return asked(playbook.slots[offer.slot], offer.response).union(offer.from.needs(given: known))
        case .wait(let wait):
            guard case .at(let moment) = wait.end else { return shown(wait.meanwhile) }
            return shown(wait.meanwhile).union(moment.needs(given: known))
        case .collect(let name, _, let ask, _):
            return asked(playbook.slots[name], ask)
        case .set(let values, _):
            return values.values.reduce(into: []) { $0.formUnion($1.needs(given: known)) }
        case .when(let condition, _, _):
            return condition.needs(given: known)
        case .call(let call):
            return needs(of: call, playbook, known)
        case .verify(let name, _):
            return given(to: name, subject, known)
        case .require(_, let name, _, _):
            return name.map { given(to: $0, subject, known) } ?? []
        case .link, .escalate, .end:
            return []
        }
    }

    private func given(to name: FlowName, _ subject: CheckSubject, _ known: Knowledge) -> Set<SlotName> {
        guard let verification = subject.playbook.flows[name] else { return [] }
        return subject.slots.given(to: verification).filter { !known.isFilled($0) }
    }

    private func needs(of call: CallStep, _ playbook: Playbook, _ known: Knowledge) -> Set<SlotName> {
        var needs = call.key?.needs(given: known) ?? []
        for input in playbook.actions[call.action]?.inputs ?? [] where input.required {
            let value = call.with[input.name] ?? .slot(SlotName(input.name), fields: [])
            needs.formUnion(value.needs(given: known))
        }
        return needs
    }
}
