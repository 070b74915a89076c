internal import ChatClient
internal import ChatProtocol
internal import Foundation
internal import Telemetry

/// The people behind the desk, on a thread each: Grace, who says yes or no to what is over the limit, and Ida, who takes
/// whoever asks for a person and has the bot begin the refund for them. Both come back after every loss.
final class MoneyStaff: Sendable {
    static let password = "drill-password"
    static let people = [(name: "grace", role: "supervisor"), (name: "ida", role: "agent")]

    private struct State {
        var stops = false
        var approved: Set<String> = []
        var declined: Set<String> = []
        var delegated = 0
    }

    private let port: UInt16
    private let state = Locked(State())

    init(port: UInt16) {
        self.port = port
        Thread { self.work(as: "grace", self.decide) }.start()
        Thread { self.work(as: "ida", self.take) }.start()
    }

    var approved: Int { state.withLock { $0.approved.count } }
    var declined: Int { state.withLock { $0.declined.count } }
    var delegated: Int { state.withLock { $0.delegated } }

    func goHome() {
        state.withLock { $0.stops = true }
    }

    private var stops: Bool { state.withLock { $0.stops } }

    private func work(as name: String, _ shift: (DeskClient) throws(ClientFailure) -> Void) {
        while !stops {
            do throws(ClientFailure) {
                try shift(try DeskClient(port: port, name: name, password: Self.password))
            } catch {
                Thread.sleep(forTimeInterval: Double.random(in: 0.1...0.3))
            }
        }
    }

    /// Nothing may come for a while; that is no reason to leave.
    private func next(_ desk: DeskClient, _ fits: (JSON) -> Bool) throws(ClientFailure) -> JSON? {
        do throws(ClientFailure) {
            return try desk.wait(within: 300, for: fits)
        } catch .late {
            return nil
        }
    }

    private func decide(_ desk: DeskClient) throws(ClientFailure) {
        try desk.send(["type": "presence", "status": "away"])
        while !stops {
            guard case .array(let open)? = try next(desk, { $0["type"] == "approvals" })?["approvals"] else { continue }
            for request in open {
                guard let id = request.text("approval"), request["obstacle"] == nil,
                    let order = request["arguments"]?.text("order")
                else { continue }
                if Wish.isWelcome(order) {
                    try desk.send(["type": "approve", "approval": .string(id), "note": "fine"])
                    state.withLock { _ = $0.approved.insert(id) }
                } else {
                    try desk.send(["type": "disapprove", "approval": .string(id), "reason": "it was worn"])
                    state.withLock { _ = $0.declined.insert(id) }
                }
            }
        }
    }

    private func take(_ desk: DeskClient) throws(ClientFailure) {
        try desk.send(["type": "presence", "status": "available"])
        if case .array(let mine)? = desk.welcome["mine"] {
            for case .string(let conversation) in mine { try begin(conversation, desk) }
        }
        while !stops {
            let frame = try next(desk) { $0["type"] == "offer" || $0["type"] == "queue" }
            var waiting = [frame?.text("conversation")].compactMap(\.self)
            if case .array(let entries)? = frame?["entries"] {
                waiting += entries.compactMap { $0.text("conversation") }
            }
            for conversation in waiting {
                do throws(ClientFailure) {
                    try desk.claim(conversation)
                } catch .refused {
                    continue
                }
                try begin(conversation, desk)
            }
        }
    }

    private func begin(_ conversation: String, _ desk: DeskClient) throws(ClientFailure) {
        do throws(ClientFailure) {
            try desk.tell("delegate", in: conversation, "intent", "refund")
            state.withLock { $0.delegated += 1 }
        } catch .refused {
            // It went back to the bot before the service was killed.
        }
    }
}
