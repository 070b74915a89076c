import PlaybookModel

/// A path leads to every step.
struct ReachableStepCheck: Check {
    func run(on subject: CheckSubject, _ complaints: Complaints) {
        for flow in subject.soundFlows {
            let graph = subject.slots.graph(of: flow)
            let unreached = graph.reached().enumerated().filter { !$0.element }.map(\.offset)
            // Only the first step of a stretch is told; the others follow from it.
            let followers = Set(unreached.flatMap { graph.ways[$0].compactMap(\.step) })
            for index in unreached where !followers.contains(index) {
                complaints.error(
                    .unreachableStep, at: flow.steps[index].place, "no path leads to this step",
                    suggestion: "it stands behind an 'end' or 'escalate'; move it or take it away")
            }
        }
    }
}
