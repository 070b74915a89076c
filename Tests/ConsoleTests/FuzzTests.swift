import Console
import Dialog
import PlaybookLoading
import PlaybookModel
import Testing
import Vocabulary

/// Random conversations find what must never happen, and find nothing where nothing is wrong.
@Suite struct FuzzTests {
    /// What the back end answers when it is well, as a talk tells it.
    private static let talk = """
        talk: A refund
        \(Finch.lookedUp)
        turns:
          - bot: welcome
          - user: refund
          - bot: ask_order
        """

    private static func pool() throws -> FuzzPool {
        let loaded = Finch.loaded(["talks/refund.yaml": talk])
        return FuzzPool(try #require(loaded.playbook, "\(loaded.diagnostics)"), talks: loaded.talks)
    }

    /// Plays until something is found, at most so many.
    private static func report(_ fuzz: Fuzz, _ count: UInt64 = 300) -> FuzzReport {
        var report = FuzzReport()
        for seed in 1...count { report.take(fuzz.run(seed: seed)) }
        return report
    }

    @Test func `random conversations with a sound playbook break no rule`() throws {
        let fuzz = Fuzz(machine: try Finch.machine(), pool: try Self.pool())
        let report = Self.report(fuzz)
        #expect(report.isClean, "\(report.text(shrinkingWith: fuzz))")
        #expect(report.conversations == 300)
        #expect(report.reached.steps["refund"] == [0, 1, 2, 3, 4, 5, 6])
    }

    @Test func `the same seed gives the same conversation, another seed another one`() throws {
        let fuzz = Fuzz(machine: try Finch.machine(), pool: try Self.pool())
        #expect(fuzz.run(seed: 7).log == fuzz.run(seed: 7).log)
        #expect(fuzz.run(seed: 7).log != fuzz.run(seed: 8).log)
    }

    @Test func `moves that are played again give the same log`() throws {
        let fuzz = Fuzz(machine: try Finch.machine(), pool: try Self.pool())
        for seed in UInt64(1)...40 {
            let played = fuzz.run(seed: seed)
            #expect(fuzz.replay(played.moves, seed: seed).log == played.log)
        }
    }

    // MARK: Controls: each rule broken once

    @Test func `a bot that says more than it may is found`() throws {
        let sound = try Self.pool()
        let strict = FuzzPool(try Self.changed(linesPerTurn: 1), talks: [])
        #expect(Self.report(Fuzz(machine: try Finch.machine(), pool: sound)).faults["too_many_lines"] == nil)
        #expect(Self.report(Fuzz(machine: try Finch.machine(), pool: strict)).faults["too_many_lines"] ?? 0 > 0)
    }

    @Test func `a bot that calls nobody who asks for a person is found, in the shortest conversation`() throws {
        let deaf = DialogMachine(playbook: try Self.changed(person: .command(.repeat)))
        let fuzz = Fuzz(machine: deaf, pool: try Self.pool())
        let found = try #require((UInt64(1)...50).lazy.map { fuzz.run(seed: $0) }.first { $0.fault == .noPerson })
        #expect(fuzz.shrunk(found).moves.count == 1)
    }

    /// The sound playbook with what the loader would refuse.
    private static func changed(
        linesPerTurn: Int? = nil, stepsPerTurn: Int? = nil, person: Intent.Outcome = .command(.person)
    ) throws -> Playbook {
        let sound = try Finch.playbook()
        let limits = sound.assistant.limits
        let assistant = Assistant(
            name: sound.assistant.name, company: sound.assistant.company, locale: sound.assistant.locale,
            timeZone: sound.assistant.timeZone, currency: sound.assistant.currency,
            thresholds: sound.assistant.thresholds,
            limits: Assistant.Limits(
                linesPerTurn: linesPerTurn ?? limits.linesPerTurn, stackDepth: limits.stackDepth,
                messageLength: limits.messageLength, reminder: limits.reminder,
                stepsPerTurn: stepsPerTurn ?? limits.stepsPerTurn))
        let intents = sound.intents.map { intent in
            guard intent.name == "person" else { return intent }
            return Intent(
                name: intent.name, description: intent.description, examples: intent.examples, heldOut: [],
                outcome: person, confidence: nil, place: intent.place)
        }
        return Playbook(
            version: sound.version, assistant: assistant, intents: intents, flows: sound.flows,
            responses: sound.responses, actions: sound.actions, articles: sound.articles, entities: sound.entities,
            routing: sound.routing)
    }

    @Test func `something that cannot be taken back and is begun without a yes is found`() throws {
        let actions = (Finch.files["actions.yaml"] ?? "").split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.contains("irreversible") }.joined(separator: "\n")
        let flow = (Finch.files["refund.yaml"] ?? "").split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.contains("confirm_refund") }.joined(separator: "\n")
        let machine = try Finch.machine(["actions.yaml": actions, "refund.yaml": flow])
        let report = Self.report(Fuzz(machine: machine, pool: try Self.pool()))
        #expect(report.faults["unconfirmed"] ?? 0 > 0)
    }

    @Test func `a flow that gets lost although every system answers is found`() throws {
        // Fewer steps for one turn than the flow has to take.
        let lost = DialogMachine(playbook: try Self.changed(stepsPerTurn: 1))
        #expect(Self.report(Fuzz(machine: lost, pool: try Self.pool())).faults["lost"] ?? 0 > 0)
    }
}
