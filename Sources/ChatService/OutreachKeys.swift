internal import Outreach
internal import PlaybookModel
public import Vocabulary

/// What the service's key says of customers and of whoever runs it.
extension SigningKey {
    /// An order of somebody who can read the key file counts so long.
    private static let orderLife = TimeSpan.minutes(5)

    /// A site's customer as a visitor.
    public func visitor(for customer: String) -> VisitorID { VisitorID(name(of: customer)) }

    /// Takes one customer off one kind of mail; it does not expire, as the mail it stands in does not.
    public func unsubscribeToken(_ customer: String, purpose: String) -> String {
        sign("\(purpose) \(customer)", purpose: "unsubscribe")
    }

    func unsubscribed(by token: String) -> (customer: CustomerID, purpose: Purpose)? {
        guard let text = read(token, purpose: "unsubscribe"), let space = text.firstIndex(of: " "),
            let purpose = Purpose(rawValue: String(text[..<space]))
        else { return nil }
        return (CustomerID(String(text[text.index(after: space)...])), purpose)
    }

    /// An order of whoever has the key file in hand: the command line on the same machine.
    public func orderToken(of name: String, at now: Timestamp) -> String {
        sign("\(now.milliseconds) \(name)", purpose: "order")
    }

    func orderer(by token: String, at now: Timestamp) -> AgentID? {
        guard let text = read(token, purpose: "order"), let space = text.firstIndex(of: " "),
            let given = Int64(text[..<space])
        else { return nil }
        let age = now - Timestamp(milliseconds: given)
        guard (.minutes(-1)...Self.orderLife).contains(age) else { return nil }
        return AgentID(String(text[text.index(after: space)...]))
    }
}
