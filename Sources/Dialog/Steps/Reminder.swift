internal import PlaybookModel
internal import Vocabulary

extension Turn {
    private var reminderID: TimerID { TimerID("\(state.conversation.rawValue)/reminder") }

    /// Asks once more, then rests: no new reminder is set here.
    mutating func remind(_ timer: TimerID) {
        let isDue = state.reminder == timer
        emit(.timerFired(timer), by: .system)
        guard isDue, state.holder == .bot, state.question != nil else { return }
        askAgain(resuming: false)
    }

    /// A pending question has a reminder; the visitor's word replaces it or takes it away.
    mutating func settleReminder(before: TimerID?) {
        let isAsking =
            switch state.question {
            case .slot, .confirmation: state.holder == .bot
            case .clarification, nil: false
            }
        if isAsking {
            guard state.reminder == nil else { return }
            let due = now + playbook.assistant.limits.reminder
            emit(.timerSet(reminderID, at: due), by: .system)
            effects.append(.wake(reminderID, at: due))
        } else if let before, state.reminder == nil {
            effects.append(.cancelWake(before))
        }
    }
}
