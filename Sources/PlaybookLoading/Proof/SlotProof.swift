import PlaybookModel
import Vocabulary

/// What is surely known of the slots before each step of a flow, whichever path leads there: a forward pass over the
/// flow's graph, where paths that meet keep what both know. A flow that is run from another is passed over with what
/// is known at that place; how it came out is kept, so that flows which run many others are no work twice.
final class SlotProof {
    /// Passes over flows run from others, in all: beyond them what such a flow proves is left out. No playbook written
    /// by people comes near.
    private static let mostPasses = 20_000

    let playbook: Playbook
    let table: SlotTable
    private let graphs: [FlowName: FlowGraph]
    private var passes: [FlowName: [Knowledge?]] = [:]
    private var endings: [Entry: Endings] = [:]
    private var touched: [FlowName: SlotSet] = [:]
    /// Flows being passed over now: one that runs itself proves nothing.
    private var visiting: Set<FlowName> = []

    private struct Entry: Hashable {
        let flow: FlowName
        let knowledge: Knowledge
    }

    /// `nil`: it never ends so.
    struct Endings {
        var verified: Knowledge?
        var otherwise: Knowledge?

        var any: Knowledge? {
            guard var both = verified, let otherwise else { return verified ?? otherwise }
            both.formMeet(otherwise)
            return both
        }
    }

    init(_ playbook: Playbook) {
        self.playbook = playbook
        table = SlotTable(playbook)
        graphs = playbook.flows.mapValues(FlowGraph.init)
    }

    func graph(of flow: Flow) -> FlowGraph { graphs[flow.name] ?? FlowGraph(flow: flow) }

    /// What a verification is given and does not ask for itself.
    func given(to flow: Flow) -> Set<SlotName> {
        Set(flow.binds).subtracting(flow.steps.flatMap(assigned))
    }

    /// For a flow that nothing else runs; `nil` for steps no path leads to.
    func before(_ flow: Flow) -> [Knowledge?] {
        if let known = passes[flow.name] { return known }
        var entry = Knowledge(table)
        entry.fill(given(to: flow))
        visiting = [flow.name]
        let known = pass(over: flow, from: entry)
        visiting = []
        passes[flow.name] = known
        return known
    }

    private func pass(over flow: Flow, from entry: Knowledge) -> [Knowledge?] {
        var before: [Knowledge?] = Array(repeating: nil, count: flow.steps.count)
        guard !before.isEmpty else { return [] }
        before[0] = entry
        for (index, ways) in graph(of: flow).ways.enumerated() {
            guard let known = before[index] else { continue }
            for way in ways {
                guard let target = way.step, before.indices.contains(target),
                    let after = after(way, of: flow, known)
                else { continue }
                if before[target]?.formMeet(after) == nil { before[target] = after }
            }
        }
        return before
    }

    // MARK: One step

    /// What is known once a way out of a step is taken; `nil` where it cannot be.
    func after(_ way: FlowGraph.Way, of flow: Flow, _ known: Knowledge) -> Knowledge? {
        var known = known
        switch flow.steps[way.from].kind {
        case .say, .promise, .confirm, .escalate, .end: break
        case .wait: break
        case .collect(let slot, _, _, _):
            if way.outcome == .next { answer(slot, &known) }
        case .offer(let offer):
            // Without a way for an empty list, that one goes on with nothing picked.
            if offer.none != nil, way.outcome == .next { answer(offer.slot, &known) }
        case .set(let values, _):
            for (slot, value) in values.sorted(by: { $0.key < $1.key }) { set(slot, value, &known) }
        case .when(let condition, _, _):
            known.learn(condition.facts(ifItIs: way.outcome == .then))
        case .call(let call):
            if way.outcome == .next, let action = playbook.actions[call.action] {
                known.fill(Array(action.outputs.keys))
            }
            if call.asksApproval, way.outcome == .error("declined") { known.fill(CallStep.approvalSlots) }
        case .verify(let name, _):
            return verified(by: name, known, passed: way.outcome == .next)
        case .require(_, let name, _, _):
            guard let name else { return known }
            return verified(by: name, known, passed: way.outcome == .next)
        case .link(let name, _):
            return endings(of: name, from: known).any
        }
        return known
    }

