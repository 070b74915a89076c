internal import ChatClient
internal import Foundation
internal import Telemetry

/// Visitors who ask one thing after the other, and how long each message took to be answered.
final class VisitorWaits: Sendable {
    struct Figures: Encodable {
        let messages: Int
        let p50Millis: Double
        let p99Millis: Double
        let worstMillis: Double

        init(_ times: [Double]) {
            let sorted = times.sorted()
            func quantile(_ share: Double) -> Double {
                sorted.isEmpty ? 0 : sorted[min(Int(Double(sorted.count) * share), sorted.count - 1)]
            }
            messages = sorted.count
            (p50Millis, p99Millis, worstMillis) = (quantile(0.5), quantile(0.99), sorted.last ?? 0)
        }
    }

    private struct State {
        var times: [Double] = []
        var errors: [String] = []
        var stops = false
        var running = 0
    }

    private static let questions = [
        "how long does delivery take", "do you ship to Norway", "how do I descale the machine", "where is order 10042",
        "can I pay by invoice", "thanks",
    ]
    /// Between two messages of a visitor.
    private static let breath = 0.05

    private let state = Locked(State())

    init(port: UInt16, visitors: Int) {
        state.withLock { $0.running = visitors }
        for number in 0..<visitors { Thread { self.talk(number, port) }.start() }
    }

    /// What was timed since the last time this was asked.
    func since() -> Figures {
        state.withLock { state in
            defer { state.times = [] }
            return Figures(state.times)
        }
    }

    /// Ends the talks; what went wrong in them.
    func stop() -> [String] {
        state.withLock { $0.stops = true }
        while state.withLock({ $0.running > 0 }) { Thread.sleep(forTimeInterval: 0.02) }
        return state.withLock { $0.errors }
    }

    private func talk(_ number: Int, _ port: UInt16) {
        var round = number
        while !state.withLock({ $0.stops }) {
            let client = VisitorClient(port: port, name: "waiting-\(10_000 + round)")
            do throws(ClientFailure) {
                try client.connect()
                for question in Self.questions where !state.withLock({ $0.stops }) {
                    let begun = DispatchTime.now().uptimeNanoseconds
                    try client.waitForAcknowledgement(of: try client.say(question))
                    let time = Double(DispatchTime.now().uptimeNanoseconds - begun) / 1e6
                    state.withLock { $0.times.append(time) }
                    Thread.sleep(forTimeInterval: Self.breath)
                }
            } catch {
                state.withLock { $0.errors.append("\(error)") }
            }
            client.close()
            let broken = client.violations
            state.withLock { $0.errors += broken }
            round += 1_000
        }
        state.withLock { $0.running -= 1 }
    }
}
