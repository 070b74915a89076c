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
        for sheet in neededSlots(for: message) {
            let slot = sheet.slot
            let known = state.slots[slot.name]
            guard anew || known == nil || known == .nothing,
                let answer = reader.volunteered(sheet, in: message), answer.value != known
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

    /// The slots of the flows that hang together on top, and of those they will verify by or link to, that something in
    /// the message might fill.
    private func neededSlots(for message: Message) -> [SlotSheet] {
        let chain = chain
        if chain.count == 1 {
            let alone = playbook.flows[state.stack[chain.lowerBound].flow]?.alone ?? []
            return alone.filter { reader.mayAnswer($0, in: message) }
        }
        let flows = chain.compactMap { playbook.flows[state.stack[$0].flow] }
        var sheets: [SlotSheet] = []
        for flow in flows { sheets += flow.own.filter { reader.mayAnswer($0, in: message) } }
        for flow in flows { sheets += flow.others.filter { reader.mayAnswer($0, in: message) } }
        return SlotSheet.inOrder(sheets)
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
