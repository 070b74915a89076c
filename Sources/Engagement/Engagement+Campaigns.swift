public import Outreach
public import PlaybookModel
internal import Store
internal import Switchboard
internal import Telemetry
public import Vocabulary

/// One message to many that a person has thought of.
public struct OutreachOrder: Hashable, Sendable {
    public let title: String
    /// The words, by their name in the playbook.
    public let say: ResponseName
    public let purpose: Purpose
    /// What a reply is about; who talks to us about it is told there.
    public let opens: IntentName?

    public init(title: String, say: ResponseName, purpose: Purpose, opens: IntentName? = nil) {
        self.title = title
        self.say = say
        self.purpose = purpose
        self.opens = opens
    }
}

/// Outreach other than incidents: prepared by people, or fired by tripwires.
extension Engagement {
    /// Writes it down; nobody is told before somebody says go. Whom it concerns, the dry run, go and stop are an
    /// incident's. The same name again changes nothing.
    @discardableResult
    public func prepare(_ order: OutreachOrder, id: CampaignID? = nil) async throws(IncidentRefusal) -> CampaignID {
        guard shelf.current.playbook.responses[order.say] != nil else { throw .noWords }
        do throws(StoreError) {
            return try await step { state, now in
                let id = id ?? CampaignID("outreach-\(now.milliseconds / 1_000)-\(state.campaigns.count + 1)")
                let plan = CampaignPlan(
                    id: id, title: order.title, topics: order.opens.map { [$0] } ?? [], purpose: order.purpose,
                    notice: order.say, update: order.say, fixed: order.say)
                var records: [EngagementRecord] = []
                if state.campaigns[id] == nil { _ = state.step(id, .open(plan), at: now, into: &records) }
                return (answer: id, records: records)
            }
        } catch {
            throw .store(error)
        }
    }

    /// Somebody has looked at what a tripwire is about to send to very many.
    public func go(tripwire: TripwireName, by agent: AgentID) async throws(IncidentRefusal) {
        try await change(.approved(tripwire, by: agent), of: tripwire)
    }

    public func stop(tripwire: TripwireName, by agent: AgentID) async throws(IncidentRefusal) {
        try await change(.stopped(tripwire, by: agent), of: tripwire)
    }

    public func resume(tripwire: TripwireName, by agent: AgentID) async throws(IncidentRefusal) {
        try await change(.resumed(tripwire, by: agent), of: tripwire)
    }

    private func change(_ record: OutreachRecord, of tripwire: TripwireName) async throws(IncidentRefusal) {
        guard shelf.current.playbook.outreach.tripwires.contains(where: { $0.name == tripwire }) else {
            throw .unknown
        }
        do throws(StoreError) {
            try await step { state, now in
                var records: [EngagementRecord] = []
                state.note(.outreach(record), at: now, into: &records)
                return records
            }
        } catch {
            throw .store(error)
        }
        poke()
    }
}
