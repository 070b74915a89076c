import PlaybookModel
import Vocabulary

/// How a condition may come out.
struct Outcomes: OptionSet, Hashable {
    let rawValue: UInt8

    static let yes = Outcomes(rawValue: 1)
    static let no = Outcomes(rawValue: 2)
    /// Nobody can say, so it does not hold, and its opposite does not either.
    static let unknown = Outcomes(rawValue: 4)
    static let any: Outcomes = [.yes, .no, .unknown]

    var negated: Outcomes {
        var turned = intersection(.unknown)
        if contains(.yes) { turned.insert(.no) }
        if contains(.no) { turned.insert(.yes) }
        return turned
    }
}

/// What is surely so of values at one place of a flow: what was set, what a condition on the way has settled, and what
/// a choice can be at all.
struct Beliefs {
    enum Values: Hashable {
        case oneOf(Set<SlotValue>)
        case noneOf(Set<SlotValue>)
    }

    /// Things believed of at most so many expressions: bounds the work on files made to be slow.
    private static let most = 48

    /// By slot, field, `channel()` or `customer(…)`.
    private(set) var values: [Expression: Values] = [:]
    /// Other conditions that held, or did not.
    private(set) var settled: [Expression: Bool] = [:]
    /// How sure it surely is who the visitor is, and how sure at most.
    private(set) var level: ClosedRange<IdentityLevel> = .anonymous ... .code

    /// What holds on both of two paths.
    mutating func formMeet(_ other: Self) {
        var met: [Expression: Values] = [:]
        for (subject, one) in values {
            guard let two = other.values[subject] else { continue }
            switch (one, two) {
            case (.oneOf(let first), .oneOf(let second)): met[subject] = .oneOf(first.union(second))
            case (.noneOf(let first), .noneOf(let second)): met[subject] = .noneOf(first.intersection(second))
            case (.oneOf(let some), .noneOf(let others)), (.noneOf(let others), .oneOf(let some)):
                met[subject] = .noneOf(others.subtracting(some))
            }
        }
        values = met
        settled = settled.filter { other.settled[$0.key] == $0.value }
        level = min(level.lowerBound, other.level.lowerBound)...max(level.upperBound, other.level.upperBound)
    }

    func supposing(_ subject: Expression, _ value: SlotValue) -> Self {
        var supposed = self
        supposed.values[subject] = .oneOf([value])
        return supposed
    }

    // MARK: What happens

    /// Slots that may have other values now.
    mutating func forget(where isGone: (SlotName) -> Bool) {
        values = values.filter { !$0.key.mentions.contains(where: isGone) }
        settled = settled.filter { !$0.key.mentions.contains(where: isGone) }
    }

    mutating func set(_ slot: SlotName, _ value: SlotValue) {
        believe(.slot(slot, fields: []), .oneOf([value]))
    }

    mutating func prove(_ least: IdentityLevel) {
        level = max(level.lowerBound, least)...max(level.upperBound, least)
    }

    mutating func doubt(_ most: IdentityLevel) {
        guard let below = IdentityLevel.allCases.last(where: { $0 < most }) else { return }
        level = min(level.lowerBound, below)...min(level.upperBound, below)
    }

    /// Who the visitor is may be surer now.
    mutating func mayProve() {
        level = level.lowerBound ... .code
    }

    /// A condition held, or did not.
    mutating func learn(_ condition: Expression, held: Bool, _ known: Knowledge) {
        switch condition {
        case .not(let inner):
            // One that does not hold leaves open whether its opposite does, unless everything in it can be said.
            if held || inner.canBeSaid(known) { learn(inner, held: !held, known) }
        case .binary(.and, let left, let right) where held:
            learn(left, held: true, known)
            learn(right, held: true, known)
        case .binary(.or, let left, let right) where !held:
            learn(left, held: false, known)
            learn(right, held: false, known)
        case .binary(.equal, let left, let right):
            learnEqual(left, right, isEqual: held, condition, known)
        case .binary(.notEqual, let left, let right) where held || condition.canBeSaid(known):
            learnEqual(left, right, isEqual: !held, condition, known)
        case .slot:
            if held { return believe(condition, .oneOf([.flag(true)])) }
            settle(condition, held)
        case .call(.identified, let arguments):
            guard case .literal(.text(let text)) = arguments.first, let named = IdentityLevel(rawValue: text) else {
                return
            }
            held ? prove(named) : doubt(named)
        case .literal, .binary, .call:
            settle(condition, held)
        }
    }

    private mutating func learnEqual(
        _ left: Expression, _ right: Expression, isEqual: Bool, _ condition: Expression, _ known: Knowledge
    ) {
        let pair: (Expression, SlotValue)? =
            switch (left, right) {
            case (let subject, .literal(let value)) where subject.isSteady: (subject, value)
            case (.literal(let value), let subject) where subject.isSteady: (subject, value)
            default: nil
            }
        guard let (subject, value) = pair else { return settle(condition, isEqual) }
        guard !isEqual else { return believe(subject, .oneOf([value])) }
        guard subject.canBeSaid(known) else { return settle(.binary(.equal, left, right), false) }
        switch values[subject] {
        case .oneOf(let some): believe(subject, .oneOf(some.subtracting([value])))
        case .noneOf(let some): believe(subject, .noneOf(some.union([value])))
        case nil: believe(subject, .noneOf([value]))
        }
    }

    private mutating func believe(_ subject: Expression, _ belief: Values) {
        guard values.count < Self.most || values[subject] != nil else { return }
        values[subject] = belief
    }

    private mutating func settle(_ condition: Expression, _ held: Bool) {
        guard condition.isSteady, settled.count < Self.most else { return }
        settled[condition] = held
    }
}

extension Expression {
    /// Does it keep its value as long as the slots in it do?
    var isSteady: Bool {
        switch self {
        case .literal: return false
        case .slot: return true
        case .not(let inner): return inner.isSteady
        case .binary(_, let left, let right):
            return (left.isSteady || left.isLiteral) && (right.isSteady || right.isLiteral)
        case .call(let function, let arguments):
            switch function {
            case .channel, .customer: return true
            case .known, .daysSince, .daysUntil, .today, .present, .openNow, .identified: return false
            case .count, .money, .lower, .addDays, .date, .first, .last, .contains, .map, .join, .sum:
                return arguments.allSatisfy { $0.isSteady || $0.isLiteral }
            }
        }
    }

    private var isLiteral: Bool { if case .literal = self { true } else { false } }

    /// Can it always be said what it is?
    func canBeSaid(_ known: Knowledge) -> Bool {
        switch self {
        case .literal: true
        case .slot(let name, let fields): fields.isEmpty && known.isFilled(name)
        case .not(let inner): inner.canBeSaid(known)
        case .binary(.equal, let left, let right), .binary(.notEqual, let left, let right):
            left.canBeSaid(known) && right.canBeSaid(known)
        case .binary(.and, let left, let right), .binary(.or, let left, let right):
            left.canBeSaid(known) && right.canBeSaid(known)
        case .binary: false
        case .call(let function, _): function == .channel || function == .known
        }
    }
}
