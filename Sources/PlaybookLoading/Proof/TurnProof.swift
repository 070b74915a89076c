import PlaybookModel
import Vocabulary

/// The most of something (lines, steps) that one turn may bring: the longest way through a flow's graph between two
/// things that only the visitor, the clock or the world can do. A `collect` whose slot is known already passes at once,
/// so it does not stop a turn; a confirm and a rest do.
final class TurnProof {
    /// What it does to a turn to run a whole flow inside another.
    private struct Passage {
        /// The most at any step before the turn is over, when the flow begins with nothing; and at which step.
        var peak = 0
        var peakStep: Int?
        var verified = Ending()
        var otherwise = Ending()

        func ending(_ kind: StepKind, _ outcome: FlowGraph.Outcome) -> Ending {
            switch kind {
            case .verify, .require: outcome == .next ? verified : otherwise
            case .say, .promise, .collect, .offer, .set, .when, .call, .confirm, .wait, .link, .escalate, .end:
                verified.or(otherwise)
            }
        }
    }

    private struct Ending {
        /// The most when the whole flow was one turn; `nil`: it never is.
        var through: Int?
        /// The most since the last turn began inside it.
        var since: Int?

        mutating func add(_ stand: Stand) {
            if stand.isOneTurn {
                through = max(through ?? 0, stand.count)
            } else {
                since = max(since ?? 0, stand.count)
            }
        }

        func or(_ other: Self) -> Self {
            Self(
                through: [through, other.through].compactMap { $0 }.max(),
                since: [since, other.since].compactMap { $0 }.max())
        }
    }

    /// The most on reaching a step, and by which way.
    struct Stand {
        /// Counted from the flow's beginning or from the last turn within it.
        let count: Int
        /// Nothing stopped the turn since the flow began.
        let isOneTurn: Bool
        let by: FlowGraph.Way?
    }

    /// A step at which there is too much.
    struct Excess {
        let step: Int
        let count: Int
        /// Steps of a flow that the step runs, where it is there that it becomes too much.
        let inner: [PathStep]
    }

    private let playbook: Playbook
    private let slots: SlotProof
    private let weight: @Sendable (StepKind) -> Int
    private var passages: [FlowName: Passage] = [:]
    private var asking: [FlowName: Set<Int>] = [:]
    private var visiting: Set<FlowName> = []

    init(_ slots: SlotProof, counting weight: @escaping @Sendable (StepKind) -> Int) {
        playbook = slots.playbook
        self.slots = slots
        self.weight = weight
    }

    /// The first step, in their order, at which a turn may have brought more than that; the path is the longest one.
    func excess(of flow: Flow, over most: Int) -> (excess: Excess, path: [PathStep])? {
        visiting = [flow.name]
        let stands = pass(over: flow)
        visiting = []
        for (index, stand) in stands.enumerated() {
            guard let stand, let excess = excess(at: index, of: flow, stand.count, over: most) else { continue }
            return (excess, path(to: index, of: flow, stands) + excess.inner)
        }
        return nil
    }

    private func excess(at index: Int, of flow: Flow, _ count: Int, over most: Int) -> Excess? {
        let kind = flow.steps[index].kind
        let own = count + weight(kind)
        if own > most { return Excess(step: index, count: own, inner: []) }
        guard let name = kind.run, let inner = playbook.flows[name], !visiting.contains(name) else { return nil }
        let passage = passage(of: name)
        // What is too much by itself is told where it stands.
        guard own + passage.peak > most, passage.peak <= most, let step = passage.peakStep else { return nil }
        let here = slots.graph(of: flow).ways[index].first.map { slots.graph(of: flow).words(for: $0) }
        let last = inner.steps[step]
        return Excess(
            step: index, count: own + passage.peak,
            inner: (here.map { [$0] } ?? []) + path(to: step, of: inner, pass(over: inner))
                + [PathStep(place: last.place, words: last.kind.words)])
    }

    private func path(to index: Int, of flow: Flow, _ stands: [Stand?]) -> [PathStep] {
        let graph = slots.graph(of: flow)
        var path: [PathStep] = []
        var here = index
        while let way = stands[here]?.by {
            path.append(graph.words(for: way))
            here = way.from
        }
        return path.reversed()
    }

    // MARK: A pass over a flow

