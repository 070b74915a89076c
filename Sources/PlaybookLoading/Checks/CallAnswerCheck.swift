import PlaybookModel
import Vocabulary

/// What cannot be undone has a way for each answer it may get, and none that fails is told as if it had gone well.
struct CallAnswerCheck: Check {
    func run(on subject: CheckSubject, _ complaints: Complaints) {
        for flow in subject.soundFlows {
            let graph = subject.slots.graph(of: flow)
            for (index, step) in flow.steps.enumerated() {
                guard case .call(let call) = step.kind, let action = subject.playbook.actions[call.action] else {
                    continue
                }
                checkWays(of: call, action, at: step, complaints)
                guard action.irreversible else { continue }
                for way in graph.ways[index] where way.outcome != .next {
                    checkFailure(way, graph, index, call, complaints)
                }
            }
        }
    }

    private func checkWays(of call: CallStep, _ action: Action, at step: Step, _ complaints: Complaints) {
        if call.overLimit != nil || call.asksApproval, action.overLimit.isEmpty, action.policy == nil {
            complaints.warning(
                .deadBranch, at: step.place, "'\(action.name)' never answers that a person must approve it",
                suggestion: "take 'over_limit:' away, or add it to the action")
        }
        guard action.irreversible else { return }
        if call.overLimit == nil, !call.asksApproval, !action.overLimit.isEmpty {
            complaints.warning(
                .unhandledAnswer, at: step.place, "'\(action.name)' may need approval, and nothing is said then",
                suggestion: "add 'over_limit: approval', or 'over_limit: [{ say: … }, { escalate: … }]'")
        }
        guard call.failed == nil else { return }
        let left = Set(action.errors.values).subtracting(call.errors.keys).sorted()
        let what = left.isEmpty ? "fail" : "answer '\(left.joined(separator: "', '"))'"
        complaints.warning(
            .unhandledAnswer, at: step.place,
            "'\(action.name)' cannot be undone, may \(what), and nothing is said then",
            suggestion: "add 'failed: [{ say: … }, { escalate: … }]'")
    }

    /// A way of failing that comes, with nothing said, to what follows when it went well.
    private func checkFailure(
        _ way: FlowGraph.Way, _ graph: FlowGraph, _ index: Int, _ call: CallStep, _ complaints: Complaints
    ) {
        guard let success = call.next else { return }
        var path = [graph.words(for: way)]
        var here = way.step
        while let step = here, step != success {
            let kind = graph.flow.steps[step].kind
            guard !kind.speaks, graph.ways[step].count == 1, let next = graph.ways[step].first else { return }
            path.append(graph.words(for: next))
            here = next.step
        }
        guard here == success, graph.flow.steps[success].kind.speaks else { return }
        complaints.error(
            .failureAsSuccess, at: graph.flow.steps[index].place,
            "when '\(call.action)' comes out '\(way.outcome.words ?? "")', the flow goes on as if it were done",
            suggestion: "end that branch, or say what happened", path: graph.trail(to: index) + path)
    }
}
