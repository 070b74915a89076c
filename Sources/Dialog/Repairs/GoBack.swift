internal import PlaybookModel
internal import Vocabulary

extension Turn {
    /// To the question before this one: the visitor's last answer is forgotten with what followed from it, and the
    /// flow runs again up to its question.
    mutating func goBack() {
        guard !isActing else { return sayWorking() }
        guard !hasActed else { return refuseChange() }
        guard let (slot, owner) = lastAnswer else {
            say(.nothingToGoBack, place: state.question == nil ? .last : .middle)
            return state.question == nil ? () : askAgain(resuming: false)
        }
        emit(.slotCleared(slot))
        clearDependents(of: slot)
        forgetResults(from: owner)
        restart(from: owner, outcome: Turn.corrected)
        isRepeating = true
        run()
    }

    /// What the visitor said last to the flows that hang together on top, and the first of them that it belongs to.
    private var lastAnswer: (slot: SlotName, owner: Int)? {
        guard let root = chain.first else { return nil }
        let began = state.stack[root].began
        let answers = state.fillings.filter { $0.value.at > began && isFromVisitor($0.key) }
        let latest = answers.sorted { ($0.value.at, $0.key) > ($1.value.at, $1.key) }
        for (slot, _) in latest {
            if let owner = owner(of: slot) { return (slot, owner) }
        }
        return nil
    }

    /// The first flow on top of the stack that knows the slot.
    func owner(of slot: SlotName) -> Int? {
        chain.first { index in
            playbook.flows[state.stack[index].flow]?.slots.contains { $0.name == slot } ?? false
        }
    }
}
