internal import Dialog
public import Outreach
public import PlaybookModel
public import Store
internal import Switchboard
public import Vocabulary

/// What somebody wants an incident to be.
public struct IncidentDraft: Hashable, Sendable {
    public var title: String
    public var impact = IncidentImpact.minor
    public var components: [String] = []
    public var intents: [IntentName] = []
    public var source: IncidentSource
    /// The first line of its story.
    public var text = "We are looking into it."
    public var next: Timestamp?
    public var isDraft = false
    /// Who spoke of the intents from then on told us of it.
    public var since: Timestamp?
    /// Those who told us before there was one, and where.
    public var reporters: [(customer: CustomerID, conversation: ConversationID)] = []

    public init(title: String, source: IncidentSource) {
        self.title = title
        self.source = source
    }

    public static func == (left: Self, right: Self) -> Bool {
        left.title == right.title && left.impact == right.impact && left.components == right.components
            && left.intents == right.intents && left.source == right.source && left.text == right.text
            && left.next == right.next && left.isDraft == right.isDraft && left.since == right.since
            && left.reporters.elementsEqual(right.reporters, by: ==)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(title)
        hasher.combine(text)
    }
}

/// Why something is not done to an incident.
public enum IncidentRefusal: Error, Hashable, Sendable {
    /// There is none of that name, or it is a draft only.
    case unknown
    /// The playbook has no words for it: `incidents:` in `tripwires.yaml`.
    case noWords
    case campaign(CampaignRefusal)
    case store(StoreError)
}

extension Engagement {
    /// Opens it for everybody, or writes down a draft; its name. The same name again opens a draft.
    /// What somebody has dismissed is not drafted again, nor what an open incident is about.
    /// - Parameter id: chosen by whoever drafts it, so that one alert makes one incident; made up where absent.
    @discardableResult
    public func open(_ draft: IncidentDraft, id: CampaignID? = nil) async throws(IncidentRefusal) -> CampaignID {
        guard shelf.current.playbook.outreach.incidents.notice != nil else { throw .noWords }
        let id = try await stepped { state, now in
            let id = id ?? CampaignID("incident-\(now.milliseconds / 1_000)-\(state.incidents.count + 1)")
            let known = state.incidents[id]
            if let known, known.isDraft == draft.isDraft || !known.isDraft { return (answer: id, records: []) }
            if draft.isDraft, state.isSettled(id, draft) { return (answer: id, records: []) }
            // Whoever opens a draft decides what it is called; where it came from it knows by itself.
            let incident = Incident(
                id: id, title: draft.title, impact: draft.impact, components: draft.components,
                intents: draft.intents, source: known?.source ?? draft.source, isDraft: draft.isDraft,
                since: draft.since ?? known?.since)
            var records: [EngagementRecord] = []
            state.open(incident, text: draft.text, next: draft.next, at: now, &records)
            for report in draft.reporters {
                _ = state.step(id, .report(report.customer, report.conversation), at: now, into: &records)
            }
            return (answer: id, records: records)
        }
        poke()
        return id
    }

    /// Somebody has looked at a draft: nothing is broken.
    public func dismiss(_ id: CampaignID, by agent: AgentID) async throws(IncidentRefusal) {
        let isDraft =
            try await stepped { state, now in
                guard state.incidents[id]?.isDraft == true else { return (answer: false, records: []) }
                var records: [EngagementRecord] = []
                state.note(.dismissed(id, by: agent), at: now, into: &records)
                return (answer: true, records: records)
            } as Bool
        guard isDraft else { throw .unknown }
    }

    /// The next line of its story; `tell`: news for everybody who knows of it, else for the status page alone.
    public func move(
        _ id: CampaignID, to stage: IncidentStage, text: String, next: Timestamp?, tell: Bool = true
    ) async throws(IncidentRefusal) {
        try await campaign(id, .move(stage, text: text, next: next, tell: tell))
    }

    /// Those it concerns, who have perhaps not noticed.
    public func affect(_ id: CampaignID, _ customers: [CustomerID]) async throws(IncidentRefusal) {
        try await campaign(id, .affect(customers))
    }

