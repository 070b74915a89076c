public import Outreach
public import PlaybookModel
internal import Switchboard
internal import Telemetry
public import Vocabulary

/// An incident as anybody may see it.
public struct IncidentView: Hashable, Sendable {
    public let incident: Incident
    public let openedAt: Timestamp
    public let story: [IncidentUpdate]
    public let reporters: Int

    public var stage: IncidentStage { story.last?.stage ?? .investigating }
    public var resolvedAt: Timestamp? { stage == .resolved ? story.last?.at : nil }
    public var next: Timestamp? { story.last?.next }
}

/// How telling many goes.
public struct CampaignRun: Hashable, Sendable {
    public let counts: CampaignState.Counts
    public let affected: Int
    public let approvals: [AgentID]
    public let isStopped: Bool
    public let isCleared: Bool
    public let waiting: Int

    init(_ state: CampaignState, _ limits: OutreachLimits) {
        counts = state.counts
        affected = state.affected
        approvals = state.approvals.sorted()
        isStopped = state.isStopped
        isCleared = state.isCleared(limits)
        waiting = state.pending.count
    }
}

/// Outreach that somebody has prepared, as they see it.
public struct OutreachBoard: Hashable, Sendable {
    public let plan: CampaignPlan
    public let openedAt: Timestamp
    public let run: CampaignRun
}

/// How a tripwire's messages go.
public struct TripwireBoard: Hashable, Sendable {
    public let tripwire: TripwireName
    public let waiting: Int
    public let sentWithinADay: Int
    public let approvals: [AgentID]
    public let isStopped: Bool
    /// So many went out within a day that the others wait for the word of two people.
    public let isHeld: Bool
}

/// An incident as those see it who run it.
public struct IncidentBoard: Hashable, Sendable {
    public let view: IncidentView
    public let run: CampaignRun
    /// The first report came so long before we knew.
    public let lead: TimeSpan?
}

/// A customer as an agent sees them beside the conversation.
public struct CustomerView: Hashable, Sendable {
    public struct Concern: Hashable, Sendable {
        public let incident: IncidentView
        public let hasReported: Bool
        public let isTold: Bool
    }

    /// `nil`: a visitor whom nobody has named.
    public let customer: CustomerID?
    public let card: CustomerCard
    /// Open incidents that they know of, or that they are affected by.
    public let concerns: [Concern]
    /// In their open conversations.
    public let alarms: [CareAlarm]
}

/// How outreach goes, in figures.
public struct OutreachFigures: Hashable, Sendable {
    public let fired: Int
    public let sent: Int
    public let posted: Int
    public let failed: Int
    public let dropped: [DropReason: Int]
    public let waiting: Int
    public let customers: Int
    public let followed: Int
}

extension Engagement {
    /// Everything that is open, and what was in the last two weeks; the latest first. Drafts are nobody's business.
    public var incidents: [IncidentView] {
        let now = now()
        return memory.withLock { memory in memory.state.incidents.values.compactMap { memory.state.view(of: $0) } }
            .filter { view in view.resolvedAt.map { now - $0 < .days(14) } ?? true }
            .sorted { ($1.openedAt, $1.incident.id) < ($0.openedAt, $0.incident.id) }
    }

    /// For those who run them to look at, the latest first.
    public var drafts: [Incident] {
        memory.withLock { memory in memory.state.incidents.values.filter(\.isDraft) }
            .sorted { ($1.since ?? .distantPast, $0.id) < ($0.since ?? .distantPast, $1.id) }
    }

    /// How many spoke of it since it seems to have begun: they are told when the draft is opened.
    public func reports(of draft: Incident) -> Int {
        guard let since = draft.since else { return 0 }
        return memory.withLock { $0.state.contacts.reports(of: draft.intents, since: since).count }
    }

    public func board(of id: CampaignID) -> IncidentBoard? {
        memory.withLock { memory in
            guard let incident = memory.state.incidents[id], let view = memory.state.view(of: incident),
                let state = memory.state.campaigns[id]
            else { return nil }
            return IncidentBoard(
                view: view, run: CampaignRun(state, memory.state.plan.limits),
                lead: state.lead(since: incident.since))
        }
    }

