/// When whom to look at: each tick turns to the next share of the connections, so that all are seen once in a
/// quarter of a heartbeat and no tick looks at all of them.
struct HeartbeatWheel {
    /// Milliseconds between ticks.
    let tick: UInt64
    /// Shares of the connections.
    let shares: Int
    private var turn = 0

    /// Milliseconds between two looks at one connection.
    var period: UInt64 { tick * UInt64(shares) }

    init(_ configuration: GatewayConfiguration) {
        let quarter = max(10, configuration.heartbeat.milliseconds / 4)
        let hurry = max(10, configuration.unauthenticatedDeadline.milliseconds / 4)
        tick = min(1000, quarter, hurry, max(10, configuration.handlerDeadline.milliseconds / 4))
        shares = max(1, Int(quarter / tick))
    }

    /// The share that is due now.
    mutating func next() -> Int {
        turn = (turn + 1) % shares
        return turn
    }
}

/// Deadlines of connections, all equally far from the moment they were set, so that the oldest is always first.
struct Deadlines {
    private var waiting: [(connection: ConnectionID, at: UInt64)] = []
    private var head = 0

    mutating func append(_ connection: ConnectionID, at time: UInt64) {
        waiting.append((connection, time))
    }

    /// The next connection whose time has come.
    mutating func popFirst(dueAt now: UInt64) -> ConnectionID? {
        guard head < waiting.count, waiting[head].at <= now else { return nil }
        defer {
            head += 1
            if head * 2 > waiting.count {
                waiting.removeFirst(head)
                head = 0
            }
        }
        return waiting[head].connection
    }
}
