internal import ChatProtocol
internal import Dialog
internal import Logging
internal import PlaybookModel
internal import Routing
internal import Store
internal import Telemetry
internal import Vocabulary

extension Dispatcher {
    // MARK: One step

    /// Lets the machine decide, stores it, makes it so, and says it. `nil`: it could not be stored, nothing has changed.
    @discardableResult
    func step(_ input: RoutingInput) async -> RoutingOutcome? {
        let moment = now()
        return await step { $0.take(input, at: moment) }
    }

    @discardableResult
    func step(_ change: (inout RoutingFloor) -> RoutingOutcome) async -> RoutingOutcome? {
        var (next, since) = memory.withLock { ($0.floor, $0.recordsSinceImage) }
        let outcome = change(&next)
        guard !outcome.records.isEmpty else {
            memory.withLock { $0.floor = next }
            await speak(outcome)
            return outcome
        }
        do throws(StoreError) {
            since += outcome.records.count
            let image = since >= Self.imageEvery ? try FloorCoding.image(of: next.state) : nil
            try await store.append(try FloorCoding.entries(outcome.records), to: .floor, image: image)
            make(next, image == nil ? since : 0)
        } catch {
            log.error("the floor's log cannot be written", metadata: ["error": "\(error)"])
            memory.withLock { $0.isBehind = true }
            return nil
        }
        await speak(outcome)
        return outcome
    }

    /// The same with a turn of the conversation: both are stored together, or neither.
    func step(
        _ input: RoutingInput, with turn: Turn, in conversation: ConversationID
    ) async throws(Refusal) -> TurnReceipt {
        let moment = now()
        var (next, since) = memory.withLock { ($0.floor, $0.recordsSinceImage) }
        let outcome = next.take(input, at: moment)
        let entries: [JournalEntry]
        do throws(StoreError) {
            entries = try FloorCoding.entries(outcome.records)
        } catch {
            throw Refusal(.unavailable, conversation: conversation)
        }
        let receipt = try await lanes.take(turn, in: conversation, alongside: Alongside(floor: entries))
        // A copy of an earlier one has changed nothing.
        guard !receipt.isDuplicate else { return receipt }
        since += outcome.records.count
        make(next, since)
        memory.withLock { memory in
            memory.heads[conversation] = max(memory.heads[conversation] ?? .start, receipt.seq)
        }
        await speak(outcome)
        return receipt
    }

    private func make(_ floor: RoutingFloor, _ since: Int) {
        memory.withLock { memory in
            memory.floor = floor
            memory.recordsSinceImage = since
            memory.isStale = true
        }
    }

    // MARK: Agents

    func arrive(_ account: AgentAccount, _ desk: any Desk) async {
        memory.withLock { memory in
            memory.seats[account.id, default: []].append(FloorMemory.Seat(desk: desk, account: account))
            memory.isStale = true
        }
        await step(.signedOn(AgentProfile(account, language: shelf.current.playbook.language)))
    }

    /// One who was given up while the connection lived on is back.
    func beat(_ agent: AgentID) async {
        let moment = now()
        let unknown = memory.withLock { memory in
            memory.floor.state.agents[agent] == nil ? memory.account(of: agent) : nil
        }
        if let unknown {
            await step(.signedOn(AgentProfile(unknown, language: shelf.current.playbook.language)))
        } else {
            await step { $0.beat(agent, at: moment) }
        }
    }

    func passTime() async {
        memory.withLock { $0.adopt(shelf.current.playbook) }
        let owed = memory.withLock { memory in
            defer { memory.owed = [] }
            return memory.owed
        }
        for debt in owed { await settle(debt.turn, in: debt.conversation) }
        if memory.withLock({ $0.isBehind }) { await catchUp() }
        await step(.ticked)
        tellPeople()
    }

    /// Visitors are told whether a person can be had when that is no longer what they were told.
    private func tellPeople() {
        let people = people()
        let observers = memory.withLock { memory in
            defer { memory.peopleShown = people }
            return memory.peopleShown == people ? [] : memory.peopleObservers
        }
        for tell in observers { tell(people) }
    }

    // MARK: Conversations

