internal import PlaybookModel
internal import Vocabulary

extension Response {
    /// The slots in its words, whichever are said.
    func collectSlots(into names: inout Set<SlotName>) {
        for variant in variants { variant.collectSlots(into: &names) }
        for wording in instead {
            for variant in wording.variants { variant.collectSlots(into: &names) }
        }
    }
}

extension Template {
    func collectSlots(into names: inout Set<SlotName>) {
        for piece in pieces {
            switch piece {
            case .text: break
            case .value(let expression, _): expression.collectSlots(into: &names)
            case .cases(let expression, let cases):
                expression.collectSlots(into: &names)
                for form in cases.forms.values { form.collectSlots(into: &names) }
                cases.other.collectSlots(into: &names)
            }
        }
    }
}

extension Expression {
    func collectSlots(into names: inout Set<SlotName>) {
        switch self {
        case .literal: break
        case .slot(let name, _): names.insert(name)
        case .not(let inner): inner.collectSlots(into: &names)
        case .binary(_, let left, let right):
            left.collectSlots(into: &names)
            right.collectSlots(into: &names)
        case .call(_, let arguments):
            for argument in arguments { argument.collectSlots(into: &names) }
        }
    }
}