    /// Prepared by people, the latest first.
    public var outreaches: [OutreachBoard] {
        memory.withLock { memory in
            memory.state.campaigns.compactMap { id, state in
                guard memory.state.incidents[id] == nil, let plan = state.plan, let openedAt = state.openedAt else {
                    return nil
                }
                return OutreachBoard(plan: plan, openedAt: openedAt, run: CampaignRun(state, memory.state.plan.limits))
            }
        }.sorted { ($1.openedAt, $1.plan.id) < ($0.openedAt, $0.plan.id) }
    }

    /// Those that have something waiting, or are stopped.
    public var tripwires: [TripwireBoard] {
        let now = now()
        return memory.withLock { memory in
            let (book, limits) = (memory.state.outreach, memory.state.plan.limits)
            return book.tripwires.sorted { $0.key < $1.key }.map { name, waiting in
                let tide = book.tide(of: name)
                return TripwireBoard(
                    tripwire: name, waiting: waiting, sentWithinADay: tide.sentWithinADay(at: now),
                    approvals: tide.approvers(at: now), isStopped: tide.isStopped,
                    isHeld: tide.room(at: now, limits) == 0)
            }
        }
    }

    /// The house's clock.
    public var moment: Timestamp { now() }

    /// Of the status page.
    public var components: [IncidentTerms.Component] { shelf.current.playbook.outreach.incidents.components }

    public var figures: OutreachFigures {
        memory.withLock { memory in
            let book = memory.state.outreach
            return OutreachFigures(
                fired: book.counts.fired, sent: book.counts.sent, posted: book.counts.posted,
                failed: book.counts.failed,
                dropped: book.counts.dropped, waiting: book.open.count, customers: memory.state.tripwires.remembered,
                followed: memory.state.care.followed)
        }
    }

    /// A customer's timeline and what is known of them; `nil` of somebody unknown.
    public func card(of customer: CustomerID) -> CustomerCard? {
        memory.withLock { $0.state.customers.cards[customer] }
    }

    /// Promises about to be broken, cases that hear nothing: the latest last.
    public var alarms: [CareAlarm] { memory.withLock { $0.state.alarms } }

    /// Of these, what nobody has seen to yet: the most pressing first.
    public var standingAlarms: [CareAlarm] {
        let now = now()
        return memory.withLock { $0.state.care.standing(at: now) }
    }

    /// What is known of whoever speaks in a conversation; `nil` where nobody is known to.
    public func customer(in conversation: ConversationID) -> CustomerView? {
        let now = now()
        return memory.withLock { memory in
            memory.state.contacts.contacts[conversation].map { memory.state.view(of: $0.name, at: now) }
        }
    }

    /// What is known of a customer; `nil` where nothing is.
    public func customer(_ id: CustomerID) -> CustomerView? {
        let now = now()
        return memory.withLock { memory in
            memory.state.customers.cards[id] == nil ? nil : memory.state.view(of: id, at: now)
        }
    }

    /// How many of the log's events were taken in.
    public var isCaughtUp: Bool { memory.withLock { !$0.isBehind } }
}

extension EngagementState {
    fileprivate func view(of customer: CustomerID, at now: Timestamp) -> CustomerView {
        let concerns = openIncidents.compactMap { open -> CustomerView.Concern? in
            guard open.state.knows(customer), let view = view(of: open.incident) else { return nil }
            return CustomerView.Concern(
                incident: view, hasReported: open.state.reporters[customer] != nil,
                isTold: open.state.isTold(customer))
        }
        return CustomerView(
            customer: customer.visitor == nil ? customer : nil, card: customers.cards[customer] ?? CustomerCard(),
            concerns: concerns,
            alarms: care.standing(at: now).filter { contacts.contacts[$0.conversation]?.name == customer })
    }

    fileprivate func view(of incident: Incident) -> IncidentView? {
        guard !incident.isDraft, let state = campaigns[incident.id], let openedAt = state.openedAt else { return nil }
        return IncidentView(
            incident: incident, openedAt: openedAt, story: state.story, reporters: state.reporters.count)
    }
}
