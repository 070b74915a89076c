import Routing
import Vocabulary

/// An agent as the world knows them; the queue only knows what it is told.
struct SimulatedAgent {
    let profile: AgentProfile
    /// Told to the queue: signed on, ready, connected.
    var isSignedOn = false
    var isReady = false
    var isConnected = false
    /// Really at the desk.
    var isThere = false
    var lastBeat = Timestamp(milliseconds: 0)
    /// Units held or being asked about, by what was said.
    var units = 0
    var isAsked = false
    var taken = 0
    /// Milliseconds spent ready.
    var readyFor: Int64 = 0

    init(profile: AgentProfile) {
        self.profile = profile
    }

    var canBeAsked: Bool { isSignedOn && isReady && isConnected }
}

/// A visitor from the wish for a person to the end.
struct SimulatedVisitor {
    let arrival: SimulatedArrival
    let request: RoutingRequest
    /// Of this wait; another begins when an agent is lost.
    var waitsSince: Timestamp
    var agent: AgentID?
    var heldSince = Timestamp(milliseconds: 0)
    /// Counts holdings, so that the end of an earlier one does not end this.
    var round = 0
    var foretold: WaitEstimate?
    var foretoldAt = Timestamp(milliseconds: 0)
    var hasBeenServed = false
    var asked: AgentID?
    /// Capacity of agents who refused it in this wait.
    var unitsRefusing = 0
    var settled: Settled?

    /// When a wait has gone past `D` of the bound, and what stood before it then.
    struct Settled {
        let at: Timestamp
        var ahead: Int
        let capacityTime: Int64
        let unitsLost: Int
        let askedInVain: Int64
    }
}

/// What may happen next.
enum Happening {
    case arrives
    case losesPatience(ConversationID, wait: Timestamp)
    case writes(ConversationID, wait: Timestamp)
    case settles(ConversationID, wait: Timestamp)
    case answers(ConversationID, AgentID, accepts: Bool)
    case finishes(ConversationID, AgentID, round: Int)
    case beats(Int)
    case takesBreak(Int)
    case isBackFromBreak(Int)
    case vanishes(Int)
    case returns(Int)
    case opens
    case closes
    case ends
}
