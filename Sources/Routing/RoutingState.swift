public import Vocabulary

/// Everyone who waits, everyone who serves, and who holds whom. A value, rebuilt from its events.
public struct RoutingState: Hashable, Codable, Sendable {
    public internal(set) var chats: [ConversationID: RoutedChat] = [:]
    public internal(set) var agents: [AgentID: AgentDuty] = [:]
    /// Everyone who waits, asked about or not; the next one first.
    public internal(set) var line: [Place] = []
    /// Call-backs promised, the next one first.
    public internal(set) var bookings: [Booking] = []
    /// Everyone in ``agents``, by name: the order of a dictionary is not the same twice.
    var roster: [AgentID] = []
    var offersMade = 0
    var pace = Pace()

    public init() {}

    /// Who waits, in serving order.
    public var queue: [ConversationID] { line.map(\.conversation) }

    public func holder(of conversation: ConversationID) -> AgentID? {
        guard case .held(let agent, _) = chats[conversation]?.phase else { return nil }
        return agent
    }

    /// 1 for who is served next; `nil` when not waiting.
    public func position(of conversation: ConversationID) -> Int? {
        guard let chat = chats[conversation], !chat.isHeld else { return nil }
        return line.sortedIndex(of: chat.place) + 1
    }

    /// Units of capacity on duty.
    public var slots: Int {
        agents.values.reduce(0) { $0 + ($1.isReady ? $1.profile.capacity : 0) }
    }

    func booked(at begins: Timestamp) -> Int {
        bookings.count { $0.begins == begins }
    }
}

/// A conversation in the queue or with an agent: one holder at every moment.
public struct RoutedChat: Hashable, Codable, Sendable {
    public enum Phase: Hashable, Codable, Sendable {
        case waiting
        case offered(AgentID, until: Timestamp)
        case held(AgentID, since: Timestamp)
    }

    /// The wait foretold when it began.
    struct Foretold: Hashable, Codable, Sendable {
        let at: Timestamp
        let position: Int
        let expected: TimeSpan
        let factors: [Double]
    }

    public internal(set) var request: RoutingRequest
    public internal(set) var lead: TimeSpan
    public internal(set) var phase = Phase.waiting
    /// Since when it has this need: needs are waived by their own age, or a transfer would mean nothing.
    public internal(set) var needSince: Timestamp
    /// Who declined or missed it last, and when.
    public internal(set) var refusals: [AgentID: Timestamp] = [:]
    var foretold: Foretold?

    var place: Place { Place(request, lead: lead) }

    public var isHeld: Bool {
        switch phase {
        case .held: true
        case .waiting, .offered: false
        }
    }
}

/// An agent who has signed on.
public struct AgentDuty: Hashable, Codable, Sendable {
    public enum Presence: Hashable, Codable, Sendable {
        case ready
        case away(AwayReason)
        /// Nothing heard since then; what it was before comes back with the agent.
        case silent(since: Timestamp, away: AwayReason?)
    }

    public internal(set) var profile: AgentProfile
    public internal(set) var presence = Presence.ready
    public internal(set) var held: Set<ConversationID> = []
    public internal(set) var offer: ConversationID?
    /// Units taken by what is held and offered.
    public internal(set) var units = 0
    public internal(set) var misses = 0
    /// Since the last conversation began or ended.
    public internal(set) var idleSince: Timestamp
    /// Which offer of the house was the last to this agent; 0 before the first.
    public internal(set) var lastOffer = 0
    /// Conversations begun.
    public internal(set) var taken = 0

    public var isReady: Bool { presence == .ready }

    func has(room need: RoutingNeed) -> Bool {
        units + profile.units(of: need) <= profile.capacity
    }
}
