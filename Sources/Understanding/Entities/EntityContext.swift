import Vocabulary

/// What a recogniser may know besides the message.
struct EntityContext: Sendable {
    let now: Timestamp
    /// The day it is in the shop.
    let today: CivilDate
    /// For amounts and orders of day and month written without a hint.
    let currency: String
    let monthFirst: Bool
    /// Kinds asked for right now.
    let expected: Set<EntityName>
    private let localOffset: @Sendable (Timestamp) -> TimeSpan

    init(
        now: Timestamp, localOffset: @escaping @Sendable (Timestamp) -> TimeSpan, currency: String, monthFirst: Bool,
        expected: Set<EntityName>
    ) {
        self.now = now
        self.localOffset = localOffset
        self.currency = currency
        self.monthFirst = monthFirst
        self.expected = expected
        today = CivilDate(of: now + localOffset(now))
    }

    /// The moment at which the shop's clocks show the minute of the day. Where they show it twice, the first one;
    /// where they jump over it, the moment as long after the jump.
    func moment(_ day: CivilDate, minute: Int = 0) -> Timestamp {
        let shown = day.beginning + .minutes(Int64(minute))
        // Clocks are never moved twice within two days, so one of the two offsets around holds.
        let early = shown - localOffset(shown - .days(1))
        let late = shown - localOffset(shown + .days(1))
        return early + localOffset(early) != shown && late + localOffset(late) == shown ? late : early
    }
}

extension Timestamp {
    fileprivate static func - (moment: Self, span: TimeSpan) -> Self {
        Self(milliseconds: moment.milliseconds &- span.milliseconds)
    }
}

/// Names of what every assistant recognises; a choice slot's options go by the slot's name.
enum BuiltIn {
    static let email: EntityName = "email"
    static let phone: EntityName = "phone"
    static let money: EntityName = "money"
    static let integer: EntityName = "integer"
    static let number: EntityName = "number"
    /// A day, as the moment it begins in the shop; with a time of day said beside it, that moment.
    static let date: EntityName = "date"
    /// A time of no day in particular, as text: `15:30`.
    static let time: EntityName = "time"
    static let yesNo: EntityName = "yes_no"
}

/// An entity before its words are cut out.
struct Found: Sendable {
    let name: EntityName
    let value: SlotValue
    let range: Range<Int>

    init(_ name: EntityName, _ value: SlotValue, _ range: Range<Int>) {
        self.name = name
        self.value = value
        self.range = range
    }

    func entity(in message: Message, role: EntityRole?) -> Entity {
        Entity(
            name: name, value: value, text: message.text(range.lowerBound, range.upperBound), start: range.lowerBound,
            end: range.upperBound, role: role)
    }
}
