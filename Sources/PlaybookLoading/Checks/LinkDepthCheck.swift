import PlaybookModel
import Vocabulary

/// Flows that run flows that run flows fit on the stack, whatever they interrupted.
struct LinkDepthCheck: Check {
    /// How many more flows than `stack_depth` a stack may hold by links (the machine's own bound).
    private static let most = 7

    func run(on subject: CheckSubject, _ complaints: Complaints) {
        var depths: [FlowName: Int] = [:]
        let flows = subject.soundFlows.filter { depth(of: $0.name, subject.playbook, &depths, []) > Self.most }
        // Only the shallowest are told; whoever runs them is too deep for that.
        for flow in flows where depths[flow.name] == Self.most + 1 {
            var path: [PathStep] = []
            var here = flow
            while let step = here.steps.first(where: { step in
                step.kind.run.map { (depths[$0] ?? 0) + 1 == depths[here.name] } ?? false
            }), let name = step.kind.run, let next = subject.playbook.flows[name] {
                path.append(PathStep(place: step.place, words: "\(here.name) runs \(name)"))
                here = next
            }
            complaints.error(
                .tooDeep, at: path.first?.place ?? flow.place,
                "'\(flow.name)' runs flows \(Self.most + 1) deep; \(Self.most) is the most",
                suggestion: "put the steps of one into the flow that runs it", path: path)
        }
    }

    private func depth(
        of name: FlowName, _ playbook: Playbook, _ depths: inout [FlowName: Int], _ above: Set<FlowName>
    ) -> Int {
        if let known = depths[name] { return known }
        // Circles are told elsewhere, and so deep a chain needs no exact number.
        guard !above.contains(name), above.count <= Self.most + 1 else { return 0 }
        var deepest = 0
        for inner in Set(playbook.flows[name]?.runs ?? []) {
            deepest = max(deepest, depth(of: inner, playbook, &depths, above.union([name])) + 1)
        }
        depths[name] = deepest
        return deepest
    }
}
