internal import PlaybookModel
internal import Vocabulary

extension Turn {
    /// The company says something first. A person who holds the conversation reads it as a note and says it themselves.
    mutating func reachOut(_ reaching: Reaching) {
        emit(.signalled(Reaching.signal, values: reaching.values), by: .system)
        if let line = reaching.line { speak(line, place: .last) }
    }

    /// The visitor's first words after it. False where they are about something else.
    mutating func answerReaching(_ message: Message, _ earlier: DialogState) -> Bool {
        guard let reaching = earlier.unansweredReaching else { return false }
        let yes = message.yesOrNo(in: playbook)
        if let floor = reaching.reopens { return answerFollowUp(yes, floor) }
        guard let opens = reaching.opens, let intent = playbook.intent(opens) else { return false }
        if yes == false {
            say(.leftAtThat, place: .last)
            return true
        }
        if let sure = message.sureIntent(in: playbook), sure.name != opens, yes == nil { return false }
        if yes == nil, message.article(in: playbook, besides: []) != nil { return false }
        return act(on: intent, message)
    }

    private mutating func answerFollowUp(_ yes: Bool?, _ floor: Double) -> Bool {
        switch yes {
        case true:
            say(.leftAtThat, place: .last)
            return true
        case false:
            handOver(.asked, atLeast: floor)
            return true
        case nil: return false
        }
    }

    /// What is known of the thing that the flow is about need not be asked for.
    mutating func takeReached(_ flow: FlowName) {
        guard let reaching = state.reaching, let opens = reaching.opens,
            playbook.intent(opens)?.outcome == .flow(flow)
        else { return }
        for slot in playbook.flows[flow]?.slots ?? [] where state.slots[slot.name] == nil {
            guard let value = reaching.facts[slot.name], isValid(value, for: slot) else { continue }
            emit(.slotFilled(slot.name, value, source: .flow))
        }
    }
}

extension DialogState {
    /// What the visitor was last told first.
    var reaching: Reaching? {
        signals.last { $0.name == Reaching.signal }.map { Reaching(values: $0.values, line: nil) }
    }

    /// The same, when nothing was said since but it; in a conversation that only knows of it, when nothing was.
    fileprivate var unansweredReaching: Reaching? {
        guard question == nil, let signal = signals.last(where: { $0.name == Reaching.signal }) else { return nil }
        let isLast =
            Reaching.isSaid(signal.values)
            ? signal.at.rawValue + lastBotLines.count >= head.rawValue : bookkeeping.lastVisitorText.isEmpty
        return isLast ? Reaching(values: signal.values, line: nil) : nil
    }
}
