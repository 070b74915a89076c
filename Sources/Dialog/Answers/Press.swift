internal import PlaybookModel
internal import Vocabulary

extension Turn {
    /// A pressed button means what it says, without having to be understood. False when it does not fit here (any
    /// more): then its label is read like any text.
    mutating func press(_ choice: Choice, _ message: Message) -> Bool {
        var message = message
        message.isPressed = true
        switch choice {
        case .person:
            handOver(.asked)
            return true
        case .intent(let name):
            guard let intent = playbook.intent(name) else { return false }
            return act(on: intent, message)
        case .article(let name):
            guard let article = shown(name) else { return false }
            show(article)
            return true
        case .confirm(let yes): return press(yes)
        case .slot(let name, let value): return press(name, value)
        }
    }

    private mutating func press(_ yes: Bool) -> Bool {
        switch state.question {
        case .confirmation:
            answerConfirmation(yes)
            return true
        case .slot(let name, _):
            guard let slot = playbook.slots[name], slot.type == .yesNo else { return false }
            accept(.flag(yes), for: slot, source: .button)
            return true
        case .clarification, nil: return false
        }
    }

    private mutating func press(_ name: SlotName, _ value: SlotValue) -> Bool {
        guard let slot = playbook.slots[name], reader.fits(value, slot) || wasOffered(name, value),
            state.stack.last?.calling == nil
        else { return false }
        if case .slot(name, _) = state.question {
            accept(value, for: slot, source: .button)
            return true
        }
        let isOurs = chain.contains { index in
            playbook.flows[state.stack[index].flow]?.slots.contains { $0.name == name } ?? false
        }
        guard isOurs, let known = state.slots[name], known != value else { return false }
        correct([Correction(slot: slot, value: value)], source: .button)
        return true
    }

    /// Only what the bot itself put on a button of its last lines: a client may send anything.
    private func wasOffered(_ name: SlotName, _ value: SlotValue) -> Bool {
        state.lastBotLines.contains { line in
            line.choices.contains { $0.choice == .slot(name, value) }
        }
    }

    /// A value for the slot that was asked for.
    mutating func accept(_ value: SlotValue, for slot: Slot, source: SlotSource) {
        guard isValid(value, for: slot) else { return askOnceMore(slot, because: true) }
        fill(slot.name, value, source)
        run()
    }
}
