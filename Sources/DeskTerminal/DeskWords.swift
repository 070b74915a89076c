internal import ChatProtocol
internal import Vocabulary

/// What the service knows, in an agent's words.
enum DeskWords {
    static func reason(_ reason: String) -> String {
        switch reason {
        case "asked": "asked for a person"
        case "frustrated": "is upset"
        case "notUnderstood": "was not understood"
        case "actionFailed": "an action failed"
        case "actionUnknown": "an action's outcome is unknown"
        case "policy": "needs a decision"
        case "overLimit": "over the bot's limit"
        case "legalOrSafety": "legal or safety"
        case "vip": "a valued customer"
        case "fault": "the bot had a fault"
        case "flow": "handed over by the flow"
        case "agentLost": "lost their agent"
        case "transferred": "passed on"
        default: plain(reason)
        }
    }

    /// `card_last4` and `orders.look_up` as people write them.
    static func plain(_ name: String) -> String {
        name.map { $0 == "_" || $0 == "." ? " " : String($0) }.joined()
    }

    /// What an action does, its deed first: `refunds.create` is "Create refund".
    static func action(_ name: String) -> String {
        let parts = name.split(separator: ".", maxSplits: 1)
        guard parts.count == 2 else { return plain(name) }
        let deed = plain(String(parts[1]))
        let things = plain(String(parts[0]))
        let thing = things.hasSuffix("s") && !things.hasSuffix("ss") ? String(things.dropLast()) : things
        let isAlone = !deed.contains(" ") || deed == "look up"
        return deed.prefix(1).uppercased() + deed.dropFirst() + (isAlone ? " " : " · ") + thing
    }

    /// How long, in at most two units: `48 s`, `3:05`, `1 h 12`.
    static func waited(_ span: TimeSpan) -> String {
        let seconds = max(0, span.milliseconds / 1_000)
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 3_600 { return "\(seconds / 60):\(twoDigits(seconds % 60))" }
        return "\(seconds / 3_600) h \(twoDigits(seconds / 60 % 60))"
    }

    static func mood(_ frustration: Double) -> String {
        switch frustration {
        case 0.75...: "angry"
        case 0.55...: "upset"
        case 0.35...: "uneasy"
        default: "calm"
        }
    }

    static func points(_ points: Double) -> String {
        let tenths = Int64((points * 10).rounded())
        return "\(tenths / 10).\(abs(tenths % 10))"
    }

    /// `2.4 points: 1.8 waiting, 0.6 mood`; the biggest first, what counts for nothing is left out.
    static func why(_ terms: JSON) -> String {
        let names = [
            ("wait", "waiting"), ("frustration", "mood"), ("urgency", "urgency"), ("value", "customer's value"),
            ("priority", "reason"),
        ]
        let parts = names.map { (points: terms.double($0.0), words: $0.1) }.filter { $0.points >= 0.05 }
            .sorted { $0.points > $1.points }.map { "\(points($0.points)) \($0.words)" }
        let total = "\(points(terms.double("total"))) points"
        return parts.isEmpty ? total : "\(total): \(parts.joined(separator: ", "))"
    }

    /// A slot's value.
    static func value(_ value: SlotValue) -> String {
        switch value {
        case .text(let text): text
        case .integer(let integer): "\(integer)"
        case .number(let number): "\(number)"
        case .money(let money): amount(money)
        case .flag(let flag): flag ? "yes" : "no"
        case .moment(let moment): day(moment)
        case .list(let values): values.isEmpty ? "none" : values.map(Self.value).joined(separator: ", ")
        case .record(let fields):
            fields.sorted { $0.key < $1.key }.map { "\(plain($0.key)) \(Self.value($0.value))" }
                .joined(separator: ", ")
        case .nothing: "nothing"
        }
    }

    static func value(_ json: JSON) -> String {
        SlotValue(json: json).map(value) ?? ""
    }

    static func named(_ members: [JSON.Member]) -> String {
        members.map { "\(plain($0.key)) \(value($0.value))" }.joined(separator: " · ")
    }

    static func clock(_ kind: String) -> String {
        switch kind {
        case "first": "first answer"
        case "next": "answer"
        case "resolution": "resolution"
        default: plain(kind)
        }
    }

    private static func amount(_ money: Money) -> String {
        guard money.fractionDigits > 0 else { return "\(money.minor) \(money.currency)" }
        let digits = String(money.minor.magnitude)
        let padded = String(repeating: "0", count: max(0, money.fractionDigits + 1 - digits.count)) + digits
        return (money.minor < 0 ? "-" : "") + padded.dropLast(money.fractionDigits) + "."
            + padded.suffix(money.fractionDigits) + " \(money.currency)"
    }

    private static func day(_ moment: Timestamp) -> String {
        CivilDate(of: moment).notation
    }

    static func twoDigits(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
