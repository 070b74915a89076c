internal import PlaybookModel
internal import Vocabulary

extension Evaluator {
    enum Sum {
        case add
        case subtract
        case multiply
    }

    func arithmetic(_ symbol: Sum, _ left: SlotValue?, _ right: SlotValue?) -> SlotValue? {
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
    static func scaled(_ money: Money, by factor: Double) -> SlotValue? {
        Int64(nearest: Double(money.minor) * factor).map { .money(Money(minor: $0, currency: money.currency)) }
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
