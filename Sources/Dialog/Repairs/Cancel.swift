internal import PlaybookModel
internal import Vocabulary

extension Turn {
    /// Leaves the flow on top with all it links to, and comes back to what it had interrupted. Where something is done
    /// for good already, that is said first. `everything`: whatever waits below and behind it, too.
    mutating func cancel(everything: Bool) {
        guard !isActing else { return sayWorking() }
        if everything { dropRequests() }
        guard !state.stack.isEmpty else { return say(.nothingToCancel, place: .last) }
        guard !hasActed else {
            emit(.confirmationShown(response: StandardResponse.confirmCancel.name, bound: [:]))
            return say(.confirmCancel, buttons: playbook.yesAndNo, place: .last)
        }
        leave(everything: everything)
    }

    /// The answer to "leave it all the same?".
    mutating func answerCancelling(_ yes: Bool) {
        guard case .confirmation = state.question else { return run() }
        emit(.confirmed(yes))
        yes ? leave(everything: false) : run()
    }

    mutating func leave(everything: Bool) {
        let title = topTitle
        let root = everything ? 0 : chain.lowerBound
        let interrupted = root > 0
        say(.cancelled, title: title, place: interrupted || !state.requests.isEmpty ? .middle : .last)
        while state.stack.count > root + 1, let frame = state.stack.last {
            close(frame, "cancelled")
        }
        end("cancelled")
        run()
    }

    /// From the first step of the flow on top, with nothing said about it so far; without a flow, from the welcome.
    mutating func startOver() {
        guard !isActing else { return sayWorking() }
        dropRequests()
        guard !state.stack.isEmpty else { return say(.welcome, place: .last) }
        guard !hasActed else { return refuseChange() }
        let root = chain.lowerBound
        let slots = chain.flatMap { playbook.flows[state.stack[$0].flow]?.slots ?? [] }.map(\.name)
        for slot in Set(slots).sorted() where state.slots[slot] != nil { emit(.slotCleared(slot)) }
        restart(from: root, outcome: Turn.startedOver)
        run()
    }

    /// Something that stays done was done by the flow on top, or by what it links to.
    var hasActed: Bool {
        state.stack[chain].contains(where: hasActed)
    }

    func hasActed(_ frame: FlowFrame) -> Bool {
        frame.done.contains { undo(of: $0) == nil && playbook.actions[$0.call.action]?.irreversible ?? true }
    }

    /// What was done for good is not done again with other values.
    mutating func refuseChange() {
        say(.alreadyDone)
        askAgain(resuming: false)
    }

    /// Something that cannot be taken back is on its way.
    var isActing: Bool {
        guard let id = state.stack.last?.calling, let call = state.pendingCalls.first(where: { $0.id == id }) else {
            return false
        }
        return playbook.actions[call.action]?.irreversible ?? true
    }

    /// Puts the flow at an index back to its first step; what it had linked to is left.
    mutating func restart(from index: Int, outcome: String) {
        while state.stack.count > index + 1, let frame = state.stack.last {
            emit(.flowEnded(frame.flow, outcome: outcome))
        }
        guard let flow = state.stack.last?.flow else { return }
        emit(.stepEntered(flow, step: 0))
    }

    mutating func repeatLastLines(of earlier: DialogState) {
        guard !earlier.lastBotLines.isEmpty else { return say(.options, buttons: offersWhereNone, place: .last) }
        for line in earlier.lastBotLines { speak(line, place: .last) }
    }

    mutating func sayWhatIsPossible() {
        say(.options, buttons: offersWhereNone)
        if state.question != nil { askAgain(resuming: true) }
    }

    /// Buttons for "here is what I can do", where the playbook gives it none.
    var offersWhereNone: [Button] {
        playbook.responses[StandardResponse.options.name]?.buttons.isEmpty == false ? [] : playbook.offers
    }
}
