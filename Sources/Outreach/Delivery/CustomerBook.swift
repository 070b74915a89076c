public import PlaybookModel
public import Vocabulary

/// What is known of every customer: their timeline, and how they want to be written to.
public struct CustomerBook: Codable, Sendable {
    /// Attributes that say how somebody is written to.
    public enum Name {
        public static let mail = "email"
        public static let phone = "phone"
        /// IANA name.
        public static let zone = "time_zone"
        /// The liked ones first: `mail, widget`.
        public static let channels = "channels"
        /// `consent_marketing`: yes or no.
        public static func consent(_ purpose: Purpose) -> String { "consent_\(purpose.rawValue)" }
    }

    public private(set) var cards: [CustomerID: CustomerCard] = [:]

    public init() {}

    /// False for an event that was taken before.
    public mutating func take(_ event: CustomerEvent) -> Bool {
        cards[event.customer, default: CustomerCard()].take(event)
    }

    public func attribute(_ name: String, of customer: CustomerID, at moment: Timestamp) -> String? {
        cards[customer]?.attribute(name, at: moment)
    }

    /// Who reads mail at an address.
    public func readers(of address: String, at moment: Timestamp) -> [CustomerID] {
        let address = address.lowercased()
        return cards.filter { $0.value.attribute(Name.mail, at: moment)?.lowercased() == address }.keys.sorted()
    }

    /// The customer as the gate has to know them.
    /// - Parameters:
    ///   - channels: that this house has.
    ///   - refused: purposes that they unsubscribed from.
    public func person(
        _ id: CustomerID, at moment: Timestamp, clock: ZoneOffsets, channels: Set<OutreachChannel>,
        refused: Set<Purpose>, conversations: [Person.OpenConversation], sent: [Timestamp],
        lastContact: Person.Contact? = nil
    ) -> Person {
        let attributes = (cards[id]?.attributes(at: moment) ?? [:]).mapValues(\.value)
        var reachable = channels
        if attributes[Name.mail] == nil { reachable.remove(.mail) }
        if attributes[Name.phone] == nil { reachable.remove(.text) }
        // A text reaches into a pocket: only who asks for it gets one.
        let wanted = attributes[Name.channels].map(Self.channels) ?? [.mail, .widget]
        var consents: Set<Purpose> = [.service, .incident]
        for purpose in Purpose.allCases {
            switch attributes[Name.consent(purpose)] {
            case "yes": consents.insert(purpose)
            case "no": consents.remove(purpose)
            default: break
            }
        }
        return Person(
            id: id, clock: clock, consents: consents.subtracting(refused), channels: wanted.filter(reachable.contains),
            conversations: conversations, sent: sent, lastContact: lastContact)
    }

    private static func channels(_ text: String) -> [OutreachChannel] {
        text.split { $0 == "," || $0 == " " }.compactMap { OutreachChannel(rawValue: String($0)) }
    }
}
