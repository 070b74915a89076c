internal import Dispatch
internal import Store
internal import Telemetry

/// Something for the writer's thread to do in its next transaction.
struct WriteRequest: Sendable {
    /// Bytes it holds while it waits.
    let weight: Int
    let isTurn: Bool
    /// Does the work; what it returns is called once the transaction is durable.
    let perform: @Sendable (WriterTables) throws -> @Sendable () -> Void
    /// Called instead when it was not done.
    let refuse: @Sendable (StoreError) -> Void
}

/// Where requests wait for the writer: bounded in number and bytes.
final class WriteQueue: Sendable {
    private struct State {
        var requests: [WriteRequest] = []
        var weight = 0
        /// How many must have arrived for the writer to be woken.
        var wakesAt = 1
        var isClosed = false
        var accepted = 0
        var refusals = 0
    }

    private let longest: Int
    private let heaviest: Int
    private let state = Locked(State())
    /// Signalled too often rather than too seldom: the writer looks again after each.
    private let arrival = DispatchSemaphore(value: 0)

    init(longest: Int, heaviest: Int) {
        self.longest = longest
        self.heaviest = heaviest
    }

    /// Requests that wait now, and how many were let in or refused as `.busy` so far.
    var load: (waiting: Int, accepted: Int, refusals: Int) {
        state.withLock { ($0.requests.count, $0.accepted, $0.refusals) }
    }

    /// `nil` when it was taken; otherwise why not.
    func put(_ request: WriteRequest) -> StoreError? {
        let (error, wakes) = state.withLock { state -> (StoreError?, Bool) in
            guard !state.isClosed else { return (.closed, false) }
            guard state.requests.count < longest, state.weight + request.weight <= heaviest else {
                state.refusals += 1
                return (.busy, false)
            }
            state.requests.append(request)
            state.weight += request.weight
            state.accepted += 1
            return (nil, state.requests.count == state.wakesAt)
        }
        if wakes {
            arrival.signal()
        }
        return error
    }

    /// What is there is still taken; nothing more is let in.
    func close() {
        state.withLock { $0.isClosed = true }
        arrival.signal()
    }

    /// Everything that waits, up to `limit`: at once when `expected` or more are there, else what arrived within
    /// `patience` (nanoseconds), else the first to come. `nil` when closed and empty.
    func take(upTo limit: Int, expecting expected: Int, patience: UInt64) -> [WriteRequest]? {
        let deadline = DispatchTime.now() + .nanoseconds(Int(patience))
        var isPatient = expected > 1 && patience > 0
        while true {
            let wanted = isPatient ? min(expected, limit) : 1
            let (taken, isOver) = state.withLock { state -> ([WriteRequest], Bool) in
                guard state.requests.count >= wanted || (state.isClosed && !state.requests.isEmpty) else {
                    state.wakesAt = wanted
                    return ([], state.isClosed)
                }
                return (Self.cut(&state, limit), false)
            }
            if !taken.isEmpty { return taken }
            if isOver { return nil }
            if isPatient {
                isPatient = arrival.wait(timeout: deadline) == .success && DispatchTime.now() < deadline
            } else {
                arrival.wait()
            }
        }
    }

    private static func cut(_ state: inout State, _ limit: Int) -> [WriteRequest] {
        guard state.requests.count > limit else {
            defer {
                state.requests = []
                state.weight = 0
            }
            return state.requests
        }
        let taken = Array(state.requests.prefix(limit))
        state.requests.removeFirst(limit)
        state.weight -= taken.reduce(0) { $0 + $1.weight }
        return taken
    }
}
