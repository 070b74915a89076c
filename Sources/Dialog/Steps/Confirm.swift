internal import PlaybookModel
internal import Vocabulary

extension Turn {
    /// Shows what will be done and remembers the values it will be done with.
    mutating func confirm(_ name: ResponseName, next: Int?) -> Progress {
        guard let shown = line(name, buttons: playbook.yesAndNo), shown.isComplete else {
            handOver(.fault, line: .fault, note: "\(name) cannot be shown whole", ending: "gone")
            return .wait
        }
        emit(.confirmationShown(response: name, bound: bound(shownBy: name, before: next)))
        speak(shown.line, place: .last)
        return .wait
    }

    /// What was shown must still be so at the moment of yes; otherwise it is shown again.
    mutating func answerConfirmation(_ yes: Bool) {
        guard case .confirmation(let asked, let shown) = state.question, asked != StandardResponse.confirmCancel.name
        else { return answerCancelling(yes) }
        guard let frame = state.stack.last,
            case .confirm(let name, let next, let declined) = step(of: frame)?.kind
        else { return run() }
        if yes, bound(shownBy: name, before: next) != shown { return run() }
        emit(.confirmed(yes))
        if yes {
            move(to: next)
        } else if let declined {
            move(to: declined)
        } else {
            return leave(everything: false)
        }
        run()
    }

    /// The slots in the words that were shown, and those the call behind the yes is made with.
    private func bound(shownBy name: ResponseName, before next: Int?) -> [SlotName: SlotValue] {
        var names: Set<SlotName> = []
        playbook.responses[name]?.response.collectSlots(into: &names)
        collectSlots(onTheWayFrom: next, into: &names)
        return state.slots.filter { names.contains($0.key) }
    }

    /// What the next call on the straight way is made with.
    private func collectSlots(onTheWayFrom next: Int?, into names: inout Set<SlotName>) {
        guard let frame = state.stack.last, let steps = playbook.flows[frame.flow]?.steps else { return }
        var index = next
        // A straight line of steps cannot be longer than the flow.
        for _ in steps {
            guard let here = index, steps.indices.contains(here) else { return }
            switch steps[here].kind {
            case .call(let call): return collectSlots(of: call, into: &names)
            case .say(_, let next), .promise(_, _, let next): index = next
            case .set(let values, let next):
                for value in values.values { value.collectSlots(into: &names) }
                index = next
            case .collect, .offer, .when, .confirm, .verify, .require, .wait, .link, .escalate, .end: return
            }
        }
    }

    private func collectSlots(of call: CallStep, into names: inout Set<SlotName>) {
        for input in playbook.actions[call.action]?.inputs ?? [] where call.with[input.name] == nil {
            names.insert(SlotName(input.name))
        }
        for argument in call.with.values { argument.collectSlots(into: &names) }
        call.key?.collectSlots(into: &names)
    }
}
