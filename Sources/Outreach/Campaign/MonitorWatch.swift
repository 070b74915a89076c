public import Vocabulary

/// What monitors say becomes an incident only when it lasts: a blip within the grace tells nobody.
public struct MonitorWatch: Hashable, Codable, Sendable {
    public enum Finding: Hashable, Codable, Sendable {
        /// Down for longer than the grace.
        case incident(monitor: String, since: Timestamp)
        /// Up again after an incident.
        case over(monitor: String, since: Timestamp, until: Timestamp)
        /// Up again within the grace: for the log alone.
        case blip(monitor: String, since: Timestamp, until: Timestamp)
    }

    private struct Down: Hashable, Codable, Sendable {
        let since: Timestamp
        var isIncident = false
    }

    /// Monitors followed.
    private static let monitors = 10_000

    public let grace: TimeSpan
    private var down: [String: Down] = [:]

    public init(grace: TimeSpan = .minutes(2)) {
        self.grace = grace
    }

    public mutating func down(_ monitor: String, at moment: Timestamp) -> [Finding] {
        let findings = advance(to: moment)
        if down[monitor] == nil, down.count < Self.monitors { down[monitor] = Down(since: moment) }
        return findings
    }

    public mutating func up(_ monitor: String, at moment: Timestamp) -> [Finding] {
        let findings = advance(to: moment)
        guard let gone = down.removeValue(forKey: monitor) else { return findings }
        return findings + [
            gone.isIncident
                ? .over(monitor: monitor, since: gone.since, until: moment)
                : .blip(monitor: monitor, since: gone.since, until: moment)
        ]
    }

    /// When somebody has to look again; `nil` when nothing is down.
    public var nextDue: Timestamp? {
        down.values.filter { !$0.isIncident }.map { $0.since + grace }.min()
    }

    /// A monitor that is up again at the very end of its grace was a blip.
    public mutating func advance(to moment: Timestamp) -> [Finding] {
        var findings: [Finding] = []
        for (monitor, state) in down.sorted(by: { ($0.value.since, $0.key) < ($1.value.since, $1.key) })
        where !state.isIncident && moment - state.since > grace {
            down[monitor]?.isIncident = true
            findings.append(.incident(monitor: monitor, since: state.since))
        }
        return findings
    }
}
