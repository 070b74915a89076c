internal import ChatProtocol
internal import Dialog
internal import Logging
internal import PlaybookModel
internal import Routing
internal import Store
internal import Telemetry
internal import Vocabulary

extension Dispatcher {
    /// Lines shown on a desk at once.
    static let shown = 200

    /// Says what is stored: first to the conversations, so that nobody is offered one that still seems another's.
    func speak(_ outcome: RoutingOutcome) async {
        for record in outcome.records {
            switch record.event {
            case .requeued(let request, _, let agent, let reason) where reason != .transferred:
                await settle(.agentLost(agent), in: request.conversation)
            case .queued(let request, _):
                // A call-back has come due: nobody has called for a person but the clock.
                let isCalledFor = memory.withLock { $0.lines[request.conversation] != nil }
                guard !isCalledFor else { continue }
                await settle(.timerFired(DialogState.callbackTimer(of: request.conversation)), in: request.conversation)
            default: continue
            }
        }
        for answer in outcome.answers {
            switch answer {
            case .closed(let conversation, let opens, let slots):
                await settle(.sendHome(.closed(opens: opens, callbacks: slots)), in: conversation)
            case .full(let conversation, let slots):
                await settle(.sendHome(.full(callbacks: slots)), in: conversation)
            case .callbackRefused, .claimRefused, .noChair: continue
            }
        }
        for record in outcome.records {
            if case .offered(let conversation, _, _) = record.event { await learnLine(of: conversation) }
            tell(record.event)
        }
    }

    /// Somebody who was just passed on is offered before their turn has been heard of here.
    private func learnLine(of conversation: ConversationID) async {
        guard memory.withLock({ $0.lines[conversation] == nil }) else { return }
        do throws(StoreError) {
            let (state, records) = try await lanes.log(of: conversation)
            let facts = FloorFacts(state, records)
            let clock = facts.escalation.flatMap { firstLine(since: $0.waitingSince) }
            memory.withLock { $0.keepLine(facts, clock) }
        } catch {
            log.warning("an offer cannot be shown", metadata: ["conversation": "\(conversation)"])
        }
    }

    /// What a conversation is owed after the floor has changed.
    func settle(_ turn: Turn, in conversation: ConversationID) async {
        do throws(Refusal) {
            _ = try await lanes.take(turn, in: conversation)
        } catch {
            switch error.code {
            case .busy, .unavailable:
                memory.withLock { $0.owed.append((conversation, turn)) }
            default: await takeInPresent(conversation)
            }
        }
    }

    /// Reads where a conversation stands, and takes that in.
    func takeInPresent(_ conversation: ConversationID) async {
        do throws(StoreError) {
            let (state, records) = try await lanes.log(of: conversation)
            await take(FloorFacts(state, records), isCertain: true)
        } catch {
            memory.withLock { $0.isBehind = true }
            log.warning("a conversation cannot be read", metadata: ["conversation": "\(conversation)"])
        }
    }

    // MARK: Desks

    private func tell(_ event: RoutingEvent) {
        switch event {
        case .offered(let conversation, let agent, let until):
            guard let visitor = visitor(conversation) else { return }
            show(.offer(visitor, until: until), to: agent)
        case .declined(let conversation, let agent): show(.offerGone(conversation, why: "declined"), to: agent)
        case .missed(let conversation, let agent): show(.offerGone(conversation, why: "missed"), to: agent)
        case .withdrawn(let conversation, let agent): show(.offerGone(conversation, why: "withdrawn"), to: agent)
        case .agentAway(let agent, let reason): show(.presence(isAvailable: false, why: reason.rawValue), to: agent)
        case .agentReady(let agent): show(.presence(isAvailable: true, why: nil), to: agent)
        case .queued, .reranked, .mustWait, .leftQueue, .deferred, .turnedAway, .callbackBooked, .agentSignedOn,
            .agentSignedOff, .agentSilent, .agentHeard, .agentLost, .assigned, .takenOver, .released, .requeued:
            break
        }
    }

    /// On every desk of the agent.
    func show(_ frame: DeskFrame, to agent: AgentID) {
        let seats = memory.withLock { $0.seats[agent] ?? [] }
        guard !seats.isEmpty else { return }
        let bytes = frame.bytes
        for seat in seats { seat.desk.show(bytes) }
    }

