public import PlaybookModel
public import Vocabulary

/// A tripwire went off for a customer. Not yet a message: the gate decides whether, how and when.
public struct Firing: Hashable, Codable, Sendable {
    public let tripwire: TripwireName
    public let customer: CustomerID
    public let at: Timestamp
    /// What of: a bill's number, an order, a day. The same occasion fires once.
    public let occasion: String
    public let say: ResponseName
    public let opens: IntentName?
    public let purpose: Purpose
    public let expires: Timestamp
    /// For the words, and for the conversation that a reply opens.
    public let facts: [SlotName: SlotValue]

    /// One message in the world, whoever sends it.
    public var key: BusinessKey {
        BusinessKey("outreach:\(tripwire.rawValue):\(customer.rawValue):\(occasion)")
    }

    /// The question after a case was closed, as it is named.
    public static let followUpName: TripwireName = "follow_up"

    /// Whether something is fixed, asked in the conversation that it was about.
    public static func followUp(
        customer: CustomerID, at moment: Timestamp, occasion: String, say: ResponseName,
        facts: [SlotName: SlotValue]
    ) -> Firing {
        Firing(
            tripwire: followUpName, customer: customer, at: moment, occasion: occasion, say: say, opens: nil,
            purpose: .service, expires: moment + .days(3), facts: facts)
    }
}
