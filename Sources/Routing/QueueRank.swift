public import PlaybookModel
public import Vocabulary

/// The weights of the queue's order:
///
///     rank = wait / promise + 0.5 frustration + 0.5 urgency + value + priority
///
/// ## Nobody starves
/// Let `S` be ``promise``. All terms but the first are clamped: each is at least 0, and their sum, the *lead* of a
/// conversation, is at most ``highestLead`` = `B`. Let `H` = ``horizon`` = `S · B`.
///
/// **Claim 1.** Once `i` has waited, whoever begins to wait more than `H` after `i` stands behind `i` for ever.
/// *Proof.* Let `w` be the moments they began to wait, `w(j) > w(i) + H`. At any time `t`
/// `rank(i) ≥ (t − w(i)) / S > (t − w(j)) / S + H / S = (t − w(j)) / S + B ≥ rank(j)`.
/// Nothing in it depends on how either's lead moves meanwhile, so re-ranking cannot undo it. ∎
///
/// **Claim 2.** Let `R` be the longest relaxation and `D = max(H, R)`. Each time an agent becomes free after
/// `w(i) + D`, who speaks the language and has not just refused `i`, the offer goes to `i` or to one of those who
/// began to wait before `w(i) + H`.
/// *Proof.* After `R` (counted from when the need was last stated) no team and no skill keeps the agent from `i`. Offers are made in the order of rank, so by
/// claim 1 only those come before `i`. Where `i` is too heavy for what any agent has free, others may pass it, but
/// ``RoutingMachine`` keeps the widest such agent free of everyone behind `i`; what that one has free only grows, at
/// most to all of it, and there everyone fits. ∎
///
/// A conversation that an agent picks by hand goes before everybody; that is a person's choice, and not the queue's.
///
/// **Bound.** Count in units of weight, and let `T` be the longest that a conversation keeps its agent, asking included.
/// From `w(i) + D` until `i` is offered, every unit of those who can take `i` is taken by somebody who waited or was
/// being served then: newcomers stand behind, and who comes back from a lost agent was served. (An agent
/// may have fewer units free than `i` needs, and be kept free for one who is heavy: so count of each agent the
/// capacity less what `i` weighs more than 1, and one heavier than 1 twice. An agent who refuses `i` may take others
/// meanwhile: count the whole capacity as ahead.) Let all of these weigh `L`, which is finite since places are
/// (``QueueRoom``), and let those who can take `i` have `c` units. Their work is at most `L · T` and is done `c` at a
/// time, so `i` waits at most
///
///     D + L · T / c
///
/// whatever the load: newcomers do not stand in the formula. It ends with the offer; until somebody holds `i`, its own
/// asking comes on top, and whoever measures `c` up to the answer has to count that among the work: one agent who comes
/// back from a break to a queue of one has done nothing but ask.
public struct RankRules: Hashable, Sendable {
    /// The wait that counts as one point: how soon a person is promised.
    public let promise: TimeSpan
    public let weights: ServicePlan.Weights

    public init(promise: TimeSpan = .minutes(5), weights: ServicePlan.Weights = ServicePlan.Weights()) {
        self.promise = max(promise, .seconds(1))
        self.weights = ServicePlan.Weights(
            frustration: clamped(weights.frustration, to: Self.heaviest),
            urgency: clamped(weights.urgency, to: Self.heaviest), value: clamped(weights.value, to: Self.heaviest),
            priority: clamped(weights.priority, to: Self.heaviest),
            highestPriority: max(weights.highestPriority.isFinite ? weights.highestPriority : 1, 0.001))
    }

    /// No weight is more.
    private static let heaviest = 100.0

    /// `B` of the proof.
    public var highestLead: Double { weights.frustration + weights.urgency + weights.value + weights.priority }

    /// `H` of the proof: newcomers later than this never overtake.
    public var horizon: TimeSpan { span(highestLead) }

    /// How much earlier than they did somebody of this standing counts as having begun to wait.
    public func lead(of standing: Standing) -> TimeSpan {
        let rank = rank(of: standing, waited: TimeSpan(milliseconds: 0))
        return min(span(rank.total), horizon)
    }

    /// The terms of a place.
    public func rank(of standing: Standing, waited: TimeSpan) -> QueueRank {
        QueueRank(
            wait: Double(waited.milliseconds) / Double(promise.milliseconds),
            frustration: weights.frustration * clamped(standing.frustration, to: 1),
            urgency: weights.urgency * clamped(standing.urgency, to: 1),
            value: weights.value * clamped(standing.value, to: 1),
            priority: weights.priority * clamped(standing.priority / weights.highestPriority, to: 1))
    }

    /// `D` of the proof.
    public func settled(after relaxation: ServicePlan.Relaxation) -> TimeSpan {
        max(horizon, relaxation.all.max() ?? horizon)
    }

    /// The bound of the proof; `nil` when nobody can take anything.
    /// - Parameters:
    ///   - ahead: `L`, units of everyone who stands before or is served.
    ///   - capacity: `c`, units of those who can take it, on average.
    ///   - longest: `T`, the longest that a conversation keeps its agent.
    public func bound(
        relaxation: ServicePlan.Relaxation, ahead: Int, capacity: Double, longest: TimeSpan
    ) -> TimeSpan? {
        guard capacity > 0, ahead >= 0 else { return nil }
        let rest = Double(ahead) * Double(longest.milliseconds) / capacity
        return TimeSpan(milliseconds: settled(after: relaxation).milliseconds + Int64(min(rest, 1e15)))
    }

    private func span(_ points: Double) -> TimeSpan {
        TimeSpan(milliseconds: Int64((points * Double(promise.milliseconds)).rounded()))
    }
}

/// What a place in the queue is made of, in points; 1 is one ``RankRules/promise`` of waiting.
public struct QueueRank: Hashable, Codable, Sendable {
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
}

/// Not a number counts as nothing.
func clamped(_ value: Double, to most: Double) -> Double {
    value > 0 ? min(value, most) : 0
}
