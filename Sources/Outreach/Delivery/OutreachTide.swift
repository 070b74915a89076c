public import PlaybookModel
public import Vocabulary

/// How many messages of one tripwire went out within a day, and who has said go: a rule that goes off for thousands at
/// once is a campaign that nobody has looked at, or a mistake.
public struct OutreachTide: Hashable, Codable, Sendable {
    private static let hour: Int64 = 3_600_000
    private static let day: Int64 = 24

    /// By hours since the epoch.
    private var counts: [Int64: Int] = [:]
    private var approvals: [AgentID: Timestamp] = [:]
    public internal(set) var isStopped = false

    public init() {}

    public func sentWithinADay(at moment: Timestamp) -> Int {
        let now = moment.milliseconds / Self.hour
        return counts.filter { $0.key > now - Self.day }.values.reduce(0, +)
    }

    /// Whose word still counts: it does for a day.
    public func approvers(at moment: Timestamp) -> [AgentID] {
        approvals.filter { moment - $0.value < .days(1) }.keys.sorted()
    }

    /// So many more may go out now.
    public func room(at moment: Timestamp, _ limits: OutreachLimits) -> Int {
        if isStopped { return 0 }
        if approvers(at: moment).count >= 2 { return .max }
        return max(0, limits.twoPeopleFrom - sentWithinADay(at: moment))
    }

    mutating func sent(at moment: Timestamp) {
        let now = moment.milliseconds / Self.hour
        counts = counts.filter { $0.key > now - Self.day }
        counts[now, default: 0] += 1
    }

    mutating func approve(_ agent: AgentID, at moment: Timestamp) {
        approvals = approvals.filter { moment - $0.value < .days(1) }
        approvals[agent] = moment
    }
}
