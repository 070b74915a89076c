public import Vocabulary

/// How long it may take from now: half of such waits are over by `p50`, four in five by `p80`.
public struct ShownWait: Hashable, Sendable {
    public let p50: TimeSpan
    public let p80: TimeSpan
    /// Why it is longer than what was shown before: `moreUrgentCame`, `fewerAgents`, `slowerThanUsual`. A wait never
    /// grows without one.
    public let setback: String?

    public init(p50: TimeSpan, p80: TimeSpan, setback: String? = nil) {
        self.p50 = p50
        self.p80 = p80
        self.setback = setback
    }

    var members: [JSON.Member] {
        let eta: JSON = ["p50_ms": .integer(p50.milliseconds), "p80_ms": .integer(p80.milliseconds)]
        return [JSON.Member("eta", eta)] + (setback.map { [JSON.Member("reason", .string($0))] } ?? [])
    }
}

/// Whether "talk to a person" may be promised, and how.
public enum PeopleOnDuty: Hashable, Sendable {
    /// Somebody is free.
    case atOnce
    /// People are on duty, and so many wait.
    case after(waiting: Int)
    case full
    /// Within the hours, but nobody is on duty.
    case nobody
    case closed(opens: Timestamp?)

    var members: [JSON.Member] {
        switch self {
        case .atOnce: [JSON.Member("state", "at_once")]
        case .after(let waiting):
            [JSON.Member("state", "after"), JSON.Member("waiting", .integer(Int64(waiting)))]
        case .full: [JSON.Member("state", "full")]
        case .nobody: [JSON.Member("state", "nobody")]
        case .closed(let opens):
            [JSON.Member("state", "closed")]
                + (opens.map { [JSON.Member("opens", .integer($0.milliseconds))] } ?? [])
        }
    }
}

/// What makes a place in the queue, in points; 1 is one promised wait.
public struct PlaceTerms: Hashable, Sendable {
    public let wait: Double
    public let frustration: Double
    public let urgency: Double
    public let value: Double
    public let priority: Double

    public init(wait: Double, frustration: Double, urgency: Double, value: Double, priority: Double) {
        self.wait = wait
        self.frustration = frustration
        self.urgency = urgency
        self.value = value
        self.priority = priority
    }

    public var total: Double { wait + frustration + urgency + value + priority }

    var json: JSON {
        [
            "wait": .number(wait), "frustration": .number(frustration), "urgency": .number(urgency),
            "value": .number(value), "priority": .number(priority), "total": .number(total),
        ]
    }
}
