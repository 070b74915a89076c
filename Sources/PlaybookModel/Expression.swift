public import Vocabulary

/// The small typed language of conditions and templates: parsed and checked when the playbook is loaded.
public indirect enum Expression: Hashable, Sendable {
    case literal(SlotValue)
    /// A slot, then fields of its record: `order.total`.
    case slot(SlotName, fields: [String])
    case not(Expression)
    case binary(BinaryOperator, Expression, Expression)
    /// One of the functions named in ``ExpressionFunction``.
    case call(ExpressionFunction, [Expression])
}

public enum BinaryOperator: String, Hashable, Sendable, CaseIterable {
    case or
    case and
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case contains = "in"
}

public enum ExpressionFunction: String, Hashable, Sendable, CaseIterable {
    /// `known(slot)`: was it filled?
    case known
    /// `count(list)`
    case count
    /// `money(12.50, "EUR")`
    case money
    /// `lower(text)`
    case lower
    /// `days_since(moment)`: whole days from then to now.
    case daysSince = "days_since"
}

/// Text with holes: `Refund {amount|money} to the card ending {card_last4}?`
public struct Template: Hashable, Sendable {
    public enum Piece: Hashable, Sendable {
        case text(String)
        case value(Expression, Format?)
    }

    /// How a value is written.
    public enum Format: String, Hashable, Sendable, CaseIterable {
        case money
        case date
        case time
        case list
        case upper
        case lower
        case count
    }

    public let pieces: [Piece]

    public init(pieces: [Piece]) {
        self.pieces = pieces
    }

    /// Text without holes.
    public init(_ text: String) {
        pieces = text.isEmpty ? [] : [.text(text)]
    }
}
