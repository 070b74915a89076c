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
    /// `days_until(moment)`: whole days from now to then.
    case daysUntil = "days_until"
    /// `add_days(moment, 14)`
    case addDays = "add_days"
    /// `date("2026-01-31")`: that day's first moment, in the assistant's time zone.
    case date
    /// `today()`: its first moment, in the assistant's time zone.
    case today
    /// `now()`
    case present = "now"
    /// `first(list)`, `last(list)`; nobody can say of an empty one.
    case first
    case last
    /// `contains(list, value)`: what `value in list` says.
    case contains
    /// `map(list, "title")`: that field of each record; what has no such field is left out.
    case map
    /// `join(list, ", ")`: text.
    case join
    /// `sum(list)`: of numbers, or of amounts in one currency.
    case sum
    /// `channel()`: how the visitor came: `widget`, `api` …
    case channel
    /// `customer("plan")`: what the site shares of the visitor; nobody can say where it shares no such thing.
    case customer
    /// `identified("signed")`: is it at least so sure who the visitor is?
    case identified
    /// `open_now()`: within the assistant's hours; always, where it has none.
    case openNow = "open_now"

    /// How many values it takes.
    public var arity: Int {
        switch self {
        case .today, .present, .channel, .openNow: 0
        case .known, .count, .lower, .daysSince, .daysUntil, .date, .first, .last, .sum, .customer, .identified: 1
        case .money, .addDays, .contains, .map, .join: 2
        }
    }
}

/// Text with holes: `Refund {amount|money} to the card ending {card_last4}?`
public struct Template: Hashable, Sendable {
    public enum Piece: Hashable, Sendable {
        case text(String)
        case value(Expression, Format?)
        /// `{count|plural: one {# item} other {# items}}`, `{plan|select: gold {at once} other {today}}`
        case cases(Expression, Cases)
    }

    /// Words that depend on a value.
    public struct Cases: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable, CaseIterable {
            /// By a number: `=0`, or the plural category it has in the assistant's language (Unicode CLDR).
            case plural
            /// By a text.
            case select
        }

        public let kind: Kind
        public let forms: [String: Template]
        /// Where no form fits.
        public let other: Template

        public init(kind: Kind, forms: [String: Template], other: Template) {
            self.kind = kind
            self.forms = forms
            self.other = other
        }
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
        /// With the marks of the language: `1,234.5`.
        case number
        /// `Monday 5 January`
        case weekday
        /// Date and time.
        case datetime
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
