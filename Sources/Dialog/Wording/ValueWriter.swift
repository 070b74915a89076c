internal import PlaybookModel
internal import Vocabulary

/// Values as people of the assistant's locale write them. English of Britain and of the United States are told apart;
/// every other locale is written the British way.
struct ValueWriter {
    let american: Bool
    let zone: ZoneOffset

    init(locale: String, zone: ZoneOffset) {
        american = locale.hasPrefix("en-US")
        self.zone = zone
    }

    func write(_ value: SlotValue, as format: Template.Format?) -> String {
        switch format {
        case .money, .list, nil: plain(value)
        case .date: moment(value).map(date) ?? plain(value)
        case .time: moment(value).map(time) ?? plain(value)
        case .upper: plain(value).uppercased()
        case .lower: plain(value).lowercased()
        case .count: String(count(value))
        }
    }

    private func plain(_ value: SlotValue) -> String {
        switch value {
        case .text(let text): text
        case .integer(let integer): String(integer)
        case .number(let number): self.number(number)
        case .money(let money): amount(money)
        case .flag(let flag): flag ? "yes" : "no"
        case .moment(let moment): date(zone.local(moment))
        case .list(let values): list(values.map(plain))
        case .record(let fields): list(fields.sorted { $0.key < $1.key }.map { plain($0.value) })
        case .nothing: ""
        }
    }

    private func moment(_ value: SlotValue) -> Civil? {
        guard case .moment(let moment) = value else { return nil }
        return zone.local(moment)
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
        let comma = american && words.count > 2 ? "," : ""
        return words.dropLast().joined(separator: ", ") + comma + " and " + last
    }

    private func number(_ number: Double) -> String {
        guard let whole = Int64(whole: number) else { return number.description }
        return String(whole)
    }

    private func amount(_ money: Money) -> String {
        let digits = String(money.minor.magnitude)
        let fraction = money.fractionDigits
        let padded = String(repeating: "0", count: max(0, fraction + 1 - digits.count)) + digits
        let whole = grouped(String(padded.dropLast(fraction)))
        let cents = fraction == 0 ? "" : "." + padded.suffix(fraction)
        let sign = money.minor < 0 ? "-" : ""
        return switch money.currency {
        case "GBP": "\(sign)£\(whole)\(cents)"
        case "EUR": "\(sign)€\(whole)\(cents)"
        case "USD": "\(sign)$\(whole)\(cents)"
        case "JPY": "\(sign)¥\(whole)\(cents)"
        default: "\(sign)\(money.currency) \(whole)\(cents)"
        }
    }

    private func grouped(_ digits: String) -> String {
        var written = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { written.append(",") }
            written.append(digit)
        }
        return written
    }

    private func date(_ day: Civil) -> String {
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        let month = months[day.month - 1]
        return american ? "\(month) \(day.day), \(day.year)" : "\(day.day) \(month) \(day.year)"
    }

    private func time(_ day: Civil) -> String {
        let minutes = day.minute < 10 ? "0\(day.minute)" : "\(day.minute)"
        guard american else { return (day.hour < 10 ? "0" : "") + "\(day.hour):\(minutes)" }
        let hour = day.hour % 12 == 0 ? 12 : day.hour % 12
        return "\(hour):\(minutes) \(day.hour < 12 ? "AM" : "PM")"
    }
}
