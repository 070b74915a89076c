internal import PlaybookModel
internal import Vocabulary

extension Turn {
    /// Refuses before anything is written, or writes everything that follows from the input.
    mutating func take(_ input: DialogInput) -> DialogRefusal? {
        if case .opened(let opening) = input { return open(opening) }
        guard state.opening != nil else { return .notOpen }
        let reminder = state.reminder
        var alarms = state.stack.compactMap(\.alarm)
        switch input {
        case .opened: return .alreadyOpen
        case .visitorSaid(let text, let choice, let interpretation):
            hear(text, choice, interpretation)
        case .actionFinished(let id, let result):
            countLines()
            if let refusal = finish(id, result) { return refusal }
        case .actionHeld(let id, let hold, let until):
            countLines()
            if let refusal = self.hold(id, hold, until: until) { return refusal }
        case .timerFired(let timer):
            guard timer != state.reminderID else {
                remind(timer)
                return nil
            }
            guard timer != state.callbackID else {
                callBack(timer)
                return nil
            }
            alarms.removeAll { $0 == timer }
            ring(timer)
        case .identified(let visitor):
            return identify(visitor)
        case .signalled(let signal, let values):
            hear(signal, values)
        case .reachedOut(let reaching):
            reachOut(reaching)
        case .returned(let visit):
            if let refusal = welcomeBack(visit) { return refusal }
        case .agentClaimed(let agent, let name):
            if let refusal = claim(agent, name) { return refusal }
        case .agentSaid(let agent, let text):
            return agentSays(text, agent)
        case .agentNoted(let agent, let text):
            return agentNotes(text, agent)
        case .tagged(let agent, let tag, let tagging):
            return agentTags(tag, tagging, agent)
        case .handedBack(let agent, let note):
            if let refusal = handBack(agent, note) { return refusal }
        case .delegated(let agent, let intent):
            if let refusal = delegate(intent, agent) { return refusal }
        case .agentLost(let agent):
            if let refusal = lose(agent) { return refusal }
        case .resolved(let agent, let outcome):
            if let refusal = resolve(agent, outcome) { return refusal }
        case .transferred(let agent, let team, let note):
            if let refusal = transfer(agent, to: team, note) { return refusal }
        case .takenOver(let agent, let name):
            if let refusal = takeOver(agent, name) { return refusal }
        case .leftQueue(let departure):
            if let refusal = leaveQueue(departure) { return refusal }
        case .visitorEnded:
            if let refusal = endForVisitor() { return refusal }
        case .callbackBooked(let moment):
            bookCallback(at: moment)
        case .rated(let stars, let comment):
            return rate(stars, comment)
        case .turnFailed(let text, let choice, let reason):
            fail(text, choice, reason)
        }
        serveRequests()
        settleAlarms(before: alarms)
        settleReminder(before: reminder)
        return nil
    }

    private mutating func open(_ opening: Opening) -> DialogRefusal? {
        guard state.opening == nil else { return .alreadyOpen }
        emit(.opened(opening), by: .system)
        say(.welcome, place: .last)
        return nil
    }

    private mutating func rate(_ stars: Int, _ comment: String) -> DialogRefusal? {
        guard (1...5).contains(stars) else { return .invalidRating }
        switch state.rating {
        case .nothingToRate: return .nothingToRate
        case .rated: return .alreadyRated
        case .awaited: break
        }
        emit(.rated(stars: stars, comment: CardNumber.masked(comment)), by: .visitor)
        switch state.holder {
        case .bot, .nobody: say(.rated, place: .last)
        case .queue, .agent: break
        }
        return nil
    }

    /// The message is kept, nothing in it is acted upon, and a person looks (`contract.md`, R16).
    private mutating func fail(_ text: String, _ choice: Choice?, _ reason: String) {
        emit(.visitorSaid(text: CardNumber.masked(text), choice: choice), by: .visitor)
        emit(.turnFailed(reason: reason), by: .system)
        handOver(.fault, line: .fault)
    }
}
