import PlaybookModel
import Vocabulary

/// How a condition may come out, given what is believed and what is known of the slots.
struct Foresight {
    let playbook: Playbook
    let beliefs: Beliefs
    let known: Knowledge

    /// Cases told apart, at most, for a condition over things that can have only a few values.
    private static let mostCases = 64

    /// Looks at every value that what stands in the condition may have, one by one, so that `a or not a` is seen through.
    func outcomes(of condition: Expression) -> Outcomes {
        var cases = [beliefs]
        for subject in condition.mentions.sorted().map({ Expression.slot($0, fields: []) }) {
            guard let values = possible(subject), !values.isEmpty, maybeUnknown(subject).isEmpty,
                cases.count * values.count <= Self.mostCases
            else { continue }
            cases = cases.flatMap { beliefs in values.map { beliefs.supposing(subject, $0) } }
        }
        return cases.reduce(into: Outcomes()) {
            $0.formUnion(Foresight(playbook: playbook, beliefs: $1, known: known).outcome(of: condition))
        }
    }

    private func outcome(of condition: Expression) -> Outcomes {
        if let held = beliefs.settled[condition] { return held ? .yes : [.no, .unknown] }
        switch condition {
        case .literal(.flag(let flag)): return flag ? .yes : .no
        case .literal: return .unknown
        case .not(let inner): return outcome(of: inner).negated
        case .binary(.and, let left, let right):
            let (one, two) = (outcome(of: left), outcome(of: right))
            return conjunction(one, two)
        case .binary(.or, let left, let right):
            let (one, two) = (outcome(of: left), outcome(of: right))
            return conjunction(one.negated, two.negated).negated
        case .binary(.equal, let left, let right): return equal(left, right)
        case .binary(.notEqual, let left, let right): return equal(left, right).negated
        case .binary(let sign, let left, let right): return compared(sign, left, right)
        case .slot: return flag(condition)
        case .call(.known, let arguments):
            guard case .slot(let name, let fields) = arguments.first, fields.isEmpty, known.isAnswered(name) else {
                return [.yes, .no]
            }
            return .yes
        case .call(.identified, let arguments):
            guard case .literal(.text(let text)) = arguments.first, let level = IdentityLevel(rawValue: text) else {
                return .any
            }
            if beliefs.level.lowerBound >= level { return .yes }
            return beliefs.level.upperBound < level ? .no : [.yes, .no]
        case .call: return .any
        }
    }

    private func conjunction(_ one: Outcomes, _ two: Outcomes) -> Outcomes {
        var all: Outcomes = []
        if one.contains(.yes), two.contains(.yes) { all.insert(.yes) }
        if one.contains(.no) || two.contains(.no) { all.insert(.no) }
        // Where one is surely false, it does not matter that nobody can say the other.
        if one != .no, two != .no, one.contains(.unknown) || two.contains(.unknown) { all.insert(.unknown) }
        return all
    }

    private func flag(_ subject: Expression) -> Outcomes {
        guard let values = possible(subject) else { return .any }
        var all: Outcomes = maybeUnknown(subject)
        for value in values {
            guard case .flag(let flag) = value else {
                all.insert(.unknown)
                continue
            }
            all.insert(flag ? .yes : .no)
        }
        return all
    }

    private func equal(_ left: Expression, _ right: Expression) -> Outcomes {
        guard let (subject, wanted) = split(left, right) else { return literals(left, right) { $0 == $1 } }
        if case .noneOf(let others) = beliefs.values[subject], others.contains(wanted) {
            return maybeUnknown(subject).union(.no)
        }
        guard let values = possible(subject) else { return .any }
        // Values of different kinds are compared with care by the machine; here only like with like.
        guard values.allSatisfy({ wanted.isLike($0) }) else { return .any }
        var all = maybeUnknown(subject)
        for value in values { all.insert(value == wanted ? .yes : .no) }
        return all
    }

    private func compared(_ sign: BinaryOperator, _ left: Expression, _ right: Expression) -> Outcomes {
        guard let (subject, wanted) = split(left, right), let values = possible(subject), case .literal = right else {
            return literals(left, right) { sign.holds($0, $1) }
        }
        var all = maybeUnknown(subject)
        for value in values {
            guard let holds = sign.holds(value, wanted) else { return .any }
            all.insert(holds ? .yes : .no)
        }
        return all
    }

    private func literals(
        _ left: Expression, _ right: Expression, _ holds: (SlotValue, SlotValue) -> Bool?
    ) -> Outcomes {
        guard case .literal(let one) = left, case .literal(let two) = right, one.isLike(two),
            let holds = holds(one, two)
        else { return .any }
        return holds ? .yes : .no
    }

    private func split(_ left: Expression, _ right: Expression) -> (Expression, SlotValue)? {
        switch (left, right) {
        case (.literal, .literal): nil
        case (let subject, .literal(let value)), (.literal(let value), let subject): (subject, value)
        default: nil
        }
    }

    /// Every value it may have; `nil`: too many to say.
    private func possible(_ subject: Expression) -> Set<SlotValue>? {
        if case .oneOf(let values) = beliefs.values[subject] { return values }
        guard case .slot(let name, let fields) = subject, fields.isEmpty, let slot = playbook.slots[name] else {
            return nil
        }
        var all: Set<SlotValue>
        switch slot.type {
        case .choice(let options): all = Set(options.map { .text($0.value) })
        case .yesNo: all = [.flag(true), .flag(false)]
        case .text, .integer, .number, .money, .email, .phone, .date, .entity, .result: return nil
        }
        if case .noneOf(let others) = beliefs.values[subject] { all.subtract(others) }
        return all
    }

    private func maybeUnknown(_ subject: Expression) -> Outcomes {
        if case .oneOf = beliefs.values[subject] { return [] }
        return subject.canBeSaid(known) ? [] : .unknown
    }
}

extension SlotValue {
    fileprivate func isLike(_ other: Self) -> Bool {
        switch (self, other) {
        case (.text, .text), (.integer, .integer), (.flag, .flag), (.nothing, .nothing): true
        case (.money(let one), .money(let two)): one.currency == two.currency
        default: false
        }
    }
}

extension BinaryOperator {
    /// For values that are plainly comparable; `nil`: that is for the machine to say.
    fileprivate func holds(_ left: SlotValue, _ right: SlotValue) -> Bool? {
        let order: Int
        switch (left, right) {
        case (.integer(let one), .integer(let two)): order = one < two ? -1 : one == two ? 0 : 1
        case (.money(let one), .money(let two)) where one.currency == two.currency:
            order = one.minor < two.minor ? -1 : one.minor == two.minor ? 0 : 1
        default: return nil
        }
        return switch self {
        case .less: order < 0
        case .lessOrEqual: order <= 0
        case .greater: order > 0
        case .greaterOrEqual: order >= 0
        case .equal: order == 0
        case .notEqual: order != 0
        case .or, .and, .add, .subtract, .multiply, .contains: nil
        }
    }
}
