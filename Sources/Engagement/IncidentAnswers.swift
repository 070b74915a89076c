internal import Outreach
internal import PlaybookModel
internal import Store
public import Switchboard
internal import Telemetry
public import Vocabulary

/// Answers what the playbook asks about incidents of this house: whether something is down (`look_up:` of `incidents:`),
/// and that somebody wants to hear how it goes on (`follow:`). Everything else goes to the back end, and so do these two
/// while nothing is open here.
public struct IncidentAnswers: ActionBackend {
    private let backend: any ActionBackend
    private let engagement: Engagement

    public init(backend: any ActionBackend, engagement: Engagement) {
        self.backend = backend
        self.engagement = engagement
    }

    public func perform(_ call: ActionCall, attempt: Int) async -> ActionAttempt {
        if let facts = engagement.answer(to: call) { return .finished(.done(facts)) }
        if let followed = await engagement.follow(call) { return followed }
        return await backend.perform(call, attempt: attempt)
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

    /// Binds whoever asked to the incident that they asked about; `nil`: it is no such call, or about an incident of
    /// somebody else's. Following twice is following once.
    func follow(_ call: ActionCall) async -> ActionAttempt? {
        guard call.action == shelf.current.playbook.outreach.incidents.follow else { return nil }
        let texts = call.arguments.values.compactMap { if case .text(let text) = $0 { text } else { nil } }
        let ids = texts.map { CampaignID($0) }
        guard let id = memory.withLock({ memory in ids.first { memory.state.incidents[$0]?.isDraft == false } }) else {
            return nil
        }
        // Without a way to send mail nobody is told that they get some; they hear of it where they asked.
        let address = settings.carriers[.mail] == nil ? nil : texts.first { $0.contains("@") }
        let conversation = call.id.conversation
        guard let customer = memory.withLock({ $0.state.contacts.contacts[conversation]?.name }) else {
            return .again(error: "the conversation is not known of yet", after: .seconds(1))
        }
        let input: CampaignInput =
            address.map { .follow(customer, conversation, by: $0) } ?? .report(customer, conversation)
        do throws(StoreError) {
            let refusal = try await enter(id, input)
            switch refusal {
            case .resolved?: return .finished(.refused(reason: "resolved"))
            case .unknown?, .alreadyOpen?, .stopped?, .samePerson?, .tooMany?:
                return .finished(.refused(reason: "failed"))
            case nil: return .finished(address == nil ? .refused(reason: "failed") : .done([:]))
            }
        } catch {
            return .again(error: "the engagement's journal: \(error)", after: nil)
        }
    }
}
