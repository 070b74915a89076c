public import Vocabulary

extension RoutingState {
    /// The state that the log leads to, oldest first.
    public init(replaying records: some Sequence<RoutingRecord>) {
        self.init()
        for record in records { apply(record.event, at: record.at) }
    }

    /// The only way a state changes. An event that does not fit changes nothing.
    public mutating func apply(_ event: RoutingEvent, at now: Timestamp) {
        switch event {
        case .queued(let request, let lead):
            if let chat = chats[request.conversation], chat.request.need != request.need {
                chats[request.conversation]?.needSince = now
            }
            queue(request, lead: lead)
        case .reranked(let conversation, let standing, let lead):
            guard let chat = chats[conversation] else { return }
            if !chat.isHeld { line.removeSorted(chat.place) }
            chats[conversation]?.request = chat.request.with(standing: standing)
            chats[conversation]?.lead = lead
            if let moved = chats[conversation], !moved.isHeld { line.insertSorted(moved.place) }
        case .mustWait(let conversation, let position, let expected):
            chats[conversation]?.foretold = RoutedChat.Foretold(
                at: now, position: position, expected: expected, factors: pace.factors(position: position))
        case .leftQueue(let conversation), .deferred(let conversation):
            guard let chat = chats[conversation], !chat.isHeld else { return }
            withdrawOffer(of: conversation)
            line.removeSorted(chat.place)
            chats[conversation] = nil
        case .turnedAway:
            break
        case .callbackBooked(let request, let begins):
            bookings.insertSorted(Booking(begins: begins, request: request))
        case .agentSignedOn, .agentSignedOff, .agentReady, .agentAway, .agentSilent, .agentHeard, .agentLost:
            applyPresence(event, at: now)
        case .offered, .declined, .missed, .withdrawn:
            applyOffer(event, at: now)
        case .assigned(let conversation, let agent):
            assign(conversation, to: agent, at: now)
        case .takenOver(let conversation, let from, let agent):
            letGo(conversation, of: from, at: now)
            hold(conversation, by: agent, at: now)
        case .released(let conversation, let agent):
            letGo(conversation, of: agent, at: now)
            chats[conversation] = nil
        case .requeued(let request, let lead, let agent, let reason):
            letGo(request.conversation, of: agent, at: now)
            chats[request.conversation]?.phase = .waiting
            if reason == .transferred {
                chats[request.conversation]?.needSince = now
                refuse(request.conversation, by: agent, at: now)
            }
            queue(request, lead: lead)
        }
    }

    private mutating func queue(_ request: RoutingRequest, lead: TimeSpan) {
        // A call-back that has become a conversation is kept no longer.
        bookings.removeAll { $0.request.conversation == request.conversation }
        guard let chat = chats[request.conversation] else {
            let chat = RoutedChat(request: request, lead: lead, needSince: request.waitingSince)
            chats[request.conversation] = chat
            line.insertSorted(chat.place)
            return
        }
        guard !chat.isHeld else { return }
        line.removeSorted(chat.place)
        chats[request.conversation]?.request = request
        chats[request.conversation]?.lead = lead
        line.insertSorted(Place(request, lead: lead))
    }

    // MARK: Agents

    private mutating func applyPresence(_ event: RoutingEvent, at now: Timestamp) {
        switch event {
        case .agentSignedOn(let profile):
            guard agents[profile.id] != nil else {
                agents[profile.id] = AgentDuty(profile: profile, idleSince: now)
                roster.insertSorted(profile.id)
                return
            }
            agents[profile.id]?.profile = profile
            agents[profile.id]?.presence = .ready
        case .agentSignedOff(let agent), .agentLost(let agent):
            withdrawOffer(to: agent)
            agents[agent] = nil
            roster.removeSorted(agent)
        case .agentReady(let agent):
            setAway(nil, agent)
            agents[agent]?.misses = 0
        case .agentAway(let agent, let reason):
            withdrawOffer(to: agent)
            setAway(reason, agent)
            agents[agent]?.misses = 0
        case .agentSilent(let agent):
            withdrawOffer(to: agent)
            switch agents[agent]?.presence {
            case .ready: agents[agent]?.presence = .silent(since: now, away: nil)
            case .away(let reason): agents[agent]?.presence = .silent(since: now, away: reason)
            case .silent, nil: break
            }
        case .agentHeard(let agent):
            guard case .silent(_, let away) = agents[agent]?.presence else { return }
            agents[agent]?.presence = away.map { .away($0) } ?? .ready
        case .queued, .reranked, .mustWait, .leftQueue, .deferred, .turnedAway, .callbackBooked, .offered, .declined,
            .missed, .withdrawn, .assigned, .takenOver, .released, .requeued:
            break
        }
    }

