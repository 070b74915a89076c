internal import PlaybookModel
internal import Vocabulary

extension Turn {
    /// Calls for a person. `line` is said before the word that a person takes over; `ending` ends the flow on top that
    /// way, without asking anything below it. Only the bot hands over: a conversation that waits already waits on.
    mutating func handOver(
        _ reason: EscalationReason, team: TeamName? = nil, line: StandardResponse? = nil, note: String? = nil,
        ending: String? = nil, atLeast floor: Double = 0
    ) {
        if let note { self.note(note) }
        guard state.holder == .bot else { return }
        dropRequests()
        let escalation = Escalation(
            id: EscalationID("\(state.conversation.rawValue)/\(first.rawValue)/person"), reason: reason,
            team: team ?? playbook.routing.defaultTeam, priority: max(floor, priority(of: reason), priorityOfReturn),
            waitingSince: now)
        if let line { say(line) }
        say(.handover, team: escalation.team, place: .last)
        if let ending { end(ending, quietly: true, badly: reason.isFailure) }
        emit(.escalated(escalation, epoch: state.epoch.next), by: .system)
        effects.append(.enqueue(escalation))
    }

    /// Who comes back because what a person had closed is not solved stands before newcomers, as who lost an agent does.
    private var priorityOfReturn: Double {
        guard let closed = state.bookkeeping.resolvedAt, now - closed <= .days(7) else { return 0 }
        return playbook.routing.priorities[.agentLost] ?? 0
    }

    private func priority(of reason: EscalationReason) -> Double {
        (playbook.routing.priorities[reason] ?? 0) + state.mood.urgencyOfPerson
    }

    // MARK: The agent's side

    mutating func claim(_ agent: AgentID, _ name: String) -> DialogRefusal? {
        switch state.holder {
        case .agent(let holder): return .alreadyClaimed(by: holder)
        case .bot, .nobody: return .notWaiting
        case .queue(let escalation):
            emit(.agentJoined(agent, displayName: name, epoch: state.epoch.next), by: .agent(agent))
            effects.append(.dequeue(escalation, claimedBy: agent))
            return nil
        }
    }

    mutating func agentSays(_ text: String, _ agent: AgentID) -> DialogRefusal? {
        guard state.holder == .agent(agent) else { return .notYours }
        guard !text.isEmpty else { return .empty }
        emit(.agentSaid(text: CardNumber.masked(text), epoch: state.epoch), by: .agent(agent))
        return nil
    }

    mutating func agentNotes(_ text: String, _ agent: AgentID) -> DialogRefusal? {
        guard !text.isEmpty else { return .empty }
        emit(.noted(text: CardNumber.masked(text), reason: .agent), by: .agent(agent))
        return nil
    }

    /// A tag that the playbook no longer has can still be taken away.
    mutating func agentTags(_ tag: TagName, _ tagging: Tagging, _ agent: AgentID) -> DialogRefusal? {
        switch tagging {
        case .confirmed: guard playbook.tags.contains(tag) else { return .noSuchTag }
        case .removed: guard state.tags.contains(tag) else { return .noSuchTag }
        }
        emit(.tagged(tag, tagging), by: .agent(agent))
        return nil
    }

    /// Back to the step that was interrupted, which asks its question again.
    mutating func handBack(_ agent: AgentID, _ note: String) -> DialogRefusal? {
        guard state.holder == .agent(agent) else { return .notYours }
        let safe = CardNumber.masked(note)
        emit(.agentLeft(agent, .handedBack(note: safe), epoch: state.epoch.next), by: .agent(agent))
        say(.handedBack, place: state.stack.isEmpty ? .last : .middle)
        comeBack()
        run()
        return nil
    }

    /// Back to the bot, which begins what the agent asks it to: with every check, question and confirmation that it has
    /// for a visitor.
    mutating func delegate(_ intent: IntentName, _ agent: AgentID) -> DialogRefusal? {
        guard state.holder == .agent(agent) else { return .notYours }
        guard let wanted = playbook.intent(intent), case .flow = wanted.outcome else { return .noSuchIntent }
        emit(.agentLeft(agent, .handedBack(note: title(of: wanted)), epoch: state.epoch.next), by: .agent(agent))
        let request = KeptRequest(intent: intent, text: "", entities: [])
        emit(.requestKept(request), by: .agent(agent))
        say(.handedBack)
        emit(.requestSettled(intent, began: true))
        let message = Message(
            "",
            Interpretation(
                intents: [Scored(intent, confidence: 1)], band: .act, articles: [], entities: [], sentiment: .neutral))
        if !act(on: wanted, message) { note("\(intent) cannot be begun here") }
        return nil
    }

    /// Back into the queue where it stood, with its old waiting time.
    mutating func lose(_ agent: AgentID) -> DialogRefusal? {
        guard state.holder == .agent(agent) else { return .notYours }
        let before = state.lastEscalation
        let epoch = state.epoch.next
        let escalation = Escalation(
            id: EscalationID("\(state.conversation.rawValue)/\(first.rawValue)/person"), reason: .agentLost,
            team: before?.team ?? playbook.routing.defaultTeam,
            priority: max(before?.priority ?? 0, priority(of: .agentLost)), waitingSince: before?.waitingSince ?? now)
        departed = state.agentName
        emit(.agentLeft(agent, .lost, epoch: epoch), by: .system)
        emit(.escalated(escalation, epoch: epoch), by: .system)
        effects.append(.enqueue(escalation))
        say(.agentLost, place: .last)
        return nil
    }

    mutating func resolve(_ agent: AgentID, _ outcome: String) -> DialogRefusal? {
        guard state.holder == .agent(agent) else { return .notYours }
        let epoch = state.epoch.next
        emit(.agentLeft(agent, .resolved, epoch: epoch), by: .agent(agent))
        for frame in state.stack.reversed() { emit(.flowEnded(frame.flow, outcome: "resolved")) }
        emit(.resolved(outcome: CardNumber.masked(outcome), epoch: epoch), by: .agent(agent))
        say(.rate, place: .last)
        return nil
    }
}

extension EscalationReason {
    /// Something went wrong, so what the flow had done is not left half done.
    fileprivate var isFailure: Bool {
        switch self {
        case .actionFailed, .actionUnknown, .fault: true
        case .asked, .frustrated, .notUnderstood, .policy, .overLimit, .legalOrSafety, .vip, .flow, .agentLost,
            .transferred:
            false
        }
    }
}
