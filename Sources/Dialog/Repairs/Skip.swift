internal import PlaybookModel
internal import Vocabulary

extension Turn {
    /// Leaves a question out where that is allowed, and says so where it is not.
    mutating func skip() {
        guard !isActing else { return sayWorking() }
        guard case .slot(let name, _) = state.question, let slot = playbook.slots[name], slot.isOptional else {
            say(.cannotSkip, place: state.question == nil ? .last : .middle)
            return state.question == nil ? () : askAgain(resuming: false)
        }
        emit(.slotFilled(name, .nothing, source: .visitor))
        run()
    }
}
