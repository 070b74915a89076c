internal import Foundation
import PlaybookModel
import Vocabulary

/// What people do, drawn with a seed: the same seed gives the same month.
struct Chance {
    private var random: SplitMix64

    init(seed: UInt64) {
        random = SplitMix64(state: seed)
    }

    mutating func number(in range: ClosedRange<Double>) -> Double {
        .random(in: range, using: &random)
    }

    mutating func happens(_ probability: Double) -> Bool {
        number(in: 0...1) < probability
    }

    mutating func seconds(_ range: ClosedRange<Double>) -> TimeSpan {
        TimeSpan(milliseconds: Int64(number(in: range) * 1_000))
    }

    /// Without a memory: the time to the next of things that come by chance. At most 20 means.
    mutating func exponential(mean: TimeSpan) -> TimeSpan {
        let draw = min(-log(1 - number(in: 0...0.999_999_999)), 20)
        return TimeSpan(milliseconds: max(1, Int64(Double(mean.milliseconds) * draw)))
    }

    /// Conversations: many short ones and a few long ones (lognormal, deviation 0.6 of the mean), at most four means.
    mutating func handling(mean: TimeSpan) -> TimeSpan {
        let spread = log(1 + 0.36)
        let normal = sqrt(-2 * log(number(in: 1e-12...1))) * cos(2 * Double.pi * number(in: 0...1))
        let draw = exp(-spread / 2 + sqrt(spread) * normal)
        return TimeSpan(milliseconds: max(1_000, Int64(Double(mean.milliseconds) * min(draw, 4))))
    }

    mutating func element<Value>(of values: [Value]) -> Value? {
        values.randomElement(using: &random)
    }

    // MARK: Who comes

    private static let reasons: [(EscalationReason, Double)] = [
        (.asked, 0.36), (.notUnderstood, 0.2), (.flow, 0.12), (.frustrated, 0.09), (.actionFailed, 0.08),
        (.policy, 0.06), (.overLimit, 0.04), (.actionUnknown, 0.02), (.legalOrSafety, 0.02), (.fault, 0.01),
    ]

    /// Somebody as shops see them: mostly calm and light, a few angry, urgent, valuable or heavy.
    mutating func arrival(after: TimeSpan, plan: RoutingPlan) -> SimulatedArrival {
        let reason = reason()
        let team = happens(0.5) ? plan.defaultTeam : element(of: plan.teams)?.name
        let need = team.flatMap { plan.service.needs[$0] } ?? ServicePlan.Need()
        return SimulatedArrival(
            after: after, priority: plan.priorities[reason] ?? 0,
            frustration: reason == .frustrated ? number(in: 0.7...1) : number(in: 0...0.8) * number(in: 0...1),
            urgency: happens(0.15) ? number(in: 0.5...1) : number(in: 0...0.3),
            value: happens(0.1) ? 1 : number(in: 0...0.3), team: team, skills: need.skills,
            weight: max(need.weight, happens(0.1) ? 2 : 1))
    }

    private mutating func reason() -> EscalationReason {
        var draw = number(in: 0...1)
        for (reason, share) in Self.reasons {
            draw -= share
            if draw <= 0 { return reason }
        }
        return .asked
    }
}
