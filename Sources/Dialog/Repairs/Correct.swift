internal import PlaybookModel
internal import Vocabulary

/// A slot that was filled, and another value for it.
struct Correction {
    let slot: Slot
    let value: SlotValue
    let entity: Int?
}

extension Turn {
    /// "No, order 10043": the message names a value of a filled slot's kind that the pending question does not want.
    func correction(in message: Message, asked: Slot?, byWords: Bool) -> Correction? {
        for index in chain.reversed() {
            for slot in playbook.flows[state.stack[index].flow]?.slots ?? [] where slot.name != asked?.name {
                guard let known = state.slots[slot.name], known != .nothing, slot.type.canBeCorrected(byWords: byWords),
                    asked?.type != slot.type, isFromVisitor(slot.name),
                    let answer = reader.answer(for: slot, in: message, isAsked: false), answer.value != known
                else { continue }
                return Correction(slot: slot, value: answer.value, entity: answer.entity)
            }
        }
        return nil
    }

    /// Changes the slot, forgets what followed from it and runs the flow again from its beginning: what is still
    /// filled passes at once.
    mutating func correct(_ correction: Correction, source: SlotSource) {
        guard isValid(correction.value, for: correction.slot) else {
            sayInvalid(correction.slot)
            return askAgain(resuming: false)
        }
        guard !hasActed else { return refuseChange() }
        guard let owner = owner(of: correction.slot.name) else { return run() }
        fill(correction.slot.name, correction.value, source)
        forgetResults(from: owner)
        restart(from: owner, outcome: Turn.corrected)
        isRepeating = true
        run()
    }

    /// What actions answered and flows computed was true of the old value.
    mutating func forgetResults(from owner: Int) {
        let names = Set(state.stack[owner...].flatMap { playbook.flows[$0.flow]?.slots ?? [] }.map(\.name))
        for slot in names.sorted() {
            switch state.fillings[slot]?.source {
            case .action, .flow: emit(.slotCleared(slot))
            case .visitor, .button, nil: break
            }
        }
    }
}

extension SlotType {
    /// Plain numbers and texts are too easily something else.
    fileprivate func canBeCorrected(byWords: Bool) -> Bool {
        switch self {
        case .entity, .email, .phone, .date, .money: true
        case .choice: byWords
        case .text, .integer, .number, .yesNo, .result: false
        }
    }
}
