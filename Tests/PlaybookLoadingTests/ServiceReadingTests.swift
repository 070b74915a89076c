import PlaybookLoading
import PlaybookModel
import Testing
import Vocabulary

/// How the people's queue is run, as `routing.yaml` says.
@Suite struct ServiceReadingTests {
    private static func load(_ lines: String) -> LoadedPlaybook {
        var files = SoundPlaybook.files
        files["routing.yaml"] = SoundPlaybook.routing + "\n" + lines
        return SoundPlaybook.load(files)
    }

    @Test func `a playbook that says nothing of the queue has the usual one`() throws {
        #expect(try #require(SoundPlaybook.load().playbook).routing.service == ServicePlan())
    }

    @Test func `every key is read`() throws {
        let loaded = Self.load(
            """
            promise: 3m
            waiting_per_slot: 4
            handling: 8m
            rank: { frustration: 0.6, urgency: 0.7, value: 1.5, priority: 3, highest_priority: 20 }
            relax: { agent: 30s, level: 0s, skill: 5m, team: 7m, language: 1h }
            offers: { window: 25s, again: 3m, misses: 1, silence: 40s, grace: 1m }
            callbacks: { length: 15m, each: 0, ahead: 2d }
            needs: { billing: { skills: { payments: 3 }, weight: 2 }, support: {} }
            """)
        let plan = try #require(loaded.playbook, "\(loaded.diagnostics)").routing.service
        #expect(
            plan
                == ServicePlan(
                    promise: .minutes(3),
                    weights: ServicePlan.Weights(
                        frustration: 0.6, urgency: 0.7, value: 1.5, priority: 3, highestPriority: 20),
                    relaxation: ServicePlan.Relaxation(
                        agent: .seconds(30), level: .seconds(0), skill: .minutes(5), team: .minutes(7),
                        language: .hours(1)),
                    asking: ServicePlan.Asking(
                        window: .seconds(25), again: .minutes(3), misses: 1, silence: .seconds(40), grace: .minutes(1)),
                    waitingPerSlot: 4, handling: .minutes(8),
                    callbacks: ServicePlan.Callbacks(length: .minutes(15), each: 0, ahead: .days(2)),
                    needs: [
                        "billing": ServicePlan.Need(skills: ["payments": 3], weight: 2), "support": ServicePlan.Need(),
                    ]))
    }

    @Test func `who need not begin with the bot is read, with the usual team where none is named`() throws {
        let named = try #require(Self.load("vip: { value: 0.9, team: billing }").playbook).routing
        #expect(named.vip == RoutingPlan.VIP(value: 0.9, team: "billing"))
        let plain = try #require(Self.load("vip: { value: 1 }").playbook).routing
        #expect(plain.vip == RoutingPlan.VIP(value: 1, team: "support"))
        #expect(try #require(SoundPlaybook.load().playbook).routing.vip == nil)
    }

    @Test func `what is left out of a part is as usual, and a language may be kept for ever`() throws {
        let plan = try #require(Self.load("relax: { team: 9m, language: never }\nrank: { value: 0 }").playbook)
            .routing.service
        #expect(plan.relaxation == ServicePlan.Relaxation(team: .minutes(9)))
        #expect(plan.weights == ServicePlan.Weights(value: 0))
    }

    @Test(
        arguments: [
            ("vip: { value: 0 }", 15), ("vip: { value: 1.1 }", 15), ("promise: 0s", 10), ("promise: 2d", 10),
            ("promise: soon", 10), ("waiting_per_slot: 0", 19),
            ("handling: 0s", 11), ("rank: { urgency: -1 }", 18), ("rank: { value: nan }", 16),
            ("rank: { value: 101 }", 16), ("rank: { highest_priority: 0 }", 27), ("relax: { team: never }", 16),
            ("relax: { skill: never }", 17), ("relax: { level: 2d }", 17), ("relax: { agent: -1s }", 17),
            ("offers: { window: 0s }", 19), ("offers: { misses: 0 }", 19), ("offers: { grace: 0s }", 18),
            ("offers: { silence: 20s }", 20), ("offers: { again: 0s }", 18), ("callbacks: { length: 0m }", 22),
            ("callbacks: { each: -1 }", 20), ("callbacks: { ahead: 10m }", 14),
            ("needs: { billing: { weight: 0 } }", 29),
            ("needs: { billing: { skills: { payments: 11 } } }", 41),
        ])
    func `an impossible value is refused where it stands`(_ line: String, _ column: Int) {
        let loaded = Self.load(line)
        #expect(
            loaded.diagnostics.map { "\($0.rule) \($0.place.line):\($0.place.column)" }
                == ["\(PlaybookRule.badValue.rawValue) 6:\(column)"], "\(loaded.diagnostics)")
        #expect(loaded.playbook == nil)
    }

    @Test func `needs of a team that is not there, and a word that is none, are told`() {
        func rules(_ line: String) -> [String] { Self.load(line).diagnostics.map(\.rule) }
        #expect(rules("needs: { bills: { weight: 2 } }") == [PlaybookRule.unknownTeam.rawValue])
        #expect(rules("offers: { windows: 20s }") == [PlaybookRule.unknownKey.rawValue])
    }
}
