internal import Outreach
internal import PlaybookModel
public import Switchboard
internal import Telemetry
public import Vocabulary

/// Answers the playbook's question whether something is down (`look_up:` of `incidents:`) from the incidents of this
/// house while one is open; everything else, and everything while none is, goes to the back end.
public struct IncidentAnswers: ActionBackend {
    private let backend: any ActionBackend
    private let engagement: Engagement

    public init(backend: any ActionBackend, engagement: Engagement) {
        self.backend = backend
        self.engagement = engagement
    }

    public func perform(_ call: ActionCall, attempt: Int) async -> ActionAttempt {
        let facts = engagement.answer(to: call)
        guard let facts else { return await backend.perform(call, attempt: attempt) }
        return .finished(.done(facts))
    }
}

extension Engagement {
    /// What a look-up is answered with; `nil`: it is none, or nothing is open.
    func answer(to call: ActionCall) -> [SlotName: SlotValue]? {
        guard call.action == shelf.current.playbook.outreach.incidents.lookUp else { return nil }
        return memory.withLock { memory in
            let topics = memory.state.contacts.contacts[call.id.conversation]?.topics ?? []
            let open = memory.state.openIncidents
            // What they talk about goes before what happens to be open too.
            let found = open.first { !Set($0.incident.intents).isDisjoint(with: topics) } ?? open.first
            guard let found else { return nil }
            var facts = found.incident.facts(found.state, statusPage: settings.statusPage(found.incident.id))
            facts["incident_open"] = .flag(true)
            facts["others"] = .integer(Int64(found.state.reporters.count))
            return facts
        }
    }
}
