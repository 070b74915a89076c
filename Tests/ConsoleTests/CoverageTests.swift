import Console
import PlaybookLoading
import PlaybookModel
import Testing
import Vocabulary

@Suite struct CoverageTests {
    private static let asked = "talk: Asked\nturns: [{ user: refund }, { bot: ask_order }]"

    private func reached(_ talks: [String]) throws -> Reached {
        let runner = TalkRunner(machine: try Finch.machine(), listener: Finch.listener)
        return try talks.reduce(into: Reached()) { $0.formUnion(runner.run(try Finch.talk($1)).reached) }
    }

    @Test func `steps and responses that talks come past are counted by file`() throws {
        let coverage = Coverage(of: try Finch.playbook(), reached: try reached([Self.asked]))
        // The flow has a collect, two calls, a confirmation, a say, and the say and the end behind not_found.
        #expect(coverage.steps.reached == 1)
        #expect(coverage.steps.all == 7)
        // The greeting and the question.
        #expect(coverage.responses.reached == 2)
        let text = coverage.text()
        #expect(text.contains("refund.yaml     1/7 14 %        1/4 25 %"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }

    @Test func `what no talk reaches is listed with its place`() throws {
        let coverage = Coverage(of: try Finch.playbook(), reached: try reached([Self.asked]))
        #expect(coverage.gaps.contains { $0.words == "call orders.look_up" && $0.place.line == 9 })
        #expect(coverage.gaps.contains { $0.words == "response no_such_order" })
        #expect(!coverage.gaps.contains { $0.words == "collect order" })
    }

    @Test func `another talk reaches more, and the share asked for decides the exit code`() throws {
        let talks = [
            try Finch.talk(Self.asked),
            try Finch.talk(
                """
                talk: No such order
                calls: { orders.look_up: { refused: not_found } }
                turns: [{ user: refund }, { bot: ask_order }, { user: "10042" }, { bot: no_such_order }]
                """),
        ]
        func exitCode(_ share: Double) throws -> Int32 {
            TryCommand.run(
                talks, machine: try Finch.machine(), measure: TryCommand.Measure(isShown: false, atLeast: share),
                listener: Finch.listener
            ).result.exitCode
        }
        #expect(Coverage(of: try Finch.playbook(), reached: try reached([Self.asked])).steps.reached == 1)
        #expect(try exitCode(0.05) == 0)
        #expect(try exitCode(0.95) == 1)
    }

    @Test func `coverage is told only when it is asked for`() throws {
        let talk = try Finch.talk(Self.asked)
        let machine = try Finch.machine()
        #expect(!TryCommand.run([talk], machine: machine, listener: Finch.listener).result.output.contains("coverage"))
        let shown = TryCommand.run(
            [talk], machine: machine, measure: TryCommand.Measure(isShown: true, atLeast: nil),
            listener: Finch.listener)
        #expect(shown.result.output.contains("no talk reaches:"))
        #expect(shown.result.exitCode == 0)
    }
}
