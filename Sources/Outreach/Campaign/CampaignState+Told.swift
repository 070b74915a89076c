internal import PlaybookModel
public import Vocabulary

extension CampaignState {
    /// What an answer of somebody may be one to whom this has reached where they had not asked; `nil` of everybody else,
    /// and when it is too long ago.
    /// - Parameter title: what it is about, for who reads the answer.
    public func told(_ customer: CustomerID, at now: Timestamp, title: String) -> OutreachBook.Told? {
        guard let plan, isTold(customer), reporters[customer] == nil, let at = story.last?.at ?? openedAt,
            now - at <= OutreachBook.answering
        else { return nil }
        let firing = Firing(
            tripwire: TripwireName(plan.id.rawValue), customer: customer, at: at, occasion: "told", say: plan.notice,
            opens: plan.topics.first, purpose: plan.purpose, expires: at, facts: ["incident_title": .text(title)])
        return OutreachBook.Told(firing: firing, way: .outreach(.mail), at: at)
    }
}
