internal import PlaybookModel
public import Vocabulary

/// The order of the queue and who is offered what: a pure machine. The same state, input and time give the same
/// records, and only they change the state.
///
/// It never offers to somebody who is offline, silent, away or full; it asks the least loaded first, then who has
/// been idle longest, then who was asked longest ago; and nobody starves (``RankRules``).
public struct RoutingMachine: Sendable {
    public let rules: RoutingRules

    public init(rules: RoutingRules = RoutingRules()) {
        self.rules = rules
    }

    /// Times never run backwards: `now` is at least that of the step before.
    public func step(_ state: inout RoutingState, _ input: RoutingInput, at now: Timestamp) -> RoutingOutcome {
        step(&state, [input], at: now)
    }

    /// Several things that have happened by now; nobody is asked before all of them are known.
    public func step(_ state: inout RoutingState, _ inputs: [RoutingInput], at now: Timestamp) -> RoutingOutcome {
        // Taken out and put back: the step is then the only owner, and changes in place.
        var step = RoutingStep(rules: rules, now: now)
        swap(&step.state, &state)
        step.settle()
        for input in inputs { step.take(input) }
        step.sendHome()
        step.dispatch()
        step.foretell()
        swap(&step.state, &state)
        return step.outcome
    }
}

/// One step under way.
struct RoutingStep {
    let rules: RoutingRules
    let now: Timestamp
    var state = RoutingState()
    var outcome = RoutingOutcome()
    /// Who came or came back in this step.
    var newcomers: [ConversationID] = []

    init(rules: RoutingRules, now: Timestamp) {
        self.rules = rules
        self.now = now
    }

    mutating func emit(_ event: RoutingEvent) {
        state.apply(event, at: now)
        outcome.records.append(RoutingRecord(at: now, event: event))
    }

    mutating func answer(_ answer: RoutingAnswer) {
        outcome.answers.append(answer)
    }

    // MARK: What time alone does

    /// Offers run out, silence turns into loss, call-backs come due.
    mutating func settle() {
        for agent in state.roster {
            guard let duty = state.agents[agent] else { continue }
            if let offer = duty.offer, case .offered(_, let until) = state.chats[offer]?.phase, until <= now {
                emit(.missed(offer, agent))
                if duty.misses + 1 >= rules.asking.misses { emit(.agentAway(agent, .misses)) }
            }
            if case .silent(let since, _) = duty.presence, since + rules.asking.grace <= now {
                giveBack(everythingOf: agent, .agentLost)
                emit(.agentLost(agent))
            }
        }
        while let booking = state.bookings.first, booking.begins <= now {
            enqueue(booking.request.with(waitingSince: booking.begins))
        }
    }

    /// Outside the hours, when nobody is left: who still waits is told the truth.
    mutating func sendHome() {
        guard let hours = rules.hours, !state.line.isEmpty, state.slots == 0, !hours.isOpen(at: now) else { return }
        for place in state.line {
            emit(.deferred(place.conversation))
            answer(.closed(place.conversation, opens: hours.opening(from: now), slots: slots))
        }
    }

    /// Who must wait hears its place, and what is counted on.
    mutating func foretell() {
        for conversation in newcomers {
            guard let chat = state.chats[conversation], chat.phase == .waiting,
                let position = state.position(of: conversation)
            else { continue }
            let expected = state.pace.expected(
                position: position, slots: state.slots, typical: rules.typicalHandling)
            emit(.mustWait(conversation, position: position, expected: expected))
        }
    }

    // MARK: Into the queue

    mutating func enqueue(_ request: RoutingRequest) {
        emit(.queued(request, lead: rules.rank.lead(of: request.standing)))
        newcomers.append(request.conversation)
    }

    mutating func giveBack(everythingOf agent: AgentID, _ reason: RequeueReason) {
        for conversation in (state.agents[agent]?.held ?? []).sorted() {
            guard let chat = state.chats[conversation] else { continue }
            emit(.requeued(chat.request, lead: chat.lead, from: agent, reason))
            newcomers.append(conversation)
        }
    }

    var slots: [Timestamp] {
        rules.callbacks.slots(after: now, hours: rules.hours) { state.booked(at: $0) }
    }
}
