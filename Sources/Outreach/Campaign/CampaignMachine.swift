internal import PlaybookModel
public import Vocabulary

/// What a step decided: records to be written in one transaction with the messages that they stand for.
public struct CampaignOutcome: Hashable, Sendable {
    public let records: [CampaignRecord]
    public let refusal: CampaignRefusal?

    init(_ records: [CampaignRecord] = [], refusal: CampaignRefusal? = nil) {
        self.records = records
        self.refusal = refusal
    }

    /// For the outbox, each under its key.
    public var tellings: [Telling] {
        records.compactMap { if case .decided(let telling) = $0 { telling } else { nil } }
    }
}

/// The rules of telling many: each person once for each piece of news, where they talk to us if they do, by two
/// people's word when they are many, and never after somebody said stop.
public struct CampaignMachine: Sendable {
    public let gate: OutreachGate

    public init(gate: OutreachGate = OutreachGate()) {
        self.gate = gate
    }

    public func step(_ state: CampaignState, _ input: CampaignInput, at moment: Timestamp) -> CampaignOutcome {
        if case .open(let plan) = input {
            return state.plan == nil ? CampaignOutcome([.opened(plan)]) : CampaignOutcome(refusal: .alreadyOpen)
        }
        guard let plan = state.plan else { return CampaignOutcome(refusal: .unknown) }
        switch input {
        case .open: return CampaignOutcome(refusal: .alreadyOpen)
        case .report(let customer, let conversation):
            guard state.stage != .resolved else { return CampaignOutcome(refusal: .resolved) }
            guard state.reporters[customer] == nil else { return CampaignOutcome() }
            return CampaignOutcome([.reported(customer, conversation)])
        case .answer(let customer, let conversation, let isTold):
            guard state.stage != .resolved else { return CampaignOutcome(refusal: .resolved) }
            return answer(customer, in: conversation, isTold: isTold, plan, state)
        case .follow(let customer, let conversation, let address):
            guard state.stage != .resolved else { return CampaignOutcome(refusal: .resolved) }
            guard state.followers[customer] != address else { return CampaignOutcome() }
            // Whoever asks for the next steps has heard of the first where they asked.
            let asked = answer(customer, in: conversation, isTold: true, plan, state)
            return CampaignOutcome(asked.records + [.followed(customer, by: address)])
        case .affect(let customers):
            let new = customers.filter { !state.knows($0) }
            guard state.affected + new.count <= CampaignState.people else { return CampaignOutcome(refusal: .tooMany) }
            return CampaignOutcome(new.isEmpty ? [] : [.affected(new)])
        case .go(let agent):
            guard !state.isStopped else { return CampaignOutcome(refusal: .stopped) }
            guard !state.approvals.contains(agent) else { return CampaignOutcome(refusal: .samePerson) }
            return CampaignOutcome([.approved(by: agent)])
        case .stop(let agent): return CampaignOutcome(state.isStopped ? [] : [.stopped(by: agent)])
        case .resume(let agent): return CampaignOutcome(state.isStopped ? [.resumed(by: agent)] : [])
        case .move(let stage, let text, let next, let tell):
            guard state.stage != .resolved else { return CampaignOutcome(refusal: .resolved) }
            let update = IncidentUpdate(stage: stage, text: text, at: moment, next: stage == .resolved ? nil : next)
            return CampaignOutcome([.moved(update, tell: tell)])
        case .proceed(let people):
            guard !state.isStopped else { return CampaignOutcome(refusal: .stopped) }
            let isCleared = state.isCleared(gate.limits)
            return CampaignOutcome(
                people.filter { person in
                    (isCleared || state.isAnswered(person.id)) && state.knows(person.id)
                        && state.isDue(person.id, at: moment)
                }
                .map { decide($0, plan, state, at: moment) })
        case .settle(let key, let delivered): return CampaignOutcome([.settled(key, delivered: delivered)])
        }
    }

    private func answer(
        _ customer: CustomerID, in conversation: ConversationID, isTold: Bool, _ plan: CampaignPlan,
        _ state: CampaignState
    ) -> CampaignOutcome {
        let telling = Telling(
            campaign: plan.id, customer: customer, news: state.news, way: .thread(conversation), isFirst: true)
        let report: [CampaignRecord] = state.reporters[customer] == nil ? [.reported(customer, conversation)] : []
        guard !state.isStopped, state.awaits(customer) else { return CampaignOutcome(report) }
        let settled: [CampaignRecord] = isTold ? [.settled(telling.key, delivered: true)] : []
        return CampaignOutcome(report + [.decided(telling)] + settled)
    }

    private func decide(
        _ person: Person, _ plan: CampaignPlan, _ state: CampaignState, at moment: Timestamp
    ) -> CampaignRecord {
        func telling(_ way: Telling.Way) -> CampaignRecord {
            .decided(
                Telling(
                    campaign: plan.id, customer: person.id, news: state.news, way: way,
                    isFirst: state.isFirst(person.id)))
        }
        // Whoever asked for mail gets mail; whoever told us otherwise hears it where they told us.
        if state.followers[person.id] != nil { return telling(.outreach(.mail)) }
        if let conversation = state.reporters[person.id] { return telling(.thread(conversation)) }
        switch gate.decide(plan.purpose, topics: plan.topics, expires: nil, for: person, at: moment) {
        case .post(let conversation): return telling(.thread(conversation))
        case .send(let channel): return telling(.outreach(channel))
        case .hold(let until, let reason): return .held(person.id, until: until, reason)
        case .drop(let reason): return .skipped(person.id, state.news, reason)
        }
    }

    /// What would happen if it began now: nothing does.
    public func dryRun(
        _ state: CampaignState, _ people: [Person], at moment: Timestamp, samples: Int = 5
    ) -> CampaignDryRun {
        var run = CampaignDryRun()
        guard let plan = state.plan else { return run }
        for person in people where state.knows(person.id) && state.isDue(person.id, at: moment) {
            run.add(decide(person, plan, state, at: moment), samples: samples)
        }
        run.needsTwoPeople = run.outreaches + run.held >= gate.limits.twoPeopleFrom
        return run
    }
}

/// How many would be told what way, with some to look at.
public struct CampaignDryRun: Hashable, Sendable {
    public private(set) var outreaches = 0
    public private(set) var threads = 0
    public private(set) var held = 0
    public private(set) var skipped: [DropReason: Int] = [:]
    public private(set) var samples: [Telling] = []
    public fileprivate(set) var needsTwoPeople = false

    mutating func add(_ record: CampaignRecord, samples limit: Int) {
        switch record {
        case .decided(let telling):
            switch telling.way {
            case .outreach: outreaches += 1
            case .thread: threads += 1
            }
            if samples.count < limit { samples.append(telling) }
        case .held: held += 1
        case .skipped(_, _, let reason): skipped[reason, default: 0] += 1
        case .opened, .reported, .followed, .affected, .approved, .stopped, .resumed, .moved, .settled: break
        }
    }
}
