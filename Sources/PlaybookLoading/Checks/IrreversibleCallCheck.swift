import PlaybookModel
import Vocabulary

/// What cannot be undone is asked first, with the values that count, and happens once.
struct IrreversibleCallCheck: Check {
    /// A step, and the confirm whose yes is still good there.
    private struct State: Hashable {
        let index: Int
        let confirmed: ResponseName?
    }

    func run(on subject: CheckSubject, _ complaints: Complaints) {
        for flow in subject.soundFlows where !flow.steps.isEmpty {
            checkKeys(flow, subject.playbook, complaints)
            checkConfirms(flow, subject.playbook, complaints)
        }
    }

    private func irreversible(_ step: Step, _ playbook: Playbook) -> (call: CallStep, action: Action)? {
        guard case .call(let call) = step.kind, let action = playbook.actions[call.action], action.irreversible else {
            return nil
        }
        return (call, action)
    }

    private func checkKeys(_ flow: Flow, _ playbook: Playbook, _ complaints: Complaints) {
        for step in flow.steps {
            guard let (call, action) = irreversible(step, playbook) else { continue }
            if let key = call.key {
                guard key.needs(given: []).isEmpty else { continue }
                complaints.error(
                    .constantKey, at: step.place, "the key of '\(action.name)' is the same for everybody",
                    suggestion: "name what it is done to: \(action.name.rawValue.split(separator: ".")[0]):{order}")
            } else {
                complaints.error(
                    .callWithoutKey, at: step.place, "'\(action.name)' cannot be undone and has no key",
                    suggestion: "add 'key:' with the slots that make it this very call")
            }
        }
    }

    private func checkConfirms(_ flow: Flow, _ playbook: Playbook, _ complaints: Complaints) {
        let graph = FlowGraph(flow: flow)
        let slotFlow = SlotFlow(playbook)
        var search = PathSearch(start: State(index: 0, confirmed: nil))
        var told: Set<State> = []
        while let state = search.next() {
            let step = flow.steps[state.index]
            if let (call, action) = irreversible(step, playbook), told.insert(state).inserted {
                check(call, action, state.confirmed, at: step, playbook, complaints, search.path(to: state))
            }
            for edge in graph.edges(from: state.index) {
                guard let target = edge.to else { continue }
                let confirmed = self.confirmed(after: edge, state.confirmed, flow, slotFlow)
                search.reach(
                    State(index: target, confirmed: confirmed), from: state, words: graph.words(for: edge))
            }
        }
    }

    /// A yes is good until the call it was given for, and until a step changes what it was given to.
    private func confirmed(
        after edge: FlowGraph.Edge, _ confirmed: ResponseName?, _ flow: Flow, _ slotFlow: SlotFlow
    ) -> ResponseName? {
        let step = flow.steps[edge.from]
        if case .confirm(let response, _, _) = step.kind { return edge.branch == .next ? response : nil }
        guard let confirmed, irreversible(step, slotFlow.playbook) == nil else { return nil }
        let shown = slotFlow.playbook.responses[confirmed]?.slots ?? []
        return shown.isDisjoint(with: slotFlow.assigned(by: step)) ? confirmed : nil
    }

    private func check(
        _ call: CallStep, _ action: Action, _ confirmed: ResponseName?, at step: Step, _ playbook: Playbook,
        _ complaints: Complaints, _ path: [String]
    ) {
        guard let confirmed else {
            complaints.error(
                .unconfirmedCall, at: step.place, "'\(action.name)' cannot be undone and may run unconfirmed",
                suggestion: "add '- confirm: RESPONSE' right before it", path: path)
            return
        }
        let shown = playbook.responses[confirmed]?.slotsInEveryWording ?? []
        for slot in mustBeShown(call, action, playbook).subtracting(shown).sorted() {
            complaints.error(
                .unshownValue, at: step.place, "'\(confirmed)' does not show '\(slot)', which '\(action.name)' is sent",
                suggestion: "put {\(slot)} into the words of '\(confirmed)'", path: path)
        }
    }

    /// Of what is sent: all that the customer said, and every amount. Other results (an id of a line, say) mean
    /// nothing to a customer; the yes is bound to them all the same.
    private func mustBeShown(_ call: CallStep, _ action: Action, _ playbook: Playbook) -> Set<SlotName> {
        var sent: Set<SlotName> = call.key?.needs(given: []) ?? []
        for input in action.inputs {
            let slot = SlotName(input.name)
            if let value = call.with[input.name] {
                sent.formUnion(value.needs(given: []))
            } else if playbook.slots[slot] != nil {
                sent.insert(slot)
            }
        }
        return sent.filter { playbook.slots[$0].map { $0.type != .result } ?? false || isAmount($0, playbook) }
    }

    private func isAmount(_ slot: SlotName, _ playbook: Playbook) -> Bool {
        playbook.actions.values.contains { action in
            guard case .money = action.outputs[slot]?.kind else { return false }
            return true
        }
    }
}