    /// Passes at once when it is filled; one that may be skipped may come out as `nothing`.
    private func answer(_ slot: SlotName, _ known: inout Knowledge) {
        guard !known.isFilled(slot) else { return }
        known.fill([slot], mayBeNothing: playbook.slots[slot]?.isOptional ?? false)
    }

    private func set(_ slot: SlotName, _ value: Expression, _ known: inout Knowledge) {
        guard !value.mayBeUnknown else {
            known.fill([slot])
            return known.forget(table.set(of: [slot]))
        }
        // A slot set to nothing is asked for again: that is what it is set so for.
        known.fill([slot], mayBeNothing: value == .literal(.nothing))
    }

    /// Not run at all where it is proved already; then what it is bound to is filled, and no more.
    private func verified(by name: FlowName, _ known: Knowledge, passed: Bool) -> Knowledge? {
        let endings = endings(of: name, from: known)
        guard passed else { return endings.otherwise }
        guard var after = endings.verified else { return nil }
        var skipped = known
        skipped.learn(.filled(Set(playbook.flows[name]?.binds ?? [])))
        after.formMeet(skipped)
        return after
    }

    // MARK: Flows run from others

    func endings(of name: FlowName, from known: Knowledge) -> Endings {
        guard let flow = playbook.flows[name], !flow.steps.isEmpty else {
            return Endings(verified: nil, otherwise: known)
        }
        let entry = Entry(flow: name, knowledge: known)
        if let known = endings[entry] { return known }
        guard !visiting.contains(name), endings.count < Self.mostPasses else {
            var least = known
            least.forget(touched(by: name))
            return Endings(verified: least, otherwise: least)
        }
        visiting.insert(name)
        let found = collectEndings(of: flow, pass(over: flow, from: known))
        visiting.remove(name)
        endings[entry] = found
        return found
    }

    private func collectEndings(of flow: Flow, _ before: [Knowledge?]) -> Endings {
        var endings = Endings()
        for (index, ways) in graph(of: flow).ways.enumerated() {
            guard let known = before[index] else { continue }
            for way in ways {
                guard case .end(let outcome) = way.to, let after = after(way, of: flow, known) else { continue }
                if outcome == "verified" {
                    if endings.verified?.formMeet(after) == nil { endings.verified = after }
                } else if endings.otherwise?.formMeet(after) == nil {
                    endings.otherwise = after
                }
            }
        }
        return endings
    }

    /// Slots that a flow, or one it runs, may fill, change or clear.
    func touched(by name: FlowName) -> SlotSet {
        if let known = touched[name] { return known }
        var all = table.nothingKnown.answered
        var seen: Set<FlowName> = [name]
        var pending = [name]
        while let next = pending.popLast(), let flow = playbook.flows[next] {
            for step in flow.steps { all.formUnion(touched(by: assigned(by: step))) }
            for inner in flow.runs where seen.insert(inner).inserted { pending.append(inner) }
        }
        touched[name] = all
        return all
    }

    /// Slots a step, or the flow it runs, may fill, change or clear.
    func touched(by step: Step) -> SlotSet {
        switch step.kind {
        case .verify(let name, _), .require(_, let name?, _, _), .link(let name, _): touched(by: name)
        case .say, .promise, .collect, .offer, .set, .when, .call, .confirm, .require, .wait, .escalate, .end:
            touched(by: assigned(by: step))
        }
    }

    private func touched(by slots: Set<SlotName>) -> SlotSet {
        var all = table.set(of: slots)
        for number in table.numbers(of: slots) {
            for dependent in table.dependents(of: number) { all.insert(dependent) }
        }
        return all
    }

    /// Slots a step fills on some way out of it.
    func assigned(by step: Step) -> Set<SlotName> {
        switch step.kind {
        case .collect(let slot, _, _, _): [slot]
        case .offer(let offer): [offer.slot]
        case .set(let values, _): Set(values.keys)
        case .call(let call):
            Set(playbook.actions[call.action]?.outputs.keys.map { $0 } ?? [])
                .union(call.asksApproval ? CallStep.approvalSlots : [])
        case .say, .promise, .when, .confirm, .verify, .require, .wait, .link, .escalate, .end: []
        }
    }
}
