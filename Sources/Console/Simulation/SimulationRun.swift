import PlaybookModel
import Routing
import Vocabulary

/// One simulation under way.
struct SimulationRun {
    static let heartbeat = TimeSpan.seconds(15)
    static let patience = TimeSpan.minutes(20)

    let simulation: Simulation
    let rules: RoutingRules
    let end: Timestamp
    let perHour: Double
    var floor: RoutingFloor
    var chance: Chance
    var agenda = DueQueue<Happening>()
    var now = Simulation.beginning
    var agents: [SimulatedAgent] = []
    var indices: [AgentID: Int] = [:]
    var visitors: [ConversationID: SimulatedVisitor] = [:]
    var books = Books()
    /// After so long nobody new may overtake: `D` of the bound.
    let settled: TimeSpan
    let heaviest: Int
    private var exact: [SimulatedArrival] = []
    private var came = 0

    init(_ simulation: Simulation) {
        self.simulation = simulation
        rules = simulation.rules
        end = Simulation.beginning + simulation.span
        chance = Chance(seed: simulation.seed)
        floor = RoutingFloor(
            machine: RoutingMachine(rules: rules), silence: simulation.plan.service.asking.silence)
        settled = rules.rank.settled(after: rules.relaxation)
        switch simulation.pattern {
        case .perHour(let rate):
            perHour = rate
        case .load(let load):
            perHour = simulation.perHour(load: load)
        case .exactly(let arrivals):
            exact = arrivals
            perHour = Double(arrivals.count) * 3_600_000 / Double(max(simulation.span.milliseconds, 1))
        }
        let heaviestNeed = simulation.plan.service.needs.values.map(\.weight).max() ?? 1
        heaviest = min(max(exact.map(\.weight).max() ?? 2, heaviestNeed), simulation.capacity)
        hire()
    }

    private mutating func hire() {
        let plan = simulation.plan
        let wanted = plan.service.needs.values.flatMap(\.skills.keys) + exact.flatMap(\.skills.keys)
        let skills = Set(wanted).sorted()
        let languages = Set(exact.compactMap(\.language))
        for index in 0..<simulation.agents {
            var own: [SkillName: Int] = [:]
            for skill in skills where chance.happens(0.7) { own[skill] = Int(chance.number(in: 1...3.99)) }
            // Every other agent works for one team, the rest for all of them.
            let isForAll = index.isMultiple(of: 2) || plan.teams.isEmpty
            let team = isForAll ? nil : plan.teams[index / 2 % plan.teams.count].name
            let name = AgentID("agent-" + String(String(index + 1_001).dropFirst()))
            indices[name] = index
            agents.append(
                SimulatedAgent(
                    profile: AgentProfile(
                        id: name, teams: Set([team].compactMap(\.self)), skills: own, languages: languages,
                        capacity: simulation.capacity)))
        }
    }

    // MARK: Time

    mutating func play() {
        agenda.add(.ends, at: end)
        scheduleDoors(after: now)
        for index in agents.indices { beginLife(of: index) }
        if isOpen { everyoneComes() }
        scheduleArrival()
        var deadline: Timestamp?
        while let next = agenda.nextDue {
            let moment = min(next, deadline ?? next)
            pass(to: max(moment, now))
            if moment < next {
                take(.ticked)
                deadline = floor.nextDeadline(after: now)
                continue
            }
            guard let happening = agenda.next(by: next)?.item else { return }
            if case .ends = happening { return finish() }
            // A beat of somebody who is known to be there moves no deadline forward.
            if case .beats(let index) = happening, agents[index].isThere, agents[index].isConnected {
                happen(happening)
                deadline = deadline ?? floor.nextDeadline(after: now)
                continue
            }
            happen(happening)
            deadline = floor.nextDeadline(after: now)
        }
    }

    private mutating func pass(to moment: Timestamp) {
        let span = (moment - now).milliseconds
        now = moment
        guard span > 0 else { return }
        for index in agents.indices {
            guard agents[index].isSignedOn else { continue }
            books.unitsTaken += span * Int64(agents[index].units)
            books.unitsThere += span * Int64(agents[index].profile.capacity)
            guard agents[index].canBeAsked else { continue }
            agents[index].readyFor += span
            guard agents[index].isThere else { continue }
            // While an agent is asked, what is free stays so.
            let usable = agents[index].profile.capacity - heaviest + 1
            books.capacityTime += span * Int64(agents[index].isAsked ? min(usable, agents[index].units) : usable)
        }
    }

    private mutating func finish() {
        for name in floor.state.queue { endWait(name) }
    }

    // MARK: Arrivals

    mutating func scheduleArrival() {
        if case .exactly = simulation.pattern {
            guard came < exact.count else { return }
            agenda.add(.arrives, at: Simulation.beginning + exact[came].after)
            return
        }
        guard perHour > 0 else { return }
        let mean = TimeSpan(milliseconds: Int64(3_600_000 / perHour))
        agenda.add(.arrives, at: now + chance.exponential(mean: mean))
    }

    mutating func arrive() {
        let arrival: SimulatedArrival
        if case .exactly = simulation.pattern {
            arrival = exact[came]
        } else {
            arrival = chance.arrival(after: now - Simulation.beginning, plan: simulation.plan)
        }
        came += 1
        books.arrivals += 1
        scheduleArrival()
        let name = ConversationID("visitor-\(came)")
        let request = RoutingRequest(
            conversation: name, escalation: EscalationID("\(name.rawValue)/1"),
            need: RoutingNeed(
                team: arrival.team, skills: arrival.skills, language: arrival.language, weight: arrival.weight),
            standing: Standing(
                frustration: arrival.frustration, urgency: arrival.urgency, value: arrival.value,
                priority: arrival.priority),
            waitingSince: now)
        visitors[name] = SimulatedVisitor(arrival: arrival, request: request, waitsSince: now)
        take(.arrived(request))
    }

    // MARK: Doors

    private mutating func scheduleDoors(after moment: Timestamp) {
        guard let hours = rules.hours else { return }
        if hours.isOpen(at: moment) {
            if let closing = hours.closing(from: moment) { agenda.add(.closes, at: closing) }
        } else if let opening = hours.opening(from: moment) {
            agenda.add(.opens, at: opening)
        }
    }

    mutating func open() {
        scheduleDoors(after: now)
        everyoneComes()
    }

    /// At closing time people finish what they hold and go.
    mutating func close() {
        scheduleDoors(after: now)
        for index in agents.indices where agents[index].isSignedOn {
            agents[index].isReady = false
            take(.readySet(agents[index].profile.id, false))
        }
    }

    private mutating func everyoneComes() {
        for index in agents.indices { signOn(index) }
    }
}
