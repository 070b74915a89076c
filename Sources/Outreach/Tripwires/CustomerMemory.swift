internal import Vocabulary

/// What the tripwires remember of a customer: bounded, whatever comes in.
struct CustomerMemory: Hashable, Codable, Sendable {
    /// How often something came round.
    struct Rhythm: Hashable, Codable, Sendable {
        var last: Timestamp
        var count = 1
        /// The last eight, oldest first.
        var gaps: [Int64] = []
        var fired = false

        mutating func came(at moment: Timestamp, apart: TimeSpan) {
            let gap = moment - last
            guard gap >= apart else {
                last = max(last, moment)
                return
            }
            if gaps.count >= 8 { gaps.removeFirst() }
            gaps.append(gap.milliseconds)
            count += 1
            last = moment
            fired = false
        }

        /// The middle of the last gaps.
        var interval: TimeSpan? {
            gaps.isEmpty ? nil : TimeSpan(milliseconds: gaps.sorted()[gaps.count / 2])
        }
    }

    static let bills = 12
    static let orders = 32
    /// Beside those that a rule looks at.
    static let meters = 16
    /// Of a meter that no rule looks at yet.
    static let days = 35
    static let milestones = 16
    /// The day that is known without anybody saying so.
    static let delivered = "delivered"

    var bills: [Bill] = []
    /// By rule: two rules may look at the same thing.
    var rhythms: [Int: Rhythm] = [:]
    /// The earliest moment at which a rule looks again; the latest of a rule that looks after each delivery.
    var scheduled: [Int: Timestamp] = [:]
    var usage: [String: [Double]] = [:]
    var usageDirection: [Int: String] = [:]
    /// Open ones by what was promised.
    var orders: [String: Timestamp] = [:]
    /// Failed ones by when.
    var renewals: [String: Timestamp] = [:]
    var milestones: [String: Timestamp] = [:]
    var lastFired: [Int: Timestamp] = [:]
    var lastEvent: Timestamp
}

extension [String: Timestamp] {
    /// So many at most: the earliest makes room.
    mutating func keep(_ moment: Timestamp, as name: String, atMost count: Int) {
        if self[name] == nil, self.count >= count,
            let earliest = self.min(by: { ($0.value, $0.key) < ($1.value, $1.key) })
        {
            self[earliest.key] = nil
        }
        self[name] = moment
    }
}

/// The middle of some numbers; 0 of none.
func median(_ numbers: [Double]) -> Double {
    guard !numbers.isEmpty else { return 0 }
    let sorted = numbers.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}
