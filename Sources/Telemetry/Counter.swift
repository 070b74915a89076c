internal import Synchronization

/// A number that only rises. Adding is one relaxed atomic instruction, from any thread.
public final class Counter: Sendable {
    private let total = Atomic<UInt64>(0)

    public init() {}

    public func add(_ amount: UInt64 = 1) {
        total.wrappingAdd(amount, ordering: .relaxed)
    }

    public var value: UInt64 { total.load(ordering: .relaxed) }
}

/// A number that goes up and down.
public final class Gauge: Sendable {
    private let level = Atomic<Int64>(0)

    public init() {}

    public func set(_ value: Int64) {
        level.store(value, ordering: .relaxed)
    }

    public func add(_ amount: Int64) {
        level.wrappingAdd(amount, ordering: .relaxed)
    }

    public var value: Int64 { level.load(ordering: .relaxed) }
}
