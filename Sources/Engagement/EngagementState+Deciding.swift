internal import Outreach
internal import PlaybookModel
internal import Store
internal import Vocabulary

/// What the state cannot know by itself.
struct EngagementSurroundings: Sendable {
    let visitor: @Sendable (CustomerID) -> VisitorID
    let clock: @Sendable (_ zone: String?, _ moment: Timestamp) -> ZoneOffsets
    let channels: Set<OutreachChannel>
}

/// Steps: each changes the state and says what it wrote down.
extension EngagementState {
    typealias Records = [EngagementRecord]

    /// Looked at in one pass.
    static let batch = 200

    mutating func note(_ record: EngagementRecord, at now: Timestamp, into records: inout Records) {
        apply(record, at: now)
        records.append(record)
    }

    /// Something that happened in the world, never later than now.
    mutating func take(_ event: WorldEvent, at now: Timestamp) -> Records {
        var records: Records = []
        switch event {
        case .customer(let event): take(event.by(now), at: now, into: &records)
        case .monitor(let name, let isUp, let at):
            let at = min(at, now)
            let findings = isUp ? monitors.up(name, at: at) : monitors.down(name, at: at)
            records.append(.monitor(name, isUp: isUp, at: at))
            for finding in findings { take(finding, at: now, into: &records) }
        case .stopped(let customer, let purposes):
            for purpose in purposes { unsubscribe(customer, from: purpose, at: now, into: &records) }
        // Said in a conversation: `Engagement.take(_ reply:)`.
        case .mail: break
        case .affected(let id, let customers):
            _ = step(id, .affect(customers), at: now, into: &records)
        }
        return records
    }

    private mutating func take(_ event: CustomerEvent, at now: Timestamp, into records: inout Records) {
        guard customers.take(event) else { return }
        records.append(.event(event))
        fire(tripwires.take(event), at: now, into: &records)
        guard case .attribute(let name, "yes", _) = event.kind,
            let purpose = Purpose.allCases.first(where: { CustomerBook.Name.consent($0) == name }),
            outreach.refusals(of: event.customer).contains(purpose)
        else { return }
        note(.outreach(.subscribed(event.customer, purpose)), at: now, into: &records)
    }

    mutating func unsubscribe(
        _ customer: CustomerID, from purpose: Purpose, at now: Timestamp, into records: inout Records
    ) {
        guard !outreach.refusals(of: customer).contains(purpose) else { return }
        note(.outreach(.unsubscribed(customer, purpose)), at: now, into: &records)
    }

    private mutating func fire(_ firings: [Firing], at now: Timestamp, into records: inout Records) {
        for firing in firings where !outreach.knows(firing.key) {
            note(.outreach(.fired(firing)), at: now, into: &records)
        }
    }

    /// What goes off by time alone.
    mutating func elapse(at now: Timestamp) -> Records {
        sweep(at: now)
        let firings = tripwires.advance(to: now)
        let findings = monitors.advance(to: now)
        let alarms = care.advance(to: now)
        guard !firings.isEmpty || !findings.isEmpty || !alarms.isEmpty else { return [] }
        var records: Records = [.elapsed]
        fire(firings, at: now, into: &records)
        for finding in findings { take(finding, at: now, into: &records) }
        for alarm in alarms { raise(alarm, at: now, into: &records) }
        return records
    }

    private mutating func take(_ finding: MonitorWatch.Finding, at now: Timestamp, into records: inout Records) {
        func id(_ monitor: String, _ since: Timestamp) -> CampaignID {
            CampaignID("\(monitor)-\(since.milliseconds / 1_000)")
        }
        switch finding {
        case .blip: break
        case .incident(let monitor, let since):
            let terms = plan.incidents.monitors.first { $0.name == monitor }
            let incident = Incident(
                id: id(monitor, since), title: terms?.title ?? monitor, impact: .major,
                components: terms?.component.map { [$0] } ?? [], intents: terms?.intents ?? [],
                source: .monitor(monitor), since: since)
            open(
                incident, text: "We have noticed it and are looking into it.", next: now + .minutes(30), at: now,
                &records)
        case .over(let monitor, let since, _):
            let move = CampaignInput.move(.resolved, text: "It works again.", next: nil, tell: true)
            _ = step(id(monitor, since), move, at: now, into: &records)
        }
    }

    /// Opens it, or a draft of it, with the first line of its story.
    mutating func open(
        _ incident: Incident, text: String, next: Timestamp?, at now: Timestamp, _ records: inout Records
    ) {
        note(.incident(incident), at: now, into: &records)
        guard !incident.isDraft, let plan = incident.plan(plan.incidents) else { return }
        _ = step(incident.id, .open(plan), at: now, into: &records)
        _ = step(incident.id, .move(.investigating, text: text, next: next, tell: true), at: now, into: &records)
        guard let since = incident.since else { return }
        for (customer, conversation) in contacts.reports(of: incident.intents, since: since).sorted(by: {
            $0.key < $1.key
        }) {
            _ = step(incident.id, .report(customer, conversation), at: now, into: &records)
        }
    }

