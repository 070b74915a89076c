import Console
import Dialog
import PlaybookModel
import Testing
import Vocabulary

/// Recorded dialogs: how they are read, and what is made of them.
@Suite struct DialogEvaluationTests {
    private static let star = """
        {"id": 1, "task": "refund", "happy": true, "ev": [{"u": "hello there"}, {"w": "Hello", "act": "hello"}, \
        {"u": "money back"}, {"w": "Which order?", "act": "ask_order"}, {"u": "10042"}, \
        {"q": "orders_look_up", "c": {"Order": "\\"10042\\""}}, {"r": {"amount": 5}}, {"u": "thanks"}]}
        """

    private static func dialogs(_ text: String) throws -> [RecordedDialog] {
        try RecordedDialogReader().dialogs(of: text)
    }

    private static func evaluation(
        _ mode: DialogEvaluation.Mode, _ test: [RecordedDialog], train: [RecordedDialog]? = nil
    ) throws -> DialogEvaluation {
        DialogEvaluation(
            mode, machine: try Finch.machine(), listener: Finch.listener, train: train ?? test, test: test)
    }

    // MARK: Reading

    @Test func `both shapes of recordings are read`() throws {
        let first = try #require(try Self.dialogs(Self.star).first)
        #expect(first.id == "1")
        #expect(first.task == "refund")
        #expect(first.customerTurns == ["hello there", "money back", "10042", "thanks"])
        #expect(first.actions.map(\.name) == ["orders_look_up"])
        let second = try #require(
            try Self.dialogs(
                """
                {"id": "a", "flow": "refund", "turns": [{"by": "customer", "text": "hi"}, {"by": "agent", "text": "Hi"}, \
                {"by": "action", "text": "", "action": "verify", "values": ["ada", 12]}]}
                """
            ).first)
        #expect(second.isHappy == nil)
        #expect(second.actions.first?.arguments.flatMap(\.values) == [PlainValue("ada"), PlainValue("12")])
    }

    @Test(
        arguments: [
            ("\n\nnonsense", 3, "no JSON object"),
            ("{\"id\": 1, \"task\": \"t\"}", 1, "'ev'"),
            ("{\"task\": \"t\", \"ev\": []}", 1, "'id'"),
            ("{\"id\": 1, \"task\": \"t\", \"ev\": [{\"u\": \"a\"}, {\"z\": 1}]}", 1, "entry 2"),
            ("{\"id\": 1, \"flow\": \"t\", \"turns\": [{\"by\": \"dog\"}]}", 1, "entry 1"),
            ("", 1, "no dialog"),
        ])
    func `a line that is no dialog is named with its place`(text: String, line: Int, words: String) throws {
        let fault = #expect(throws: RecordedDialogFault.self) { try Self.dialogs(text) }
        #expect(fault?.line == line)
        #expect(fault?.message.contains(words) == true, "\(fault?.message ?? "")")
    }

    @Test func `lines may end as on Windows`() throws {
        #expect(try Self.dialogs(Self.star + "\r\n\r\n" + Self.star + "\r\n").count == 2)
        let lines = "{\"text\":\"a\",\"intent\":\"b\"}\r\n{\"text\":\"c\",\"intent\":\"d\"}\r\n"
        let rows = try EvaluationRow.rows(of: lines)
        #expect(rows.map(\.text) == ["a", "c"])
    }

    @Test(
        arguments: [
            ("5 pm", "17:00"), ("5PM", "17:00"), ("05:00 p.m.", "5 pm"), ("12 am", "0:00"), ("12 pm", "12:00"),
            ("Jane  Doe ", "jane doe"), ("Dr. Johnson", "dr johnson"), ("O'Neil", "oneil"), ("9th", "9"),
        ])
    func `two ways to write a value are one value`(left: String, right: String) {
        #expect(PlainValue(left) == PlainValue(right))
    }

    @Test func `notations of queries are taken off, and a choice among several is any of them`() throws {
        let text = """
            {"id": 1, "task": "t", "ev": [{"q": "x", "c": {"A": "api.is_equal_to(\\"Sunday\\")", "B": "null", "C": "7402", \
            "D": "api.is_one_of([\\"Uber\\",\\"Lyft\\"])", "E": "api.is_at_most(5)"}}]}
            """
        let arguments = try #require(try Self.dialogs(text).first?.actions.first).arguments
        #expect(arguments.map(\.name) == ["A", "C", "D", "E"])
        let values = [["Sunday"], ["7402"], ["Uber", "Lyft"], ["5"]].map { list in list.map { PlainValue($0) } }
        #expect(arguments.map(\.values) == values)
    }

    @Test func `the dialogs held apart are the same every time, and none is in both parts`() {
        let dialogs = (0..<1_000).map { RecordedDialog(id: "\($0)", task: "t", isHappy: nil, turns: []) }
        let split = DialogSplit(dialogs, oneIn: 5)
        #expect(Set(split.train.map(\.id)).isDisjoint(with: split.dev.map(\.id)))
        #expect(split.train.count + split.dev.count == 1_000)
        #expect((150...250).contains(split.dev.count))
        #expect(DialogSplit(dialogs.reversed(), oneIn: 5).dev.map(\.id) == split.dev.map(\.id).reversed())
    }

    @Test func `opening lines become phrases, greetings and lines of many tasks do not`() throws {
        let playbook = try Finch.playbook()
        let opened = ["hi", "hello to you all", "I want all of it back"]
        let dialogs = ["refund", "b", "c"].map { task in
            RecordedDialog(id: task, task: IntentName(task), isHappy: nil, turns: opened.map { .customer($0) })
        }
        let single = RecordedDialog(
            id: "x", task: "refund", isHappy: nil, turns: [.customer("hello"), .customer("pay me back at once")])
        let taught = OpeningLines(dialogs + [single]).teaching(playbook)
        let before = Set(playbook.intent("refund")?.examples.map(\.text) ?? [])
        #expect(Set(taught.intent("refund")?.examples.map(\.text) ?? []).subtracting(before) == ["pay me back at once"])
    }

    // MARK: Scoring

    @Test func `the flow chosen is counted after each turn`() throws {
        let result = try Self.evaluation(.intent, try Self.dialogs(Self.star)).run()
        #expect(result.taskShare(afterTurns: 1) == 0)
        #expect(result.taskShare(afterTurns: 2) == 1)
        #expect(result.taskShare(afterTurns: 3) == 1)
    }

    @Test func `what the recorded person asked for is known at their action`() throws {
        let result = try Self.evaluation(.track, try Self.dialogs(Self.star)).run()
        #expect(result.slotShare == 1)
        #expect(result.wholeShare == 1)
    }

    @Test func `another value than the recorded one counts as wrong, and none as missed`() throws {
        let train = try Self.dialogs(Self.star)
        let wrong = try Self.dialogs(Self.star.replacing("{\"u\": \"10042\"}", with: "{\"u\": \"10043\"}"))
        let missed = try Self.dialogs(Self.star.replacing("{\"u\": \"10042\"}", with: "{\"u\": \"no idea\"}"))
        let one = try Self.evaluation(.track, wrong, train: train).run()
        #expect(one.slotShare == 0)
        #expect(DialogReport(one).json.contains("\"slot_wrong\":1"))
        let other = try Self.evaluation(.track, missed, train: train).run()
        #expect(other.slotShare == 0)
        #expect(DialogReport(other).json.contains("\"slot_wrong\":0"))
    }

    @Test func `arguments in free words can be left out`() throws {
        let text = Self.star.replacing("\"Order\":", with: "\"Why\": \"because\", \"Order\":")
        var evaluation = try Self.evaluation(.track, try Self.dialogs(text))
        #expect(evaluation.run().wholeShare == 0)
        evaluation.leftOut = ["why"]
        #expect(evaluation.run().wholeShare == 1)
    }

    @Test func `the machine asks, the recorded customer answers in its own words`() throws {
        let result = try Self.evaluation(.live, try Self.dialogs(Self.star)).run()
        #expect(result.slotShare == 1)
        #expect(DialogReport(result).text.contains("right last call: 1.000"))
    }
}
