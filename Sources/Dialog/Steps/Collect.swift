internal import PlaybookModel
internal import Vocabulary

extension Turn {
    /// Passes at once when the slot holds a valid value, wherever that came from.
    mutating func collect(_ name: SlotName, next: Int?) -> Progress {
        guard let slot = playbook.slots[name] else {
            handOver(.fault, line: .fault, note: "slot \(name) is not declared", ending: "gone")
            return .wait
        }
        if isAnswered(slot) { return .goOn(next) }
        if let value = state.slots[name], value != .nothing {
            emit(.slotCleared(name))
            sayInvalid(slot)
        }
        ask(slot, attempt: max(1, state.attempts(at: name)))
        return .wait
    }

    /// Holds a valid value, or was left out by the visitor where that is allowed.
    func isAnswered(_ slot: Slot) -> Bool {
        guard let value = state.slots[slot.name] else { return false }
        guard value == .nothing else { return isValid(value, for: slot) }
        return slot.isOptional && isFromVisitor(slot.name)
    }

    func isFromVisitor(_ slot: SlotName) -> Bool {
        switch state.fillings[slot]?.source {
        case .visitor, .button: true
        case .action, .flow, nil: false
        }
    }

    /// `others`: values that other slots are about to get.
    func isValid(_ value: SlotValue, for slot: Slot, beside others: [SlotName: SlotValue] = [:]) -> Bool {
        guard let condition = slot.valid else { return true }
        var slots = state.slots.merging(others) { _, new in new }
        slots[slot.name] = value
        return evaluator(title: topTitle, slots: slots).holds(condition)
    }

    mutating func ask(_ slot: Slot, attempt: Int) {
        let question = question(for: slot)
        guard let response = attempt == 1 ? question.first : slot.reask ?? question.first else {
            return handOver(.fault, line: .fault, note: "slot \(slot.name) has no question", ending: "gone")
        }
        emit(.slotAsked(slot.name, attempt: attempt))
        say(response, buttons: question.buttons, cards: question.cards, place: .last)
    }

    /// The words, buttons and cards of a slot's question, as the step on top wants them.
    func question(for slot: Slot) -> (first: ResponseName?, buttons: [Button], cards: [Card]) {
        switch state.stack.last.flatMap(step)?.kind {
        case .collect(slot.name, _, let ask?, _): (ask, playbook.buttons(for: slot), [])
        case .offer(let step) where step.slot == slot.name: (step.response, buttons(of: step), cards(of: step))
        case .say, .promise, .collect, .offer, .set, .when, .call, .confirm, .verify, .require, .wait, .link,
            .escalate, .end, nil:
            (slot.ask, playbook.buttons(for: slot), [])
        }
    }

    mutating func sayInvalid(_ slot: Slot) {
        say(slot.invalid ?? StandardResponse.invalid.name)
    }

    /// The answer did not count: another try, or what the step says there is after enough of them.
    mutating func askOnceMore(_ slot: Slot, because isInvalid: Bool) {
        let attempts = max(1, state.attempts(at: slot.name))
        guard attempts < slot.attempts else { return giveUp(asking: slot) }
        if isInvalid {
            sayInvalid(slot)
        } else if slot.reask == nil {
            // Its own wording is for values that are refused, not for answers that were not understood.
            say(.invalid)
        }
        ask(slot, attempt: attempts + 1)
    }

    private mutating func giveUp(asking slot: Slot) {
        guard case .collect(slot.name, _, _, let unanswered?) = state.stack.last.flatMap(step)?.kind else {
            return handOver(.notUnderstood)
        }
        move(to: unanswered)
        run()
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
