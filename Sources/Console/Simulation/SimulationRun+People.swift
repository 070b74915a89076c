import Routing
import Vocabulary

extension SimulationRun {
    var isOpen: Bool { rules.hours?.isOpen(at: now) ?? true }

    mutating func happen(_ happening: Happening) {
        switch happening {
        case .arrives: arrive()
        case .losesPatience(let name, let wait): losePatience(name, wait)
        case .writes(let name, let wait): write(name, wait)
        case .settles(let name, let wait): settle(name, wait)
        case .answers(let name, let agent, let accepts): answer(name, agent, accepts)
        case .finishes(let name, let agent, let round): finish(name, agent, round)
        case .beats(let index): beat(index)
        case .takesBreak(let index): takeBreak(index)
        case .isBackFromBreak(let index): comeBack(index)
        case .vanishes(let index): vanish(index)
        case .returns(let index): comeOnline(index)
        case .opens: open()
        case .closes: close()
        case .ends: break
        }
    }

    // MARK: Visitors

    private mutating func losePatience(_ name: ConversationID, _ wait: Timestamp) {
        guard let visitor = visitors[name], visitor.agent == nil, visitor.waitsSince == wait else { return }
        books.abandoned += 1
        endWait(name)
        take(.left(name))
        visitors[name] = nil
    }

    /// "Is anybody there?": who waits and writes is rarely calmer than before.
    private mutating func write(_ name: ConversationID, _ wait: Timestamp) {
        guard let visitor = visitors[name], visitor.agent == nil, visitor.waitsSince == wait,
            let standing = floor.state.chats[name]?.request.standing
        else { return }
        agenda.add(.writes(name, wait: wait), at: now + chance.exponential(mean: .minutes(4)))
        let before = place(of: name)
        take(
            .standingChanged(
                name,
                Standing(
                    frustration: min(1, standing.frustration + chance.number(in: -0.05...0.2)),
                    urgency: chance.number(in: 0...1), value: standing.value, priority: standing.priority)))
        if let before, let after = place(of: name), after < before { countRise(visitor, from: before, to: after) }
    }

    private func place(of name: ConversationID) -> Place? {
        floor.state.position(of: name).map { floor.state.line[$0 - 1] }
    }

    /// One who rises past a wait that is settled counts as standing before it.
    private mutating func countRise(_ visitor: SimulatedVisitor, from before: Place, to after: Place) {
        let weight = visitor.arrival.weight
        for passed in floor.state.line where after < passed && passed < before {
            visitors[passed.conversation]?.settled?.ahead += weight > 1 ? 2 * weight : 1
        }
    }

    // MARK: Agents

    mutating func signOn(_ index: Int) {
        agents[index].isThere = true
        agents[index].isConnected = true
        agents[index].isSignedOn = true
        agents[index].isReady = true
        agents[index].lastBeat = now
        take(.signedOn(agents[index].profile))
    }

    /// An agent's life, entered once: each of these enters itself again, whether or not the agent is at work.
    mutating func beginLife(of index: Int) {
        agenda.add(.beats(index), at: now + chance.seconds(0...15))
        agenda.add(.takesBreak(index), at: now + chance.exponential(mean: .hours(2)))
        agenda.add(.vanishes(index), at: now + chance.exponential(mean: .hours(8)))
    }

    private mutating func beat(_ index: Int) {
        agenda.add(.beats(index), at: now + Self.heartbeat)
        guard agents[index].isSignedOn, agents[index].isThere else { return }
        agents[index].lastBeat = now
        agents[index].isConnected = true
        follow(floor.beat(agents[index].profile.id, at: now))
    }

    private mutating func takeBreak(_ index: Int) {
        agenda.add(.takesBreak(index), at: now + chance.exponential(mean: .hours(2)))
        guard agents[index].isSignedOn, agents[index].isThere, agents[index].isReady else { return }
        agents[index].isReady = false
        take(.readySet(agents[index].profile.id, false))
        agenda.add(.isBackFromBreak(index), at: now + chance.seconds(180...900))
    }

    private mutating func comeBack(_ index: Int) {
        guard agents[index].isSignedOn, agents[index].isThere, isOpen else { return }
        agents[index].isReady = true
        take(.readySet(agents[index].profile.id, true))
    }

    /// Half of those who vanish close their socket doing so; of the others nothing is heard any more.
    private mutating func vanish(_ index: Int) {
        agenda.add(.vanishes(index), at: now + chance.exponential(mean: .hours(8)))
        guard agents[index].isSignedOn, agents[index].isThere else { return }
        agents[index].isThere = false
        agenda.add(.returns(index), at: now + chance.exponential(mean: .seconds(90)))
        guard chance.happens(0.5) else { return }
        agents[index].isConnected = false
        take(.fellSilent(agents[index].profile.id))
    }

    private mutating func comeOnline(_ index: Int) {
        let agent = agents[index].profile.id
        guard agents[index].isSignedOn else {
            if isOpen { signOn(index) }
            return
        }
        agents[index].isThere = true
        agents[index].isConnected = true
        agents[index].lastBeat = now
        follow(floor.beat(agent, at: now))
    }

    private mutating func answer(_ name: ConversationID, _ agent: AgentID, _ accepts: Bool) {
        guard let index = indices[agent], agents[index].isThere, visitors[name]?.asked == agent else { return }
        take(accepts ? .claimed(name, agent) : .declined(name, agent))
    }

    private mutating func finish(_ name: ConversationID, _ agent: AgentID, _ round: Int) {
        guard let index = indices[agent], let visitor = visitors[name], visitor.agent == agent, visitor.round == round
        else { return }
        guard agents[index].isThere else {
            // Goes on when the connection is back, if it is in time.
            agenda.add(.finishes(name, agent, round: round), at: now + .seconds(30))
            return
        }
        take(.released(name, agent))
        visitors[name] = nil
        guard !isOpen, agents[index].units == 0 else { return }
        agents[index].isSignedOn = false
        take(.signedOff(agent))
    }
}