    /// One step of a campaign.
    mutating func step(
        _ id: CampaignID, _ input: CampaignInput, at now: Timestamp, into records: inout Records
    ) -> CampaignRefusal? {
        let outcome = campaignMachine.step(campaigns[id] ?? CampaignState(), input, at: now)
        for record in outcome.records { note(.campaign(id, record), at: now, into: &records) }
        return outcome.refusal
    }

    mutating func raise(_ alarm: CareAlarm, at now: Timestamp, into records: inout Records) {
        guard raised[alarm.key] == nil, alarm.isTimely(at: now, plan.care) else { return }
        note(.alarm(alarm), at: now, into: &records)
        guard case .followUp(let conversation, let visitor, let about, let outcome, let resolved) = alarm,
            let say = plan.followUp
        else { return }
        let customer = contacts.contacts[conversation]?.name ?? .unnamed(visitor ?? "")
        var facts: [SlotName: SlotValue] = ["outcome": .text(outcome), "resolved": .moment(resolved)]
        if let about { facts["topic"] = .text(about.rawValue) }
        let firing = Firing.followUp(
            customer: customer, at: now, occasion: "\(conversation):\(resolved.milliseconds)", say: say, facts: facts)
        note(.outreach(.fired(firing)), at: now, into: &records)
        note(.outreach(.decided(firing.key, .thread(conversation))), at: now, into: &records)
    }

    /// Whether, how and when those who are next are written to.
    mutating func decide(at now: Timestamp, in surroundings: EngagementSurroundings) -> Records {
        var records: Records = []
        for entry in outreach.due(at: now, limit: Self.batch, plan.limits) {
            let key = entry.firing.key
            let person = person(entry.firing.customer, at: now, in: surroundings)
            let record: OutreachRecord =
                switch gate.decide(entry.firing, for: person, at: now) {
                case .post(let conversation): .decided(key, .thread(conversation))
                case .send(let channel): .decided(key, .outreach(channel))
                case .hold(let until, let reason): .held(key, until: until, reason)
                case .drop(let reason): .dropped(key, reason)
                }
            note(.outreach(record), at: now, into: &records)
        }
        for id in campaigns.keys.sorted() {
            // While many wait for a way out that is shut, no more are sent after them.
            guard let campaign = campaigns[id], campaign.pending.count < Self.batch else { continue }
            let next = campaign.next(Self.batch, at: now, plan.limits)
            guard !next.isEmpty else { continue }
            let people = next.map { person($0, at: now, in: surroundings) }
            _ = step(id, .proceed(people), at: now, into: &records)
        }
        return records
    }

    func person(_ id: CustomerID, at now: Timestamp, in surroundings: EngagementSurroundings) -> Person {
        let zone = customers.attribute(CustomerBook.Name.zone, of: id, at: now)
        let visitor = id.visitor ?? surroundings.visitor(id)
        return customers.person(
            id, at: now, clock: surroundings.clock(zone, now), channels: surroundings.channels,
            refused: outreach.refusals(of: id), conversations: contacts.openConversations(of: visitor, at: now),
            sent: outreach.sent(to: id, at: now), lastContact: contacts.lastContact(of: visitor, at: now))
    }
}

extension CustomerEvent {
    /// A clock that is ahead does not make the future happen now.
    fileprivate func by(_ now: Timestamp) -> CustomerEvent {
        at <= now ? self : CustomerEvent(id: id, customer: customer, at: now, source: source, kind: kind)
    }
}

extension CareAlarm {
    /// A house that was away, or reads an old log for the first time, comes too late for what is long past.
    fileprivate func isTimely(at now: Timestamp, _ rules: CareRules) -> Bool {
        switch self {
        case .promiseSoon(_, _, let until): now <= until
        case .promiseBroken(_, _, let until): now - until <= .days(1)
        case .silence(_, let since): now - since <= rules.silence.and(.days(1))
        case .followUp(_, _, _, _, let resolved): now - resolved <= rules.followUp.and(.days(1))
        }
    }
}

extension TimeSpan {
    fileprivate func and(_ other: TimeSpan) -> TimeSpan {
        TimeSpan(milliseconds: milliseconds + other.milliseconds)
    }
}

extension CustomerID {
    private static let unnamed = "visitor:"

    /// Somebody the site has not named.
    static func unnamed(_ visitor: VisitorID) -> CustomerID { CustomerID(unnamed + visitor.rawValue) }

    var visitor: VisitorID? {
        rawValue.hasPrefix(Self.unnamed) ? VisitorID(String(rawValue.dropFirst(Self.unnamed.count))) : nil
    }
}
