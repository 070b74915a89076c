public import Vocabulary

/// Told of every effect that has ended, after that is durable: the log of deeds, webhooks.
public protocol EffectObserver: Sendable {
    /// Never blocks: it hands over and returns.
    func ended(_ call: ActionCall, _ result: ActionResult)
}

/// For whoever wants to know nothing.
public struct NoEffectObserver: EffectObserver {
    public init() {}
    public func ended(_ call: ActionCall, _ result: ActionResult) {}
}
