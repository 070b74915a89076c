internal import ChatClient
internal import ChatProtocol
internal import Foundation
internal import Telemetry

/// Visitors that talk until told to stop, whatever happens to the service; each on a thread of its own.
final class Crowd: Sendable {
    private struct State {
        var stops = false
        var memories: [DrilledVisitor.Memory] = []
        var running = 0
        var acknowledged = 0
    }

    private let state = Locked(State())

    /// - Parameter orders: what they ask refunds for; several visitors share one order.
    init(count: Int, port: UInt16, orders: [String]) {
        state.withLock { $0.running = count }
        for index in 0..<count {
            let visitor = Visitor(crowd: self, port: port, index: index, order: orders[index % orders.count])
            let thread = Thread { visitor.live() }
            thread.stackSize = 1 << 20
            thread.start()
        }
    }

    var acknowledged: Int { state.withLock { $0.acknowledged } }
    var stops: Bool { state.withLock { $0.stops } }

    func countAcknowledgement() {
        state.withLock { $0.acknowledged += 1 }
    }

    func leave(_ memory: DrilledVisitor.Memory) {
        state.withLock { state in
            state.memories.append(memory)
            state.running -= 1
        }
    }

    /// Lets everyone finish what they have in hand, and collects what they remember.
    func finish(within seconds: Double) -> [DrilledVisitor.Memory] {
        state.withLock { $0.stops = true }
        let deadline = Date().addingTimeInterval(seconds)
        while Date() < deadline, state.withLock({ $0.running > 0 }) { Thread.sleep(forTimeInterval: 0.05) }
        return state.withLock { $0.memories }
    }
}

/// One visitor: says lines, asks for a refund now and then, and comes back after every loss.
private final class Visitor: Sendable {
    private let crowd: Crowd
    private let port: UInt16
    private let index: Int
    private let order: String

    init(crowd: Crowd, port: UInt16, index: Int, order: String) {
        self.crowd = crowd
        self.port = port
        self.index = index
        self.order = order
    }

    func live() {
        var visitor = DrilledVisitor(
            VisitorClient(port: port, name: "drill-\(1_000 + index)"),
            acknowledged: { [crowd] in crowd.countAcknowledgement() })
        var turn = 0
        while !crowd.stops {
            do throws(ClientFailure) {
                try visitor.settle()
                turn += 1
                try talk(visitor, turn)
            } catch {
                visitor.lost(error)
            }
        }
        visitor.finish(quietFor: 200)
        crowd.leave(visitor.memory)
    }

    private func talk(_ visitor: DrilledVisitor, _ turn: Int) throws(ClientFailure) {
        guard turn % 6 == 1 else {
            try visitor.say("line \(turn) of visitor \(index)")
            return
        }
        try visitor.say("refund order \(order)")
        let client = visitor.client
        try client.listen(quietFor: 30)
        guard let question = client.events.last, question.kind == "bot", question.json["buttons"] != nil else { return }
        try visitor.say("Yes", choice: ["confirm": true])
    }
}
