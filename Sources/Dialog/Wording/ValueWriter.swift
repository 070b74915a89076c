internal import PlaybookModel
internal import Vocabulary

/// Values as people of the assistant's locale write them.
final class ValueWriter: Sendable {
    let forms: LanguageForms
    let plural: PluralRule
    let zone: ZoneOffset

    init(locale: String, zone: ZoneOffset) {
        forms = .named(locale)
        plural = PluralRule(locale: locale)
        self.zone = zone
    }

    func write(_ value: SlotValue, as format: Template.Format?) -> String {
        switch format {
        case .money, .list, nil: plain(value)
        case .date: zone.civil(value).map(date) ?? plain(value)
        case .time: zone.civil(value).map(time) ?? plain(value)
        case .weekday: zone.civil(value).map(weekday) ?? plain(value)
        case .datetime: zone.civil(value).map { "\(date($0)), \(time($0))" } ?? plain(value)
        case .upper: plain(value).uppercased()
        case .lower: plain(value).lowercased()
        case .count: String(count(value))
        case .number: number(value) ?? plain(value)
        }
    }

    private func plain(_ value: SlotValue) -> String {
        switch value {
        case .text(let text): text
        case .integer(let integer): String(integer)
        case .number(let number): Int64(whole: number).map { String($0) } ?? decimal(number)
        case .money(let money): amount(money)
        case .flag(let flag): (flag ? forms.yes : forms.no).lowercased()
        case .moment(let moment): date(zone.local(moment))
        case .list(let values): list(values.map(plain))
        case .record(let fields): list(fields.sorted { $0.key < $1.key }.map { plain($0.value) })
        case .nothing: ""
        }
    }

    private func count(_ value: SlotValue) -> Int {
        switch value {
        case .list(let values): values.count
        case .record(let fields): fields.count
        case .text(let text): text.count
        case .nothing: 0
        case .integer, .number, .money, .flag, .moment: 1
        }
    }

    private func list(_ words: [String]) -> String {
        guard words.count > 1, let last = words.last else { return words.first ?? "" }
        let comma = words.count > 2 ? forms.listComma : ""
        return words.dropLast().joined(separator: ", ") + "\(comma) \(forms.and) \(last)"
    }

    // MARK: Numbers

    private func number(_ value: SlotValue) -> String? {
        switch value {
        case .integer(let integer): sign(integer < 0) + grouped(String(integer.magnitude))
        case .number(let number):
            Int64(whole: number).map { sign($0 < 0) + grouped(String($0.magnitude)) } ?? decimal(number)
        case .list(let values): grouped(String(values.count))
        case .text, .money, .flag, .moment, .record, .nothing: nil
        }
    }

    private func sign(_ isNegative: Bool) -> String { isNegative ? "-" : "" }

    private func decimal(_ number: Double) -> String {
        let digits = number.description
        guard forms.decimal != ".", let point = digits.firstIndex(of: ".") else { return digits }
        return digits[..<point] + forms.decimal + digits[digits.index(after: point)...]
    }

    private func amount(_ money: Money) -> String {
        let digits = String(money.minor.magnitude)
        let fraction = money.fractionDigits
        let padded = String(repeating: "0", count: max(0, fraction + 1 - digits.count)) + digits
        let whole = grouped(String(padded.dropLast(fraction)))
        let cents = fraction == 0 ? "" : forms.decimal + padded.suffix(fraction)
        let number = sign(money.minor < 0)
        let unit: String? =
            switch money.currency {
            case "GBP": "£"
            case "EUR": "€"
            case "USD": "$"
            case "JPY": "¥"
            default: nil
            }
        if let space = forms.signBehind { return number + whole + cents + space + (unit ?? money.currency) }
        return number + (unit ?? money.currency + " ") + whole + cents
    }

    private func grouped(_ digits: String) -> String {
        var written = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { written += forms.group }
            written.append(digit)
        }
        return written
    }

    // MARK: Days

    private func date(_ day: Civil) -> String {
        let (year, number, dayOfMonth) = day.date.parts
        let month = forms.months[number - 1]
        return switch forms.order {
        case .dayFirst: "\(dayOfMonth)\(forms.dayMark) \(month) \(year)"
        case .monthFirst: "\(month) \(dayOfMonth), \(year)"
        }
    }

    private func weekday(_ day: Civil) -> String {
        let name = forms.weekdays[day.weekday] + forms.weekdayMark
        let (_, number, dayOfMonth) = day.date.parts
        let month = forms.months[number - 1]
        return switch forms.order {
        case .dayFirst: "\(name) \(dayOfMonth)\(forms.dayMark) \(month)"
        case .monthFirst: "\(name) \(month) \(dayOfMonth)"
        }
    }

    private func time(_ day: Civil) -> String {
        let minutes = day.minute < 10 ? "0\(day.minute)" : "\(day.minute)"
        guard forms.halfDays else { return (day.hour < 10 ? "0" : "") + "\(day.hour):\(minutes)" }
        let hour = day.hour % 12 == 0 ? 12 : day.hour % 12
        return "\(hour):\(minutes) \(day.hour < 12 ? "AM" : "PM")"
    }
}
