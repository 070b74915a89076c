import PlaybookModel
import Vocabulary

/// A verification can succeed, and cannot be passed without anything being looked at.
struct VerificationCheck: Check {
    func run(on subject: CheckSubject, _ complaints: Complaints) {
        for flow in subject.soundFlows where subject.verifications.contains(flow.name) {
            let graph = subject.slots.graph(of: flow)
            guard graph.ways.joined().contains(where: { $0.to == .end("verified") }) else {
                complaints.error(
                    .neverVerified, at: flow.place, "no path of '\(flow.name)' ends verified",
                    suggestion: "end the good path with '- end: verified'")
                continue
            }
            checkProof(flow, graph, subject, complaints)
        }
    }

    /// A path to `verified` on which no condition and no action had a say lets anybody through.
    private func checkProof(_ flow: Flow, _ graph: FlowGraph, _ subject: CheckSubject, _ complaints: Complaints) {
        var isOpen = Array(repeating: false, count: flow.steps.count)
        isOpen[0] = true
        for (index, ways) in graph.ways.enumerated() where isOpen[index] && !flow.steps[index].kind.examines {
            for way in ways {
                if let target = way.step { isOpen[target] = true }
                guard way.to == .end("verified") else { continue }
                complaints.warning(
                    .provesNothing, at: flow.steps[index].place, "anybody who answers comes out verified here",
                    suggestion: "call an action that checks the answers, and ask 'when:' it agrees",
                    path: graph.trail(to: index) {
                        isOpen[$0.from] && !flow.steps[$0.from].kind.examines ? .carriesOn : .no
                    })
                return
            }
        }
    }
}

extension StepKind {
    /// Something other than the visitor's own word decides how it comes out.
    fileprivate var examines: Bool {
        switch self {
        case .call, .when, .verify, .require: true
        case .wait(let wait): wait.signal != nil
        case .say, .promise, .collect, .offer, .set, .confirm, .link, .escalate, .end: false
        }
    }
}
