internal import PlaybookModel
internal import Vocabulary

extension Turn {
    /// A visitor who is there again: what is open, what was promised or what was dealt with last, and how to go on.
    mutating func welcomeBack(_ visit: EarlierVisit?) -> DialogRefusal? {
        if visit == nil, let last = state.lastWord, now - last < playbook.assistant.limits.returning { return .notAway }
        emit(.returned(visit), by: .system)
        switch state.holder {
        case .queue: say(.stillWaiting, place: .last)
        case .agent: break
        case .nobody: say(.welcomeBack, buttons: offersWhereNone(in: .welcomeBack), place: .last)
        case .bot: visit.map { welcome(after: $0) } ?? welcomeHere()
        }
        return nil
    }

    /// The conversation itself knows.
    private mutating func welcomeHere() {
        if let promise = state.promises.last, promise.until.map({ $0 + .days(7) > now }) ?? true {
            say(.welcomeBackPromised, place: state.stack.isEmpty ? .last : .middle)
            guard !state.stack.isEmpty else { return }
        }
        if state.question != nil || state.stack.last?.waiting != nil {
            say(.welcomeBackOpen)
            return askAgain(resuming: false)
        }
        guard state.stack.isEmpty, state.promises.isEmpty else { return }
        say(.welcomeBack, buttons: offersWhereNone(in: .welcomeBack), place: .last)
    }

    /// Another conversation's facts, given by whoever knows that it is the same visitor.
    private mutating func welcome(after visit: EarlierVisit) {
        if let promise = visit.promise {
            emit(.promised(text: promise, until: nil))
            say(.welcomeBackPromised, place: visit.open == nil ? .last : .middle)
            guard visit.open != nil else { return }
        }
        if let open = visit.open {
            let intent = visit.openIntent.flatMap(playbook.intent)
            let buttons = intent.map { [Button(label: $0.description, choice: .intent($0.name))] } ?? []
            return say(.welcomeBackOpen, title: open, buttons: buttons, place: .last)
        }
        say(.welcomeBack, buttons: offersWhereNone(in: .welcomeBack), place: .last)
    }

    private func offersWhereNone(in standard: StandardResponse) -> [Button] {
        playbook.responses[standard.name]?.buttons.isEmpty == false ? [] : playbook.offers
    }
}
