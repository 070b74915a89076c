internal import PlaybookModel
internal import Vocabulary

/// A slot that was filled, and another value for it.
struct Correction {
    let slot: Slot
    let value: SlotValue
}

extension Turn {
    /// "No, order 10043": the message names values of filled slots' kinds that the pending question does not want, each
    /// value for one slot. `byWords`: for which choices their words are enough.
    func corrections(in message: Message, asked: Slot?, byWords: (SlotName) -> Bool) -> [Correction] {
        var message = message
        var seen: Set<SlotName> = []
        var corrections: [Correction] = []
        for sheet in chain.reversed().lazy.flatMap({ playbook.flows[state.stack[$0].flow]?.own ?? [] })
        where reader.mayAnswer(sheet, in: message) {
            let slot = sheet.slot
            guard slot.name != asked?.name, seen.insert(slot.name).inserted, let known = state.slots[slot.name],
                known != .nothing, asked?.type != slot.type,
                slot.type.canBeCorrected(byWords: byWords(slot.name)), isFromVisitor(slot.name),
                let answer = reader.volunteered(sheet, in: message)
            else { continue }
            if answer.value != known {
                corrections.append(Correction(slot: slot, value: answer.value))
            } else if !message.holdsAnother(like: answer) {
                continue
            }
            if let entity = answer.entity { message.used.insert(entity) }
        }
        return corrections
    }

    /// Changes the slots, forgets what followed from them and runs the flow again from its beginning: what is still
    /// filled passes at once.
    mutating func correct(_ corrections: [Correction], source: SlotSource) {
        let values = Dictionary(corrections.map { ($0.slot.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        let valid = corrections.filter { isValid($0.value, for: $0.slot, beside: values) }
        guard !valid.isEmpty else {
            for wrong in corrections.prefix(1) { sayInvalid(wrong.slot) }
            return askAgain(resuming: false)
        }
        guard !hasActed else { return refuseChange() }
        guard let owner = valid.compactMap({ owner(of: $0.slot.name) }).min() else { return run() }
        // A change clears what depends on it, so what depends on others is changed after them.
        for correction in valid where correction.slot.dependsOn.isEmpty { change(correction, source) }
        for correction in valid where !correction.slot.dependsOn.isEmpty { change(correction, source) }
        forgetResults(from: owner)
        restart(from: owner, outcome: Turn.corrected)
        isRepeating = true
        run()
    }

    private mutating func change(_ correction: Correction, _ source: SlotSource) {
        fill(correction.slot.name, correction.value, source)
    }

    /// What actions answered and flows computed was true of the old value. What was so before the flow began, like a
    /// value that the one below has set for it, is not run again and stays.
    mutating func forgetResults(from owner: Int) {
        let names = Set(state.stack[owner...].flatMap { playbook.flows[$0.flow]?.slots ?? [] }.map(\.name))
        let began = state.stack[owner].began
        for slot in names.sorted() {
            guard let filling = state.fillings[slot], filling.at > began else { continue }
            switch filling.source {
            case .action, .flow: emit(.slotCleared(slot))
            case .visitor, .button: break
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

extension Message {
    /// Is there one more thing of the kind, that no slot has taken?
    fileprivate func holdsAnother(like answer: Answer) -> Bool {
        guard let found = answer.entity else { return false }
        let entities = interpretation.entities
        return entities.indices.contains {
            $0 != found && entities[$0].name == entities[found].name && !used.contains($0)
                && entities[$0].role != .excluded && !isRuledOut(entities[$0])
        }
    }
}
