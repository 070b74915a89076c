import PlaybookModel
import Vocabulary

/// A verification can succeed.
struct VerificationCheck: Check {
    func run(on subject: CheckSubject, _ complaints: Complaints) {
        let verifications = Set(subject.draft.flows.filter(\.isVerification).map(\.name.text))
        for flow in subject.soundFlows where verifications.contains(flow.name.rawValue) {
            let graph = FlowGraph(flow: flow)
            let outcomes = flow.steps.indices.flatMap(graph.endings)
            guard !outcomes.contains("verified") else { continue }
            complaints.error(
                .neverVerified, at: flow.place, "no path of '\(flow.name)' ends verified",
                suggestion: "end the good path with '- end: verified'")
        }
    }
}
