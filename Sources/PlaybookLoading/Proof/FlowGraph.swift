import PlaybookModel
import Vocabulary

/// The ways from step to step of one flow: what every proof walks, and what a diagram draws. Steps only ever lead
/// ahead (a step's index is the number of steps before it), so one pass in their order sees every path.
struct FlowGraph {
    /// How a step comes out.
    enum Outcome: Hashable {
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
        /// Who the visitor is was not proved.
        case unproved
    }

    enum Target: Hashable {
        case step(Int)
        /// The flow ends, and what ran it goes on or ends.
        case end(String)
        /// The flow is left, with everything that runs it.
        case left
        case person(TeamName?)
    }

    struct Way: Hashable {
        let from: Int
        let outcome: Outcome
        let to: Target

        /// `nil` where it leads out of the flow.
        var step: Int? {
            guard case .step(let index) = to else { return nil }
            return index
        }
    }

    let flow: Flow
    /// Ways out of each step.
    let ways: [[Way]]

    init(flow: Flow) {
        self.flow = flow
        ways = flow.steps.enumerated().map { index, step in Self.ways(from: index, step.kind) }
    }

    /// Ways into each step.
    func waysIn() -> [[Way]] {
        var into: [[Way]] = Array(repeating: [], count: flow.steps.count)
        for way in ways.joined() {
            if let target = way.step, into.indices.contains(target) { into[target].append(way) }
        }
        return into
    }

    private static func ways(from index: Int, _ kind: StepKind) -> [Way] {
        func way(_ outcome: Outcome, _ to: Target) -> Way { Way(from: index, outcome: outcome, to: to) }
        /// `nil` means that the flow ends, done.
        func ahead(_ step: Int?) -> Target { step.map { .step($0) } ?? .end("done") }
        func branch(_ step: Int?, else other: Target = .person(nil)) -> Target { step.map { .step($0) } ?? other }

        switch kind {
        case .say(_, let next), .promise(_, _, let next), .set(_, let next), .link(_, let next):
            return [way(.next, ahead(next))]
        case .collect(_, let next, _, let unanswered):
            return [way(.next, ahead(next)), way(.unanswered, branch(unanswered))]
        case .offer(let offer):
            guard let none = offer.none else { return [way(.next, ahead(offer.next))] }
            return [way(.next, ahead(offer.next)), way(.none, .step(none))]
        case .when(_, let then, let otherwise):
            return [way(.then, ahead(then)), way(.otherwise, ahead(otherwise))]
        case .confirm(_, let next, let declined):
            return [way(.next, ahead(next)), way(.declined, branch(declined, else: .left))]
        case .verify(_, let next):
            return [way(.next, ahead(next)), way(.unproved, .end("refused"))]
        case .require(_, let proof, let next, let otherwise):
            let refusal: Target = proof == nil ? .person(nil) : .end("refused")
            return [way(.next, ahead(next)), way(.unproved, branch(otherwise, else: refusal))]
        case .wait(let wait):
            guard let expired = wait.expired else { return [way(.next, ahead(wait.next))] }
            return [way(.next, ahead(wait.next)), way(.expired, .step(expired))]
        case .call(let call):
            var ways = [way(.next, ahead(call.next))]
            for (name, target) in call.errors.sorted(by: { $0.key < $1.key }) {
                ways.append(way(.error(name), ahead(target)))
            }
            ways.append(way(.failed, branch(call.failed)))
            if let overLimit = call.overLimit { ways.append(way(.overLimit, .step(overLimit))) }
            if let timeout = call.timeout { ways.append(way(.timeout, .step(timeout))) }
            return ways
        case .escalate(let team, _): return [way(.next, .person(team))]
        case .end(let outcome): return [way(.next, .end(outcome))]
        }
    }

    /// Steps some path leads to.
    func reached(from start: Int = 0) -> [Bool] {
        var reached = Array(repeating: false, count: flow.steps.count)
        if reached.indices.contains(start) { reached[start] = true }
        for index in flow.steps.indices where reached[index] {
            for way in ways[index] {
                if let target = way.step, reached.indices.contains(target) { reached[target] = true }
            }
        }
        return reached
    }
}