    /// - Parameter isCertain: read just now, so it counts whatever is known.
    func take(_ facts: FloorFacts, isCertain: Bool = false) async {
        let conversation = facts.conversation
        let clock = facts.escalation.flatMap { firstLine(since: $0.waitingSince) }
        let (isNews, chat) = memory.withLock { memory in
            let isNews = isCertain || facts.head > memory.heads[conversation] ?? .start
            if isNews { memory.keep(facts, clock) }
            return (isNews, memory.floor.state.chats[conversation])
        }
        guard isNews else { return }
        switch facts.holder {
        case .bot, .nobody:
            if chat != nil { await step(.left(conversation)) }
        case .agent(let agent): await adopt(conversation, heldBy: agent)
        case .queue:
            guard let escalation = facts.escalation else { return }
            let request = request(for: facts, escalation, since: chat)
            switch chat?.phase {
            case nil: await step(.arrived(request))
            case .held(let agent, _):
                await step(.transferred(conversation, from: agent, request.need))
                await step(.standingChanged(conversation, request.standing))
            case .waiting, .offered: await step(.standingChanged(conversation, request.standing))
            }
        }
        memory.withLock { $0.isStale = true }
    }

    /// When somebody who waits since then is due a person's first line.
    func firstLine(since moment: Timestamp) -> ShownClock? {
        readings(of: ServiceClock(called: moment)).first { $0.kind == .first }.map(ShownClock.init)
    }

    /// Somebody holds it of whom the floor has not heard.
    private func adopt(_ conversation: ConversationID, heldBy agent: AgentID) async {
        let holder = memory.withLock { $0.floor.state.holder(of: conversation) }
        guard holder != agent else { return }
        if holder == nil {
            await step(.claimed(conversation, agent))
        } else {
            await step(.takenOver(conversation, by: agent))
        }
        let isHeld = memory.withLock { $0.floor.state.holder(of: conversation) == agent }
        // Held, but by nobody the floor can count: the queue at least has no ghost.
        if !isHeld { await step(.left(conversation)) }
    }

    private func request(
        for facts: FloorFacts, _ escalation: Escalation, since chat: RoutedChat?
    ) -> RoutingRequest {
        let playbook = shelf.current.playbook
        let before = chat?.request.standing
        let visitors = Playbook.language(of: facts.locale)
        let isSpoken = memory.withLock { memory in
            memory.floor.state.agents.values.contains { $0.profile.languages.contains(visitors) }
        }
        return RoutingRequest(
            conversation: facts.conversation, escalation: escalation.id,
            need: playbook.routing.service.need(
                of: escalation.team, language: isSpoken && visitors != playbook.language ? visitors : nil),
            // A mood that gets better does not move it down: somebody has been waiting.
            standing: Standing(
                frustration: max(facts.frustration, before?.frustration ?? 0),
                urgency: max(facts.urgency, before?.urgency ?? 0), value: facts.value,
                priority: max(playbook.routing.priorities[escalation.reason] ?? 0, before?.priority ?? 0)),
            waitingSince: escalation.waitingSince)
    }

    // MARK: Who takes it

    func claimed(_ conversation: ConversationID, _ account: AgentAccount) async -> Result<Void, Refusal> {
        let agent = account.id
        // Whoever takes one by hand is there, whatever was missed before.
        if case .away = memory.withLock({ $0.floor.state.agents[agent]?.presence }) {
            await step(.readySet(agent, true))
        }
        return await take(.claimed(conversation, agent), of: conversation, by: agent) {
            .claim(agent, displayName: account.displayName)
        }
    }

    func takenOver(_ conversation: ConversationID, _ account: AgentAccount) async -> Result<Void, Refusal> {
        let agent = account.id
        return await take(.takenOver(conversation, by: agent), of: conversation, by: agent) {
            .takeOver(agent, displayName: account.displayName)
        }
    }

    private func take(
        _ input: RoutingInput, of conversation: ConversationID, by agent: AgentID, _ turn: () -> Turn
    ) async -> Result<Void, Refusal> {
        for attempt in 0...1 {
            if memory.withLock({ $0.floor.state.holder(of: conversation) == agent }) { return .success(()) }
            let moment = now()
            let answer = memory.withLock { memory in
                var floor = memory.floor
                return floor.take(input, at: moment).answers.lazy.compactMap(\.refusal).first
            }
            do throws(Refusal) {
                if let answer { throw Refusal(answer, conversation: conversation) }
                _ = try await step(input, with: turn(), in: conversation)
                return .success(())
            } catch {
                // The floor and the conversation differ: what the conversation says counts.
                let isOutdated = error.code == .notWaiting || error.code == .alreadyClaimed
                guard isOutdated else { return .failure(error) }
                await takeInPresent(conversation)
                if attempt == 1 || error.code == .alreadyClaimed { return .failure(error) }
            }
        }
        return .failure(Refusal(.notWaiting, conversation: conversation))
    }

