import PlaybookModel

extension ExpressionFunction {
    /// How it is written, for whom it was written wrongly.
    var pattern: String {
        switch self {
        case .known: "known(order)"
        case .count: "count(items)"
        case .money: "money(12.50, \"EUR\")"
        case .lower: "lower(note)"
        case .daysSince: "days_since(bought)"
        case .daysUntil: "days_until(arrives)"
        case .addDays: "add_days(bought, 14)"
        case .date: "date(\"2026-01-31\")"
        case .today: "today()"
        case .present: "now()"
        case .first: "first(items)"
        case .last: "last(items)"
        case .contains: "contains(items, \"kettle\")"
        case .map: "map(items, \"title\")"
        case .join: "join(items, \", \")"
        case .sum: "sum(amounts)"
        case .channel: "channel() == \"widget\""
        case .customer: "customer(\"plan\") == \"gold\""
        case .identified: "identified(\"signed\")"
        case .openNow: "open_now()"
        }
    }
}
