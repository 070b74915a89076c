import Console
import Foundation
import PlaybookModel
import Testing
import Vocabulary

@Suite struct SimulationTests {
    static let plan = RoutingPlan(
        teams: [.init(name: "support", title: "Care"), .init(name: "billing", title: "Billing")],
        defaultTeam: "support",
        priorities: [.asked: 1, .notUnderstood: 1, .flow: 1, .policy: 2, .frustrated: 3, .legalOrSafety: 10],
        urgentWords: [:], frustration: 0.7,
        service: ServicePlan(needs: ["billing": ServicePlan.Need(skills: ["refunds": 2])]))

    static func run(
        load: Double, hours: Int64 = 12, agents: Int = 3, seed: UInt64 = 1, opening: OpeningHours? = nil
    ) -> SimulationResult {
        Simulation(
            plan: plan, hours: opening, agents: agents, span: .hours(hours), seed: seed, pattern: .load(load)
        ).run()
    }

    @Test(arguments: [1, 2] as [UInt64])
    func `at one and a half times the load the bound holds and nobody absent or full is asked`(seed: UInt64) throws {
        let result = Self.run(load: 1.5, seed: seed)
        #expect(abs(result.load - 1.5) < 0.001)
        #expect(result.isGood && result.isBoundKept)
        #expect(result.overtaken == 0 && result.offersToAbsent == 0 && result.offersToFull == 0)
        // The load is one: people give up, agents are busy, and the longest wait is past the horizon.
        #expect(result.abandonment > 0.2)
        #expect(result.utilisation > 0.85)
        #expect(result.oldestWait > 1_200 && result.oldestWait <= result.bound)
        #expect(result.offers >= result.served)
    }

    @Test func `the more pressing wait less, and everyone is served`() throws {
        let waits = Self.run(load: 1.5).waits
        let medians = waits.filter { $0.priority != nil }.map(\.p50)
        #expect(medians.count == 5)
        #expect(try #require(medians.last) < #require(medians.first) / 2)
        #expect(waits.allSatisfy { $0.p50 <= $0.p90 && $0.p90 <= $0.max })
    }

    @Test func `foretold waits come as foretold`() throws {
        let foretelling = try #require(Self.run(load: 1.5, hours: 48).foretelling)
        #expect(foretelling.count > 1_000)
        #expect((0.75...0.85).contains(foretelling.covered))
        #expect((0.45...0.55).contains(foretelling.underP50))
        #expect((0.75...0.85).contains(foretelling.underP80))
    }

    @Test func `with little to do nobody waits long, and work is shared`() {
        let result = Self.run(load: 0.4)
        #expect(result.abandonment < 0.03)
        #expect((result.waits.last?.p90 ?? 0) < 60)
        #expect(result.fairness > 0.7)
        #expect(result.isGood)
    }

    @Test func `the same seed gives the same day, another seed another`() {
        #expect(Self.run(load: 1.2, hours: 3) == Self.run(load: 1.2, hours: 3))
        #expect(Self.run(load: 1.2, hours: 3) != Self.run(load: 1.2, hours: 3, seed: 2))
    }

    @Test func `outside the hours nobody is put into a queue that nobody serves`() {
        let hours = OpeningHours(days: Array(repeating: [480..<540, 600..<660], count: 7))
        let result = Self.run(load: 1, hours: 24, opening: hours)
        #expect(result.closed > result.arrivals / 2)
        #expect(result.callbacks > 0)
        #expect(result.served > 0)
        #expect(result.isGood)
    }

    @Test func `the report says the verdict, the coded form every figure`() throws {
        let result = Self.run(load: 1.5, hours: 3)
        let text = SimulationReport(result).text
        for words in ["the bound holds", "offers to absent agents: 0", "priority", "80 % interval"] {
            #expect(text.contains(words))
        }
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 120 })
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(result.json.utf8)) as? [String: Any])
        for key in ["oldest_wait", "bound", "bound_kept", "good", "waits", "foretelling", "offers_to_absent"] {
            #expect(json[key] != nil, "\(key)")
        }
    }

    // MARK: Arrivals from a file

    @Test func `arrivals of a file are played as they stand there`() throws {
        let text = """
            {"minute": 30, "priority": 3, "skills": {"refunds": 2}, "language": "de", "handling_minutes": 2.5}

            {"minute": 1.5}
            """
        let arrivals = try SimulatedArrival.arrivals(of: text)
        #expect(arrivals.map(\.after) == [.seconds(90), .minutes(30)])
        #expect(arrivals[1].skills == ["refunds": 2])
        #expect(arrivals[1].handling == .seconds(150))
        let result = Simulation(
            plan: Self.plan, agents: 2, span: .hours(2), pattern: .exactly(arrivals)
        ).run()
        #expect(result.arrivals == 2)
        #expect(result.served + Int((result.abandonment * 2).rounded()) == 2)
    }

    @Test(arguments: [
        ("{\"minute\": 1}\n[1]", "line 2: not an arrival: a JSON object with a \"minute\" is wanted"),
        ("{\"minute\": -1}", "line 1: \"minute\" is from 0 to 1000000"),
        ("{\"minute\": 1, \"handling_minutes\": 1e9}", "line 1: \"handling_minutes\" is from 0 to 1000000"),
    ])
    func `a line that is no arrival is named`(text: String, complaint: String) {
        let problem = #expect(throws: ArrivalProblem.self) { try SimulatedArrival.arrivals(of: text) }
        #expect(problem?.description == complaint)
    }
}
