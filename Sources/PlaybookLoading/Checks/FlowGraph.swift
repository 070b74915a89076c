import PlaybookModel
import Vocabulary

/// The ways from step to step of one flow.
struct FlowGraph {
    struct Edge: Hashable {
        enum Branch: Hashable {
            case next
            /// A condition held.
            case then
            case otherwise
            case error(String)
            case failed
            case overLimit
            case declined
            /// Asked for often enough.
            case unanswered
            /// Nothing to pick from.
            case none
            case timeout
            /// What was waited for did not come.
            case expired
        }

        let from: Int
        let branch: Branch
        /// `nil`: the flow ends, done.
        let to: Int?
    }

    let flow: Flow

    func edges(from index: Int) -> [Edge] {
        switch flow.steps[index].kind {
        case .say(_, let next), .promise(_, _, let next), .set(_, let next), .verify(_, let next), .link(_, let next):
            return [Edge(from: index, branch: .next, to: next)]
        case .collect(_, let next, _, let unanswered):
            return edges(from: index, to: next, .unanswered, unanswered)
        case .offer(let offer): return edges(from: index, to: offer.next, .none, offer.none)
        case .require(_, _, let next, let otherwise): return edges(from: index, to: next, .otherwise, otherwise)
        case .wait(let wait): return edges(from: index, to: wait.next, .expired, wait.expired)
        case .when(_, let then, let otherwise):
            return [
                Edge(from: index, branch: .then, to: then), Edge(from: index, branch: .otherwise, to: otherwise),
            ]
        case .confirm(_, let next, let declined):
            return edges(from: index, to: next, .declined, declined)
        case .call(let call):
            var edges = [Edge(from: index, branch: .next, to: call.next)]
            for (name, target) in call.errors.sorted(by: { $0.key < $1.key }) {
                edges.append(Edge(from: index, branch: .error(name), to: target))
            }
            if let failed = call.failed { edges.append(Edge(from: index, branch: .failed, to: failed)) }
            if let overLimit = call.overLimit {
                edges.append(Edge(from: index, branch: .overLimit, to: overLimit))
            }
            if let timeout = call.timeout { edges.append(Edge(from: index, branch: .timeout, to: timeout)) }
            return edges
        case .escalate, .end:
            return []
        }
    }

    private func edges(from index: Int, to next: Int?, _ branch: Edge.Branch, _ target: Int?) -> [Edge] {
        let way = Edge(from: index, branch: .next, to: next)
        guard let target else { return [way] }
        return [way, Edge(from: index, branch: branch, to: target)]
    }

    /// Outcomes with which the flow may end at this step itself.
    func endings(at index: Int) -> [String] {
        switch flow.steps[index].kind {
        case .end(let outcome): [outcome]
        case .escalate: []
        case .say, .promise, .collect, .offer, .set, .when, .call, .confirm, .verify, .require, .wait, .link:
            edges(from: index).contains { $0.to == nil } ? ["done"] : []
        }
    }

    // MARK: Words for counter-examples

    func words(for edge: Edge) -> String {
        let step = flow.steps[edge.from]
        let place = "\(step.place.file):\(step.place.line)"
        let branch: String? =
            switch edge.branch {
            case .next: nil
            case .then: "holds"
            case .otherwise: "does not hold"
            case .error(let name): name
            case .failed: "failed"
            case .overLimit: "over the limit"
            case .declined: "declined"
            case .unanswered: "not answered"
            case .none: "nothing to pick from"
            case .timeout: "no answer in time"
            case .expired: "expired"
            }
        return "\(place) \(words(for: step.kind))" + (branch.map { ", \($0)" } ?? "")
    }

    private func words(for kind: StepKind) -> String {
        switch kind {
        case .say(let response, _): "say: \(response)"
        case .promise(let response, _, _): "promise: \(response)"
        case .collect(let slot, _, _, _): "collect: \(slot)"
        case .offer(let offer): "offer: \(offer.response)"
        case .set(let values, _): "set: " + values.keys.map(\.rawValue).sorted().joined(separator: ", ")
        case .when: "when"
        case .call(let call): "call: \(call.action)"
        case .confirm(let response, _, _): "confirm: \(response)"
        case .verify(let name, _): "verify: \(name)"
        case .require(let level, _, _, _): "require: \(level.rawValue)"
        case .wait(let wait): "wait" + (wait.signal.map { ": \($0)" } ?? "")
        case .link(let name, _): "link: \(name)"
        case .escalate(let team, _): "escalate: \(team?.rawValue ?? "default")"
        case .end(let outcome): "end: \(outcome)"
        }
    }
}

/// Walks a graph's states breadth first and remembers how each was reached, so that a fault comes with a shortest
/// path that proves it.
struct PathSearch<State: Hashable> {
    private var reachedBy: [State: (from: State, words: String)?] = [:]
    private var queue: [State] = []
    private var head = 0

    init(start: State) {
        reachedBy[start] = .some(nil)
        queue = [start]
    }

    mutating func next() -> State? {
        guard head < queue.count else { return nil }
        defer { head += 1 }
        return queue[head]
    }

    mutating func reach(_ state: State, from other: State, words: String) {
        guard reachedBy[state] == nil else { return }
        reachedBy[state] = .some((from: other, words: words))
        queue.append(state)
    }

    func path(to state: State) -> [String] {
        var path: [String] = []
        var current = state
        while case .some(.some(let step)) = reachedBy[current] {
            path.append(step.words)
            current = step.from
        }
        return path.reversed()
    }
}
