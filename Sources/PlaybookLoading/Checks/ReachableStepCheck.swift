import PlaybookModel

/// A path leads to every step.
struct ReachableStepCheck: Check {
    func run(on subject: CheckSubject, _ complaints: Complaints) {
        for flow in subject.soundFlows where !flow.steps.isEmpty {
            let graph = FlowGraph(flow: flow)
            var search = PathSearch(start: 0)
            var reached: Set<Int> = []
            while let index = search.next() {
                reached.insert(index)
                for edge in graph.edges(from: index) {
                    if let target = edge.to { search.reach(target, from: index, words: "") }
                }
            }
            let unreached = flow.steps.indices.filter { !reached.contains($0) }
            // Only the first step of a stretch is told; the others follow from it.
            let followers = Set(unreached.flatMap { graph.edges(from: $0).compactMap(\.to) })
            for index in unreached where !followers.contains(index) {
                complaints.error(
                    .unreachableStep, at: flow.steps[index].place, "no path leads to this step",
                    suggestion: "it stands behind an 'end' or 'escalate'; move it or take it away")
            }
        }
    }
}
