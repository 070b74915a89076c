public import Outreach
public import Store
public import Vocabulary

extension JournalName {
    /// Who was written to, incidents and open cases.
    public static let engagement: JournalName = "engagement"
}

/// A line of the engagement's journal. What the room knows is what these add up to.
public enum EngagementRecord: Hashable, Codable, Sendable {
    case event(CustomerEvent)
    /// Time went on to there, and something went off by it.
    case elapsed
    case outreach(OutreachRecord)
    case incident(Incident)
    /// Somebody has looked at a draft: it is none.
    case dismissed(CampaignID, by: AgentID)
    case campaign(CampaignID, CampaignRecord)
    case monitor(String, isUp: Bool, at: Timestamp)
    /// The log of all conversations is taken in up to there.
    case followed(LogPosition)
    case alarm(CareAlarm)
    /// Said in a conversation by mail, so it has to go by mail.
    case letter(Letter)
    case posted(BusinessKey, delivered: Bool)
}

extension CareAlarm {
    /// Raised once.
    public var key: String {
        switch self {
        case .promiseSoon(let conversation, _, let until): "soon \(conversation) \(until.milliseconds)"
        case .promiseBroken(let conversation, _, let until): "broken \(conversation) \(until.milliseconds)"
        case .silence(let conversation, let since): "silence \(conversation) \(since.milliseconds)"
        case .followUp(let conversation, _, _, _, let resolved): "follow up \(conversation) \(resolved.milliseconds)"
        }
    }
}
