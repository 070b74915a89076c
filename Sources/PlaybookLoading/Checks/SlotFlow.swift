import PlaybookModel
import Vocabulary

/// Which slots are surely filled before each step of a flow: those that every path to it fills.
struct SlotFlow {
    let playbook: Playbook
    /// A slot to the slots that are cleared when it changes.
    private let dependents: [SlotName: Set<SlotName>]
    /// Flows being summed up now: one that runs itself proves nothing.
    private let visiting: Set<FlowName>

    init(_ playbook: Playbook) {
        var dependents: [SlotName: Set<SlotName>] = [:]
        for slot in playbook.slots.values {
            for other in slot.dependsOn {
                dependents[other, default: []].insert(slot.name)
            }
        }
        self.init(playbook: playbook, dependents: dependents, visiting: [])
    }

    private init(playbook: Playbook, dependents: [SlotName: Set<SlotName>], visiting: Set<FlowName>) {
        self.playbook = playbook
        self.dependents = dependents
        self.visiting = visiting
    }

    private func entering(_ name: FlowName) -> Self {
        Self(playbook: playbook, dependents: dependents, visiting: visiting.union([name]))
    }

    /// What a verification is given and does not ask for itself.
    func given(to flow: Flow) -> Set<SlotName> {
        Set(flow.binds).subtracting(flow.steps.flatMap(assigned))
    }

    /// `nil` for steps no path leads to.
    func filledBefore(_ flow: Flow) -> [Set<SlotName>?] {
        guard !flow.steps.isEmpty else { return [] }
        let graph = FlowGraph(flow: flow)
        var before: [Set<SlotName>?] = Array(repeating: nil, count: flow.steps.count)
        before[0] = given(to: flow)
        var pending = [0]
        while let index = pending.popLast() {
            guard let filled = before[index] else { continue }
            for edge in graph.edges(from: index) {
                guard let target = edge.to else { continue }
                let after = self.after(edge, of: flow, filled)
                let merged = before[target].map { $0.intersection(after) } ?? after
                guard before[target] != merged else { continue }
                before[target] = merged
                pending.append(target)
            }
        }
        return before
    }

    /// Slots filled once a way out of a step is taken.
    func after(_ edge: FlowGraph.Edge, of flow: Flow, _ filled: Set<SlotName>) -> Set<SlotName> {
        switch flow.steps[edge.from].kind {
        case .say, .promise, .confirm, .require, .wait, .escalate, .end:
            return filled
        case .collect(let slot, _, _, _):
            return filled.contains(slot) || edge.branch != .next ? filled : fill([slot], in: filled)
        case .offer(let offer):
            // Without a way for an empty list, that one goes on with nothing picked.
            guard offer.none != nil, edge.branch == .next, !filled.contains(offer.slot) else { return filled }
            return fill([offer.slot], in: filled)
        case .set(let values, _):
            // A slot set to nothing is asked for again: that is what it is set so for.
            let emptied = Set(values.filter { $0.value == .literal(.nothing) }.keys)
            return fill(Set(values.keys), in: filled).subtracting(emptied)
        case .when(let condition, _, _):
            return filled.union(condition.facts(ifItIs: edge.branch == .then))
        case .call(let call):
            guard edge.branch == .next, let action = playbook.actions[call.action] else { return filled }
            return fill(Set(action.outputs.keys), in: filled)
        case .verify(let name, _):
            guard let verification = playbook.flows[name] else { return filled }
            return fill(
                filledAtEnd(of: verification, outcome: "verified").union(verification.binds).subtracting(filled),
                in: filled)
        case .link(let name, _):
            guard let linked = playbook.flows[name] else { return filled }
            return fill(filledAtEnd(of: linked, outcome: nil).subtracting(filled), in: filled)
        }
    }

    /// Slots that are filled whichever way the flow ends (with that outcome).
    func filledAtEnd(of flow: Flow, outcome: String?) -> Set<SlotName> {
        guard !visiting.contains(flow.name) else { return [] }
        let inner = entering(flow.name)
        let graph = FlowGraph(flow: flow)
        var common: Set<SlotName>?
        for (index, filled) in inner.filledBefore(flow).enumerated() {
            guard let filled else { continue }
            for ending in graph.endings(at: index) where outcome == nil || ending == outcome {
                let ends = graph.edges(from: index).filter { $0.to == nil }
                for after in ends.isEmpty ? [filled] : ends.map({ inner.after($0, of: flow, filled) }) {
                    common = common.map { $0.intersection(after) } ?? after
                }
            }
        }
        return common ?? []
    }

    /// Slots a step fills on some way out of it.
    func assigned(by step: Step) -> Set<SlotName> {
        switch step.kind {
        case .collect(let slot, _, _, _): [slot]
        case .offer(let offer): [offer.slot]
        case .set(let values, _): Set(values.keys)
        case .call(let call): Set(playbook.actions[call.action]?.outputs.keys.map { $0 } ?? [])
        case .say, .promise, .when, .confirm, .verify, .require, .wait, .link, .escalate, .end: []
        }
    }

    private func fill(_ slots: Set<SlotName>, in filled: Set<SlotName>) -> Set<SlotName> {
        var cleared: Set<SlotName> = []
        var pending = Array(slots)
        while let slot = pending.popLast() {
            for dependent in dependents[slot] ?? [] where cleared.insert(dependent).inserted {
                pending.append(dependent)
            }
        }
        return filled.subtracting(cleared).union(slots)
    }
}
