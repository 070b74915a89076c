import PlaybookModel
import Vocabulary

/// Every slot by a number, and what clears what.
final class SlotTable: Sendable {
    let numbers: [SlotName: Int]
    /// A slot's number to those of the slots that are cleared when it changes, however far that goes.
    private let dependents: [Int: [Int]]
    /// What is known before anything happened: that a slot which nobody may skip is never `nothing`.
    let nothingKnown: (answered: SlotSet, something: SlotSet)

    init(_ playbook: Playbook) {
        let slots = playbook.slots.values.sorted { $0.name < $1.name }
        let numbers = Dictionary(
            slots.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        var direct: [Int: [Int]] = [:]
        var something = SlotSet(count: slots.count)
        for (number, slot) in slots.enumerated() {
            if !slot.isOptional { something.insert(number) }
            for other in slot.dependsOn {
                if let other = numbers[other] { direct[other, default: []].append(number) }
            }
        }
        self.numbers = numbers
        dependents = direct
        nothingKnown = (SlotSet(count: slots.count), something)
    }

    func dependents(of number: Int) -> [Int] {
        guard let first = dependents[number] else { return [] }
        var all: Set<Int> = []
        var pending = first
        while let next = pending.popLast() {
            guard next != number, all.insert(next).inserted else { continue }
            pending += dependents[next] ?? []
        }
        return Array(all)
    }

    func numbers(of names: some Sequence<SlotName>) -> [Int] {
        names.compactMap { numbers[$0] }
    }

    func set(of names: some Sequence<SlotName>) -> SlotSet {
        names.reduce(into: nothingKnown.answered) { set, name in
            if let number = numbers[name] { set.insert(number) }
        }
    }
}

/// What is surely so of the slots at one place of a flow, whichever path led there.
struct Knowledge: Hashable {
    let table: SlotTable
    /// Has a value; of one that may be skipped, perhaps the value `nothing`.
    private(set) var answered: SlotSet
    /// Is not `nothing`, if it has a value.
    private(set) var something: SlotSet

    init(_ table: SlotTable) {
        self.table = table
        (answered, something) = table.nothingKnown
    }

    static func == (left: Self, right: Self) -> Bool {
        left.answered == right.answered && left.something == right.something
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(answered)
        hasher.combine(something)
    }

    func isAnswered(_ name: SlotName) -> Bool {
        table.numbers[name].map(answered.contains) ?? false
    }

    /// Has a value that is not `nothing`.
    func isFilled(_ name: SlotName) -> Bool {
        table.numbers[name].map { answered.contains($0) && something.contains($0) } ?? false
    }

    // MARK: What happens

    /// Filled anew, perhaps with another value: what depends on it is forgotten.
    mutating func fill(_ names: some Collection<SlotName>, mayBeNothing: Bool = false) {
        let numbers = table.numbers(of: names)
        for number in numbers {
            for dependent in table.dependents(of: number) { answered.remove(dependent) }
        }
        for number in numbers {
            answered.insert(number)
            mayBeNothing ? something.remove(number) : something.insert(number)
        }
    }

    mutating func forget(_ slots: SlotSet) {
        answered.subtract(slots)
    }

    mutating func learn(_ facts: SlotFacts) {
        for number in table.numbers(of: facts.answered) { answered.insert(number) }
        for number in table.numbers(of: facts.something) { something.insert(number) }
    }

    /// What holds on both of two paths.
    mutating func formMeet(_ other: Self) {
        answered.formIntersection(other.answered)
        something.formIntersection(other.something)
    }
}
