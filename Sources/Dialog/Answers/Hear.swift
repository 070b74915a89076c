internal import PlaybookModel
internal import Vocabulary

extension Turn {
    /// The visitor's turn: kept and understood whoever holds the conversation, answered by the bot when it does.
    mutating func hear(_ text: String, _ choice: Choice?, _ interpretation: Interpretation) {
        let earlier = state
        let cards = CardNumber.ranges(in: text)
        guard cards.isEmpty else { return hear(text, cards, interpretation, earlier) }
        emit(.visitorSaid(text: text, choice: choice), by: .visitor)
        emit(.understood(interpretation), by: .system)
        switch state.holder {
        case .agent, .nobody: break
        case .queue: waitOn(since: earlier)
        case .bot: answer(Message(text, interpretation), choice ?? earlier.picked(by: text, interpretation), earlier)
        }
    }

    /// A card's number is kept masked, is nobody's answer, and the visitor is told once not to send it.
    private mutating func hear(
        _ text: String, _ cards: [Range<Int>], _ interpretation: Interpretation, _ earlier: DialogState
    ) {
        let safe = interpretation.without(cards)
        emit(.visitorSaid(text: CardNumber.masked(text), choice: nil), by: .visitor)
        emit(.understood(safe), by: .system)
        if case .agent = state.holder { return }
        if state.timesSaid[playbook.name(of: .cardHidden)] == nil { say(.cardHidden) }
        if case .queue = state.holder { return waitOn(since: earlier) }
        answer(Message(text.blanking(cards), safe), nil, earlier)
    }

    /// Keeps company at most once in three minutes; a worsening mood moves the conversation up.
    private mutating func waitOn(since earlier: DialogState) {
        if let escalation = state.openEscalation, escalation != earlier.lastEscalation {
            effects.append(.enqueue(escalation))
        }
        if let notice = state.bookkeeping.lastWaitingNotice, now - notice < .minutes(3) { return }
        say(.stillWaiting, place: .last)
    }

    private mutating func answer(_ message: Message, _ choice: Choice?, _ earlier: DialogState) {
        if let choice, press(choice, message) { return }
        if let urgent = playbook.urgentPhrases.first(where: { message.words.contains($0.words) }) {
            return handOver(.legalOrSafety, team: urgent.team)
        }
        if wantsPerson(message) { return handOver(.asked) }
        if isFrustrated { return handOver(.frustrated) }
        if obey(message, earlier) { return }
        if let vip = playbook.routing.vip, isFirstRequest(message), state.value >= vip.value {
            return handOver(.vip, team: vip.team)
        }
        if state.stack.last?.calling != nil { return answerWhileWorking(message) }
        switch state.question {
        case .confirmation: answerConfirmation(with: message)
        case .slot(let name, _):
            guard let slot = playbook.slots[name] else { return run() }
            answer(slot, with: message)
        case .clarification, nil:
            // A flow that waits leaves the visitor free to ask for anything else.
            guard state.stack.last.map({ $0.waiting != nil }) ?? true else { return run() }
            converse(message, earlier)
        }
    }

    /// A request for a person is taken at its word even when another intent is close: being asked back is the worst.
    private func wantsPerson(_ message: Message) -> Bool {
        let heard = message.interpretation
        guard heard.band != .none, let best = heard.intents.first else { return false }
        return playbook.intent(best.value)?.outcome == .command(.person)
    }

    /// The conversation is above the plan's bar, or this one message is furious (`language.md` §2: 0.85).
    private var isFrustrated: Bool {
        let bar = playbook.routing.frustration
        return state.mood.frustration > bar || state.mood.latest.frustration > max(0.85, bar)
    }

    /// No greeting, and since the last resolution no person was called for: who chose the bot in the queue keeps it.
    private func isFirstRequest(_ message: Message) -> Bool {
        if case .response = message.sureIntent(in: playbook)?.outcome { return false }
        guard let last = state.lastEscalation else { return true }
        return state.bookkeeping.resolvedAt.map { $0 >= last.waitingSince } ?? false
    }

    /// What a visitor may ask of the bot at any time. False when it is no such thing.
    private mutating func obey(_ message: Message, _ earlier: DialogState) -> Bool {
        guard let command = message.command(in: playbook), !answersChoice(message) else { return false }
        switch command {
        case .cancel: cancel(everything: message.meansEverything)
        case .goBack: goBack()
        case .skip: skip()
        case .repeat: repeatLastLines(of: earlier)
        case .startOver: startOver()
        case .whatCanYouDo: sayWhatIsPossible()
        case .person, .yes, .no: return false
        }
        return true
    }

    /// "Cancel" may be one of the options that were asked for.
    private func answersChoice(_ message: Message) -> Bool {
        guard case .slot(let name, _) = state.question, let slot = playbook.slots[name], case .choice = slot.type else {
            return false
        }
        return reader.answer(for: slot, in: message) != nil
    }

    /// While an action runs the flow waits, but the visitor is answered, and what they ask for is done after it.
    private mutating func answerWhileWorking(_ message: Message) {
        // "Hello?" and "Any news?" ask after what is under way, whatever else they sound like.
        let isCalling = message.isQuestion && message.words.count <= 2
        if !isCalling, case .response(let response) = message.sureIntent(in: playbook)?.outcome {
            return say(response, place: .last)
        }
        let isKept = !isCalling && keepForLater(message)
        if !isKept, answerFromArticle(message) { return }
        sayWorking()
    }
}
