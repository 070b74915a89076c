public import PlaybookModel
public import Vocabulary

public enum CampaignKind {}
public typealias CampaignID = Identifier<CampaignKind>

/// What many are told at once: an incident, or outreach that somebody has prepared.
public struct CampaignPlan: Hashable, Codable, Sendable {
    public let id: CampaignID
    public let title: String
    /// Open conversations on one of these are where it is said.
    public let topics: [IntentName]
    public let purpose: Purpose
    /// The words of each piece of news; `fixed` may differ from `notice`.
    public let notice: ResponseName
    public let update: ResponseName
    public let fixed: ResponseName

    public init(
        id: CampaignID, title: String, topics: [IntentName], purpose: Purpose, notice: ResponseName,
        update: ResponseName, fixed: ResponseName
    ) {
        self.id = id
        self.title = title
        self.topics = topics
        self.purpose = purpose
        self.notice = notice
        self.update = update
        self.fixed = fixed
    }

    /// The words of a message. Whoever hears of it late hears what it is about first.
    public func response(to telling: Telling) -> ResponseName {
        switch telling.news {
        case .notice: notice
        case .update: telling.isFirst ? notice : update
        case .fixed: fixed
        }
    }
}

/// How far an incident is; the words of status pages.
public enum IncidentStage: String, Hashable, Codable, Sendable, CaseIterable {
    case investigating
    case identified
    case monitoring
    case resolved
}

/// A line of an incident's story, as the status page shows it.
public struct IncidentUpdate: Hashable, Codable, Sendable {
    public let stage: IncidentStage
    public let text: String
    public let at: Timestamp
    /// When the next one is promised.
    public let next: Timestamp?

    public init(stage: IncidentStage, text: String, at: Timestamp, next: Timestamp?) {
        self.stage = stage
        self.text = text
        self.at = at
        self.next = next
    }
}

/// One message of a campaign to one person.
public struct Telling: Hashable, Codable, Sendable {
    public enum News: Hashable, Codable, Sendable {
        case notice
        /// The number of the story's line.
        case update(Int)
        case fixed

        var text: String {
            switch self {
            case .notice: "notice"
            case .update(let number): "update\(number)"
            case .fixed: "fixed"
            }
        }
    }

    public enum Way: Hashable, Codable, Sendable {
        case outreach(OutreachChannel)
        case thread(ConversationID)
    }

    public let campaign: CampaignID
    public let customer: CustomerID
    public let news: News
    public let way: Way
    /// Had not heard of it before, from us or to us.
    public let isFirst: Bool

    public init(campaign: CampaignID, customer: CustomerID, news: News, way: Way, isFirst: Bool) {
        self.campaign = campaign
        self.customer = customer
        self.news = news
        self.way = way
        self.isFirst = isFirst
    }

    /// Once in the world, by whatever way.
    public var key: BusinessKey {
        BusinessKey("campaign:\(campaign.rawValue):\(news.text):\(customer.rawValue)")
    }
}

/// What happened in a campaign; its state is what these add up to.
public enum CampaignRecord: Hashable, Codable, Sendable {
    case opened(CampaignPlan)
    /// Told us before we told them.
    case reported(CustomerID, ConversationID)
    /// Asked for every further word by mail, to that address.
    case followed(CustomerID, by: String)
    case affected([CustomerID])
    case approved(by: AgentID)
    case stopped(by: AgentID)
    case resumed(by: AgentID)
    /// - tell: whether it is news for everybody, or for the status page alone.
    case moved(IncidentUpdate, tell: Bool)
    /// Written in one transaction with the message's place in the outbox.
    case decided(Telling)
    case skipped(CustomerID, Telling.News, DropReason)
    case held(CustomerID, until: Timestamp, HoldReason)
    case settled(BusinessKey, delivered: Bool)
}

public enum CampaignInput: Hashable, Sendable {
    case open(CampaignPlan)
    case report(CustomerID, ConversationID)
    /// Somebody asks about what is known: they report it too, and are told at once, whoever has said go.
    /// `isTold`: they were, by what they asked.
    case answer(CustomerID, ConversationID, isTold: Bool)
    case affect([CustomerID])
    /// Somebody who asked for every further word by mail.
    case follow(CustomerID, ConversationID, by: String)
    /// Somebody has seen the dry run and says so.
    case go(by: AgentID)
    case stop(by: AgentID)
    case resume(by: AgentID)
    case move(IncidentStage, text: String, next: Timestamp?, tell: Bool)
    /// Those who were next (``CampaignState/next(_:at:)``), as they are now.
    case proceed([Person])
    case settle(BusinessKey, delivered: Bool)
}

public enum CampaignRefusal: String, Hashable, Sendable {
    case unknown
    case alreadyOpen
    case stopped
    /// This person has approved already; another has to.
    case samePerson
    case resolved
    /// More people than one campaign holds.
    case tooMany
}
