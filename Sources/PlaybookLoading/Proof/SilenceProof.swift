import PlaybookModel
import Vocabulary

/// Has the bot surely spoken since the visitor did, on every path to a step?
final class SilenceProof {
    private struct Entry: Hashable {
        let flow: FlowName
        let hasSpoken: Bool
    }

    /// Is something surely said at its ends? `nil`: it never ends so.
    private struct Endings {
        var verified: Bool?
        var otherwise: Bool?
    }

    private let slots: SlotProof
    private var endings: [Entry: Endings] = [:]
    private var visiting: Set<FlowName> = []

    init(_ slots: SlotProof) {
        self.slots = slots
    }

    /// Has the bot surely spoken before each step since the visitor did? `nil` where no path leads.
    func spoken(before flow: Flow, from hasSpoken: Bool = false) -> [Bool?] {
        var spoken: [Bool?] = Array(repeating: nil, count: flow.steps.count)
        guard !spoken.isEmpty else { return [] }
        spoken[0] = hasSpoken
        for (index, ways) in slots.graph(of: flow).ways.enumerated() {
            guard let before = spoken[index] else { continue }
            for way in ways {
                guard let target = way.step, let after = after(way, of: flow, before) else { continue }
                spoken[target] = (spoken[target] ?? true) && after
            }
        }
        return spoken
    }

    func after(_ way: FlowGraph.Way, of flow: Flow, _ before: Bool) -> Bool? {
        let kind = flow.steps[way.from].kind
        switch kind {
        case .say, .promise, .wait: return true
        case .collect, .confirm: return false
        case .offer: return way.outcome == .none ? before : false
        case .set, .when, .call, .escalate, .end: return before
        // Another flow is proved by itself: its silence is told there.
        case .link: return true
        case .verify(let name, _), .require(_, let name?, _, _):
            let inner = endings(of: name, before)
            // Passed over where it was passed before.
            return way.outcome == .next ? before && inner.verified ?? true : inner.otherwise
        case .require: return before
        }
    }

    private func endings(of name: FlowName, _ hasSpoken: Bool) -> Endings {
        let entry = Entry(flow: name, hasSpoken: hasSpoken)
        if let known = endings[entry] { return known }
        guard let flow = slots.playbook.flows[name], !flow.steps.isEmpty, visiting.insert(name).inserted else {
            return Endings(otherwise: hasSpoken)
        }
        var found = Endings()
        let spoken = spoken(before: flow, from: hasSpoken)
        for (index, ways) in slots.graph(of: flow).ways.enumerated() {
            guard let before = spoken[index] else { continue }
            for way in ways {
                guard case .end(let outcome) = way.to, let after = after(way, of: flow, before) else { continue }
                if outcome == "verified" {
                    found.verified = (found.verified ?? true) && after
                } else {
                    found.otherwise = (found.otherwise ?? true) && after
                }
            }
        }
        visiting.remove(name)
        endings[entry] = found
        return found
    }
}
