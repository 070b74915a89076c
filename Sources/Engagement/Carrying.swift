public import Outreach
public import Vocabulary

/// A message out of the house, complete: to somebody who has not asked, or who has written by mail.
public struct OutreachMessage: Hashable, Sendable {
    /// One message in the world, however often it is carried: what receivers know a repetition by.
    public let key: BusinessKey
    public let customer: CustomerID
    public let channel: OutreachChannel
    /// An address or a number, where the channel has one.
    public let address: String?
    public let subject: String
    public let line: BotLine
    /// A page that takes them off the list by one POST.
    public let unsubscribe: String?
    /// The mail that it answers, by its `Message-ID`.
    public let answers: String?
    public let at: Timestamp

    public init(
        key: BusinessKey, customer: CustomerID, channel: OutreachChannel, address: String?, subject: String,
        line: BotLine, unsubscribe: String?, answers: String? = nil, at: Timestamp
    ) {
        self.key = key
        self.customer = customer
        self.channel = channel
        self.address = address
        self.subject = subject
        self.line = line
        self.unsubscribe = unsubscribe
        self.answers = answers
        self.at = at
    }
}

/// How carrying ended.
public enum CarryOutcome: Hashable, Sendable {
    case carried
    /// It may have been; again later, under the same key.
    case again
    /// Never: there is no such address.
    case refused
}

/// The way out of the house: mail, a gateway for text messages.
public protocol OutreachCarrier: Sendable {
    /// One try. Never throws: every outcome is an answer.
    func carry(_ message: OutreachMessage) async -> CarryOutcome
}
