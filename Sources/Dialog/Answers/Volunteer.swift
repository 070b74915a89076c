internal import PlaybookModel
internal import Vocabulary

extension Turn {
    var reader: AnswerReader { AnswerReader(playbook: playbook) }

    /// Takes what the message says without being asked, validated like everything else. With `anew`, what is said now
    /// replaces what was known. True when something was filled.
    @discardableResult
    mutating func takeVolunteered(_ message: inout Message, anew: Bool) -> Bool {
        guard !message.isPressed else { return false }
        var hasFilled = false
        for slot in neededSlots {
            let known = state.slots[slot.name]
            guard anew || known == nil || known == .nothing,
                let answer = reader.answer(for: slot, in: message, isAsked: false), answer.value != known
            else { continue }
            if let entity = answer.entity { message.used.insert(entity) }
            guard isValid(answer.value, for: slot) else {
                sayInvalid(slot)
                continue
            }
            fill(slot.name, answer.value, .visitor)
            hasFilled = true
        }
        return hasFilled
    }

    /// The slots of the flows that hang together on top, and of those they will verify by or link to; of the latter
    /// only what stands out by its form.
    var neededSlots: [Slot] {
        var seen: Set<SlotName> = []
        var slots: [Slot] = []
        func add(_ flow: FlowName, choices: Bool) {
            for slot in playbook.flows[flow]?.slots ?? [] where choices || !slot.type.isChoice {
                if seen.insert(slot.name).inserted { slots.append(slot) }
            }
        }
        for index in chain { add(state.stack[index].flow, choices: true) }
        for index in chain {
            for step in playbook.flows[state.stack[index].flow]?.steps ?? [] {
                switch step.kind {
                case .verify(let inner, _), .require(_, let inner?, _, _): add(inner, choices: true)
                case .link(let inner, _): add(inner, choices: false)
                case .say, .promise, .collect, .offer, .set, .when, .call, .confirm, .require, .wait, .escalate, .end:
                    break
                }
            }
        }
        // A change clears what depends on it, so what depends on others is filled after them.
        return slots.filter(\.dependsOn.isEmpty) + slots.filter { !$0.dependsOn.isEmpty }
    }

    mutating func fill(_ slot: SlotName, _ value: SlotValue, _ source: SlotSource) {
        let isChange = state.slots[slot].map { $0 != value } ?? false
        emit(.slotFilled(slot, value, source: source))
        if isChange { clearDependents(of: slot) }
    }

    /// What was asked because of the slot is asked again.
    mutating func clearDependents(of changed: SlotName) {
        var waiting = [changed]
        var seen: Set<SlotName> = [changed]
        while let name = waiting.popLast() {
            for slot in playbook.dependents[name] ?? [] where !seen.contains(slot) {
                seen.insert(slot)
                waiting.append(slot)
                if state.slots[slot] != nil { emit(.slotCleared(slot)) }
            }
        }
    }
}

extension SlotType {
    fileprivate var isChoice: Bool {
        switch self {
        case .choice: true
        case .text, .integer, .number, .money, .email, .phone, .date, .yesNo, .entity, .result: false
        }
    }
}
