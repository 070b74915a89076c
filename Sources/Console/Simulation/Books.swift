import Routing
import Vocabulary

/// What a simulation writes down.
struct Books {
    var arrivals = 0
    var served = 0
    var abandoned = 0
    var full = 0
    var closed = 0
    var callbacks = 0
    /// Waits in seconds by priority, of everyone who got a person.
    var waits: [Double: [Double]] = [:]
    var oldest = TimeSpan(milliseconds: 0)
    var lost = 0

    var offers = 0
    var toAbsent = 0
    var toFull = 0
    /// To somebody who had gone without a word, before the heartbeat could tell.
    var intoSilence = 0
    var overtaken = 0

    var foretold = 0
    var covered = 0
    var underHalf = 0
    var underFourFifths = 0

    /// Waits that went past `D` of the bound.
    var settledWaits: [SettledWait] = []
    /// `T` of the bound.
    var longestHolding = TimeSpan(milliseconds: 0)
    /// Units times milliseconds of those who could be asked, by the bound's count.
    var capacityTime: Int64 = 0
    /// Units that came back from lost agents.
    var unitsLost = 0
    /// Units times milliseconds that asking in vain has cost.
    var askedInVain: Int64 = 0
    var longestLine = 0

    /// Units times milliseconds: taken, and signed on.
    var unitsTaken: Int64 = 0
    var unitsThere: Int64 = 0

    mutating func foretold(_ estimate: WaitEstimate, came span: TimeSpan) {
        foretold += 1
        if estimate.p10 <= span && span <= estimate.p90 { covered += 1 }
        if span <= estimate.p50 { underHalf += 1 }
        if span <= estimate.p80 { underFourFifths += 1 }
    }
}

/// A wait so long that nobody new could overtake it any more: what is left of it is bounded (``RankRules``).
struct SettledWait {
    /// From the beginning to the end.
    let whole: TimeSpan
    /// Until it was past `D`.
    let before: TimeSpan
    /// `L`: units that stood before it then, or rose before it later, or were being served, or came back meanwhile.
    let ahead: Int
    /// Units times milliseconds that its own asking took, that asking in vain cost, and pauses of agents who refused it.
    let lostTime: Int64
    /// Units times milliseconds that were there for it after that.
    let capacityTime: Int64

    /// What it may be at most; `nil` when nobody was there meanwhile.
    func bound(longest: TimeSpan) -> Double? {
        let rest = whole.milliseconds - before.milliseconds
        guard capacityTime > 0, rest > 0 else { return nil }
        let capacity = Double(capacityTime) / Double(rest)
        let work = Double(ahead) * Double(longest.milliseconds) + Double(lostTime)
        return Double(before.milliseconds) + work / capacity
    }
}
