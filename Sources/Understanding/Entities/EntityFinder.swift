import PlaybookModel
import Vocabulary

/// Finds everything a message names, several of a kind too, each with the part it plays.
struct EntityFinder: Sendable {
    private let patterns: [(name: EntityName, pattern: Pattern)]
    private let lists: [ListRecogniser]
    /// Words of the language, which are no slips.
    private let ordinary: Lexicon
    private let kinds: [SlotName: EntityName]
    private let overlaps: Overlaps
    private let currency: String
    private let monthFirst: Bool
    /// "Tomorrow at 3" is one thing, unless the playbook asks for times by themselves.
    private let joinsTimes: Bool

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
                lists.append(ListRecogniser(name: entity.name, options: options))
            }
        }
        var kinds: [SlotName: EntityName] = [:]
        var choices: Set<EntityName> = []
        for slot in playbook.slots.values.sorted(by: { $0.name < $1.name }) {
            kinds[slot.name] = Self.kind(of: slot)
            guard case .choice(let options) = slot.type else { continue }
            let name = EntityName(slot.name.rawValue)
            choices.insert(name)
            lists.append(ListRecogniser(name: name, options: options))
        }
        self.patterns = patterns
        self.lists = lists
        self.ordinary = ordinary
        self.kinds = kinds
        overlaps = Overlaps(own: Set(patterns.map(\.0)).union(lists.map(\.name)), choices: choices)
        currency = playbook.assistant.currency
        monthFirst = playbook.assistant.locale.hasSuffix("-US")
        joinsTimes = !kinds.values.contains(BuiltIn.time)
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

    /// - Parameter localOffset: how far the shop's clock is ahead of UTC at a moment.
    func entities(
        in message: Message, expecting: [SlotName], at now: Timestamp,
        localOffset: @escaping @Sendable (Timestamp) -> TimeSpan
    ) -> [Entity] {
        let context = EntityContext(
            now: now, localOffset: localOffset, currency: currency, monthFirst: monthFirst,
            expected: Set(expecting.compactMap { kinds[$0] }))
        var found: [Found] = []
        for (name, pattern) in patterns {
            for match in pattern.matches(in: message.folded, limit: 16) {
                found.append(Found(name, patternValue(pattern, match, message), match.range))
            }
        }
        let words = ListedWords(message, ordinary: ordinary)
        for list in lists {
            found += list.found(in: words, isExpected: context.expected.contains(list.name))
        }
        found += EmailAddress.found(message)
        found += DateWords.found(message, context, joinsTimes: joinsTimes)
        found += Amount.found(message, context)
        found += PhoneNumber.found(message, context)
        found += Count.found(message, context)
        let named = Array(overlaps.resolved(found, expected: context.expected).prefix(Self.limit))
        let roles = Roles(message: message, found: named).roles()
        let entities = zip(named, roles).map { $0.entity(in: message, role: $1) }
        // An answer is about the whole message, so it stands beside whatever the same words name.
        let answers = YesNo.found(message).map { $0.entity(in: message, role: nil) }
        return Array((answers + entities).sorted { $0.start < $1.start }.prefix(Self.limit))
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
