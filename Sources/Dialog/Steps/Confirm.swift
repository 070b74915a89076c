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

    /// Would a yes do something that cannot be taken back? Where it goes on depends, it might.
    var isYesForGood: Bool {
        guard let frame = state.stack.last, case .confirm(_, let next, _) = step(of: frame)?.kind else { return true }
        return switch way(from: next).end {
        case .call(let call): playbook.actions[call.action]?.irreversible ?? true
        case .somewhere: true
        case .nowhere: false
        }
    }

    /// The slots in the words that were shown, and those the call behind the yes is made with.
    private func bound(shownBy name: ResponseName, before next: Int?) -> [SlotName: SlotValue] {
        var names: Set<SlotName> = []
        playbook.responses[name]?.response.collectSlots(into: &names)
        let way = way(from: next)
        for value in way.set { value.collectSlots(into: &names) }
        if case .call(let call) = way.end { collectSlots(of: call, into: &names) }
        return state.slots.filter { names.contains($0.key) }
    }

    /// Where a straight line of steps leads.
    private enum WayEnd {
        case call(CallStep)
        /// The flow is over before anything is done.
        case nowhere
        /// To a step that decides, asks or waits.
        case somewhere
    }

    /// The straight way from a step on, and what is set on it.
    private func way(from next: Int?) -> (set: [Expression], end: WayEnd) {
        guard let frame = state.stack.last, let steps = playbook.flows[frame.flow]?.steps else { return ([], .nowhere) }
        var set: [Expression] = []
        var index = next
        // A straight line of steps cannot be longer than the flow.
        for _ in steps {
            guard let here = index, steps.indices.contains(here) else { return (set, .nowhere) }
            switch steps[here].kind {
            case .call(let call): return (set, .call(call))
            case .say(_, let next), .promise(_, _, let next): index = next
            case .set(let values, let next):
                set += values.values
                index = next
            case .end: return (set, .nowhere)
            case .collect, .offer, .when, .confirm, .verify, .require, .wait, .link, .escalate:
                return (set, .somewhere)
            }
        }
        return (set, .somewhere)
    }

    private func collectSlots(of call: CallStep, into names: inout Set<SlotName>) {
        for input in playbook.actions[call.action]?.inputs ?? [] where call.with[input.name] == nil {
            names.insert(SlotName(input.name))
        }
        for argument in call.with.values { argument.collectSlots(into: &names) }
        call.key?.collectSlots(into: &names)
    }
}