    /// On every desk.
    func showAll(_ frame: DeskFrame) {
        let bytes = frame.bytes
        for seat in memory.withLock({ $0.seats }).values.joined() { seat.desk.show(bytes) }
    }

    func approvalsChanged() {
        for seat in memory.withLock({ $0.seats }).values.joined() { seat.desk.approvalsChanged() }
    }

    private func visitor(_ conversation: ConversationID) -> WaitingVisitor? {
        let moment = now()
        return memory.withLock { memory in
            guard let why = memory.floor.machine.why(conversation, in: memory.floor.state, at: moment) else {
                return nil
            }
            return memory.visitor(conversation, terms: PlaceTerms(why.rank), isSettled: why.nobodyNewOvertakes)
        }
    }

    // MARK: The whole queue

    /// Shows everyone the present floor; changes that come meanwhile are shown by one more round.
    func show() {
        let starts = memory.withLock { memory in
            defer { memory.isShowing = true }
            return !memory.isShowing
        }
        guard starts else { return }
        Task {
            while let present = self.nextShow() { self.show(present) }
        }
    }

    private func nextShow() -> FloorMemory? {
        memory.withLock { memory in
            guard memory.isStale else {
                memory.isShowing = false
                return nil
            }
            memory.isStale = false
            return memory
        }
    }

    private func show(_ present: FloorMemory) {
        let state = present.floor.state
        let moment = now()
        let horizon = present.floor.machine.rules.rank.horizon
        let ranks = present.floor.machine.ranks(in: state, at: moment)
        let visitors = ranks.prefix(Self.shown).compactMap { entry in
            present.visitor(
                entry.conversation, terms: PlaceTerms(entry.rank),
                isSettled: (present.lines[entry.conversation].map { moment - $0.escalation.waitingSince >= horizon })
                    ?? false)
        }
        let queue = DeskFrame.queue(visitors, more: max(0, ranks.count - Self.shown)).bytes
        let agents = DeskFrame.agents(present.colleagues(withChats: false)).bytes
        let board = DeskFrame.agents(present.colleagues(withChats: true)).bytes
        for seat in present.seats.values.joined() {
            seat.desk.show(queue)
            seat.desk.show(seat.account.role.leads ? board : agents)
        }
        hint(present)
    }

    /// Tells those who wait where they stand, when that is not what they were told before.
    private func hint(_ present: FloorMemory) {
        let estimates = present.floor.machine.estimates(in: present.floor.state)
        var shown: [ConversationID: WaitEstimate] = [:]
        for (conversation, estimate) in estimates {
            shown[conversation] = estimate
            let before = present.shown[conversation]
            guard before != estimate else { continue }
            lanes.hint(
                .queue(
                    estimate, waiting: estimates.count, setback: before.flatMap { estimate.setback(since: $0) }),
                in: conversation)
        }
        memory.withLock { $0.shown = shown }
    }
}

extension FloorMemory {
    fileprivate func visitor(_ conversation: ConversationID, terms: PlaceTerms, isSettled: Bool) -> WaitingVisitor? {
        guard let line = lines[conversation] else { return nil }
        var asked: AgentID?
        if case .offered(let agent, _) = floor.state.chats[conversation]?.phase { asked = agent }
        return WaitingVisitor(
            conversation: conversation, escalation: line.escalation, frustration: line.frustration,
            lastText: line.lastText, terms: terms, isSettled: isSettled, offeredTo: asked,
            clock: line.clock)
    }

    fileprivate func colleagues(withChats: Bool) -> [Colleague] {
        floor.state.agents.sorted { $0.key < $1.key }.map { agent, duty in
            let status: Colleague.Status =
                switch duty.presence {
                case .ready: .available
                case .away: .away
                case .silent: .silent
                }
            return Colleague(
                agent: agent, name: account(of: agent)?.displayName ?? agent.rawValue, status: status,
                load: duty.units, capacity: duty.profile.capacity, holds: withChats ? duty.held.sorted() : nil)
        }
    }
}

extension PlaceTerms {
    init(_ rank: QueueRank) {
        self.init(
            wait: rank.wait, frustration: rank.frustration, urgency: rank.urgency, value: rank.value,
            priority: rank.priority)
    }
}
