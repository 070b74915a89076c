import PlaybookModel
import Vocabulary

extension FlowGraph {
    /// The step and how it came out, for a counter-example.
    func words(for way: Way) -> PathStep {
        let step = flow.steps[way.from]
        let words = step.kind.words + (way.outcome.words.map { ", \($0)" } ?? "")
        return PathStep(place: step.place, words: words)
    }
}

extension FlowGraph.Outcome {
    /// `nil`: as it is meant to come out.
    var words: String? {
        switch self {
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
        case .unproved: "not proved"
        }
    }
}

extension StepKind {
    /// As it is written, on one line.
    var words: String {
        switch self {
        case .say(let response, _): "say: \(response)"
        case .promise(let response, _, _): "promise: \(response)"
        case .collect(let slot, _, _, _): "collect: \(slot)"
        case .offer(let offer): "offer: \(offer.response)"
        case .set(let values, _): "set: " + values.keys.map(\.rawValue).sorted().joined(separator: ", ")
        case .when(let condition, _, _): "when: \(condition.notation)"
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

extension Expression {
    /// As it is written, near enough for people: brackets only where they change the meaning.
    var notation: String { notation(within: 0) }

    private func notation(within outer: Int) -> String {
        switch self {
        case .literal(let value): value.notation
        case .slot(let name, let fields): ([name.rawValue] + fields).joined(separator: ".")
        case .not(let inner): "not " + inner.notation(within: 9)
        case .binary(let sign, let left, let right):
            bracketed(
                "\(left.notation(within: sign.rank)) \(sign.rawValue) \(right.notation(within: sign.rank + 1))",
                if: sign.rank < outer)
        case .call(let function, let arguments):
            "\(function.rawValue)(" + arguments.map(\.notation).joined(separator: ", ") + ")"
        }
    }

    private func bracketed(_ text: String, if isNeeded: Bool) -> String {
        isNeeded ? "(\(text))" : text
    }
}

extension BinaryOperator {
    fileprivate var rank: Int {
        switch self {
        case .or: 1
        case .and: 2
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .contains: 4
        case .add, .subtract: 5
        case .multiply: 6
        }
    }
}

extension SlotValue {
    fileprivate var notation: String {
        switch self {
        case .text(let text): "\"\(text)\""
        case .integer(let integer): String(integer)
        case .number(let number): number.description
        case .money(let money): "\(money.minor) \(money.currency)"
        case .flag(let flag): flag ? "true" : "false"
        case .moment(let moment): String(moment.milliseconds)
        case .list, .record: "…"
        case .nothing: "nothing"
        }
    }
}
