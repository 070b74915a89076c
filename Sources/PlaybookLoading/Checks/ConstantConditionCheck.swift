import PlaybookModel
import Vocabulary

/// A condition can come out either way: one that always holds, or never, is a slip or leaves steps that never run.
struct ConstantConditionCheck: Check {
    func run(on subject: CheckSubject, _ complaints: Complaints) {
        for flow in subject.soundFlows where flow.steps.contains(where: \.kind.asks) {
            check(flow, subject, complaints)
        }
    }

    private func check(_ flow: Flow, _ subject: CheckSubject, _ complaints: Complaints) {
        let graph = subject.slots.graph(of: flow)
        let known = subject.slots.before(flow)
        var believed: [Beliefs?] = Array(repeating: nil, count: flow.steps.count)
        believed[0] = Beliefs()
        for (index, ways) in graph.ways.enumerated() {
            guard let beliefs = believed[index], let knowledge = known[index] else { continue }
            let foresight = Foresight(playbook: subject.playbook, beliefs: beliefs, known: knowledge)
            let isSettled = complain(flow.steps[index], foresight, complaints, graph.trail(to: index))
            for way in ways {
                guard let target = way.step else { continue }
                // What is told already is not told again by what follows from it.
                let after = isSettled ? beliefs : after(way, flow.steps[index], beliefs, knowledge, subject)
                if believed[target]?.formMeet(after) == nil { believed[target] = after }
            }
        }
    }

    private func complain(
        _ step: Step, _ foresight: Foresight, _ complaints: Complaints, _ path: @autoclosure () -> [PathStep]
    ) -> Bool {
        switch step.kind {
        case .when(let condition, _, _):
            let outcomes = foresight.outcomes(of: condition)
            guard outcomes == .yes || !outcomes.contains(.yes) else { return false }
            complaints.warning(
                .constantCondition, at: step.place,
                "'\(condition.notation)' \(outcomes == .yes ? "always" : "never") holds here",
                suggestion: "take the condition away, or ask what was meant", path: path())
            return true
        case .require(let level, nil, _, _) where foresight.beliefs.level.upperBound < level:
            complaints.warning(
                .contradictoryNeed, at: step.place, "nobody who comes here is '\(level.rawValue)'",
                suggestion: "take the need away, or move it", path: path())
            return true
        case .say, .promise, .collect, .offer, .set, .call, .confirm, .verify, .require, .wait, .link, .escalate, .end:
            return false
        }
    }

    private func after(
        _ way: FlowGraph.Way, _ step: Step, _ beliefs: Beliefs, _ known: Knowledge, _ subject: CheckSubject
    ) -> Beliefs {
        var after = beliefs
        let table = subject.slots.table
        let touched = subject.slots.touched(by: step)
        after.forget { slot in table.numbers[slot].map(touched.contains) ?? true }
        if step.kind.isRest {
            // Meanwhile the visitor may say, and the world may bring, what is not known yet.
            after.forget { !known.isFilled($0) || step.kind.bringsValues }
        }
        switch step.kind {
        case .when(let condition, _, _): after.learn(condition, held: way.outcome == .then, known)
        case .set(let values, _):
            for (slot, value) in values {
                if case .literal(let literal) = value { after.set(slot, literal) }
            }
        case .require(let level, let proof, _, _):
            if way.outcome == .next {
                after.prove(level)
            } else if proof == nil {
                after.doubt(level)
            }
        case .verify(let name, _):
            after.mayProve()
            if way.outcome == .next, let level = subject.playbook.flows[name]?.level { after.prove(level) }
        case .link: after.mayProve()
        case .say, .promise, .collect, .offer, .call, .confirm, .wait, .escalate, .end: break
        }
        return after
    }
}

extension StepKind {
    fileprivate var asks: Bool {
        switch self {
        case .when, .require: true
        case .say, .promise, .collect, .offer, .set, .call, .confirm, .verify, .wait, .link, .escalate, .end: false
        }
    }

    /// May the visitor speak before the next step?
    fileprivate var isRest: Bool {
        switch self {
        case .collect, .offer, .confirm, .wait, .call, .verify, .require, .link: true
        case .say, .promise, .set, .when, .escalate, .end: false
        }
    }

    /// A signal's values become slots.
    fileprivate var bringsValues: Bool {
        switch self {
        case .wait(let wait): wait.signal != nil
        case .say, .promise, .collect, .offer, .set, .when, .call, .confirm, .verify, .require, .link, .escalate, .end:
            false
        }
    }
}
