internal import ChatClient
internal import ChatProtocol
internal import Foundation
internal import Telemetry

/// Visitors that talk until told to stop, whatever happens to the service; each on a thread of its own.
final class Crowd: Sendable {
    /// What one visitor remembers of its talk.
    struct Memory: Sendable {
        let conversation: String
        let acknowledged: [(cmid: String, seq: Int)]
        let violations: [String]
        let unacknowledged: Int
        let refusals: [String]
        let resets: Int
    }

    private struct State {
        var stops = false
        var memories: [Memory] = []
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

    func leave(_ memory: Memory) {
        state.withLock { state in
            state.memories.append(memory)
            state.running -= 1
        }
    }

    /// Lets everyone finish what they have in hand, and collects what they remember.
    func finish(within seconds: Double) -> [Memory] {
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
        let client = VisitorClient(port: port, name: "drill-\(1_000 + index)")
        var refusals: [String] = []
        var turn = 0
        while !crowd.stops {
            do throws(ClientFailure) {
                if !client.isConnected { try client.connect() }
                try settle(client)
                turn += 1
                try talk(client, turn)
            } catch {
                if case .refused(let code, _) = error { refusals.append(code) }
                client.cut()
                // Full jitter, as the protocol's clients do.
                Thread.sleep(forTimeInterval: Double.random(in: 0.02...0.2))
            }
        }
        finish(client)
        crowd.leave(
            Crowd.Memory(
                conversation: client.conversation, acknowledged: client.acknowledged, violations: client.violations,
                unacknowledged: client.unacknowledged.count, refusals: refusals, resets: client.resets))
    }

    private func talk(_ client: VisitorClient, _ turn: Int) throws(ClientFailure) {
        guard turn % 6 == 1 else {
            try say(client, "line \(turn) of visitor \(index)")
            return
        }
        try say(client, "refund order \(order)")
        try client.listen(quietFor: 30)
        guard let question = client.events.last, question.kind == "bot", question.json["buttons"] != nil else { return }
        try say(client, "Yes", choice: ["confirm": true])
    }

    private func say(_ client: VisitorClient, _ text: String, choice: JSON? = nil) throws(ClientFailure) {
        let cmid = try client.say(text, choice: choice)
        try client.waitForAcknowledgement(of: cmid)
        crowd.countAcknowledgement()
    }

    /// What was sent before the connection broke is acknowledged before anything new is said.
    private func settle(_ client: VisitorClient) throws(ClientFailure) {
        while let oldest = client.unacknowledged.first {
            try client.waitForAcknowledgement(of: oldest.cmid)
            crowd.countAcknowledgement()
        }
    }

    private func finish(_ client: VisitorClient) {
        for _ in 0..<100 {
            do throws(ClientFailure) {
                if !client.isConnected { try client.connect() }
                try settle(client)
                try client.listen(quietFor: 200)
                client.close()
                return
            } catch {
                client.cut()
                Thread.sleep(forTimeInterval: 0.1)
            }
        }
    }
}
