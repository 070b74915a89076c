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

    // MARK: Steps with ways of their own

    @Test func `several slots are asked for by one question`() throws {
        let kinds = try flow("- collect: [order, email]\n  ask: first\n- say: second").steps.map(\.kind)
        #expect(
            kinds == [.collect("order", next: 1, ask: "first"), .collect("email", next: 2), .say("second", next: nil)])
    }

    @Test func `a question nobody answers and a call nobody answers have ways of their own`() throws {
        let kinds = try flow(
            "- collect: order\n  unanswered: { end: gave_up }\n- call: orders.look_up\n  within: 20s\n  timeout: { say: second }"
        ).steps.map(\.kind)
        #expect(kinds[0] == .collect("order", next: 2, unanswered: 1))
        guard case .call(let call) = kinds[2] else { return #expect(Bool(false), "\(kinds)") }
        #expect(call.timeout == 3 && call.within == .seconds(20))
    }

    @Test func `a wait has an end, a signal and a way for what did not come`() throws {
        let kinds = try flow(
            "- wait: { signal: parcel_scanned, for: 7d }\n  meanwhile: first\n  expired: { end: lost }\n- wait: 2h"
        ).steps.map(\.kind)
        let first = WaitStep(
            end: .after(.days(7)), signal: "parcel_scanned", meanwhile: "first", next: 2, expired: 1)
        #expect(kinds[0] == .wait(first))
        #expect(
            kinds[2] == .wait(WaitStep(end: .after(.hours(2)), signal: nil, meanwhile: nil, next: nil, expired: nil)))
    }

    @Test func `who does not fit a need never passes it`() throws {
        let kinds = try flow(
            "- require: { hours: open, otherwise: { say: first } }\n- require: { identity: signed }\n- say: second"
        ).steps.map(\.kind)
        #expect(kinds[0] == .when(.call(.openNow, []), then: 3, otherwise: 1))
        #expect(kinds[1...2] == [.say("first", next: 2), .end(outcome: "refused")])
        #expect(kinds[3] == .require(.signed, by: nil, next: 4, otherwise: nil))
    }

    @Test func `a list to pick from and a promise`() throws {
        let kinds = try flow(
            "- collect: order\n- call: orders.look_up\n- offer: first\n  from: line\n  into: email\n  value: number\n"
                + "  label: [number, item]\n  none: { end: nothing }\n- promise: second\n  until: add_days(bought, 3)"
        ).steps.map(\.kind)
        let offer = OfferStep(
            response: "first", from: .slot("line", fields: []), slot: "email", value: "number",
            label: ["number", "item"], next: 4, none: 3)
        #expect(kinds[2] == .offer(offer))
        let until = Expression.call(.addDays, [.slot("bought", fields: []), .literal(.integer(3))])
        #expect(kinds[4] == .promise("second", until: until, next: nil))
    }
}