    /// Words are no sign of life: who is silent stays so, and will be that when heard again.
    private mutating func setAway(_ reason: AwayReason?, _ agent: AgentID) {
        switch agents[agent]?.presence {
        case .silent(let since, _): agents[agent]?.presence = .silent(since: since, away: reason)
        case .ready, .away: agents[agent]?.presence = reason.map { .away($0) } ?? .ready
        case nil: break
        }
    }

    // MARK: Offers

    private mutating func applyOffer(_ event: RoutingEvent, at now: Timestamp) {
        switch event {
        case .offered(let conversation, let agent, let until):
            guard let chat = chats[conversation], chat.phase == .waiting, let duty = agents[agent], duty.offer == nil
            else { return }
            chats[conversation]?.phase = .offered(agent, until: until)
            offersMade += 1
            agents[agent]?.offer = conversation
            agents[agent]?.units += duty.profile.units(of: chat.request.need)
            agents[agent]?.lastOffer = offersMade
        case .declined(let conversation, let agent):
            withdrawOffer(of: conversation)
            refuse(conversation, by: agent, at: now)
            agents[agent]?.misses = 0
        case .missed(let conversation, let agent):
            withdrawOffer(of: conversation)
            refuse(conversation, by: agent, at: now)
            agents[agent]?.misses += 1
        case .withdrawn(let conversation, _):
            withdrawOffer(of: conversation)
        case .queued, .reranked, .mustWait, .leftQueue, .deferred, .turnedAway, .callbackBooked, .agentSignedOn,
            .agentSignedOff, .agentReady, .agentAway, .agentSilent, .agentHeard, .agentLost, .assigned, .takenOver,
            .released, .requeued:
            break
        }
    }

    private mutating func withdrawOffer(to agent: AgentID) {
        guard let conversation = agents[agent]?.offer else { return }
        withdrawOffer(of: conversation)
    }

    private mutating func withdrawOffer(of conversation: ConversationID) {
        guard let chat = chats[conversation], case .offered(let agent, _) = chat.phase else { return }
        chats[conversation]?.phase = .waiting
        agents[agent]?.offer = nil
        recount(agent)
    }

    /// Those who have gone are forgotten, so that there are never more refusals than agents.
    private mutating func refuse(_ conversation: ConversationID, by agent: AgentID, at now: Timestamp) {
        guard let chat = chats[conversation] else { return }
        var refusals = chat.refusals.filter { agents[$0.key] != nil }
        refusals[agent] = now
        chats[conversation]?.refusals = refusals
    }

    // MARK: Holding

    private mutating func assign(_ conversation: ConversationID, to agent: AgentID, at now: Timestamp) {
        guard let chat = chats[conversation], !chat.isHeld, agents[agent] != nil else { return }
        withdrawOffer(of: conversation)
        line.removeSorted(chat.place)
        if let foretold = chat.foretold {
            pace.waited(
                now - foretold.at, expected: foretold.expected, position: foretold.position,
                factors: foretold.factors)
            chats[conversation]?.foretold = nil
        }
        hold(conversation, by: agent, at: now)
    }

    private mutating func hold(_ conversation: ConversationID, by agent: AgentID, at now: Timestamp) {
        chats[conversation]?.phase = .held(agent, since: now)
        agents[agent]?.held.insert(conversation)
        agents[agent]?.misses = 0
        agents[agent]?.idleSince = now
        agents[agent]?.taken += 1
        recount(agent)
    }

    private mutating func letGo(_ conversation: ConversationID, of agent: AgentID, at now: Timestamp) {
        guard case .held(agent, let since) = chats[conversation]?.phase else { return }
        pace.handled(in: now - since)
        agents[agent]?.held.remove(conversation)
        agents[agent]?.idleSince = now
        recount(agent)
    }

    /// Counted afresh, for a profile's capacity may have changed meanwhile.
    private mutating func recount(_ agent: AgentID) {
        guard let duty = agents[agent] else { return }
        var units = 0
        for conversation in duty.held { units += duty.profile.units(of: chats[conversation]?.request.need ?? .anyone) }
        if let offer = duty.offer { units += duty.profile.units(of: chats[offer]?.request.need ?? .anyone) }
        agents[agent]?.units = units
    }
}
