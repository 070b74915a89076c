import Routing
import Vocabulary

/// The floor with a clock of its own, and the log it would have stored.
struct TestFloor {
    static let start = Timestamp(milliseconds: 1_767_600_000_000)

    var floor: RoutingFloor
    var now = TestFloor.start
    var log: [RoutingRecord] = []
    var answers: [RoutingAnswer] = []

    init(_ rules: RoutingRules = RoutingRules(), state: RoutingState = RoutingState()) {
        floor = RoutingFloor(machine: RoutingMachine(rules: rules), state: state)
    }

    var state: RoutingState { floor.state }

    @discardableResult
    mutating func take(_ input: RoutingInput) -> [RoutingEvent] {
        keep(floor.take(input, at: now))
    }

    @discardableResult
    mutating func beat(_ agent: AgentID) -> [RoutingEvent] {
        keep(floor.beat(agent, at: now))
    }

    /// Time passes; whatever is due on the way happens when it is due.
    @discardableResult
    mutating func pass(_ span: TimeSpan, beating: [AgentID] = []) -> [RoutingEvent] {
        var events: [RoutingEvent] = []
        let end = now + span
        while now < end {
            let due = floor.nextDeadline(after: now) ?? end
            now = min(max(due, now + TimeSpan(milliseconds: 1)), min(end, now + .seconds(10)))
            for agent in beating { events += beat(agent) }
            events += take(.ticked)
        }
        return events
    }

    mutating func arrive(_ name: ConversationID, _ need: RoutingNeed = .anyone, _ standing: Standing = Standing()) {
        take(.arrived(request(name, need, standing)))
    }

    func request(
        _ name: ConversationID, _ need: RoutingNeed = .anyone, _ standing: Standing = Standing()
    ) -> RoutingRequest {
        RoutingRequest(
            conversation: name, escalation: EscalationID("\(name.rawValue)/1"), need: need, standing: standing,
            waitingSince: now)
    }

    mutating func signOn(_ name: AgentID, capacity: Int = 1, skills: [SkillName: Int] = [:], speaking: Set<String> = [])
    {
        take(.signedOn(AgentProfile(id: name, skills: skills, languages: speaking, capacity: capacity)))
    }

    /// Signs on and takes a conversation of its own, so that whoever comes next must wait.
    mutating func signOnBusy(_ name: AgentID) {
        signOn(name)
        arrive(ConversationID("own-\(name.rawValue)"))
        take(.claimed(ConversationID("own-\(name.rawValue)"), name))
    }

    func offer(of conversation: ConversationID) -> AgentID? {
        guard case .offered(let agent, _) = state.chats[conversation]?.phase else { return nil }
        return agent
    }
}

extension TestFloor {
    private mutating func keep(_ outcome: RoutingOutcome) -> [RoutingEvent] {
        log += outcome.records
        answers += outcome.answers
        return outcome.records.map(\.event)
    }
}
