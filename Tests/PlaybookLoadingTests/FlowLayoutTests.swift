import PlaybookLoading
import PlaybookModel
import Testing
import Vocabulary

/// Nested steps to the flat graph.
@Suite struct FlowLayoutTests {
    private func flow(_ steps: String) throws -> Flow {
        var files = SoundPlaybook.files
        files["try.yaml"] = """
            intent: try_it
            description: Try
            title: a try
            examples: [one thing, two things, three things, four things, five things, six things, seven, eight]
            flow:
            \(steps.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))
            say:
              first: First.
              second: Second.
              third: Third.
            """
        let loaded = SoundPlaybook.load(files)
        let playbook = try #require(loaded.playbook, "\(loaded.diagnostics)")
        return try #require(playbook.flows["try_it"])
    }

    @Test func `steps run in order and the last one ends the flow`() throws {
        let steps = try flow("- say: first\n- say: second").steps
        #expect(steps.map(\.kind) == [.say("first", next: 1), .say("second", next: nil)])
    }

    @Test func `branches come back to what follows the step they belong to`() throws {
        let steps = try flow(
            """
            - when: known(order)
              then: [{ say: first }, { say: second }]
              else: { when: known(note), then: { say: first } }
            - say: third
            """
        ).steps
        #expect(
            steps.map(\.kind) == [
                .when(.call(.known, [.slot("order", fields: [])]), then: 1, otherwise: 3),
                .say("first", next: 2), .say("second", next: 5),
                .when(.call(.known, [.slot("note", fields: [])]), then: 4, otherwise: 5),
                .say("first", next: 5), .say("third", next: nil),
            ])
    }

    @Test func `an empty branch at the end of a flow ends it, and a branch that is left out calls a person`() throws {
        let steps = try flow(
            """
            - collect: order
            - call: orders.look_up
              errors: { not_found: [] }
              failed: []
            """
        ).steps
        guard case .call(let call) = steps[1].kind else {
            Issue.record("\(steps)")
            return
        }
        #expect(call.next == nil)
        #expect(call.errors.keys.sorted() == ["not_found"] && call.errors["not_found"] == .some(.none))
        #expect(call.failed == 2)
        #expect(call.overLimit == nil)
        #expect(steps[2].kind == .end(outcome: "done"))
    }

    @Test func `a flow knows the slots its steps fill, wherever they are declared`() throws {
        let flow = try flow("- collect: order\n- call: orders.look_up")
        #expect(Set(flow.slots.map(\.name)) == ["order", "refundable", "line", "bought"])
        #expect(flow.slots.first { $0.name == "line" }?.type == .result)
    }

    @Test func `every next step lies ahead, so a flow cannot go in circles by itself`() throws {
        let playbook = try #require(SoundPlaybook.load().playbook)
        for (index, step) in try #require(playbook.flows["refund"]).steps.enumerated() {
            switch step.kind {
            case .say(_, let next), .promise(_, _, let next), .collect(_, let next, _, _), .set(_, let next),
                .verify(_, let next), .require(_, _, let next, _), .link(_, let next), .confirm(_, let next, _):
                #expect(next ?? .max > index)
            case .when(_, let then, let otherwise):
                #expect(then ?? .max > index && otherwise ?? .max > index)
            case .offer(let offer):
                #expect(offer.next ?? .max > index)
            case .wait(let wait):
                #expect(wait.next ?? .max > index)
            case .call(let call):
                #expect(call.next ?? .max > index)
            case .escalate, .end: break
            }
        }
    }
}
