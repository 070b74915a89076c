import PlaybookModel
import Vocabulary

extension Expression {
    /// Slots whose absence would make the expression mean something else, given those that are surely filled.
    /// `and` and `or` are read left to right: `known(a) and a > 3` needs nothing.
    func needs(given filled: Set<SlotName>) -> Set<SlotName> {
        switch self {
        case .literal:
            return []
        case .slot(let name, _):
            return filled.contains(name) ? [] : [name]
        case .not(let inner):
            return inner.needs(given: filled)
        case .binary(.and, let left, let right):
            return left.needs(given: filled).union(right.needs(given: filled.union(left.facts(ifItIs: true))))
        case .binary(.or, let left, let right):
            return left.needs(given: filled).union(right.needs(given: filled.union(left.facts(ifItIs: false))))
        case .binary(_, let left, let right):
            return left.needs(given: filled).union(right.needs(given: filled))
        case .call(.known, _):
            return []
        case .call(_, let arguments):
            return arguments.reduce(into: []) { $0.formUnion($1.needs(given: filled)) }
        }
    }

    /// Slots that are surely filled when the expression came out so. A comparison with an unfilled slot does not
    /// hold, so one that holds proves both sides.
    func facts(ifItIs truth: Bool) -> Set<SlotName> {
        switch self {
        case .slot(let name, _):
            return truth ? [name] : []
        case .not(let inner):
            return inner.facts(ifItIs: !truth)
        case .binary(.and, let left, let right):
            let (first, second) = (left.facts(ifItIs: truth), right.facts(ifItIs: truth))
            return truth ? first.union(second) : first.intersection(second)
        case .binary(.or, let left, let right):
            let (first, second) = (left.facts(ifItIs: truth), right.facts(ifItIs: truth))
            return truth ? first.intersection(second) : first.union(second)
        case .binary(.add, _, _), .binary(.subtract, _, _), .binary(.multiply, _, _), .literal:
            return []
        case .binary:
            return truth ? needs(given: []) : []
        case .call(.known, let arguments):
            guard truth, case .slot(let name, _) = arguments.first else { return [] }
            return [name]
        case .call:
            return []
        }
    }
}

extension Template {
    func needs(given filled: Set<SlotName>) -> Set<SlotName> {
        pieces.reduce(into: []) { needs, piece in
            switch piece {
            case .text: break
            case .value(let expression, _): needs.formUnion(expression.needs(given: filled))
            case .cases(let expression, let cases):
                needs.formUnion(expression.needs(given: filled))
                for form in cases.forms.values { needs.formUnion(form.needs(given: filled)) }
                needs.formUnion(cases.other.needs(given: filled))
            }
        }
    }
}

extension Response {
    /// Slots in any of its texts.
    var slots: Set<SlotName> {
        let texts =
            variants + images.flatMap { [$0.url, $0.description] } + links.flatMap { [$0.url, $0.label] }
        var all = texts.reduce(into: Set<SlotName>()) { $0.formUnion($1.needs(given: [])) }
        for wording in instead {
            // Said only where the condition holds, so what that proves is filled.
            let facts = wording.when.facts(ifItIs: true)
            for text in wording.variants { all.formUnion(text.needs(given: facts)) }
        }
        // In the machine's own lines these are filled by the machine.
        guard StandardResponse(rawValue: name.rawValue) != nil else { return all }
        return all.subtracting(StandardWords.all.map { SlotName($0) })
    }
}

extension Response {
    /// What the visitor reads whichever words are said.
    var slotsInEveryWording: Set<SlotName> {
        let texts = variants + instead.flatMap(\.variants)
        guard let first = texts.first else { return [] }
        return texts.dropFirst().reduce(first.shown) { $0.intersection($1.shown) }
    }
}

extension Template {
    /// The slots whose values stand in the text, whichever forms are taken.
    fileprivate var shown: Set<SlotName> {
        pieces.reduce(into: []) { shown, piece in
            switch piece {
            case .text: break
            case .value(let expression, _): shown.formUnion(expression.needs(given: []))
            case .cases(_, let cases):
                shown.formUnion(cases.forms.values.reduce(cases.other.shown) { $0.intersection($1.shown) })
            }
        }
    }
}
