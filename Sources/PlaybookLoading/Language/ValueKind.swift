import PlaybookModel
import Vocabulary

/// What is known of a value before anything runs.
enum ValueKind: Hashable {
    case any
    case text
    case number
    case money
    case flag
    case moment
    /// A day of the calendar: held as text or as a moment.
    case date
    case list
    case nothing

    init(_ type: SlotType) {
        switch type {
        case .text, .email, .phone, .choice, .entity: self = .text
        case .integer, .number: self = .number
        case .money: self = .money
        case .date: self = .date
        case .yesNo: self = .flag
        case .result: self = .any
        }
    }

    init(_ value: SlotValue) {
        switch value {
        case .text: self = .text
        case .integer, .number: self = .number
        case .money: self = .money
        case .flag: self = .flag
        case .moment: self = .moment
        case .list: self = .list
        case .record: self = .any
        case .nothing: self = .nothing
        }
    }

    /// May a comparison of the two ever hold?
    func compares(with other: Self) -> Bool {
        if self == other { return true }
        let loose: Set<Self> = [.any, .nothing, .date]
        return loose.contains(self) || loose.contains(other)
    }

    func fits(_ wanted: Set<Self>) -> Bool {
        self == .any || wanted.contains(self)
    }

    var inWords: String {
        switch self {
        case .any: "a value"
        case .text: "text"
        case .number: "a number"
        case .money: "an amount of money"
        case .flag: "yes or no"
        case .moment: "a moment"
        case .date: "a date"
        case .list: "a list"
        case .nothing: "nothing"
        }
    }
}

extension Template.Format {
    /// The kinds of value it can write.
    var takes: Set<ValueKind> {
        switch self {
        case .money: [.money]
        case .date, .time, .weekday, .datetime: [.moment, .date]
        case .list, .count: [.list]
        case .number: [.number]
        case .upper, .lower: [.text]
        }
    }
}
