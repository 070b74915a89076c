public import Vocabulary

/// What an agent sees of a customer beside the conversation: what is known, from whom, and what happened last.
public struct CustomerCard: Hashable, Codable, Sendable {
    public struct Attribute: Hashable, Codable, Sendable {
        public let value: String
        public let source: String
        public let at: Timestamp
        /// Not to be believed any more from then on.
        public let until: Timestamp?
    }

    /// Events shown.
    public static let reach = 100
    private static let attributes = 100
    /// Events remembered, so that a repeated one is not taken twice.
    private static let names = 200

    /// Oldest first.
    public private(set) var events: [CustomerEvent] = []
    private var known: [String: Attribute] = [:]
    /// Their names in 64 bits; the names themselves would be most of what a card weighs.
    private var seen: [UInt64] = []

    public init() {}

    public init(from decoder: any Decoder) throws {
        let image = try decoder.container(keyedBy: CodingKeys.self)
        events = try image.decode([CustomerEvent].self, forKey: .events)
        known = try image.decode([String: Attribute].self, forKey: .known)
        // An image of before there were such names has the events.
        seen = try image.decodeIfPresent([UInt64].self, forKey: .seen) ?? events.map { $0.id.utf8.fnv1a() }
    }

    /// What is known and still holds.
    public func attributes(at moment: Timestamp) -> [String: Attribute] {
        known.filter { $0.value.until.map { moment < $0 } ?? true }
    }

    /// One of them.
    public func attribute(_ name: String, at moment: Timestamp) -> String? {
        guard let attribute = known[name], attribute.until.map({ moment < $0 }) ?? true else { return nil }
        return attribute.value
    }

    /// False for an event that was taken before.
    @discardableResult
    public mutating func take(_ event: CustomerEvent) -> Bool {
        let name = event.id.utf8.fnv1a()
        guard !seen.contains(name) else { return false }
        if seen.count >= Self.names { seen.removeFirst() }
        seen.append(name)
        switch event.kind {
        case .attribute(let name, let value, let until):
            guard let value else {
                known[name] = nil
                return true
            }
            // An older word does not overrule a newer one.
            if let present = known[name], present.at > event.at { return true }
            guard known[name] != nil || known.count < Self.attributes else { return true }
            known[name] = Attribute(value: value, source: event.source, at: event.at, until: until)
        case .bill, .used, .visited, .contacted, .renewalFailed, .renewalSucceeded, .ordered, .postponed, .delivered,
            .fault, .milestone, .told:
            let place = events.lastIndex { $0.at <= event.at }.map { $0 + 1 } ?? 0
            events.insert(event, at: place)
            if events.count > Self.reach { events.removeFirst() }
        }
        return true
    }
}