    func transferred(
        _ conversation: ConversationID, _ agent: AgentID, _ cmid: ClientMessageID, _ target: TransferTarget,
        _ note: String
    ) async -> Result<TurnReceipt, Refusal> {
        let plan = shelf.current.playbook.routing
        let chat = memory.withLock { $0.floor.state.chats[conversation] }
        let need: RoutingNeed
        var team: TeamName?
        switch target {
        case .agent(let colleague):
            need = plan.service.need(of: chat?.request.need.team ?? plan.defaultTeam, agent: colleague)
        case .team(let name):
            guard plan.teams.contains(where: { $0.name == name }) else {
                return .failure(Refusal(.notFound, "There is no such team.", conversation: conversation))
            }
            team = name
            need = plan.service.need(of: name)
        case .skill(let skill, let level):
            need = RoutingNeed(skills: [skill: level], weight: chat?.request.need.weight ?? 1)
        }
        let turn = Turn.transfer(agent, cmid: cmid, to: team, note: note)
        do throws(Refusal) {
            guard memory.withLock({ $0.floor.state.holder(of: conversation) == agent }) else {
                // Refused, or the copy of one that was taken: the conversation knows.
                return .success(try await lanes.take(turn, in: conversation))
            }
            return .success(
                try await step(.transferred(conversation, from: agent, need), with: turn, in: conversation))
        } catch {
            return .failure(error)
        }
    }

    func callbackChosen(
        _ conversation: ConversationID, _ cmid: ClientMessageID, _ begins: Timestamp
    ) async -> Result<TurnReceipt, Refusal> {
        let plan = shelf.current.playbook.routing
        let request = RoutingRequest(
            conversation: conversation, escalation: EscalationID("\(conversation.rawValue)/callback"),
            need: plan.service.need(of: plan.defaultTeam),
            standing: Standing(priority: plan.priorities[.asked] ?? 0), waitingSince: begins)
        let input = RoutingInput.callbackChosen(request, begins: begins)
        let turn = Turn.callback(cmid: cmid, at: begins)
        let moment = now()
        let isFree = memory.withLock { memory in
            var floor = memory.floor
            return floor.take(input, at: moment).answers.isEmpty
        }
        do throws(Refusal) {
            if isFree { return .success(try await step(input, with: turn, in: conversation)) }
            // The copy of one that was taken gets its first answer.
            guard let known = await lanes.known(turn, in: conversation) else {
                throw Refusal(.slotTaken, conversation: conversation, cmid: cmid)
            }
            return .success(known)
        } catch {
            return .failure(error)
        }
    }
}

extension FloorMemory {
    fileprivate mutating func keep(_ facts: FloorFacts, _ clock: ShownClock?) {
        let conversation = facts.conversation
        switch facts.holder {
        case .bot, .nobody:
            // Turns of one conversation come in order, so nothing older follows.
            heads[conversation] = nil
            lines[conversation] = nil
            shown[conversation] = nil
        case .agent:
            heads[conversation] = facts.head
            lines[conversation] = nil
            shown[conversation] = nil
        case .queue:
            heads[conversation] = facts.head
            keepLine(facts, clock)
        }
    }

    /// What a desk shows of one who waits.
    mutating func keepLine(_ facts: FloorFacts, _ clock: ShownClock?) {
        guard let escalation = facts.escalation else { return }
        lines[facts.conversation] = Line(
            escalation: escalation, frustration: facts.frustration,
            lastText: facts.lastText ?? lines[facts.conversation]?.lastText ?? "", clock: clock)
    }
}

extension RoutingAnswer {
    fileprivate var refusal: ClaimRefusal? {
        switch self {
        case .claimRefused(_, _, let refusal): refusal
        case .closed, .full, .callbackRefused, .noChair: nil
        }
    }
}

extension Refusal {
    fileprivate init(_ refusal: ClaimRefusal, conversation: ConversationID) {
        let code: Code =
            switch refusal {
            case .taken: .alreadyClaimed
            case .notWaiting: .notWaiting
            case .agentFull: .atCapacity
            case .agentAway, .agentOffline: .notPresent
            }
        self.init(code, conversation: conversation)
    }
}
