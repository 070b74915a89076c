internal import PlaybookModel
internal import Vocabulary

extension Turn {
    var reader: AnswerReader { AnswerReader(playbook: playbook) }

    /// Takes what the message says without being asked, validated like everything else. With `anew`, what is said now
    /// replaces what was known. True when something was filled.
    @discardableResult
    mutating func takeVolunteered(_ message: inout Message, anew: Bool) -> Bool {
        var hasFilled = false
        for slot in neededSlots where anew || state.slots[slot.name] == nil {
            guard let answer = reader.answer(for: slot, in: message, isAsked: false),
                answer.value != state.slots[slot.name]
            else { continue }
            if let entity = answer.entity { message.used.insert(entity) }
            guard isValid(answer.value, for: slot) else {
                sayInvalid(slot)
                continue
            }
            emit(.slotFilled(slot.name, answer.value, source: .visitor))
            clearDependents(of: slot.name)
            hasFilled = true
        }
        return hasFilled
    }

    /// The slots of the flows that hang together on top, and of those they will verify by or link to.
    var neededSlots: [Slot] {
        var names: [FlowName] = []
        for index in chain {
            let name = state.stack[index].flow
            names.append(name)
            for step in playbook.flows[name]?.steps ?? [] {
                switch step.kind {
                case .verify(let inner, _), .link(let inner, _): names.append(inner)
                case .say, .collect, .set, .when, .call, .confirm, .escalate, .end: break
                }
            }
        }
        var seen: Set<SlotName> = []
        return names.flatMap { playbook.flows[$0]?.slots ?? [] }.filter { seen.insert($0.name).inserted }
    }

    /// What was asked because of the slot is asked again.
    mutating func clearDependents(of changed: SlotName) {
        var waiting = [changed]
        var seen: Set<SlotName> = [changed]
        while let name = waiting.popLast() {
            let dependents = playbook.slots.values.filter { $0.dependsOn.contains(name) && !seen.contains($0.name) }
            for slot in dependents.map(\.name).sorted() {
                seen.insert(slot)
                waiting.append(slot)
                if state.slots[slot] != nil { emit(.slotCleared(slot)) }
            }
        }
    }
}
