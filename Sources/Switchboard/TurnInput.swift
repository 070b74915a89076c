internal import ChatProtocol
internal import Dialog
internal import Understanding
internal import Vocabulary

extension Turn {
    /// What the machine is told. `asFailed`: the turn was tried in vain; its message is kept and a person called.
    func input(
        on state: DialogState, understoodBy understander: Understander, asFailed: Bool, at now: Timestamp
    ) -> DialogInput {
        switch self {
        case .open(let opening): .opened(opening)
        case .returned(let visit): .returned(visit)
        case .identified(let visitor): .identified(visitor)
        case .say(_, let text, let choice):
            if asFailed {
                .turnFailed(text: text, choice: choice, reason: "The turn failed several times.")
            } else {
                .visitorSaid(
                    text: text, choice: choice,
                    interpretation: understander.interpret(
                        CardNumber.masked(text), expecting: state.expectedSlots, topic: state.topic,
                        readers: state.readership, at: now))
            }
        case .rate(_, let stars, let comment): .rated(stars: stars, comment: comment)
        case .actionFinished(let effect, let result): .actionFinished(effect, result)
        case .actionHeld(let effect, let hold, let until): .actionHeld(effect, hold, until: until)
        case .timerFired(let timer): .timerFired(timer)
        case .claim(let agent, let name): .agentClaimed(agent, displayName: name)
        case .agentSay(let agent, _, let text): .agentSaid(agent, text: text)
        case .agentNote(let agent, _, let text): .agentNoted(agent, text: text)
        case .tag(let agent, _, let tag, let tagging): .tagged(agent, tag, tagging)
        case .handBack(let agent, _, let note): .handedBack(agent, note: note)
        case .delegate(let agent, _, let intent): .delegated(agent, intent)
        case .agentLost(let agent): .agentLost(agent)
        case .resolve(let agent, _, let outcome): .resolved(agent, outcome: outcome)
        case .transfer(let agent, _, let team, let note): .transferred(agent, to: team, note: note)
        case .takeOver(let agent, let name): .takenOver(agent, displayName: name)
        case .leaveQueue: .leftQueue(.chosen)
        case .end: .visitorEnded
        case .sendHome(let departure): .leftQueue(departure)
        case .callback(_, let moment): .callbackBooked(at: moment)
        case .reachOut(let reaching, _): .reachedOut(reaching)
        case .signal(let name, let values, _): .signalled(name, values: values)
        }
    }

    /// Who sent a client's message, and what it said, word for word: the second copy of one is known by it.
    var message: (sender: Sender, content: String)? {
        switch self {
        // What is remembered of it must not tell a card's number either, not even by its hash.
        case .say(_, let text, let choice): (.visitor, "say \(CardNumber.masked(text)) \(choice?.json.text ?? "")")
        case .rate(_, let stars, let comment): (.visitor, "rate \(stars) \(CardNumber.masked(comment))")
        case .agentSay(let agent, _, let text): (.agent(agent), "say \(CardNumber.masked(text))")
        case .agentNote(let agent, _, let text): (.agent(agent), "note \(CardNumber.masked(text))")
        case .tag(let agent, _, let tag, let tagging): (.agent(agent), "tag \(tag) \(tagging.rawValue)")
        case .handBack(let agent, _, let note): (.agent(agent), "hand back \(CardNumber.masked(note))")
        case .delegate(let agent, _, let intent): (.agent(agent), "delegate \(intent)")
        case .resolve(let agent, _, let outcome): (.agent(agent), "resolve \(CardNumber.masked(outcome))")
        case .transfer(let agent, _, let team, let note):
            (.agent(agent), "transfer \(team?.rawValue ?? "") \(CardNumber.masked(note))")
        case .leaveQueue: (.visitor, "leave the queue")
        case .end: (.visitor, "end")
        case .callback(_, let moment): (.visitor, "call back \(moment.milliseconds)")
        // Worded anew at each try; what is said is said once.
        case .reachOut: (.system, "reach out")
        case .signal(let name, let values, _):
            (.system, "signal \(name) \(SlotValue.record(values.byText).json.text)")
        case .open, .returned, .identified, .actionFinished, .actionHeld, .timerFired, .claim, .takeOver, .sendHome,
            .agentLost:
            nil
        }
    }
}

extension [SlotName: SlotValue] {
    fileprivate var byText: [String: SlotValue] {
        var named: [String: SlotValue] = [:]
        for (slot, value) in self { named[slot.rawValue] = value }
        return named
    }
}

/// Facts from outside: they happened whether or not the conversation still waits for them.
extension Turn {
    var isFactFromOutside: Bool { fact != nil }

    var fact: Event? {
        switch self {
        case .actionFinished(let effect, let result): .actionFinished(effect, result)
        case .timerFired(let timer): .timerFired(timer)
        case .open, .returned, .identified, .actionHeld, .say, .rate, .claim, .agentSay, .agentNote, .tag, .handBack,
            .delegate, .agentLost, .resolve, .transfer, .takeOver, .leaveQueue, .end, .sendHome, .callback,
            .reachOut, .signal:
            nil
        }
    }

    var firedTimer: TimerID? {
        guard case .timerFired(let timer) = self else { return nil }
        return timer
    }

    var deliveredEffect: EffectID? {
        guard case .actionFinished(let effect, _) = self else { return nil }
        return effect
    }
}

extension DialogState {
    /// Slots asked for right now: words that fit them are read so first.
    fileprivate var expectedSlots: [SlotName] {
        guard case .slot(let slot, _) = question else { return [] }
        return [slot]
    }
}

extension Refusal {
    init(_ refusal: DialogRefusal, cmid: ClientMessageID?, conversation: ConversationID) {
        let code: Code =
            switch refusal {
            case .notOpen, .noSuchTag, .noSuchIntent: .notFound
            case .alreadyOpen, .invalidRating, .empty, .notRunning, .notAway: .badRequest
            case .notYours: .notAllowed
            case .alreadyClaimed: .alreadyClaimed
            case .notWaiting: .notWaiting
            case .alreadyRated: .alreadyRated
            case .nothingToRate: .nothingToRate
            }
        self.init(code, conversation: conversation, cmid: cmid)
    }
}
