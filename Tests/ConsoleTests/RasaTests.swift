import Console
import PlaybookLoading
import PlaybookModel
import Testing
import Vocabulary

/// Files of Rasa's end-to-end tests.
@Suite struct RasaTests {
    private func run(_ text: String) throws -> [TalkReport] {
        let cases = try RasaTestReader.cases(in: text, file: "e2e.yml").get()
        let result = TryCommand.run([], cases: cases, machine: try Finch.machine(), listener: Finch.listener)
        #expect(result.result.output.contains("talk"))
        return cases.map { reports($0) }
    }

    private func reports(_ test: RasaCase) -> TalkReport {
        guard let machine = try? Finch.machine() else {
            return TalkReport(title: "", file: "", failures: [], transcript: [], turns: 0, seconds: 0)
        }
        return RasaCaseRunner(machine: machine, listener: Finch.listener).run(test)
    }

    private static let stubs = """
        stub_custom_actions:
          action_orders.look_up:
            events:
              - { event: slot, name: amount, value: 49.9 }
            responses: []
          refunds.create: { events: [], responses: [] }
        """

    @Test func `steps with user, bot, utter and slots pass where the bot does as they say`() throws {
        let reports = try run(
            """
            fixtures:
              - known: [ { order: "10042" } ]
            \(Self.stubs)
            test_cases:
              - test_case: asks for the order
                steps:
                  - user: refund
                  - utter: utter_ask_order
                  - slot_was_not_set: [ order ]
                  - user: /SetSlots(order=10042)
                  - slot_was_set: [ order: "10042", amount ]
                  - utter: confirm_refund
              - test_case: knows the order
                fixtures: [ known ]
                steps:
                  - user: money back
                  - bot: "Refund 49.9 for order 10042?"
                  - slot_was_set: [ order ]
            """)
        #expect(reports.count == 2)
        #expect(reports.filter { !$0.passed }.isEmpty, "\(reports.map { $0.text() })")
        #expect(reports[0].file == "e2e.yml")
    }

    @Test func `assertions look at everything the message caused`() throws {
        let reports = try run(
            """
            \(Self.stubs)
            test_cases:
              - test_case: assertions
                steps:
                  - user: refund
                    assertions:
                      - flow_started: refund
                      - bot_uttered: { utter_name: utter_ask_order, text_matches: "order n.mber" }
                      - bot_did_not_utter: { utter_name: utter_refund_done }
                      - slot_was_not_set: [ { name: order } ]
                  - user: "10042"
                    assertions:
                      - action_executed: orders.look_up
                      - slot_was_set: [ { name: order, value: "10042" } ]
                      - bot_uttered: { buttons: [ { title: "Yes" }, { title: "No" } ] }
            """)
        #expect(reports[0].passed, "\(reports[0].text())")
    }

    @Test(arguments: [
        ("- bot: Hello", "the bot does not say this"),
        ("- utter: utter_refund_done", "the bot does not say this"),
        ("- utter: utter_nothing", "there is no response 'utter_nothing' in this playbook"),
        ("- slot_was_set: [ order ]", "slots hold other values"),
        ("- slot_was_set: [ nothing ]", "there is no slot 'nothing' in this playbook"),
        ("- assertions: [ { flow_completed: { flow_id: refund } } ]", "'refund' was not completed"),
        ("- assertions: [ { flow_started: nothing } ]", "there is no flow 'nothing' in this playbook"),
        ("- assertions: [ { action_executed: orders.look_up } ]", "'orders.look_up' was not called"),
        ("- assertions: [ { bot_uttered: { text_matches: '^Hello$' } } ]", "no line of the bot is like this"),
        ("- assertions: [ { bot_did_not_utter: { utter_name: ask_order } } ]", "the bot says what it should not"),
        ("- assertions: [ { pattern_clarification_contains: [ refund ] } ]", "the bot did not ask which"),
    ]) func `what goes otherwise is told with its line`(_ step: String, _ message: String) throws {
        let reports = try run("test_cases:\n  - test_case: t\n    steps:\n      - user: refund\n      \(step)")
        #expect(reports[0].failures.map(\.message) == [message], "\(reports[0].text())")
        #expect(reports[0].failures[0].place.line == 5)
        #expect(reports[0].failures[0].after == "user: refund")
    }

    @Test(arguments: [
        "- assertions: [ { generative_response_is_relevant: { threshold: 0.9 } } ]",
        "- assertions: [ { flow_completed: { flow_id: refund, flow_step_id: s } } ]",
        "- metadata: location", "- intent: refund", "- user: /SetSlots(a=1, b=2)", "- assertion_order_enabled: true",
        "- assertions: [ { bot_uttered: { utter_name: ask_order, source: x } } ]", "- just text",
    ]) func `what has no counterpart fails and says so`(_ step: String) throws {
        let reports = try run("test_cases:\n  - test_case: t\n    steps:\n      - user: refund\n      \(step)")
        #expect(!reports[0].passed)
        #expect(
            reports[0].failures.contains { $0.message.contains("counterpart") || $0.message.contains("not a mapping") },
            "\(reports[0].text())")
    }

    @Test func `an action without a stub, a fixture without a slot and a missing fixture are told`() throws {
        let reports = try run(
            """
            fixtures: [ { known: [ { planet: Mars } ] } ]
            test_cases:
              - test_case: t
                fixtures: [ known, unknown ]
                metadata: place
                steps: [ { user: refund }, { user: "10042" } ]
            """)
        let messages = reports[0].failures.map(\.message)
        #expect(messages.contains("there is no slot 'planet' that the fixtures could fill"))
        #expect(messages.contains("fixture 'unknown' is not in the file has no counterpart, so this is not checked"))
        #expect(messages.contains("metadata 'place' has no counterpart, so this is not checked"))
        #expect(messages.contains("no stub says what 'orders.look_up' answers"))
    }

    @Test func `a talk is not taken for such a file, and one that is no YAML is told`() throws {
        #expect(RasaTestReader.reads("fixtures: []\ntest_cases:\n  - test_case: t"))
        #expect(!RasaTestReader.reads("talk: test_cases: no\nturns: []"))
        #expect(throws: RasaTestFault.self) { try RasaTestReader.cases(in: "test_cases: [", file: "e.yml").get() }
        #expect(throws: RasaTestFault.self) { try RasaTestReader.cases(in: "", file: "e.yml").get() }
        #expect(try RasaTestReader.cases(in: "test_cases: 7", file: "e.yml").get().isEmpty)
    }
}
