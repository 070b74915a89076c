import PlaybookModel
import Vocabulary

/// Steps of one flow only ever go forward, so a loop can only be made of flows that run each other. Slots filled in
/// the first round let every later `collect` pass, so no visitor's turn would stop it.
struct LoopCheck: Check {
    func run(on subject: CheckSubject, _ complaints: Complaints) {
        var told: Set<Set<FlowName>> = []
        for flow in subject.soundFlows {
            guard let circle = circle(from: flow.name, subject.playbook), told.insert(Set(circle.map(\.flow))).inserted,
                let place = circle.first?.step.place
            else { continue }
            complaints.error(
                .endlessLoop, at: place, "'\(flow.name)' runs itself again",
                suggestion: "take one of these steps away",
                path: circle.map { PathStep(place: $0.step.place, words: "\($0.flow) runs \($0.target)") })
        }
    }

    private typealias Hop = (flow: FlowName, step: Step, target: FlowName)

    private func circle(from start: FlowName, _ playbook: Playbook) -> [Hop]? {
        var arrivals: [FlowName: [Hop]] = [start: []]
        var queue = [start]
        while !queue.isEmpty {
            let current = queue.removeFirst()
            for hop in hops(from: current, playbook) {
                let path = (arrivals[current] ?? []) + [hop]
                if hop.target == start { return path }
                guard arrivals[hop.target] == nil else { continue }
                arrivals[hop.target] = path
                queue.append(hop.target)
            }
        }
        return nil
    }

    private func hops(from name: FlowName, _ playbook: Playbook) -> [Hop] {
        (playbook.flows[name]?.steps ?? []).compactMap { step in
            step.kind.run.map { (flow: name, step: step, target: $0) }
        }
    }
}
