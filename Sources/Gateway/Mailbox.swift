internal import Telemetry

/// What other threads ask of the loop, in the order in which they asked, bounded.
final class Mailbox: Sendable {
    enum Order: Sendable {
        case send(ConnectionID, Frame)
        case close(ConnectionID, code: UInt16, reason: String)
        case authenticated(ConnectionID)
    }

    private struct State {
        var orders: [Order] = []
        var bytes = 0
        /// Connections for which a frame that must not be lost found no room: they are closed with 1013.
        var overflowed: Set<ConnectionID> = []
    }

    private let state = Locked(State())
    private let frameBound: Int
    private let byteBound: Int

    init(frameBound: Int, byteBound: Int) {
        self.frameBound = frameBound
        self.byteBound = byteBound
    }

    /// Takes orders in; true when the mailbox was empty before, so that the loop must be woken.
    func put(_ orders: some Sequence<Order>) -> Bool {
        state.withLock { state in
            let wasEmpty = state.orders.isEmpty && state.overflowed.isEmpty
            for order in orders {
                add(order, to: &state)
            }
            return wasEmpty
        }
    }

    private func add(_ order: Order, to state: inout State) {
        guard case .send(let connection, let frame) = order else {
            // Closing and authenticating are few and must arrive: at most one of each a connection is meant.
            state.orders.append(order)
            return
        }
        guard !state.overflowed.contains(connection) else { return }
        guard state.orders.count < frameBound, state.bytes + frame.count <= byteBound else {
            if !frame.isDroppable { state.overflowed.insert(connection) }
            return
        }
        state.bytes += frame.count
        state.orders.append(order)
    }

    /// Empties the mailbox.
    func take() -> (orders: [Order], overflowed: Set<ConnectionID>) {
        state.withLock { state in
            guard !state.orders.isEmpty || !state.overflowed.isEmpty else { return ([], []) }
            let taken = (state.orders, state.overflowed)
            state = State()
            return taken
        }
    }

    var isEmpty: Bool {
        state.withLock { $0.orders.isEmpty && $0.overflowed.isEmpty }
    }
}
