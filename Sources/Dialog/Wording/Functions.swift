internal import PlaybookModel
internal import Vocabulary

extension Evaluator {
    func call(_ function: ExpressionFunction, _ arguments: [Expression]) -> SlotValue? {
        guard arguments.count == function.arity else { return nil }
        if case .known = function {
            guard case .slot(let name, let fields) = arguments[0] else { return nil }
            return .flag(slot(name, fields) != nil)
        }
        let one = arguments.first.flatMap(value)
        let two = arguments.count > 1 ? value(arguments[1]) : nil
        switch function {
        case .known: return nil
        case .count, .first, .last, .contains, .map, .join, .sum: return ofList(function, one, two)
        case .daysSince, .daysUntil, .addDays, .date, .today, .present: return ofTime(function, one, two)
        case .channel, .customer, .identified, .openNow: return ofVisitor(function, one)
        case .money:
            guard let amount = one?.double, case .text(let currency) = two else { return nil }
            let unit = Money(minor: 1, currency: currency)
            let scale = (0..<unit.fractionDigits).reduce(1.0) { product, _ in product * 10 }
            return Evaluator.scaled(unit, by: amount * scale)
        case .lower:
            guard case .text(let text) = one else { return nil }
            return .text(text.lowercased())
        }
    }

    // MARK: Lists

    private func ofList(_ function: ExpressionFunction, _ one: SlotValue?, _ two: SlotValue?) -> SlotValue? {
        if function == .contains { return contains(two, in: one).map { .flag($0) } }
        guard case .list(let values) = one else { return nil }
        switch function {
        case .count: return .integer(Int64(values.count))
        case .first: return values.first
        case .last: return values.last
        case .sum:
            guard let first = values.first else { return .integer(0) }
            return values.dropFirst().reduce(first) { sum, value in sum.flatMap { arithmetic(.add, $0, value) } }
        case .map:
            guard case .text(let field) = two else { return nil }
            return .list(
                values.compactMap { if case .record(let fields) = $0 { fields[field] } else { nil } })
        case .join:
            guard case .text(let separator) = two else { return nil }
            return .text(values.map { playbook.writer.write($0, as: nil) }.joined(separator: separator))
        case .known, .money, .lower, .daysSince, .daysUntil, .addDays, .date, .today, .present, .contains, .channel,
            .customer, .identified, .openNow:
            return nil
        }
    }

    // MARK: Time

    private func ofTime(_ function: ExpressionFunction, _ one: SlotValue?, _ two: SlotValue?) -> SlotValue? {
        switch function {
        case .present: return .moment(now)
        case .today:
            return .moment(playbook.zone.midnight(of: playbook.zone.local(now).date))
        case .date: return moment(one).map { .moment($0) }
        case .daysSince: return moment(one).map { .integer(Evaluator.days(now - $0)) }
        case .daysUntil: return moment(one).map { .integer(Evaluator.days($0 - now)) }
        case .addDays:
            guard let start = moment(one), let days = two?.double.flatMap(Int64.init(whole:)), days.magnitude < 100_000
            else { return nil }
            return .moment(playbook.zone.adding(days: days, to: start))
        case .known, .count, .money, .lower, .first, .last, .contains, .map, .join, .sum, .channel, .customer,
            .identified, .openNow:
            return nil
        }
    }

    private func moment(_ value: SlotValue?) -> Timestamp? {
        value.flatMap(playbook.zone.moment)
    }

    private static func days(_ span: TimeSpan) -> Int64 {
        span.milliseconds.floorDivided(by: Timestamp.millisecondsOfDay)
    }

    // MARK: The visitor

    private func ofVisitor(_ function: ExpressionFunction, _ one: SlotValue?) -> SlotValue? {
        switch function {
        case .channel: return opening.map { .text($0.channel) }
        case .customer:
            guard case .text(let name) = one else { return nil }
            let signed = Verification.signed(in: verifications, opening)
            return (signed.isEmpty ? opening?.context : signed)?[name].map { .text($0) }
        case .identified:
            guard case .text(let word) = one, let level = IdentityLevel(rawValue: word) else { return nil }
            return .flag(identity >= level)
        case .openNow:
            guard let hours = playbook.assistant.hours else { return .flag(true) }
            let day = playbook.zone.local(now)
            return .flag(
                hours.isOpen(weekday: day.weekday, minute: day.minutes, date: day.date.notation))
        case .known, .count, .money, .lower, .daysSince, .daysUntil, .addDays, .date, .today, .present, .first, .last,
            .contains, .map, .join, .sum:
            return nil
        }
    }

    /// The highest of what the site vouched for and what was proved here.
    var identity: IdentityLevel {
        verifications.reduce(opening?.identity ?? .anonymous) { level, verification in
            let proved =
                verification.name == Verification.signed
                ? .signed : playbook.flows[FlowName(verification.name)]?.level ?? .anonymous
            return max(level, proved)
        }
    }
}
