import Actions
import Foundation
import Gateway
import PlaybookModel
import Switchboard
import TestSupport
import Testing
import Vocabulary

/// Rasa's action-server protocol: the wire with a provider of our own, the whole with Rasa's own kit.
struct ActionServerTests {
    private static let outputs: [SlotName: Action.Output] = [
        "eta": Action.Output(path: ["slots", "eta"], kind: .json),
        "words": Action.Output(path: ["text"], kind: .json),
        "picked": Action.Output(path: ["buttons", "0", "title"], kind: .json),
    ]

    private func action(
        _ address: String, _ name: String = "action_eta", method: Action.Method = .get,
        errors: [String: String] = ["rejected": "not_now"]
    ) -> Action {
        .sample(
            method, inputs: [Action.Input(name: "order", required: true)], url: [.text(address + "/webhook")],
            outputs: Self.outputs, errors: errors, timeout: .seconds(20), carrier: .actionServer(action: name),
            honoursKeys: false)
    }

    private func attempt(_ action: Action, facts: ConversationFacts? = nil) async -> ActionAttempt {
        let actions = HTTPActions(actions: { _ in action }, environment: { _ in nil }, facts: { _ in facts })
        return await actions.perform(.sample(["order": .text("10042")]), attempt: 1)
    }

    @Test func `the tracker holds what the conversation knows`() async throws {
        let facts = ConversationFacts(
            latestText: "where is it", intents: [Scored("order_status", confidence: 0.9)],
            slots: ["locale": .text("en"), "order": .text("old")],
            lines: [ConversationFacts.Line(isVisitors: true, text: "hi", at: Timestamp(milliseconds: 1_500))])
        let body = try await TestProvider.with({ _, _ in .json(#"{"events":[],"responses":[]}"#) }) { provider in
            _ = await attempt(action(provider.address), facts: facts)
            #expect(provider.asked.map(\.path) == ["/webhook"])
            #expect(provider.asked.map(\.method) == ["POST"])
            return provider.asked.first?.body ?? []
        }
        let sent = try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
        let tracker = try #require(sent["tracker"] as? [String: Any])
        let slots = try #require(tracker["slots"] as? [String: String])
        let latest = try #require(tracker["latest_message"] as? [String: Any])
        #expect(sent["next_action"] as? String == "action_eta")
        #expect(sent["sender_id"] as? String == "c")
        #expect(slots == ["order": "10042", "locale": "en"])
        #expect(latest["text"] as? String == "where is it")
        #expect((latest["intent"] as? [String: Any])?["name"] as? String == "order_status")
        #expect((tracker["events"] as? [[String: Any]])?.first?["event"] as? String == "user")
        #expect(sent["domain"] is [String: Any])
    }

    @Test func `events set slots, responses are words and buttons`() async throws {
        let answer = """
            {"events":[{"event":"slot","name":"eta","value":"x"},{"event":"slot","name":"eta","value":"Friday"},
                       {"event":"followup","name":"action_listen"}],
             "responses":[{"text":"One.","buttons":[{"title":"Yes","payload":"/affirm"}],"custom":{}},{"text":"Two."}]}
            """
        let seen = try await TestProvider.with({ _, _ in .json(answer) }) { await attempt(action($0.address)) }
        let slots: [SlotName: SlotValue] = [
            "eta": .text("Friday"), "words": .text("One.\n\nTwo."), "picked": .text("Yes"),
        ]
        #expect(seen == .finished(.done(slots)))
    }

    @Test(arguments: [
        (400, #"{"action_name":"a","error":"no"}"#, ActionAttempt.finished(.refused(reason: "not_now"))),
        (400, #"{"error":"Invalid body request"}"#, .finished(.refused(reason: "failed"))),
        (404, #"{"action_name":"a","error":"none"}"#, .finished(.refused(reason: "failed"))),
        (449, #"{"action_name":"a","error":"domain"}"#, .finished(.refused(reason: "failed"))),
        (500, #"{"error":"boom","request_body":{}}"#, .again(error: "status 500", after: nil)),
    ])
    func `its refusals are told apart`(status: Int, body: String, expected: ActionAttempt) async throws {
        let seen = try await TestProvider.with({ _, _ in .json(body, status: status) }) {
            await attempt(action($0.address))
        }
        #expect(seen == expected)
    }

    @Test func `a write that ended in an error is unknown, since the server keeps no keys`() async throws {
        let seen = try await TestProvider.with({ _, _ in .status(500) }) {
            await attempt(action($0.address, method: .post))
        }
        #expect(seen.isLost)
    }

    @Test(.enabled(if: TestPython.has("rasa_sdk"), "needs rasa-sdk: set WARMLINE_TEST_PYTHON to a Python that has it"))
    func `Rasa's own action server works unchanged`() async throws {
        let server = try TestPython.serve(Self.server)
        defer { server.stop() }
        let address = "http://127.0.0.1:\(try server.port())"
        let facts = ConversationFacts(latestText: "where is my order", intents: [Scored("status", confidence: 0.8)])
        #expect(
            await attempt(action(address), facts: facts)
                == .finished(
                    .done([
                        "eta": .text("Friday"), "words": .text("Order 10042 comes on Friday (status)."),
                        "picked": .text("Thanks"),
                    ])))
        #expect(await attempt(action(address, "action_shut")) == .finished(.refused(reason: "not_now")))
        #expect(await attempt(action(address, "action_nobody_wrote")) == .finished(.refused(reason: "failed")))
        #expect(await attempt(action(address, "action_broken")).isAgain)
        #expect(await attempt(action(address, "action_broken", method: .post)).isLost)
    }

    private static let server = """
        import socket
        from rasa_sdk import Action
        from rasa_sdk.endpoint import create_app
        from rasa_sdk.events import SlotSet
        from rasa_sdk.executor import ActionExecutor
        from rasa_sdk.interfaces import ActionExecutionRejection

        class Eta(Action):
            def name(self): return "action_eta"
            def run(self, dispatcher, tracker, domain):
                intent = tracker.latest_message["intent"]["name"]
                dispatcher.utter_message(
                    text=f"Order {tracker.get_slot('order')} comes on Friday ({intent}).",
                    buttons=[{"title": "Thanks", "payload": "/thanks"}])
                return [SlotSet("eta", "Friday")]

        class Shut(Action):
            def name(self): return "action_shut"
            def run(self, dispatcher, tracker, domain): raise ActionExecutionRejection(self.name(), "closed")

        class Broken(Action):
            def name(self): return "action_broken"
            def run(self, dispatcher, tracker, domain): raise ValueError("boom")

        executor = ActionExecutor()
        for action in (Eta, Shut, Broken): executor.register_action(action)
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        listener.listen(16)
        print(listener.getsockname()[1], flush=True)
        create_app(executor).run(sock=listener, single_process=True, motd=False, access_log=False)
        """
}
