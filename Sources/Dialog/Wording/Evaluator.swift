internal import PlaybookModel
internal import Vocabulary

/// What an expression is worth. `nil` is "nobody can say": an unfilled slot, or a comparison of things that cannot be
/// compared. Such a comparison and its opposite both count as false, so `not` leaves it as it is.
struct Evaluator {
    let slots: [SlotName: SlotValue]
    /// Names that hold where no slot of the name is filled: `{assistant}`, `{flow}` …
    var names: [SlotName: SlotValue] = [:]
    let now: Timestamp

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

    private func slot(_ name: SlotName, _ fields: [String]) -> SlotValue? {
        var value = slots[name] ?? names[name]
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
        return Evaluator.equal(one, other)
    }

    static func equal(_ left: SlotValue, _ right: SlotValue) -> Bool? {
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
        return Evaluator.order(one, other)
    }

    /// Below, at or above zero, as the left stands to the right.
    private static func order(_ left: SlotValue, _ right: SlotValue) -> Int? {
        switch (left, right) {
        case (.text(let one), .text(let other)): compare(one, other)
        case (.integer(let one), .integer(let other)): compare(one, other)
        case (.moment(let one), .moment(let other)): compare(one, other)
        case (.money(let one), .money(let other)) where one.currency == other.currency:
            compare(one.minor, other.minor)
        default:
            if let one = left.double, let other = right.double { compare(one, other) } else { nil }
        }
    }

    private static func compare<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
        left < right ? -1 : (left == right ? 0 : 1)
    }

    private func contains(_ part: SlotValue?, in whole: SlotValue?) -> Bool? {
        guard let part, let whole else { return nil }
        if case .list(let values) = whole { return values.contains { Evaluator.equal($0, part) == true } }
        if case .text(let text) = whole, case .text(let piece) = part { return text.contains(piece) }
        return nil
    }
}

// MARK: Arithmetic and functions

extension Evaluator {
    private enum Sum {
        case add
        case subtract
        case multiply
    }

    private func arithmetic(_ symbol: Sum, _ left: SlotValue?, _ right: SlotValue?) -> SlotValue? {
        switch (left, right) {
        case (.integer(let one), .integer(let other)):
            switch symbol {
            case .add: Evaluator.kept(one.addingReportingOverflow(other)).map { .integer($0) }
            case .subtract: Evaluator.kept(one.subtractingReportingOverflow(other)).map { .integer($0) }
            case .multiply: Evaluator.kept(one.multipliedReportingOverflow(by: other)).map { .integer($0) }
            }
        case (.money(let one), .money(let other)):
            if one.currency != other.currency || symbol == .multiply {
                nil
            } else {
                Evaluator.kept(
                    symbol == .add
                        ? one.minor.addingReportingOverflow(other.minor)
                        : one.minor.subtractingReportingOverflow(other.minor)
                ).map { .money(Money(minor: $0, currency: one.currency)) }
            }
        case (.money(let money), let factor?), (let factor?, .money(let money)):
            if symbol == .multiply, let factor = factor.double { Evaluator.scaled(money, by: factor) } else { nil }
        case (.text(let one), .text(let other)): symbol == .add ? .text(one + other) : nil
        case (let one?, let other?):
            if let one = one.double, let other = other.double {
                .number(symbol == .add ? one + other : symbol == .subtract ? one - other : one * other)
            } else {
                nil
            }
        case (nil, _), (_, nil): nil
        }
    }

    private static func kept(_ result: (partialValue: Int64, overflow: Bool)) -> Int64? {
        result.overflow ? nil : result.partialValue
    }

    /// Half a minor unit is rounded to the even neighbour.
    private static func scaled(_ money: Money, by factor: Double) -> SlotValue? {
        Int64(nearest: Double(money.minor) * factor).map { .money(Money(minor: $0, currency: money.currency)) }
    }

    private func call(_ function: ExpressionFunction, _ arguments: [Expression]) -> SlotValue? {
        switch function {
        case .known:
            guard case .slot(let name, let fields) = arguments.first else { return nil }
            return .flag(slot(name, fields) != nil)
        case .count:
            guard case .list(let values) = arguments.first.flatMap(value) else { return nil }
            return .integer(Int64(values.count))
        case .money:
            guard arguments.count == 2, let amount = value(arguments[0])?.double,
                case .text(let currency) = value(arguments[1])
            else { return nil }
            let unit = Money(minor: 1, currency: currency)
            let scale = (0..<unit.fractionDigits).reduce(1.0) { product, _ in product * 10 }
            return Evaluator.scaled(unit, by: amount * scale)
        case .lower:
            guard case .text(let text) = arguments.first.flatMap(value) else { return nil }
            return .text(text.lowercased())
        case .daysSince:
            guard case .moment(let then) = arguments.first.flatMap(value) else { return nil }
            return .integer(Civil.floor((now - then).milliseconds, by: Civil.millisecondsOfDay))
        }
    }
}

extension SlotValue {
    var double: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .number(let number): number
        case .text, .money, .flag, .moment, .list, .record, .nothing: nil
        }
    }
}
