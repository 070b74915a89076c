internal import ChatClient
internal import ChatProtocol
internal import Foundation
internal import Telemetry

/// Agents on duty and the visitors they hold.
final class FullHouse: Sendable {
    struct Talk {
        var stops = false
        var lines = 0
    }

    private struct State {
        var held: [(conversation: String, agent: String)] = []
        var tokens: [String] = []
        var stops = false
    }

    private static let wishes = [
        "where is order 10042", "I want my money back for order 10043", "how long does delivery take",
        "the grinder I bought is broken",
    ]

    private let port: UInt16
    private let agents: [String]
    private let state = Locked(State())

    init(port: UInt16, agents: [String]) {
        self.port = port
        self.agents = agents
    }

    /// Visitors say what they want, then ask for a person, until the agents hold so many of them.
    func fill(to count: Int) throws {
        for agent in agents { Thread { self.serve(as: agent) }.start() }
        let next = Locked(0)
        for _ in 0..<8 {
            Thread {
                while true {
                    let number = next.withLock { number in
                        defer { number += 1 }
                        return number
                    }
                    guard number < count else { return }
                    self.arrive(number)
                }
            }.start()
        }
        let deadline = Date().addingTimeInterval(300)
        while state.withLock({ $0.held.count }) < count {
            guard Date() < deadline else {
                throw ServiceProcess.Failure(description: "the agents hold \(state.withLock { $0.held.count }) only")
            }
            Thread.sleep(forTimeInterval: 0.05)
        }
    }

    private func arrive(_ number: Int) {
        let client = VisitorClient(port: port, name: "house-\(10_000 + number)")
        do throws(ClientFailure) {
            try client.connect()
            for line in [Self.wishes[number % Self.wishes.count], "no, I want to talk to a person"] {
                try client.waitForAcknowledgement(of: try client.say(line))
            }
            try client.waitForEvent("agent_joined", within: 60_000)
            if let token = client.token { state.withLock { $0.tokens.append(token) } }
        } catch {
            complain("visitor \(number): \(error)")
        }
        client.close()
    }

    /// Takes whoever is offered, and stays on duty.
    private func serve(as agent: String) {
        do throws(ClientFailure) {
            let desk = try DeskClient(port: port, name: agent, password: DeskBench.password)
            try desk.send(["type": "presence", "status": "available"])
            var read = 0
            while !state.withLock({ $0.stops }) {
                try desk.send(["type": "ping", "n": 1])
                try desk.wait { $0["type"] == "pong" }
                // Offers also come while something else is waited for.
                let offers = desk.heard[read...].filter { $0["type"] == "offer" }.compactMap { $0.text("conversation") }
                read = desk.heard.count
                if offers.isEmpty { Thread.sleep(forTimeInterval: 0.01) }
                for conversation in offers {
                    do throws(ClientFailure) {
                        try desk.claim(conversation)
                    } catch .refused {
                        continue
                    }
                    state.withLock { $0.held.append((conversation, agent)) }
                }
            }
            desk.close()
        } catch {
            complain("\(agent): \(error)")
        }
    }

    /// Visitors write on, a few at a time.
    func talk(linesPerSecond: Int) -> Locked<Talk> {
        let talk = Locked(Talk())
        let tokens = state.withLock { $0.tokens }
        guard linesPerSecond > 0, !tokens.isEmpty else { return talk }
        Thread {
            var number = 0
            while !talk.withLock({ $0.stops }) {
                let client = VisitorClient(
                    port: self.port, name: "later-\(10_000 + number)", token: tokens[number * 7 % tokens.count])
                number += 1
                do throws(ClientFailure) {
                    try client.connect()
                    try client.waitForAcknowledgement(of: try client.say("and is it insured, number \(number)?"))
                    talk.withLock { $0.lines += 1 }
                } catch {
                    self.complain("a line: \(error)")
                }
                client.close()
                Thread.sleep(forTimeInterval: 1 / Double(linesPerSecond))
            }
        }.start()
        return talk
    }

    /// Each agent opens conversations of their own, one after the other, at a window that was not open before.
    func look(times: Int) throws -> [DeskTiming] {
        let held = Dictionary(grouping: state.withLock { $0.held }, by: \.agent)
        let desks = try agents.map { agent in
            (
                desk: try DeskClient(port: port, name: agent, password: DeskBench.password),
                chats: held[agent, default: []].map(\.conversation)
            )
        }
        defer { for desk in desks { desk.desk.close() } }
        return try (0..<times).compactMap { number in
            let (desk, chats) = desks[number % desks.count]
            guard !chats.isEmpty else { return nil }
            return try Self.look(at: chats[number / desks.count % chats.count], from: desk)
        }
    }

    private static func look(at conversation: String, from desk: DeskClient) throws -> DeskTiming {
        let begun = DispatchTime.now().uptimeNanoseconds
        func passed() -> Double { Double(DispatchTime.now().uptimeNanoseconds - begun) / 1e6 }
        try desk.send(["type": "open", "conversation": .string(conversation)])
        try desk.wait { $0["type"] == "handover" && $0["conversation"] == .string(conversation) }
        var timing = DeskTiming(packet: passed(), draft: nil)
        let beside = try desk.wait { $0["type"] == "assistance" && $0["conversation"] == .string(conversation) }
        if case .array(let drafts)? = beside["drafts"], !drafts.isEmpty { timing.draft = passed() }
        try desk.send(["type": "leave", "conversation": .string(conversation)])
        return timing
    }

    private func complain(_ words: String) {
        FileHandle.standardError.write(Data("\(words)\n".utf8))
    }

    func goHome() {
        state.withLock { $0.stops = true }
    }
}
