public import Vocabulary

/// Who is served next: priority, and age so that nobody starves. Everyone ages alike, so the order of two who wait
/// never changes by waiting: a newcomer whose priority is higher by `p` overtakes only those who have waited less
/// than `p` times ``ageing``.
public struct QueueOrder: Hashable, Sendable {
    /// The wait that counts as much as one point of priority.
    public let ageing: TimeSpan

    public init(ageing: TimeSpan = .minutes(5)) {
        self.ageing = ageing
    }

    /// Priority plus the age's term; higher is served earlier.
    public func rank(of escalation: Escalation, at now: Timestamp) -> Double {
        let waited = Double((now - escalation.waitingSince).milliseconds)
        return escalation.priority + waited / Double(max(1, ageing.milliseconds))
    }

    /// Best first; equals by who waits longer, then by name, so that the order is total.
    public func ordered(_ waiting: [Escalation]) -> [Escalation] {
        waiting.sorted(by: isBefore)
    }

    /// 1 for who is served next; `nil` when not among them. Linear, without sorting.
    public func position(of id: EscalationID, among waiting: [Escalation]) -> Int? {
        guard let own = waiting.first(where: { $0.id == id }) else { return nil }
        return 1 + waiting.count { $0.id != id && isBefore($0, own) }
    }

    public func isBefore(_ left: Escalation, _ right: Escalation) -> Bool {
        let anchor = Timestamp(milliseconds: 0)
        let ranks = (rank(of: left, at: anchor), rank(of: right, at: anchor))
        if ranks.0 != ranks.1 { return ranks.0 > ranks.1 }
        if left.waitingSince != right.waitingSince { return left.waitingSince < right.waitingSince }
        return left.id < right.id
    }
}
