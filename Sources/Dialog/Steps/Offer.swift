internal import PlaybookModel
internal import Vocabulary

extension Turn {
    /// Lets the visitor pick from a list that an action brought. Passes at once when the slot holds a valid value.
    mutating func offer(_ step: OfferStep) -> Progress {
        guard let slot = playbook.slots[step.slot] else {
            handOver(.fault, line: .fault, note: "slot \(step.slot) is not declared", ending: "gone")
            return .wait
        }
        if isAnswered(slot) { return .goOn(step.next) }
        guard !buttons(of: step).isEmpty else { return .goOn(step.none ?? step.next) }
        ask(slot, attempt: max(1, state.attempts(at: slot.name)))
        return .wait
    }

    func buttons(of step: OfferStep) -> [Button] {
        guard case .list(let values) = evaluator.value(step.from) else { return [] }
        return values.prefix(OfferStep.most).compactMap { value in
            guard let picked = OfferStep.field(step.value, of: value) else { return nil }
            let parts = step.label.compactMap { OfferStep.field($0, of: value) }
            let label = (parts.isEmpty ? [picked] : parts).map { playbook.writer.write($0, as: nil) }
            return Button(label: label.joined(separator: ", "), choice: .slot(step.slot, picked))
        }
    }
}

extension OfferStep {
    fileprivate static func field(_ name: String?, of value: SlotValue) -> SlotValue? {
        guard let name else { return value }
        guard case .record(let fields) = value else { return nil }
        return fields[name]
    }
}
