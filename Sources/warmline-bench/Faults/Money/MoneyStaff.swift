internal import ChatClient
internal import ChatProtocol
internal import Foundation
internal import Telemetry

/// The people behind the desk, on a thread each: Grace, who says yes or no to what is over the limit, at the desk or at
/// the command line, and Ida, who takes whoever asks for a person and has the bot begin the refund for them. Both come
/// back after every loss.
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
    private let database: String
    private let state = Locked(State())

    init(_ stage: DrillStage) {
        port = stage.port
        database = stage.database
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
        var open: [JSON] = []
        while !stops {
            // What is still there after a while was not taken: she says it again.
            if case .array(let shown)? = try next(desk, { $0["type"] == "approvals" })?["approvals"] { open = shown }
            for request in open {
                guard let id = request.text("approval"), request["obstacle"] == nil,
                    let order = request["arguments"]?.text("order")
                else { continue }
                // Every other word is given at the command line.
                let isGiven = (Int(order) ?? 0) % 8 < 4 ? try say(desk, id, order) : command(id, order)
                guard isGiven else { continue }
                state.withLock { state in
                    if Wish.isWelcome(order) {
                        _ = state.approved.insert(id)
                    } else {
                        _ = state.declined.insert(id)
                    }
                }
            }
        }
    }

    private func say(_ desk: DeskClient, _ id: String, _ order: String) throws(ClientFailure) -> Bool {
        try desk.send(
            Wish.isWelcome(order)
                ? ["type": "approve", "approval": .string(id), "note": "fine"]
                : ["type": "disapprove", "approval": .string(id), "reason": "it was worn"])
        return true
    }

    /// False where somebody was faster, or the service is not there.
    private func command(_ id: String, _ order: String) -> Bool {
        let words =
            Wish.isWelcome(order) ? ["approve", id, "--note", "fine"] : ["decline", id, "--reason", "it was worn"]
        let service = ["--by", "grace", "--store", database, "--server", "http://127.0.0.1:\(port)"]
        return (try? ServiceProcess.run(["approvals"] + words + service)) == 0
    }

    private func take(_ desk: DeskClient) throws(ClientFailure) {
        try desk.send(["type": "presence", "status": "available"])
        if case .array(let mine)? = desk.welcome["mine"] {
            for case .string(let conversation) in mine { try begin(conversation, desk) }
        }
        while !stops {
            let frame = try next(desk) { ["offer", "queue", "presence"].contains($0["type"]) }
            // Offers that a killed service took back count as missed, and whoever misses some is taken for away.
            if frame?["status"] == "away" { try desk.send(["type": "presence", "status": "available"]) }
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
        } catch {
            // It went back to the bot before the service was killed; after any other refusal she comes back to it.
            guard case .refused(let code, _) = error, ["not_allowed", "not_found"].contains(code) else { throw error }
        }
    }
}
