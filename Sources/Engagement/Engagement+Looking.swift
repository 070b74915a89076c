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

/// An incident as those see it who run it.
public struct IncidentBoard: Hashable, Sendable {
    public let view: IncidentView
    public let counts: CampaignState.Counts
    public let affected: Int
    public let approvals: [AgentID]
    public let isStopped: Bool
    public let isCleared: Bool
    public let waiting: Int
    public let lead: TimeSpan?
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

    public var drafts: [Incident] {
        memory.withLock { memory in memory.state.incidents.values.filter(\.isDraft) }.sorted { $0.id < $1.id }
    }

    public func board(of id: CampaignID) -> IncidentBoard? {
        memory.withLock { memory in
            guard let incident = memory.state.incidents[id], let view = memory.state.view(of: incident),
                let state = memory.state.campaigns[id]
            else { return nil }
            return IncidentBoard(
                view: view, counts: state.counts, affected: state.affected, approvals: state.approvals.sorted(),
                isStopped: state.isStopped, isCleared: state.isCleared(memory.state.plan.limits),
                waiting: state.pending.count, lead: state.lead)
        }
    }

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

    /// How many of the log's events were taken in.
    public var isCaughtUp: Bool { memory.withLock { !$0.isBehind } }
}

extension EngagementState {
    fileprivate func view(of incident: Incident) -> IncidentView? {
        guard !incident.isDraft, let state = campaigns[incident.id], let openedAt = state.openedAt else { return nil }
        return IncidentView(
            incident: incident, openedAt: openedAt, story: state.story, reporters: state.reporters.count)
    }
}
