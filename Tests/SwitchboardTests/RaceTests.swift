import ChatProtocol
import Foundation
import Store
import Switchboard
import Telemetry
import Testing
import Vocabulary

@Suite struct RaceTests {
    /// In every test run; `WARMLINE_RACES` asks for more.
    static let races = ProcessInfo.processInfo.environment["WARMLINE_RACES"].flatMap(Int.init) ?? 1_000

    @Test func `of two agents who take one visitor at once one wins and the other is told, a thousand times`()
        async throws
    {
        let bench = try Bench()
        let ann = Racer("ann", at: bench)
        let bob = Racer("bob", at: bench)
        await ann.isThere()
        await bob.isThere()
        var wins: [String: Int] = [:]
        for race in 0..<Self.races {
            let name = ConversationID("race-\(race)")
            try await bench.asksForPerson(name)
            let pair = race.isMultiple(of: 2) ? [ann, bob] : [bob, ann]
            for racer in pair { racer.claims(name) }
            let outcomes = [await ann.outcome(of: name), await bob.outcome(of: name)]
            #expect(outcomes.sorted() == ["already_claimed", "claimed"], "race \(race)")
            let winner = outcomes[0] == "claimed" ? ann : bob
            wins[winner.name, default: 0] += 1
            #expect(try await bench.holder(name) == winner.agent)
            #expect(bench.dispatcher.holder(of: name) == winner.agent)
            _ = try await bench.lanes.take(.resolve(winner.agent, cmid: Bench.cmid(5), outcome: "done"), in: name)
        }
        await bench.dispatcher.tick()
        #expect(bench.dispatcher.count == 0)
        // The race is one: each wins some.
        #expect(wins.count == 2, "\(wins)")
    }

    /// While a visitor goes on writing and an action of the bot's comes to its end.
    @Test func `after a takeover's commit the bot says nothing and no line is lost, a thousand times`() async throws {
        let bench = try Bench()
        let ann = Racer("ann", at: bench)
        await ann.isThere()
        var spokeBefore = 0
        for race in 0..<Self.races {
            let name = ConversationID("race-\(race)")
            try await bench.open(name)
            for (number, text) in ["refund", "10042"].enumerated() {
                _ = try await bench.lanes.take(.say(cmid: Bench.cmid(number), text: text, choice: nil), in: name)
            }
            _ = try await bench.lanes.take(.say(cmid: Bench.cmid(2), text: "yes", choice: .confirm(true)), in: name)
            let call = try #require(try await bench.startedCall(in: name))
            _ = try await bench.lanes.take(.say(cmid: Bench.cmid(3), text: "a person", choice: .person), in: name)
            await bench.dispatcher.tick()
            let lanes = bench.lanes
            let greet: @Sendable () async throws -> Void = {
                _ = try await lanes.take(.say(cmid: Bench.cmid(4), text: "hello?", choice: nil), in: name)
            }
            // In a third of them the bot is certainly first, in a third certainly too late: chance decides the rest.
            let order = race % 3
            if order == 0 { try await greet() }
            if order == 1 {
                ann.claims(name)
                #expect(await ann.outcome(of: name) == "claimed")
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                if order != 1 { group.addTask { ann.claims(name) } }
                if order != 0 { group.addTask { try await greet() } }
                group.addTask { _ = try await lanes.take(.actionFinished(call, .done([:])), in: name) }
                group.addTask {
                    _ = try await lanes.take(.say(cmid: Bench.cmid(5), text: "still here", choice: nil), in: name)
                }
                try await group.waitForAll()
            }
            if order != 1 { #expect(await ann.outcome(of: name) == "claimed") }
            let events = try await bench.events(of: name)
            let joined = try #require(events.firstIndex { $0.event.isArrival })
            #expect(!events[joined...].contains { $0.event.isBotLine }, "race \(race)")
            #expect(events.compactMap(\.cmid).count == 6, "race \(race)")
            #expect(events.contains { if case .actionFinished = $0.event { true } else { false } })
            if events[..<joined].contains(where: { $0.event.isBotLine("Words of still_waiting.") }) { spokeBefore += 1 }
            _ = try await bench.lanes.take(.resolve("a-ann", cmid: Bench.cmid(6), outcome: "done"), in: name)
        }
        #expect(spokeBefore >= Self.races / 3 && spokeBefore <= Self.races * 2 / 3 + 1, "\(spokeBefore)")
    }
}

/// An agent who takes part in races: keeps nothing but how each ended.
private struct Racer {
    let name: String
    let agent: AgentID
    private let wire = OutcomeWire()
    private let session: AgentSession

    init(_ name: String, at bench: Bench) {
        self.name = name
        let account = Bench.account(name, capacity: 100)
        agent = account.id
        session = bench.agent(at: bench.desk(["t": account]), over: wire)
        session.received(Array(#"{"type":"hello","v":1,"ticket":"t"}"#.utf8))
    }

    func isThere() async {
        _ = await wire.outcome(of: "welcome")
    }

    func claims(_ conversation: ConversationID) {
        session.received(
            JSON.object([.init("type", "claim"), Bench.text("conversation", conversation.rawValue)]).bytes)
    }

    func outcome(of conversation: ConversationID) async -> String {
        await wire.outcome(of: conversation.rawValue)
    }
}

private final class OutcomeWire: Wire {
    private struct Memory {
        var outcomes: [String: String] = [:]
        var waiters: [String: CheckedContinuation<String, Never>] = [:]
    }

    private let memory = Locked(Memory())

    func send(_ bytes: [UInt8], isHint: Bool) {
        guard let frame = try? JSON.parse(bytes, maximumDepth: 64), case .string(let type)? = frame["type"] else {
            return
        }
        switch type {
        case "welcome": end("welcome", with: "there")
        case "claimed":
            guard case .string(let name)? = frame["conversation"] else { return }
            end(name, with: "claimed")
        case "refused":
            guard case .string(let name)? = frame["conversation"], case .string(let code)? = frame["code"] else {
                return
            }
            end(name, with: code)
        default: break
        }
    }

    func outcome(of name: String) async -> String {
        await withCheckedContinuation { waiter in
            let known = memory.withLock { memory in
                if memory.outcomes[name] == nil { memory.waiters[name] = waiter }
                return memory.outcomes[name]
            }
            if let known { waiter.resume(returning: known) }
        }
    }

    private func end(_ name: String, with outcome: String) {
        let waiter = memory.withLock { memory in
            memory.outcomes[name] = outcome
            return memory.waiters.removeValue(forKey: name)
        }
        waiter?.resume(returning: outcome)
    }

    func close(code: UInt16, reason: String) {}
    func authenticated() {}
    func drained() async -> Bool { true }
}

extension Bench {
    fileprivate func startedCall(in conversation: ConversationID) async throws -> EffectID? {
        try await events(of: conversation).compactMap { record -> EffectID? in
            guard case .actionStarted(let call) = record.event else { return nil }
            return call.id
        }.last
    }
}

extension Event {
    fileprivate var isBotLine: Bool {
        if case .botSaid = self { true } else { false }
    }

    fileprivate var isArrival: Bool {
        if case .agentJoined = self { true } else { false }
    }
}
