/// What the shop owes to the world outside: kept in the transaction that it tells of, sent when it is due, and again
/// until it is taken.
public protocol Outgoing: Sendable {
    /// Sends what is due now: how much was taken. Its own door so that tests need no clock.
    @discardableResult
    func deliverDue() async -> Int
}

extension Outgoing {
    /// Tries in all.
    static var mostAttempts: Int64 { 8 }

    /// Sends what is due until its task is cancelled.
    public func run() async {
        while !Task.isCancelled {
            await deliverDue()
            try? await Task.sleep(for: .milliseconds(200))
        }
    }

    /// When it is tried again: after 2, 4, 8 … seconds. A demo's receiver is back soon, or not at all.
    static func again(after tried: Int64, at now: ShopTime) -> Int64 {
        now.seconds + (Int64(2) << tried)
    }
}
