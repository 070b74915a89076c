import PlaybookModel
import Routing
import Vocabulary

extension SimulationRun {
    mutating func take(_ input: RoutingInput) {
        follow(floor.take(input, at: now))
    }

    /// Writes down what happened, judges it, and lets people react.
    mutating func follow(_ outcome: RoutingOutcome) {
        for record in outcome.records { follow(record.event) }
        for answer in outcome.answers { follow(answer) }
        books.longestLine = max(books.longestLine, floor.state.line.count)
    }

    private mutating func follow(_ event: RoutingEvent) {
        switch event {
        case .queued(let request, _): beginWait(request)
        case .requeued(let request, _, let agent, _):
            books.lost += 1
            books.unitsLost += 2 * request.need.weight
            letGo(request.conversation, agent)
            visitors[request.conversation]?.agent = nil
            visitors[request.conversation]?.waitsSince = now
            beginWait(request)
        case .mustWait(let name, _, _):
            guard visitors[name]?.hasBeenServed == false else { return }
            visitors[name]?.foretold = floor.machine.estimate(for: name, in: floor.state)
            visitors[name]?.foretoldAt = now
        case .offered(let name, let agent, _): judge(name, agent)
        case .declined(let name, let agent), .missed(let name, let agent):
            refuse(name, agent)
            unask(name, agent)
        case .withdrawn(let name, let agent): unask(name, agent)
        case .assigned(let name, let agent): hold(name, agent)
        case .released(let name, let agent): letGo(name, agent)
        case .agentAway(let agent, let reason):
            guard let index = indices[agent], reason == .misses else { return }
            agents[index].isReady = false
            agenda.add(.isBackFromBreak(index), at: now + chance.seconds(60...240))
        case .agentSilent(let agent): indices[agent].map { agents[$0].isConnected = false }
        case .agentLost(let agent): indices[agent].map { agents[$0].isSignedOn = false }
        case .deferred(let name):
            books.closed += 1
            endWait(name)
            visitors[name] = nil
        case .turnedAway(_, let isClosed):
            if isClosed { books.closed += 1 } else { books.full += 1 }
        case .callbackBooked: books.callbacks += 1
        case .reranked, .leftQueue, .agentSignedOn, .agentSignedOff, .agentReady, .agentHeard, .takenOver: break
        }
    }

    private mutating func follow(_ answer: RoutingAnswer) {
        switch answer {
        case .closed(let name, _, let slots), .full(let name, let slots):
            guard let visitor = visitors[name] else { return }
            guard let slot = slots.first, chance.happens(0.2) else {
                visitors[name] = nil
                return
            }
            take(.callbackChosen(visitor.request, begins: slot))
        case .callbackRefused(let name, _): visitors[name] = nil
        case .claimRefused, .noChair: break
        }
    }

    // MARK: Waits

    private mutating func beginWait(_ request: RoutingRequest) {
        let name = request.conversation
        visitors[name]?.waitsSince = now
        visitors[name]?.settled = nil
        visitors[name]?.unitsRefusing = 0
        let patience = chance.exponential(mean: Self.patience)
        agenda.add(.losesPatience(name, wait: now), at: now + patience)
        agenda.add(.settles(name, wait: now), at: max(now, request.waitingSince + settled))
        if chance.happens(0.4) {
            agenda.add(.writes(name, wait: now), at: now + chance.exponential(mean: .minutes(4)))
        }
    }

    mutating func settle(_ name: ConversationID, _ wait: Timestamp) {
        guard let visitor = visitors[name], visitor.agent == nil, visitor.waitsSince == wait else { return }
        var ahead = agents.reduce(0) { $0 + $1.units }
        for place in floor.state.line {
            guard place.conversation != name else { break }
            let weight = visitors[place.conversation]?.arrival.weight ?? 1
            ahead += weight > 1 ? 2 * weight : 1
        }
        visitors[name]?.settled = SimulatedVisitor.Settled(
            at: now, ahead: ahead, capacityTime: books.capacityTime, unitsLost: books.unitsLost,
            askedInVain: books.askedInVain)
    }

