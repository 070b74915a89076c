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
    /// Names of events remembered, so that a repeated one is not taken twice.
    private static let names = 200

    /// Oldest first.
    public private(set) var events: [CustomerEvent] = []
    private var known: [String: Attribute] = [:]
    private var taken: [String] = []

    public init() {}

    /// What is known and still holds.
    public func attributes(at moment: Timestamp) -> [String: Attribute] {
        known.filter { $0.value.until.map { moment < $0 } ?? true }
    }

    /// False for an event that was taken before.
    @discardableResult
    public mutating func take(_ event: CustomerEvent) -> Bool {
        guard !taken.contains(event.id) else { return false }
        if taken.count >= Self.names { taken.removeFirst() }
        taken.append(event.id)
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