    /// Everyone of whom something is known to hold.
    public func affect(
        _ id: CampaignID, whose attribute: String, is value: String
    ) async throws(IncidentRefusal) -> Int {
        let count =
            try await stepped { state, now in
                let customers = state.customers.cards.filter {
                    $0.value.attribute(attribute, at: now) == value
                }.keys.sorted()
                var records: [EngagementRecord] = []
                let refusal = state.step(id, .affect(customers), at: now, into: &records)
                return (
                    answer: refusal.map { Result.failure(.campaign($0)) } ?? .success(customers.count), records: records
                )
            } as Result<Int, IncidentRefusal>
        poke()
        return try count.get()
    }

    /// Somebody has seen the dry run and says so; of many, two have to.
    public func go(_ id: CampaignID, by agent: AgentID) async throws(IncidentRefusal) {
        try await campaign(id, .go(by: agent))
    }

    public func stop(_ id: CampaignID, by agent: AgentID) async throws(IncidentRefusal) {
        try await campaign(id, .stop(by: agent))
    }

    public func resume(_ id: CampaignID, by agent: AgentID) async throws(IncidentRefusal) {
        try await campaign(id, .resume(by: agent))
    }

    /// What would happen if it began now, with the words of some.
    public func dryRun(
        _ id: CampaignID
    ) async throws(IncidentRefusal) -> (run: CampaignDryRun, samples: [(telling: Telling, text: String)]) {
        let surroundings = surroundings
        let statusPage = settings.statusPage(id)
        let machine = shelf.current.machine
        let found =
            try await stepped { state, now in
                guard let campaign = state.campaigns[id], let plan = campaign.plan else {
                    return (answer: nil, records: [])
                }
                let people = campaign.concerned.map { state.person($0, at: now, in: surroundings) }
                let run = state.campaignMachine.dryRun(campaign, people, at: now)
                let facts = state.incidents[id]?.facts(campaign, statusPage: statusPage) ?? [:]
                let samples = run.samples.map { telling in
                    var facts = facts
                    facts["others"] = .integer(Int64(campaign.others(than: telling.customer)))
                    let line = machine.wording(
                        of: plan.response(to: telling), facts: facts.worded(by: machine), at: now)
                    return (telling: telling, text: line?.text ?? "")
                }
                return (answer: (run: run, samples: samples), records: [])
            } as (run: CampaignDryRun, samples: [(telling: Telling, text: String)])?
        guard let found else { throw .unknown }
        return found
    }

    /// Nobody is sent the purpose any more; the button under every mail.
    public func unsubscribe(_ customer: CustomerID, from purpose: Purpose) async throws(StoreError) {
        try await step { state, now in
            var records: [EngagementRecord] = []
            state.unsubscribe(customer, from: purpose, at: now, into: &records)
            return records
        }
    }

    private func campaign(_ id: CampaignID, _ input: CampaignInput) async throws(IncidentRefusal) {
        let refusal: CampaignRefusal?
        do throws(StoreError) {
            refusal = try await enter(id, input)
        } catch {
            throw .store(error)
        }
        guard let refusal else { return }
        throw refusal == .unknown ? .unknown : .campaign(refusal)
    }

    /// One step of a campaign, durable when this returns; why nothing came of it.
    func enter(_ id: CampaignID, _ input: CampaignInput) async throws(StoreError) -> CampaignRefusal? {
        let refusal =
            try await step { state, now in
                var records: [EngagementRecord] = []
                let refusal = state.step(id, input, at: now, into: &records)
                return (answer: refusal, records: records)
            } as CampaignRefusal?
        poke()
        return refusal
    }

    private func stepped<Answer: Sendable>(
        _ change: (inout EngagementState, Timestamp) -> (answer: Answer, records: [EngagementRecord])
    ) async throws(IncidentRefusal) -> Answer {
        do throws(StoreError) {
            return try await step(change)
        } catch {
            throw .store(error)
        }
    }
}
