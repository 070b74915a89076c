internal import Outreach
internal import PlaybookModel
internal import Store
internal import Vocabulary

/// Everything the room knows. Live it decides and notes what it decided; read back it only takes in what was noted.
struct EngagementState: Sendable {
    /// Alarms and incidents kept for looking at.
    private static let alarms = 500
    private static let incidents = 500

    var tripwires: TripwireMachine
    var outreach = OutreachBook()
    var customers = CustomerBook()
    var incidents: [CampaignID: Incident] = [:]
    /// Drafts that were none, the latest last.
    private(set) var dismissed: [CampaignID] = []
    var campaigns: [CampaignID: CampaignState] = [:]
    var monitors: MonitorWatch
    var contacts = ContactBook()
    var care: CareBook
    var position = LogPosition.start
    private(set) var letters: [BusinessKey: Letter] = [:]
    private(set) var alarms: [CareAlarm] = []
    private(set) var raised: [String: Timestamp] = [:]
    var plan: OutreachPlan

    init(_ plan: OutreachPlan) {
        self.plan = plan
        tripwires = TripwireMachine(plan.tripwires)
        monitors = MonitorWatch(grace: plan.incidents.grace)
        care = CareBook(rules: plan.care)
    }

    /// Takes in a line of the journal. Firings and findings have lines of their own, so what the machines say here is
    /// what is known already.
    mutating func apply(_ record: EngagementRecord, at moment: Timestamp) {
        switch record {
        case .event(let event):
            guard customers.take(event) else { return }
            _ = tripwires.take(event)
        case .elapsed:
            _ = tripwires.advance(to: moment)
            _ = monitors.advance(to: moment)
            _ = care.advance(to: moment)
        case .outreach(let record):
            noteTold(record, at: moment)
            outreach.apply(record, at: moment)
        case .incident(let incident): keep(incident)
        case .dismissed(let id, _):
            incidents[id] = nil
            dismissed = (dismissed + [id]).suffix(Self.incidents)
        case .campaign(let id, let record):
            noteTold(record, of: id, at: moment)
            campaigns[id, default: CampaignState()].apply(record, at: moment)
            if case .decided(let telling) = record { noteSent(telling, at: moment) }
        case .monitor(let name, let isUp, let at):
            _ = isUp ? monitors.up(name, at: at) : monitors.down(name, at: at)
        case .followed(let position): self.position = position
        case .letter(let letter):
            letters[letter.key] = letter
            contacts.posted(letter)
        case .posted(let key, _): letters[key] = nil
        case .alarm(let alarm):
            raised[alarm.key] = moment
            alarms.append(alarm)
            if alarms.count > Self.alarms { alarms.removeFirst() }
        }
    }

    /// What only came of time is forgotten with it.
    mutating func sweep(at moment: Timestamp) {
        if raised.count > 10_000 { raised = raised.filter { moment - $0.value < .days(60) } }
    }

    /// Rules of another playbook; what is known goes on under their names.
    mutating func adopt(_ plan: OutreachPlan) {
        guard plan != self.plan else { return }
        tripwires = TripwireMachine(plan.tripwires, from: tripwires.image)
        care = CareBook(rules: plan.care, from: care.image)
        self.plan = plan
    }

    var gate: OutreachGate { OutreachGate(limits: plan.limits) }
    var campaignMachine: CampaignMachine { CampaignMachine(gate: gate) }

    /// Open ones, the latest first.
    var openIncidents: [(incident: Incident, state: CampaignState)] {
        incidents.values.compactMap { incident in
            guard !incident.isDraft, let state = campaigns[incident.id], state.stage != .resolved else { return nil }
            return (incident, state)
        }.sorted {
            ($1.state.openedAt ?? .distantPast, $0.incident.id) < ($0.state.openedAt ?? .distantPast, $1.incident.id)
        }
    }

    /// Whether nobody has to look at a draft: somebody has, or an open incident is about the same.
    func isSettled(_ id: CampaignID, _ draft: IncidentDraft) -> Bool {
        dismissed.contains(id) || openIncidents.contains { !Set($0.incident.intents).isDisjoint(with: draft.intents) }
    }

    private mutating func keep(_ incident: Incident) {
        incidents[incident.id] = incident
        guard incidents.count > Self.incidents else { return }
        let over = incidents.keys.filter { campaigns[$0]?.stage == .resolved }
            .min { (campaigns[$0]?.openedAt ?? .distantPast) < (campaigns[$1]?.openedAt ?? .distantPast) }
        guard let over else { return }
        incidents[over] = nil
        campaigns[over] = nil
    }

    // MARK: The timeline knows what they were told

    private mutating func noteTold(_ record: OutreachRecord, at moment: Timestamp) {
        guard case .settled(let key, delivered: true) = record, let entry = outreach.open[key], let way = entry.way
        else { return }
        noteTold(key, entry.firing.customer, about: entry.firing.tripwire.rawValue, by: way, at: moment)
    }

    private mutating func noteTold(_ record: CampaignRecord, of id: CampaignID, at moment: Timestamp) {
        guard case .settled(let key, delivered: true) = record, let campaign = campaigns[id],
            let telling = campaign.awaited(key)
        else { return }
        noteTold(key, telling.customer, about: campaign.plan?.title ?? id.rawValue, by: telling.way, at: moment)
    }

    /// Of visitors whom nobody has named nothing is kept beyond their conversation.
    private mutating func noteTold(
        _ key: BusinessKey, _ customer: CustomerID, about: String, by way: Telling.Way, at moment: Timestamp
    ) {
        guard customer.visitor == nil else { return }
        _ = customers.take(
            CustomerEvent(
                id: "told/\(key)", customer: customer, at: moment, source: "warmline",
                kind: .told(about: about, by: way)))
    }

    private mutating func noteSent(_ telling: Telling, at moment: Timestamp) {
        guard case .outreach = telling.way, campaigns[telling.campaign]?.plan?.purpose != .incident else { return }
        outreach.noteSent(to: telling.customer, at: moment)
    }
}

extension Timestamp {
    static let distantPast = Timestamp(milliseconds: .min)
}

/// The state, for keeping.
struct EngagementImage: Codable, Sendable {
    let tripwires: TripwireImage
    let outreach: OutreachBook
    let customers: CustomerBook
    let incidents: [CampaignID: Incident]
    let campaigns: [CampaignID: CampaignState]
    let monitors: MonitorWatch
    let contacts: ContactBook
    let care: CareImage
    let position: LogPosition
    let alarms: [CareAlarm]
    let raised: [String: Timestamp]
    let dismissed: [CampaignID]?
    let letters: [BusinessKey: Letter]?
}

extension EngagementState {
    var image: EngagementImage {
        EngagementImage(
            tripwires: tripwires.image, outreach: outreach, customers: customers, incidents: incidents,
            campaigns: campaigns, monitors: monitors, contacts: contacts, care: care.image, position: position,
            alarms: alarms, raised: raised, dismissed: dismissed, letters: letters)
    }

    init(_ plan: OutreachPlan, from image: EngagementImage) {
        self.init(plan)
        tripwires = TripwireMachine(plan.tripwires, from: image.tripwires)
        outreach = image.outreach
        customers = image.customers
        incidents = image.incidents
        campaigns = image.campaigns
        monitors = image.monitors
        contacts = image.contacts
        care = CareBook(rules: plan.care, from: image.care)
        position = image.position
        alarms = image.alarms
        raised = image.raised
        dismissed = image.dismissed ?? []
        letters = image.letters ?? [:]
    }
}
