internal import PlaybookModel
internal import Vocabulary

/// What an expression is worth. `nil` is "nobody can say": an unfilled slot, or a comparison of things that cannot be
/// compared. Such a comparison and its opposite both count as false, so `not` leaves it as it is.
final class Evaluator {
    let playbook: Rulebook
    let slots: [SlotName: SlotValue]
    /// Words of the machine's own lines: `{flow}`, `{agent}` …
    let words: SaidWords
    /// What holds of the visitor, for `channel()`, `customer(…)` and `identified(…)`.
    let opening: Opening?
    let verifications: [Verification]
    let now: Timestamp

    init(
        playbook: Rulebook, slots: [SlotName: SlotValue], words: SaidWords, opening: Opening?,
        verifications: [Verification], now: Timestamp
    ) {
        self.playbook = playbook
        self.slots = slots
        self.words = words
        self.opening = opening
        self.verifications = verifications
        self.now = now
    }

    func holds(_ condition: Expression) -> Bool {
        value(condition) == .flag(true)
    }

    func value(_ expression: Expression) -> SlotValue? {
        switch expression {
        case .literal(let value): value
        case .slot(let name, let fields): slot(name, fields)
        case .not(let inner): truth(inner).map { .flag(!$0) }
        case .binary(let symbol, let left, let right): binary(symbol, left, right)
        case .call(let function, let arguments): call(function, arguments)
        }
    }

    func slot(_ name: SlotName, _ fields: [String]) -> SlotValue? {
        var value = slots[name] ?? words.value(name, playbook.assistant)
        for field in fields {
            guard case .record(let record) = value else { return nil }
            value = record[field]
        }
        return value
    }

    private func truth(_ expression: Expression) -> Bool? {
        guard case .flag(let flag) = value(expression) else { return nil }
        return flag
    }

    private func binary(_ symbol: BinaryOperator, _ left: Expression, _ right: Expression) -> SlotValue? {
        switch symbol {
        case .or:
            switch (truth(left), truth(right)) {
            case (true, _), (_, true): .flag(true)
            case (false, false): .flag(false)
            case (nil, _), (_, nil): nil
            }
        case .and:
            switch (truth(left), truth(right)) {
            case (false, _), (_, false): .flag(false)
            case (true, true): .flag(true)
            case (nil, _), (_, nil): nil
            }
        case .equal: equal(left, right).map { .flag($0) }
        case .notEqual: equal(left, right).map { .flag(!$0) }
        case .less: order(left, right).map { .flag($0 < 0) }
        case .lessOrEqual: order(left, right).map { .flag($0 <= 0) }
        case .greater: order(left, right).map { .flag($0 > 0) }
        case .greaterOrEqual: order(left, right).map { .flag($0 >= 0) }
        case .add: arithmetic(.add, value(left), value(right))
        case .subtract: arithmetic(.subtract, value(left), value(right))
        case .multiply: arithmetic(.multiply, value(left), value(right))
        case .contains: contains(value(left), in: value(right)).map { .flag($0) }
        }
    }

    /// `x == nothing` may be asked of every filled slot; anything else only of values of one type.
    private func equal(_ left: Expression, _ right: Expression) -> Bool? {
        guard let one = value(left), let other = value(right) else { return nil }
        if left == .literal(.nothing) || right == .literal(.nothing) { return one == other }
        return equal(one, other)
    }

    func equal(_ left: SlotValue, _ right: SlotValue) -> Bool? {
        switch (left, right) {
        case (.flag(let one), .flag(let other)): one == other
        case (.nothing, .nothing): true
        case (.list(let one), .list(let other)): one == other
        case (.record(let one), .record(let other)): one == other
        case (.text(let one), .text(let other)): one == other
        default: order(left, right).map { $0 == 0 }
        }
    }

    private func order(_ left: Expression, _ right: Expression) -> Int? {
        guard let one = value(left), let other = value(right) else { return nil }
        return order(one, other)
    }

    /// Below, at or above zero, as the left stands to the right.
    private func order(_ left: SlotValue, _ right: SlotValue) -> Int? {
        switch (left, right) {
        case (.text(let one), .text(let other)): Evaluator.compare(one, other)
        case (.integer(let one), .integer(let other)): Evaluator.compare(one, other)
        case (.moment(let one), .moment(let other)): Evaluator.compare(one, other)
        case (.money(let one), .money(let other)) where one.currency == other.currency:
            Evaluator.compare(one.minor, other.minor)
        // A day that is written down stands beside moments by its first one.
        case (.moment, .text), (.text, .moment):
            if let one = playbook.zone.moment(left), let other = playbook.zone.moment(right) {
                Evaluator.compare(one, other)
            } else {
                nil
            }
        default:
            if let one = left.double, let other = right.double { Evaluator.compare(one, other) } else { nil }
        }
    }

    private static func compare<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
        left < right ? -1 : (left == right ? 0 : 1)
    }

    func contains(_ part: SlotValue?, in whole: SlotValue?) -> Bool? {
        guard let part, let whole else { return nil }
        if case .list(let values) = whole { return values.contains { equal($0, part) == true } }
        if case .text(let text) = whole, case .text(let piece) = part { return text.contains(piece) }
        return nil
    }
}

/// Words that every line may have in its holes, where no slot of the name is filled.
struct SaidWords {
    var flow = ""
    var agent: String?
    var team: String?
    var promise: String?
    var resolution: String?
    var things: String?
    /// When there is a word about a call that waits for one.
    var deadline: Timestamp?

    func value(_ name: SlotName, _ assistant: Assistant) -> SlotValue? {
        switch name.rawValue {
        case "assistant": .text(assistant.name)
        case "company": .text(assistant.company)
        case "flow": .text(flow)
        case "agent": agent.map { .text($0) }
        case "team": team.map { .text($0) }
        case "promise": promise.map { .text($0) }
        case "resolution": resolution.map { .text($0) }
        case "things": things.map { .text($0) }
        case "deadline": deadline.map { .moment($0) }
        default: nil
        }
    }
}
