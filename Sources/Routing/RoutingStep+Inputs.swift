internal import Vocabulary

extension RoutingStep {
    mutating func take(_ input: RoutingInput) {
        switch input {
        case .arrived(let request): arrive(request)
        case .standingChanged(let conversation, let standing): rerank(conversation, standing)
        case .left(let conversation): leave(conversation)
        case .callbackChosen(let request, let begins): book(request, begins)
        case .signedOn(let profile): signOn(profile)
        case .signedOff(let agent):
            guard state.agents[agent] != nil else { return }
            withdrawOffer(to: agent)
            giveBack(everythingOf: agent, .agentSignedOff)
            emit(.agentSignedOff(agent))
        case .readySet(let agent, let isReady): setReady(agent, isReady)
        case .fellSilent(let agent): silence(agent)
        case .heardAgain(let agent):
            guard case .silent = state.agents[agent]?.presence else { return }
            emit(.agentHeard(agent))
        case .claimed(let conversation, let agent): claim(conversation, by: agent)
        case .declined(let conversation, let agent):
            guard case .offered(agent, _) = state.chats[conversation]?.phase else { return }
            emit(.declined(conversation, agent))
        case .released(let conversation, let agent):
            guard state.holder(of: conversation) == agent else { return }
            emit(.released(conversation, agent))
        case .transferred(let conversation, let agent, let need): transfer(conversation, from: agent, need)
        case .takenOver(let conversation, let agent): takeOver(conversation, by: agent)
        case .ticked: break
        case .restarted:
            for agent in state.roster { silence(agent) }
        }
    }

    // MARK: Conversations

    private mutating func arrive(_ request: RoutingRequest) {
        let since = min(request.waitingSince, now)
        if let chat = state.chats[request.conversation] {
            guard !chat.isHeld else { return }
            let merged = request.with(waitingSince: min(since, chat.request.waitingSince))
            guard merged != chat.request else { return }
            withdrawOffer(of: request.conversation)
            emit(.queued(merged, lead: rules.rank.lead(of: merged.standing)))
            return
        }
        if let hours = rules.hours, !hours.isOpen(at: now) {
            emit(.turnedAway(request.conversation, isClosed: true))
            answer(.closed(request.conversation, opens: hours.opening(from: now), slots: slots))
            return
        }
        guard state.line.count < rules.room.places(slots: state.slots) else {
            emit(.turnedAway(request.conversation, isClosed: false))
            answer(.full(request.conversation, slots: slots))
            return
        }
        enqueue(request.with(waitingSince: since))
    }

    private mutating func rerank(_ conversation: ConversationID, _ standing: Standing) {
        guard let chat = state.chats[conversation], chat.request.standing != standing else { return }
        emit(.reranked(conversation, standing, lead: rules.rank.lead(of: standing)))
    }

    private mutating func leave(_ conversation: ConversationID) {
        guard let chat = state.chats[conversation] else { return }
        switch chat.phase {
        case .held(let agent, _): emit(.released(conversation, agent))
        case .waiting, .offered:
            withdrawOffer(of: conversation)
            emit(.leftQueue(conversation))
        }
    }

    private mutating func book(_ request: RoutingRequest, _ begins: Timestamp) {
        let free = slots
        guard begins > now, free.contains(begins), state.chats[request.conversation] == nil,
            state.bookings.count < rules.room.most
        else {
            answer(.callbackRefused(request.conversation, slots: free))
            return
        }
        emit(.callbackBooked(request, begins: begins))
    }

    private mutating func transfer(_ conversation: ConversationID, from agent: AgentID, _ need: RoutingNeed) {
        guard let chat = state.chats[conversation], state.holder(of: conversation) == agent else { return }
        emit(.requeued(chat.request.with(need: need), lead: chat.lead, from: agent, .transferred))
        newcomers.append(conversation)
    }

    // MARK: Agents

    private mutating func signOn(_ profile: AgentProfile) {
        guard state.agents[profile.id] != nil || state.roster.count < rules.room.agents else {
            answer(.noChair(profile.id))
            return
        }
        if let duty = state.agents[profile.id], duty.isReady, duty.profile == profile { return }
        emit(.agentSignedOn(profile))
    }

    private mutating func setReady(_ agent: AgentID, _ isReady: Bool) {
        guard let duty = state.agents[agent] else { return }
        switch (duty.presence, isReady) {
        case (.ready, true), (.away, false), (.silent(_, nil), true), (.silent(_, .some), false): break
        case (.away, true), (.silent(_, .some), true): emit(.agentReady(agent))
        case (.ready, false), (.silent(_, nil), false):
            withdrawOffer(to: agent)
            emit(.agentAway(agent, .chosen))
        }
    }

    private mutating func silence(_ agent: AgentID) {
        switch state.agents[agent]?.presence {
        case .ready, .away:
            withdrawOffer(to: agent)
            emit(.agentSilent(agent))
        case .silent, nil: break
        }
    }

    // MARK: Claims

    private mutating func claim(_ conversation: ConversationID, by agent: AgentID) {
        guard let chat = state.chats[conversation] else {
            return answer(.claimRefused(conversation, agent, .notWaiting))
        }
        var isOwn = false
        switch chat.phase {
        case .held(let holder, _):
            if holder != agent { answer(.claimRefused(conversation, agent, .taken(by: holder))) }
            return
        case .offered(let asked, _): isOwn = asked == agent
        case .waiting: break
        }
        if let refusal = refusal(of: agent, taking: chat.request.need, hasRoom: isOwn) {
            return answer(.claimRefused(conversation, agent, refusal))
        }
        if !isOwn { withdrawOffer(of: conversation) }
        emit(.assigned(conversation, agent))
    }

    private mutating func takeOver(_ conversation: ConversationID, by agent: AgentID) {
        guard let holder = state.holder(of: conversation) else { return claim(conversation, by: agent) }
        guard holder != agent else { return }
        // Full or away, a supervisor's word goes; somebody who is not there has none.
        switch state.agents[agent]?.presence {
        case .silent, nil: return answer(.claimRefused(conversation, agent, .agentOffline))
        case .ready, .away: break
        }
        emit(.takenOver(conversation, from: holder, by: agent))
    }

    private func refusal(of agent: AgentID, taking need: RoutingNeed, hasRoom: Bool) -> ClaimRefusal? {
        guard let duty = state.agents[agent] else { return .agentOffline }
        switch duty.presence {
        case .silent: return .agentOffline
        case .away: return .agentAway
        case .ready: return hasRoom || duty.has(room: need) ? nil : .agentFull
        }
    }

    // MARK: Offers that no longer stand

    private mutating func withdrawOffer(to agent: AgentID) {
        guard let conversation = state.agents[agent]?.offer else { return }
        emit(.withdrawn(conversation, agent))
    }

    private mutating func withdrawOffer(of conversation: ConversationID) {
        guard case .offered(let agent, _) = state.chats[conversation]?.phase else { return }
        emit(.withdrawn(conversation, agent))
    }
}