    mutating func endWait(_ name: ConversationID) {
        guard let visitor = visitors[name] else { return }
        let whole = now - visitor.waitsSince
        books.oldest = max(books.oldest, whole)
        guard let settled = visitor.settled, now > settled.at else { return }
        // The bound ends with the offer, a wait with the answer: what there was of capacity until then, it took itself.
        let ownAsking = Int64(visitor.arrival.weight) * rules.asking.window.milliseconds
        books.settledWaits.append(
            SettledWait(
                whole: whole, before: settled.at - visitor.waitsSince,
                ahead: settled.ahead + books.unitsLost - settled.unitsLost + visitor.unitsRefusing,
                lostTime: ownAsking + books.askedInVain - settled.askedInVain
                    + Int64(visitor.unitsRefusing) * rules.asking.again.milliseconds,
                capacityTime: books.capacityTime - settled.capacityTime))
    }

    // MARK: Offers

    private mutating func judge(_ name: ConversationID, _ agent: AgentID) {
        guard let index = indices[agent], let visitor = visitors[name] else { return }
        books.offers += 1
        let silence = simulation.plan.service.asking.silence
        if !agents[index].canBeAsked || now - agents[index].lastBeat >= silence { books.toAbsent += 1 }
        let units = min(visitor.arrival.weight, agents[index].profile.capacity)
        if agents[index].units + units > agents[index].profile.capacity { books.toFull += 1 }
        if overtakesSettled(visitor, index) { books.overtaken += 1 }
        agents[index].units += units
        agents[index].isAsked = true
        visitors[name]?.asked = agent
        guard agents[index].isThere else {
            books.intoSilence += 1
            return
        }
        // Some are overlooked, and run out.
        guard !chance.happens(0.03) else { return }
        let accepts = !chance.happens(0.03)
        agenda.add(.answers(name, agent, accepts: accepts), at: now + chance.seconds(2...12))
    }

    /// Whether somebody who has waited past the horizon, and whom this agent could have taken, is passed by one who
    /// came more than the horizon later.
    private func overtakesSettled(_ newcomer: SimulatedVisitor, _ index: Int) -> Bool {
        let profile = agents[index].profile
        let room = profile.capacity - agents[index].units
        for place in floor.state.line {
            guard place.waitingSince + settled <= now,
                newcomer.request.waitingSince > place.waitingSince + rules.rank.horizon,
                let passed = visitors[place.conversation], passed.asked == nil, passed.agent == nil,
                min(passed.arrival.weight, profile.capacity) <= room
            else { continue }
            let refused = floor.state.chats[place.conversation]?.refusals[profile.id]
            if let refused, refused + rules.asking.again > now { continue }
            return true
        }
        return false
    }

    private mutating func unask(_ name: ConversationID, _ agent: AgentID) {
        guard let visitor = visitors[name], visitor.asked == agent else { return }
        visitors[name]?.asked = nil
        indices[agent].map { agents[$0].isAsked = false }
        free(name, agent)
        books.askedInVain += Int64(visitor.arrival.weight) * rules.asking.window.milliseconds
    }

    private mutating func refuse(_ name: ConversationID, _ agent: AgentID) {
        guard let index = indices[agent] else { return }
        visitors[name]?.unitsRefusing += agents[index].profile.capacity
    }

    private mutating func free(_ name: ConversationID, _ agent: AgentID) {
        guard let index = indices[agent], let visitor = visitors[name] else { return }
        agents[index].units -= min(visitor.arrival.weight, agents[index].profile.capacity)
    }

    // MARK: Holding

    private mutating func hold(_ name: ConversationID, _ agent: AgentID) {
        unask(name, agent)
        guard let index = indices[agent], let visitor = visitors[name] else { return }
        agents[index].units += min(visitor.arrival.weight, agents[index].profile.capacity)
        agents[index].taken += 1
        let waited = now - visitor.waitsSince
        endWait(name)
        if !visitor.hasBeenServed {
            books.served += 1
            books.waits[visitor.arrival.priority, default: []].append(Double(waited.milliseconds) / 1_000)
            if let estimate = visitor.foretold { books.foretold(estimate, came: now - visitor.foretoldAt) }
        }
        visitors[name]?.hasBeenServed = true
        visitors[name]?.agent = agent
        visitors[name]?.heldSince = now
        visitors[name]?.round += 1
        let handling = visitor.arrival.handling ?? chance.handling(mean: simulation.plan.service.handling)
        agenda.add(.finishes(name, agent, round: visitor.round + 1), at: now + handling)
    }

    private mutating func letGo(_ name: ConversationID, _ agent: AgentID) {
        guard let visitor = visitors[name], visitor.agent == agent else { return }
        free(name, agent)
        let held = now - visitor.heldSince
        let asking = rules.asking.window
        books.longestHolding = max(
            books.longestHolding, TimeSpan(milliseconds: held.milliseconds + asking.milliseconds))
    }
}
