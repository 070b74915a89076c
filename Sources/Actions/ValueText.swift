internal import PlaybookModel
internal import Vocabulary

/// Values as text for machines: no words of a language, no symbols of a currency.
enum ValueText {
    /// `nil` for what has no text: nothing, and records.
    static func plain(_ value: SlotValue) -> String? {
        switch value {
        case .text(let text): text
        case .integer(let integer): String(integer)
        case .number(let number): String(number)
        case .money(let money): String(money.minor)
        case .flag(let flag): flag ? "true" : "false"
        case .moment(let moment): moment.rfc3339
        case .list(let items): joined(items)
        case .record, .nothing: nil
        }
    }

    /// As a format wants it: `money` is decimal with its code (`49.90 GBP`), `date` and `time` are UTC.
    static func formatted(_ value: SlotValue, as format: Template.Format) -> String? {
        switch (format, value) {
        case (.money, .money(let money)): decimal(money)
        case (.date, .moment(let moment)): CivilDate(of: moment).notation
        case (.time, .moment(let moment)): String(moment.rfc3339.dropFirst(11).prefix(5))
        case (.count, .list(let items)): String(items.count)
        case (.upper, _): plain(value)?.uppercased()
        case (.lower, _): plain(value)?.lowercased()
        case (.list, _), (.number, .integer), (.number, .number): plain(value)
        case (.datetime, .moment(let moment)): moment.rfc3339
        case (.money, _), (.date, _), (.time, _), (.count, _), (.number, _), (.weekday, _), (.datetime, _): nil
        }
    }

    private static func joined(_ items: [SlotValue]) -> String? {
        let texts = items.compactMap(plain)
        return texts.count == items.count ? texts.joined(separator: ",") : nil
    }

    private static func decimal(_ money: Money) -> String {
        let digits = String(money.minor.magnitude)
        let places = money.fractionDigits
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
        let whole = padded.dropLast(places)
        return (money.minor < 0 ? "-" : "") + whole + (places > 0 ? "." + padded.suffix(places) : "") + " "
            + money.currency
    }
}
