import PlaybookModel
import Vocabulary

/// What a condition's coming out one way proves of slots.
struct SlotFacts {
    /// Have a value.
    var answered: Set<SlotName> = []
    /// Are not `nothing`, if they have one.
    var something: Set<SlotName> = []

    static func filled(_ slots: Set<SlotName>) -> Self { Self(answered: slots, something: slots) }

    func both(_ other: Self) -> Self {
        Self(answered: answered.union(other.answered), something: something.union(other.something))
    }

    func either(_ other: Self) -> Self {
        Self(answered: answered.intersection(other.answered), something: something.intersection(other.something))
    }
}

extension Expression {
    /// Slots whose absence would make the expression mean something else. `and` and `or` are read left to right:
    /// `known(a) and a > 3` needs nothing.
    func needs(given known: Knowledge) -> Set<SlotName> {
        switch self {
        case .literal, .call(.known, _):
            return []
        case .slot(let name, _):
            return known.isFilled(name) ? [] : [name]
        case .not(let inner):
            return inner.needs(given: known)
        case .binary(let sign, let left, let right) where sign == .and || sign == .or:
            var then = known
            then.learn(left.facts(ifItIs: sign == .and))
            return left.needs(given: known).union(right.needs(given: then))
        case .binary:
            // Asking whether something is `nothing` wants no more than an answer.
            if let name = comparedWithNothing { return known.isAnswered(name) ? [] : [name] }
            guard case .binary(_, let left, let right) = self else { return [] }
            return left.needs(given: known).union(right.needs(given: known))
        case .call(_, let arguments):
            return arguments.reduce(into: []) { $0.formUnion($1.needs(given: known)) }
        }
    }

    /// A comparison with an unfilled slot does not hold, so one that holds proves both sides.
    func facts(ifItIs truth: Bool) -> SlotFacts {
        switch self {
        case .slot(let name, _):
            return truth ? .filled([name]) : SlotFacts()
        case .not(let inner):
            return inner.facts(ifItIs: !truth)
        case .binary(.and, let left, let right):
            let (first, second) = (left.facts(ifItIs: truth), right.facts(ifItIs: truth))
            return truth ? first.both(second) : first.either(second)
        case .binary(.or, let left, let right):
            let (first, second) = (left.facts(ifItIs: truth), right.facts(ifItIs: truth))
            return truth ? first.either(second) : first.both(second)
        case .binary(.add, _, _), .binary(.subtract, _, _), .binary(.multiply, _, _), .literal:
            return SlotFacts()
        case .binary(let sign, _, _):
            guard let name = comparedWithNothing else { return truth ? .filled(slots) : SlotFacts() }
            if sign == .notEqual { return truth ? .filled([name]) : SlotFacts() }
            return truth ? SlotFacts(answered: [name]) : SlotFacts(something: [name])
        case .call(.known, let arguments):
            guard truth, case .slot(let name, _) = arguments.first else { return SlotFacts() }
            return SlotFacts(answered: [name])
        case .call:
            return SlotFacts()
        }
    }

    /// Every slot whose value it reads.
    var slots: Set<SlotName> {
        switch self {
        case .literal, .call(.known, _): []
        case .slot(let name, _): [name]
        case .not(let inner): inner.slots
        case .binary(_, let left, let right): left.slots.union(right.slots)
        case .call(_, let arguments): arguments.reduce(into: []) { $0.formUnion($1.slots) }
        }
    }

    /// Every slot it speaks of, `known(slot)` included.
    var mentions: Set<SlotName> {
        switch self {
        case .literal: []
        case .slot(let name, _): [name]
        case .not(let inner): inner.mentions
        case .binary(_, let left, let right): left.mentions.union(right.mentions)
        case .call(_, let arguments): arguments.reduce(into: []) { $0.formUnion($1.mentions) }
        }
    }

    /// The slot of `slot == nothing` and `slot != nothing`.
    private var comparedWithNothing: SlotName? {
        switch self {
        case .binary(.equal, .slot(let name, let fields), .literal(.nothing)),
            .binary(.notEqual, .slot(let name, let fields), .literal(.nothing)),
            .binary(.equal, .literal(.nothing), .slot(let name, let fields)),
            .binary(.notEqual, .literal(.nothing), .slot(let name, let fields)):
            fields.isEmpty ? name : nil
        case .literal, .slot, .not, .binary, .call: nil
        }
    }

    /// May nobody be able to say what it is, although every slot in it is filled?
    var mayBeUnknown: Bool {
        switch self {
        case .literal, .slot: false
        case .not(let inner): inner.mayBeUnknown
        case .binary(_, let left, let right): left.mayBeUnknown || right.mayBeUnknown
        case .call(let function, let arguments):
            switch function {
            case .first, .last, .customer: true
            case .known, .count, .money, .lower, .daysSince, .daysUntil, .addDays, .date, .today, .present, .contains,
                .map, .join, .sum, .channel, .identified, .openNow:
                arguments.contains(where: \.mayBeUnknown)
            }
        }
    }
}
