import ChatClient
import ChatProtocol
import Foundation
import TestSupport
import Testing

/// What leaves for other machines, through the real service.
@Suite(.serialized) struct WebhookTests {
    private static let secret = ["HOOK_SECRET": WebhookSink.secret]

    @Test func `what nobody would hear is told again on a person's word, under its own name and signature`() throws {
        let sink = try WebhookSink(turningAway: 1)
        defer { sink.stop() }
        let house = try ServeProcess(
            Self.options(["http://127.0.0.1:\(sink.port)/hook#conversation.opened"])
                + ["--allow-host", "127.0.0.1:\(sink.port)"], environment: Self.secret)
        try VisitorClient(port: house.port, name: "hook-visitor").connect()
        let refused = try #require(try sink.next())
        #expect(refused.status == 410 && refused.isSigned && refused.type == "conversation.opened")
        let given = try house.deliveries { $0.contains { $0.contains("given up (410)") } }
        #expect(given.count == 1 && given[0].hasPrefix("hook0 \(refused.id) conversation.opened"))

        // It wanted no more: what comes next is not even tried, also after a crash.
        house.kill9()
        try house.start()
        try VisitorClient(port: house.port, name: "hook-second").connect()
        let both = try house.deliveries { $0.count == 2 && $0.allSatisfy { $0.contains("given up (410)") } }
        #expect(both.contains { $0.contains(refused.id) })

        let replay = ["webhooks", "replay", "hook0", refused.id, "--store", house.store]
        #expect(try Binary.run("warmline", replay).status == 0)
        let taken = try #require(try sink.next())
        #expect(taken.id == refused.id && taken.status == 204 && taken.isSigned)
        // Only what the person has named, and once.
        #expect(try house.deliveries { $0.count == 1 }.first?.contains(refused.id) == false)
        house.kill9()
        #expect(try sink.next(within: 1) == nil)
    }

    @Test func `no wording of an address leads inside through the service, whoever wrote it`() throws {
        let canary = Canary()
        // What else the option does not take: an address of another kind; after a # stand the types.
        let hooks = canary.wordings.filter { $0.hasPrefix("http") && $0.contains("://") && !$0.contains("#") }
        let house = try ServeProcess(
            Self.options(hooks), environment: Self.secret, files: Self.probes(of: canary.port))
        let visitor = VisitorClient(port: house.port, name: "probe-visitor")
        try visitor.connect()
        // An action's address as its author wrote it, and one that a visitor would like to complete.
        for (wish, target) in [("probe_inside", nil), ("probe_there", "127.0.0.1:\(canary.port)")] {
            let words = "The \(wish) failed."
            try visitor.waitForAcknowledgement(of: try visitor.say("probe", choice: ["intent": .string(wish)]))
            if let target { try visitor.waitForAcknowledgement(of: try visitor.say(target)) }
            try visitor.waitForEvent("bot", within: 60_000) { $0.text("text") == words }
        }
        // Each webhook's address had its try.
        let told = try house.deliveries { lines in
            lines.count { $0.contains("conversation.opened") && !$0.hasSuffix("tries: 0") } == hooks.count
        }
        #expect(hooks.count >= 55)
        #expect(told.count { $0.contains("conversation.opened") && $0.contains("may not go there") } >= 40)
        #expect(canary.reached == 0)

        // The control: with the operator's own word for it, the same address does lead there.
        let inside = "127.0.0.1:\(canary.port)"
        let open = try ServeProcess(
            Self.options(["https://\(inside)/"]) + ["--allow-host", inside], environment: Self.secret)
        try VisitorClient(port: open.port, name: "open-visitor").connect()
        _ = try open.deliveries { $0.contains { !$0.hasSuffix("tries: 0") } }
        #expect(canary.reached > 0)
    }

    private static func options(_ hooks: [String]) -> [String] {
        hooks.enumerated().flatMap { index, url in
            ["--webhook", "hook\(index)=\(url)", "--webhook-secret", "hook\(index)={env.HOOK_SECRET}"]
        }
    }

    /// Two actions that would reach a port of this machine, and the wishes that call them.
    private static func probes(of port: UInt16) -> [String: String] {
        func action(_ name: String, _ host: String, inputs: String = "") -> String {
            "  \(name): { \(inputs)method: POST, url: \"https://\(host)/x\", body: { a: b }, timeout: 2s, attempts: 1 }\n"
        }
        return [
            "actions.yaml": "actions:\n" + action("probe.inside", "127.0.0.1:\(port)")
                + action("probe.there", "{target}", inputs: "inputs: [target], "),
            "inside.yaml": flow("probe_inside", calling: "probe.inside"),
            "there.yaml": flow("probe_there", calling: "probe.there", collecting: "target"),
        ]
    }

    private static func flow(_ name: String, calling action: String, collecting slot: String? = nil) -> String {
        let examples = ["it", "please", "now", "once", "again", "there", "quickly", "for me"].map { "\(name) \($0)" }
        return """
            intent: \(name)
            description: Probe an address
            title: a probe
            examples: [\(examples.joined(separator: ", "))]
            \(slot.map { "slots: { \($0): { type: text, ask: ask_\($0) } }" } ?? "")
            flow:
            \(slot.map { "  - collect: \($0)" } ?? "")
              - call: \(action)
                failed: [ { say: \(name)_failed }, { end: failed } ]
              - say: \(name)_done
            say:
              \(name)_failed: The \(name) failed.
              \(name)_done: The \(name) is done.
              \(slot.map { "ask_\($0): Which one?" } ?? "")
            """
    }
}

extension ServeProcess {
    private struct Late: Error {
        let lines: [String]
    }

    /// What `warmline webhooks list` says, as soon as it is as wanted.
    fileprivate func deliveries(until isFit: ([String]) -> Bool) throws -> [String] {
        let deadline = Date().addingTimeInterval(90)
        var lines: [String] = []
        while Date() < deadline {
            let list = try Binary.run("warmline", ["webhooks", "list", "--store", store])
            lines = list.output.split(separator: "\n").map(String.init)
            if list.status == 0, isFit(lines) { return lines }
        }
        throw Late(lines: lines)
    }
}