    private func pass(over flow: Flow) -> [Stand?] {
        var stands: [Stand?] = Array(repeating: nil, count: flow.steps.count)
        guard !stands.isEmpty else { return [] }
        stands[0] = Stand(count: 0, isOneTurn: true, by: nil)
        for (index, ways) in slots.graph(of: flow).ways.enumerated() {
            guard let stand = stands[index] else { continue }
            for way in ways {
                guard let target = way.step, stands.indices.contains(target),
                    let after = after(way, of: flow, stand), after.count > stands[target]?.count ?? -1
                else { continue }
                stands[target] = after
            }
        }
        return stands
    }

    private func after(_ way: FlowGraph.Way, of flow: Flow, _ stand: Stand) -> Stand? {
        let kind = flow.steps[way.from].kind
        let own = stand.count + weight(kind)
        if kind.stopsTurn(way.outcome) || asking(in: flow).contains(way.from) {
            return Stand(count: 0, isOneTurn: false, by: way)
        }
        guard let name = kind.run else { return Stand(count: own, isOneTurn: stand.isOneTurn, by: way) }
        let ending = passage(of: name).ending(kind, way.outcome)
        var through = ending.through.map { own + $0 }
        // A verification that was passed before is passed over.
        if kind.mayPassOver, way.outcome == .next { through = max(own, through ?? own) }
        guard let through, through >= ending.since ?? -1 else {
            return ending.since.map { Stand(count: $0, isOneTurn: false, by: way) }
        }
        return Stand(count: through, isOneTurn: stand.isOneTurn, by: way)
    }

    private func passage(of name: FlowName) -> Passage {
        if let known = passages[name] { return known }
        guard let flow = playbook.flows[name], !flow.steps.isEmpty, visiting.insert(name).inserted else {
            return Passage(verified: Ending(through: 0), otherwise: Ending(through: 0))
        }
        var passage = Passage()
        for (index, stand) in pass(over: flow).enumerated() {
            guard let stand else { continue }
            measure(flow, index, stand, &passage)
        }
        visiting.remove(name)
        passages[name] = passage
        return passage
    }

    private func measure(_ flow: Flow, _ index: Int, _ stand: Stand, _ passage: inout Passage) {
        let kind = flow.steps[index].kind
        var reach = stand.count + weight(kind)
        if let inner = kind.run { reach += self.passage(of: inner).peak }
        if stand.isOneTurn, reach > passage.peak { (passage.peak, passage.peakStep) = (reach, index) }
        for way in slots.graph(of: flow).ways[index] {
            guard case .end(let outcome) = way.to, let after = after(way, of: flow, stand) else { continue }
            outcome == "verified" ? passage.verified.add(after) : passage.otherwise.add(after)
        }
    }

    /// Collects that surely ask, because the flow itself has just emptied the slot.
    private func asking(in flow: Flow) -> Set<Int> {
        if let known = asking[flow.name] { return known }
        var emptied: [Set<SlotName>?] = Array(repeating: nil, count: flow.steps.count)
        var asking: Set<Int> = []
        emptied[0] = []
        for (index, ways) in slots.graph(of: flow).ways.enumerated() {
            guard var after = emptied[index] else { continue }
            switch flow.steps[index].kind {
            case .set(let values, _):
                after.subtract(values.keys)
                after.formUnion(values.filter { $0.value == .literal(.nothing) }.keys)
            case .say, .promise, .when: break
            case .collect(let slot, _, _, _):
                if after.contains(slot) { asking.insert(index) }
                after = []
            // The visitor, an action or another flow may fill them meanwhile.
            case .offer, .call, .confirm, .verify, .require, .wait, .link, .escalate, .end: after = []
            }
            for target in ways.compactMap(\.step) { emptied[target] = emptied[target]?.intersection(after) ?? after }
        }
        self.asking[flow.name] = asking
        return asking
    }
}

extension StepKind {
    /// Can the step be left this way only after the visitor, the clock or the world did something?
    func stopsTurn(_ outcome: FlowGraph.Outcome) -> Bool {
        switch self {
        case .confirm: true
        case .collect: outcome == .unanswered
        case .wait(let wait):
            // What it waits for may have happened, and a moment may be past.
            if case .after = wait.end, wait.signal == nil { true } else { false }
        case .say, .promise, .offer, .set, .when, .call, .verify, .require, .link, .escalate, .end: false
        }
    }

    /// Is the flow it runs left out where what it proves is proved?
    fileprivate var mayPassOver: Bool {
        switch self {
        case .verify, .require: true
        case .say, .promise, .collect, .offer, .set, .when, .call, .confirm, .wait, .link, .escalate, .end: false
        }
    }
}
