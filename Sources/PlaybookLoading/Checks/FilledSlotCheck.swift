import PlaybookModel
import Vocabulary

/// Every slot a step uses is filled on every path before it; where it is not, the path is shown.
struct FilledSlotCheck: Check {
    /// A step, and whether the slot in question is filled there.
    private struct Stand: Hashable {
        let index: Int
        let isFilled: Bool
    }

    func run(on subject: CheckSubject, _ complaints: Complaints) {
        let slotFlow = SlotFlow(subject.playbook)
        for flow in subject.soundFlows {
            for (index, filled) in slotFlow.filledBefore(flow).enumerated() {
                guard let filled else { continue }
                for slot in needs(of: flow.steps[index], in: flow, slotFlow, filled).sorted() {
                    complaints.error(
                        .unfilledSlot, at: flow.steps[index].place, "'\(slot)' may not be filled here",
                        suggestion: advice(slot, subject.playbook),
                        path: path(to: index, without: slot, in: flow, slotFlow))
                }
            }
        }
        checkAnswers(subject, complaints)
    }

    /// A response said outside any flow has no slots to show.
    private func checkAnswers(_ subject: CheckSubject, _ complaints: Complaints) {
        for intent in subject.playbook.intents {
            guard case .response(let name) = intent.outcome, let response = subject.playbook.responses[name] else {
                continue
            }
            for slot in response.slots.sorted() {
                complaints.error(
                    .unfilledSlot, at: response.place,
                    "'\(slot)' is not filled when '\(name)' answers '\(intent.name)'",
                    suggestion: "answer without the hole, or make a flow that collects it")
            }
        }
        for standard in StandardResponse.allCases {
            guard let response = subject.playbook.responses[standard.name] else { continue }
            for slot in response.slots.sorted() {
                complaints.error(
                    .unfilledSlot, at: response.place,
                    "'\(slot)' may not be filled when '\(standard.rawValue)' is said",
                    suggestion: "standard responses know only " + StandardWords.all.joined(separator: ", "))
            }
        }
    }

    private func advice(_ slot: SlotName, _ playbook: Playbook) -> String {
        playbook.slots[slot]?.type == .result
            ? "call the action that fills it first" : "add '- collect: \(slot)' before it, or ask 'known(\(slot))'"
    }

    private func needs(
        of step: Step, in flow: Flow, _ slotFlow: SlotFlow, _ filled: Set<SlotName>
    ) -> Set<SlotName> {
        let playbook = slotFlow.playbook
        func shown(_ name: ResponseName?) -> Set<SlotName> {
            (name.flatMap { playbook.responses[$0]?.slots } ?? []).subtracting(filled)
        }
        switch step.kind {
        case .say(let response, _), .confirm(let response, _, _):
            return shown(response)
        case .promise(let response, let until, _):
            return shown(response).union(until?.needs(given: filled) ?? [])
        case .offer(let offer):
            return shown(offer.response).union(offer.from.needs(given: filled)).subtracting([offer.slot])
        case .wait(let wait):
            guard case .at(let moment) = wait.end else { return shown(wait.meanwhile) }
            return shown(wait.meanwhile).union(moment.needs(given: filled))
        case .collect(let name, _, let ask, _):
            guard !filled.contains(name), let slot = playbook.slots[name] else { return [] }
            let valid = slot.valid?.needs(given: filled) ?? []
            return shown(ask ?? slot.ask).union(shown(slot.reask)).union(shown(slot.invalid)).union(valid)
                .subtracting([name])
        case .set(let values, _):
            return values.values.reduce(into: []) { $0.formUnion($1.needs(given: filled)) }
        case .when(let condition, _, _):
            return condition.needs(given: filled)
        case .call(let call):
            return needs(of: call, playbook, filled)
        case .verify(let name, _):
            return playbook.flows[name].map { slotFlow.given(to: $0).subtracting(filled) } ?? []
        case .require, .link, .escalate, .end:
            return []
        }
    }

    private func needs(of call: CallStep, _ playbook: Playbook, _ filled: Set<SlotName>) -> Set<SlotName> {
        var needs = call.key?.needs(given: filled) ?? []
        for input in playbook.actions[call.action]?.inputs ?? [] where input.required {
            let value = call.with[input.name] ?? .slot(SlotName(input.name), fields: [])
            needs.formUnion(value.needs(given: filled))
        }
        return needs
    }

    private func path(to index: Int, without slot: SlotName, in flow: Flow, _ slotFlow: SlotFlow) -> [String] {
        let graph = FlowGraph(flow: flow)
        var search = PathSearch(start: Stand(index: 0, isFilled: false))
        while let stand = search.next() {
            guard stand.index != index || stand.isFilled else { return search.path(to: stand) }
            for edge in graph.edges(from: stand.index) {
                guard let target = edge.to else { continue }
                let isFilled = slotFlow.after(edge, of: flow, stand.isFilled ? [slot] : []).contains(slot)
                search.reach(
                    Stand(index: target, isFilled: isFilled), from: stand, words: graph.words(for: edge))
            }
        }
        return []
    }
}
