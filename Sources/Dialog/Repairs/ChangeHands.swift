internal import PlaybookModel
internal import Vocabulary

extension Turn {
    /// From one person to another: back into the queue at the old age. The note is for whoever takes it.
    mutating func transfer(_ agent: AgentID, to team: TeamName?, _ note: String) -> DialogRefusal? {
        guard state.holder == .agent(agent) else { return .notYours }
        let before = state.lastEscalation
        let epoch = state.epoch.next
        let escalation = Escalation(
            id: EscalationID("\(state.conversation.rawValue)/\(first.rawValue)/person"), reason: .transferred,
            team: team ?? before?.team ?? playbook.routing.defaultTeam,
            priority: max(before?.priority ?? 0, playbook.routing.priorities[.transferred] ?? 0),
            waitingSince: before?.waitingSince ?? now)
        emit(.agentLeft(agent, .transferred(note: CardNumber.masked(note)), epoch: epoch), by: .agent(agent))
        emit(.escalated(escalation, epoch: epoch), by: .system)
        effects.append(.enqueue(escalation))
        say(.transferred, team: escalation.team, place: .last)
        return nil
    }

    /// A supervisor's word goes: whoever has it hears that it is gone.
    mutating func takeOver(_ agent: AgentID, _ name: String) -> DialogRefusal? {
        guard case .agent(let holder) = state.holder else { return claim(agent, name) }
        guard holder != agent else { return .alreadyClaimed(by: agent) }
        let epoch = state.epoch.next
        emit(.agentLeft(holder, .takenOver(by: agent), epoch: epoch), by: .agent(agent))
        emit(.agentJoined(agent, displayName: name, epoch: epoch), by: .agent(agent))
        return nil
    }

    /// Back to the bot, and to the step that was interrupted, which asks its question again.
    mutating func leaveQueue(_ departure: QueueDeparture) -> DialogRefusal? {
        guard case .queue(let escalation) = state.holder else { return .notWaiting }
        let sender: Sender = departure == .chosen ? .visitor : .system
        emit(.leftQueue(departure, epoch: state.epoch.next), by: sender)
        effects.append(.dequeue(escalation, claimedBy: nil))
        let place: Place = state.stack.isEmpty ? .last : .middle
        switch departure {
        case .chosen: say(.leftQueue, place: place)
        case .closed: say(.closed, place: place)
        case .full: say(.queueFull, place: place)
        }
        comeBack()
        run()
        return nil
    }

    /// Whoever they were with is free, and they may say how it was. A flow is left as at any cancelling: where something
    /// was done for good, or is on its way, that is said first, and nothing has ended yet.
    mutating func endForVisitor() -> DialogRefusal? {
        guard state.holder != .nobody else { return .notWaiting }
        emit(.signalled(VisitorEnding.signal, values: [:]), by: .visitor)
        switch state.holder {
        case .nobody, .agent: break
        case .bot:
            guard !state.stack.isEmpty else { break }
            cancel(everything: true)
            guard state.stack.isEmpty, state.holder == .bot else { return nil }
        case .queue(let escalation): effects.append(.dequeue(escalation, claimedBy: nil))
        }
        let epoch = state.epoch.next
        if case .agent(let agent) = state.holder {
            emit(.agentLeft(agent, .resolved, epoch: epoch), by: .visitor)
        }
        for frame in state.stack.reversed() { emit(.flowEnded(frame.flow, outcome: "cancelled")) }
        // The stars are asked for without the bot's closing word: nobody knows that all is well.
        emit(.resolved(outcome: VisitorEnding.outcome, epoch: epoch), by: .visitor)
        return nil
    }

    mutating func bookCallback(at moment: Timestamp) {
        emit(.callbackBooked(at: moment), by: .visitor)
        emit(.timerSet(state.callbackID, at: moment), by: .system)
        effects.append(.wake(state.callbackID, at: moment))
        say(.callbackBooked, place: .last)
    }

    /// The time that was chosen has come; whoever speaks with a person already needs none.
    mutating func callBack(_ timer: TimerID) {
        emit(.timerFired(timer), by: .system)
        handOver(.asked)
    }
}
