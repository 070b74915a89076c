internal import Telemetry

/// Faults that tests order: the next `count` calls of an action go wrong in the way named.
final class FaultSwitches: Sendable {
    enum Mode: String, Decodable, Sendable {
        /// Answers late, as it would have answered at once.
        case slow
        /// Answers 503 and does nothing.
        case error
        /// Does it, then answers 504 after the delay: what a lost answer looks like from outside.
        case applyThenTimeout = "apply_then_timeout"
        /// Does it, and reports its result twice.
        case duplicateCallback = "duplicate_callback"
    }

    struct Fields: Decodable, Sendable {
        let action: String
        let mode: Mode
        /// 0 takes the action's fault back.
        let count: Int
        /// How long `slow` and `apply_then_timeout` wait.
        let delayMilliseconds: Int?

        enum CodingKeys: String, CodingKey {
            case action, mode, count
            case delayMilliseconds = "delay_ms"
        }
    }

    struct Fault: Sendable {
        let mode: Mode
        let delay: Duration
        var left: Int
    }

    static let defaultDelay = 10_000
    static let longestDelay = 25_000

    private let armed = Locked<[String: Fault]>([:])

    func arm(_ fields: Fields) throws(Refusal) {
        guard let action = ShopAction(rawValue: fields.action) else { throw .invalid("action") }
        guard fields.mode != .duplicateCallback || action == .bookRepair else { throw .invalid("mode") }
        guard (0...100_000).contains(fields.count) else { throw .invalid("count") }
        let delay = fields.delayMilliseconds ?? Self.defaultDelay
        guard (0...Self.longestDelay).contains(delay) else { throw .invalid("delay_ms") }
        let fault = Fault(mode: fields.mode, delay: .milliseconds(delay), left: fields.count)
        armed.withLock { $0[fields.action] = fields.count == 0 ? nil : fault }
    }

    /// The fault for this call of the action, used up by one.
    func take(_ action: ShopAction) -> Fault? {
        armed.withLock { armed in
            guard var fault = armed[action.rawValue] else { return nil }
            fault.left -= 1
            armed[action.rawValue] = fault.left > 0 ? fault : nil
            return fault
        }
    }
}
