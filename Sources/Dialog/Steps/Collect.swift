internal import PlaybookModel
internal import Vocabulary

extension Turn {
    /// Passes at once when the slot holds a valid value, wherever that came from.
    mutating func collect(_ name: SlotName, next: Int?) -> Progress {
        guard let slot = playbook.slots[name] else {
            handOver(.fault, line: .fault, note: "slot \(name) is not declared", ending: "gone")
            return .wait
        }
        if let value = state.slots[name], value != .nothing {
            if isValid(value, for: slot) { return .goOn(next) }
            emit(.slotCleared(name))
            sayInvalid(slot)
        }
        ask(slot, attempt: max(1, state.attempts(at: name)))
        return .wait
    }

    func isValid(_ value: SlotValue, for slot: Slot) -> Bool {
        guard let condition = slot.valid else { return true }
        var slots = state.slots
        slots[slot.name] = value
        return evaluator(title: topTitle, slots: slots).holds(condition)
    }

    mutating func ask(_ slot: Slot, attempt: Int) {
        guard let response = attempt == 1 ? slot.ask : slot.reask ?? slot.ask else {
            return handOver(.fault, line: .fault, note: "slot \(slot.name) has no question", ending: "gone")
        }
        emit(.slotAsked(slot.name, attempt: attempt))
        say(response, buttons: playbook.buttons(for: slot), place: .last)
    }

    mutating func sayInvalid(_ slot: Slot) {
        say(slot.invalid ?? StandardResponse.invalid.name)
    }

    /// The answer did not count: another try, or a person when there were enough.
    mutating func askOnceMore(_ slot: Slot, because isInvalid: Bool) {
        let attempts = max(1, state.attempts(at: slot.name))
        guard attempts < slot.attempts else { return handOver(.notUnderstood) }
        if isInvalid || slot.reask == nil { sayInvalid(isInvalid ? slot : slot.withoutInvalid) }
        ask(slot, attempt: attempts + 1)
    }

    /// The same question, not counted as another try.
    mutating func askAgain(resuming: Bool) {
        if resuming, !state.stack.isEmpty { say(.resume) }
        switch state.question {
        case .slot(let name, let attempt):
            guard let slot = playbook.slots[name] else { return run() }
            ask(slot, attempt: attempt)
        case .confirmation, .clarification, nil: run()
        }
    }
}

extension Slot {
    /// Its own wording is for values that are refused, not for answers that were not understood.
    fileprivate var withoutInvalid: Slot {
        Slot(
            name: name, type: type, ask: ask, reask: reask, valid: valid, invalid: nil, attempts: attempts,
            dependsOn: dependsOn, place: place)
    }
}
