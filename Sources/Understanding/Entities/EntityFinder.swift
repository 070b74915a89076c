import PlaybookModel
import Vocabulary

/// What a recogniser may know besides the message.
struct EntityContext: Sendable {
    let today: Day
    /// For amounts and orders of day and month written without a hint.
    let currency: String
    let monthFirst: Bool
    /// Kinds asked for right now.
    let expected: Set<EntityName>
}

/// Names of what every assistant recognises; a choice slot's options go by the slot's name.
enum BuiltIn {
    static let email: EntityName = "email"
    static let phone: EntityName = "phone"
    static let money: EntityName = "money"
    static let integer: EntityName = "integer"
    static let number: EntityName = "number"
    static let date: EntityName = "date"
    static let yesNo: EntityName = "yes_no"
}

/// Finds everything a message names, several of a kind too.
struct EntityFinder: Sendable {
    private let patterns: [(name: EntityName, pattern: Pattern)]
    private let lists: [ListRecogniser]
    private let kinds: [SlotName: EntityName]
    private let currency: String
    private let monthFirst: Bool

    static let limit = 64

    init(playbook: Playbook, ordinary: Lexicon) {
        var patterns: [(EntityName, Pattern)] = []
        var lists: [ListRecogniser] = []
        for entity in playbook.entities {
            switch entity.recogniser {
            // The loader refuses patterns that do not compile, so none is lost here without a complaint.
            case .pattern(let source):
                if let pattern = try? Pattern(compiling: source) { patterns.append((entity.name, pattern)) }
            case .list(let options):
                lists.append(ListRecogniser(name: entity.name, options: options, ordinary: ordinary))
            }
        }
        var kinds: [SlotName: EntityName] = [:]
        for slot in playbook.slots.values.sorted(by: { $0.name < $1.name }) {
            kinds[slot.name] = Self.kind(of: slot)
            guard case .choice(let options) = slot.type else { continue }
            let name = EntityName(slot.name.rawValue)
            lists.append(ListRecogniser(name: name, options: options, ordinary: ordinary))
        }
        self.patterns = patterns
        self.lists = lists
        self.kinds = kinds
        currency = playbook.assistant.currency
        monthFirst = playbook.assistant.locale.hasSuffix("-US")
    }

    private static func kind(of slot: Slot) -> EntityName? {
        switch slot.type {
        case .text, .result: nil
        case .integer: BuiltIn.integer
        case .number: BuiltIn.number
        case .money: BuiltIn.money
        case .email: BuiltIn.email
        case .phone: BuiltIn.phone
        case .date: BuiltIn.date
        case .yesNo: BuiltIn.yesNo
        case .choice: EntityName(slot.name.rawValue)
        case .entity(let name): name
        }
    }

    /// - Parameter today: the day where the visitor is.
    func entities(in message: Message, expecting: [SlotName], today: Day) -> [Entity] {
        let context = EntityContext(
            today: today, currency: currency, monthFirst: monthFirst,
            expected: Set(expecting.compactMap { kinds[$0] }))
        // The playbook's own kinds first: what they cover is no phone number, amount or count.
        var found: [Found] = []
        for (name, pattern) in patterns {
            for match in pattern.matches(in: message.folded, limit: 16) {
                found.append(Found(name, patternValue(pattern, match, message), match.range))
            }
        }
        for list in lists {
            found += list.found(in: message, isExpected: context.expected.contains(list.name))
        }
        var covered = found.map(\.range)
        for recognise in [Address.found, DateWords.found, Amount.found, PhoneNumber.found, Count.found] {
            for candidate in recognise(message, context) {
                let overlaps = covered.contains { $0.overlaps(candidate.range) }
                guard !overlaps || context.expected.contains(candidate.name) else { continue }
                found.append(candidate)
            }
            covered = found.map(\.range)
        }
        found += YesNo.found(message)
        let sorted = found.sorted {
            ($0.range.lowerBound, $0.range.upperBound, $0.name) < ($1.range.lowerBound, $1.range.upperBound, $1.name)
        }
        return sorted.prefix(Self.limit).map { $0.entity(in: message) }
    }

    /// The value in the letters the pattern was written for: `af-10042` is `AF-10042` where the pattern says `AF-`.
    private func patternValue(_ pattern: Pattern, _ match: Pattern.Match, _ message: Message) -> SlotValue {
        let text = message.text(match.value.lowerBound, match.value.upperBound)
        switch pattern.letterCase {
        case .capitals: return .text(text.uppercased())
        case .small: return .text(text.lowercased())
        case .either: return .text(text)
        }
    }
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

    func entity(in message: Message) -> Entity {
        Entity(
            name: name, value: value, text: message.text(range.lowerBound, range.upperBound), start: range.lowerBound,
            end: range.upperBound)
    }
}
