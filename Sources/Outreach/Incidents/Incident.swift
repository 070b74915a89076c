public import PlaybookModel
public import Vocabulary

/// How bad it is, in the words of status pages.
public enum IncidentImpact: String, Hashable, Codable, Sendable, CaseIterable {
    case none
    case minor
    case major
    case critical
}

/// Where an incident comes from.
public enum IncidentSource: Hashable, Codable, Sendable {
    case person(AgentID)
    case monitor(String)
    /// Many who are unhappy with one thing, by the alert's name.
    case spike(String)
}

/// Something that does not work, or did not.
public struct Incident: Hashable, Codable, Sendable {
    /// Its campaign has the same name.
    public let id: CampaignID
    public let title: String
    public let impact: IncidentImpact
    /// Of the status page.
    public let components: [String]
    /// Who asks about one of these asks about it.
    public let intents: [IntentName]
    public let source: IncidentSource
    /// Seen by agents alone until somebody opens it.
    public let isDraft: Bool
    /// Who spoke of it from then on told us of it; `nil` where nobody knows when it began.
    public let since: Timestamp?

    public init(
        id: CampaignID, title: String, impact: IncidentImpact, components: [String], intents: [IntentName],
        source: IncidentSource, isDraft: Bool = false, since: Timestamp? = nil
    ) {
        self.id = id
        self.title = title
        self.impact = impact
        self.components = components
        self.intents = intents
        self.source = source
        self.isDraft = isDraft
        self.since = since
    }

    /// Told in the playbook's words.
    public func plan(_ terms: IncidentTerms) -> CampaignPlan? {
        guard let notice = terms.notice else { return nil }
        return CampaignPlan(
            id: id, title: title, topics: intents, purpose: .incident, notice: notice, update: terms.update ?? notice,
            fixed: terms.fixed ?? terms.update ?? notice)
    }
}
