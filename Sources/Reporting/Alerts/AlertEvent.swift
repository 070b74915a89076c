internal import Vocabulary

/// What becomes of alerts: the lines of their journal.
enum AlertEvent: Hashable, Codable, Sendable {
    case raised(AlertCard)
    case joined(id: String, key: String)
    case grew(id: String, count: Int)
    case ended(id: String, as: AlertCard.State, count: Int)
    /// A channel has it, or will not have it.
    case told(AlertNotice.Name, channel: String)
    case gaveUp(AlertNotice.Name, channel: String, reason: String)
    case snoozed(key: String, until: Timestamp)
    case judged(id: String, isRight: Bool)
}

/// Something to be told of an alert, through every channel once.
public struct AlertNotice: Hashable, Sendable {
    public enum Kind: String, Hashable, Codable, Sendable {
        case raised
        case ended
    }

    public struct Name: Hashable, Codable, Sendable {
        public let alert: String
        public let kind: Kind
    }

    public let name: Name
    public let card: AlertCard

    /// For receivers to know it again by.
    public var id: String { "\(name.alert):\(name.kind.rawValue)" }

    public var subject: String {
        switch name.kind {
        case .raised: "Alert: \(card.headline)"
        case .ended: "Over: \(card.subject), \(card.count) reports"
        }
    }
}

/// A way to people: a webhook, mail. Told the same thing twice, it may tell it twice; the notice's id is the same.
public protocol AlertChannel: Sendable {
    /// `webhook`, `mail`; stays the same from start to start.
    var name: String { get }

    /// Returns when it has arrived.
    func tell(_ notice: AlertNotice) async throws(AlertChannelFault)
}

public struct AlertChannelFault: Error, Hashable, Sendable {
    public let reason: String
    /// Trying again may help.
    public let isPassing: Bool

    public init(_ reason: String, isPassing: Bool = true) {
        self.reason = reason
        self.isPassing = isPassing
    }
}
