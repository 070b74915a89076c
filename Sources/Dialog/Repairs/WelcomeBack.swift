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
        case .nobody: speak(of: Left(settled: settled), opening: nil)
        case .bot: visit.map { welcome(after: $0) } ?? welcomeHere()
        }
        return nil
    }

    /// What is worth a word to somebody who comes back.
    private struct Left {
        var settled: (title: String, outcome: String)?
        var isPromised = false
    }

    /// The conversation itself knows.
    private mutating func welcomeHere() {
        let isPromised = state.promise(at: now) != nil
        let isOpen = state.question != nil || state.stack.last?.waiting != nil
        if isOpen {
            if isPromised { say(.welcomeBackPromised) }
            say(.welcomeBackOpen)
            return askAgain(resuming: false)
        }
        guard state.stack.isEmpty else { return isPromised ? say(.welcomeBackPromised, place: .last) : () }
        speak(of: Left(settled: settled, isPromised: isPromised), opening: nil)
    }

    /// Another conversation's facts, given by whoever knows that it is the same visitor.
    private mutating func welcome(after visit: EarlierVisit) {
        if let promise = visit.promise { emit(.promised(text: promise, until: nil)) }
        var left = Left(isPromised: visit.promise != nil)
        if let title = visit.settled { left.settled = (title, visit.resolution ?? "done") }
        let intent = visit.openIntent.flatMap(playbook.intent)
        speak(
            of: left,
            opening: visit.open.map { title in
                (title, intent.map { [Button(label: $0.description, choice: .intent($0.name))] } ?? [])
            })
    }

    /// What was dealt with, what was promised, what is open, a line each; the last one offers to go on.
    private mutating func speak(of left: Left, opening: (title: String, buttons: [Button])?) {
        let isWorded = playbook.name(of: .welcomeBackSettled) == StandardResponse.welcomeBackSettled.name
        var hasSpoken = false
        if let settled = left.settled, isWorded {
            resolution = settled.outcome
            let isLast = opening == nil && !left.isPromised
            let buttons = isLast ? offersWhereNone(in: .welcomeBackSettled) : []
            say(.welcomeBackSettled, title: settled.title, buttons: buttons, place: isLast ? .last : .middle)
            hasSpoken = true
        }
        if left.isPromised {
            let buttons = opening == nil ? offersWhereNone(in: .welcomeBackPromised) : []
            say(.welcomeBackPromised, buttons: buttons, place: opening == nil ? .last : .middle)
            hasSpoken = true
        }
        if let opening {
            return say(.welcomeBackOpen, title: opening.title, buttons: opening.buttons, place: .last)
        }
        if !hasSpoken { say(.welcomeBack, buttons: offersWhereNone(in: .welcomeBack), place: .last) }
    }

    private func offersWhereNone(in standard: StandardResponse) -> [Button] {
        playbook.responses[standard.name]?.buttons.isEmpty == false ? [] : playbook.offers
    }
}
