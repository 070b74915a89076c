import PlaybookModel
import Vocabulary

/// What cannot be undone is asked first, in the same flow, with every value it is sent, and happens once.
struct IrreversibleCallCheck: Check {
    func run(on subject: CheckSubject, _ complaints: Complaints) {
        for flow in subject.soundFlows {
            let graph = subject.slots.graph(of: flow)
            let reached = graph.reached()
            for (index, step) in flow.steps.enumerated() where reached[index] {
                guard let (call, action) = subject.playbook.irreversible(step) else { continue }
                checkKey(call, action, at: step, complaints)
                ConfirmedCall(
                    graph: graph, into: graph.waysIn(), index: index, call: call, action: action, subject: subject
                ).check(complaints)
            }
        }
    }

    private func checkKey(_ call: CallStep, _ action: Action, at step: Step, _ complaints: Complaints) {
        guard let key = call.key else {
            return complaints.error(
                .callWithoutKey, at: step.place, "'\(action.name)' cannot be undone and has no key",
                suggestion: "add 'key:' with the slots that make it this very call")
        }
        guard key.holes.allSatisfy(\.slots.isEmpty) else { return }
        complaints.error(
            .constantKey, at: step.place, "the key of '\(action.name)' is the same for everybody",
            suggestion: "name what it is done to: \(action.name.rawValue.split(separator: ".")[0]):{order}")
    }
}

extension Playbook {
    func irreversible(_ step: Step) -> (call: CallStep, action: Action)? {
        guard case .call(let call) = step.kind, let action = actions[call.action], action.irreversible else {
            return nil
        }
        return (call, action)
    }
}

extension StepKind {
    fileprivate var isConfirm: Bool { if case .confirm = self { true } else { false } }
}

/// One irreversible call, and every way back from it to the yes it rests on.
private struct ConfirmedCall {
    let graph: FlowGraph
    let into: [[FlowGraph.Way]]
    let index: Int
    let call: CallStep
    let action: Action
    let subject: CheckSubject

    private var step: Step { graph.flow.steps[index] }

    func check(_ complaints: Complaints) {
        let sent = expressionsSent()
        let slots = sent.reduce(into: Set(call.key?.holes.flatMap(\.slots) ?? [])) { $0.formUnion($1.slots) }
        let bound = subject.slots.table.set(of: slots)
        var onward: [Int: FlowGraph.Way] = [:]
        var queue = [index]
        var head = 0
        while head < queue.count {
            let here = queue[head]
            head += 1
            guard here != 0 else {
                return unconfirmed(
                    "may run unconfirmed", "add '- confirm: RESPONSE' right before it", onward, 0, complaints)
            }
            for way in into[here] {
                let earlier = graph.flow.steps[way.from]
                if case .confirm(let response, _, _) = earlier.kind, way.outcome == .next {
                    guard onward[way.from] == nil else { continue }
                    onward[way.from] = way
                    checkShown(by: response, sent, from: way.from, onward, complaints)
                    continue
                }
                // A confirm may lead here by its yes and by its no.
                guard onward[way.from] == nil || earlier.kind.isConfirm else { continue }
                onward[way.from] = way
                if let reason = breaks(earlier, bound) {
                    return unconfirmed(
                        reason, "move it before the 'confirm', or confirm again after it", onward, way.from, complaints)
                }
                queue.append(way.from)
            }
        }
    }

    /// Why a yes given before this step is not good any more after it.
    private func breaks(_ step: Step, _ bound: SlotSet) -> String? {
        switch step.kind {
        case .wait: return "may run long after the yes, behind a 'wait'"
        case .confirm: return "may run after a no"
        case .call where subject.playbook.irreversible(step) != nil:
            return "runs on the yes that another call has used up"
        case .say, .promise, .collect, .offer, .set, .when, .call, .verify, .require, .link, .escalate, .end:
            guard !subject.slots.touched(by: step).isDisjoint(with: bound) else { return nil }
            return "may run with other values than were shown: '\(step.kind.words)' stands between"
        }
    }

    private func unconfirmed(
        _ reason: String, _ advice: String, _ onward: [Int: FlowGraph.Way], _ start: Int, _ complaints: Complaints
    ) {
        complaints.error(
            .unconfirmedCall, at: step.place, "'\(action.name)' cannot be undone and \(reason)", suggestion: advice,
            path: trail(onward, from: start))
    }

    private func trail(_ onward: [Int: FlowGraph.Way], from start: Int) -> [PathStep] {
        var path = graph.trail(to: start)
        var here = start
        while here != index, let way = onward[here], let target = way.step {
            path.append(graph.words(for: way))
            here = target
        }
        return path
    }

    // MARK: What is shown

    private func checkShown(
        by name: ResponseName, _ sent: Set<Expression>, from start: Int, _ onward: [Int: FlowGraph.Way],
        _ complaints: Complaints
    ) {
        let shown = subject.playbook.responses[name]?.shownInEveryWording ?? []
        for value in sent.filter({ mustBeShown($0) && !isShown($0, shown) }).map(\.notation).sorted() {
            complaints.error(
                .unshownValue, at: step.place, "'\(name)' does not show '\(value)', which '\(action.name)' is sent",
                suggestion: "put {\(value)} into the words of '\(name)'", path: trail(onward, from: start))
        }
    }

    /// A value is shown by its own hole; a field of a record by the whole record too. What is worked out of slots must
    /// be shown as worked out: twice the amount is not the amount.
    private func isShown(_ value: Expression, _ shown: Set<Expression>) -> Bool {
        if shown.contains(value) { return true }
        guard case .slot(let name, _) = value else { return false }
        return shown.contains { $0 == .slot(name, fields: []) }
    }

    private func expressionsSent() -> Set<Expression> {
        var sent = Set((call.key?.holes ?? []).filter { if case .slot = $0 { true } else { false } })
        for input in action.inputs {
            let slot = SlotName(input.name)
            if let value = call.with[input.name] {
                sent.insert(value)
            } else if subject.playbook.slots[slot] != nil {
                sent.insert(.slot(slot, fields: []))
            }
        }
        return sent
    }

    /// Of what is sent: all that the customer said, and every amount. Other results (an id of a line, say) mean
    /// nothing to a customer; the yes is bound to them all the same.
    private func mustBeShown(_ value: Expression) -> Bool {
        value.slots.contains { slot in
            subject.playbook.slots[slot].map { $0.type != .result } ?? false || isAmount(slot)
        }
    }

    private func isAmount(_ slot: SlotName) -> Bool {
        subject.playbook.actions.values.contains { action in
            guard case .money = action.outputs[slot]?.kind else { return false }
            return true
        }
    }
}
