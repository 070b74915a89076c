import Console
import PlaybookLoading
import Testing
import Vocabulary

/// Going back, forks, differences and failures on cue.
@Suite struct ReplPointTests {
    private func repl() throws -> Repl {
        let talk = try Finch.talk("talk: A\n\(Finch.lookedUp)\nturns: [{ user: hi }]")
        var repl = Repl(machine: try Finch.machine(), talks: [talk], now: Finch.start, listener: Finch.listener)
        _ = repl.begin()
        return repl
    }

    @Test func `an input is taken back with everything it did`() throws {
        var repl = try repl()
        _ = repl.take("refund")
        let before = repl.take(":events").text
        _ = repl.take("10042")
        #expect(repl.take(":back").text.contains("What is the order number?"))
        #expect(repl.take(":events").text == before)
        #expect(repl.take(":slots").text == "no slot is filled")
        #expect(repl.take("10042").text.contains("Refund £49.90 for order 10042?"))
        #expect(repl.take(":back 9").text == "there are 2 inputs to take back")
    }

    @Test func `time goes back, too`() throws {
        var repl = try repl()
        _ = repl.take(":time +3d")
        #expect(repl.take(":time").text == "2026-01-08 09:00:00 UTC")
        _ = repl.take(":back")
        #expect(repl.take(":time").text == "2026-01-05 09:00:00 UTC")
    }

    @Test func `a fork is a point to return to and to compare with`() throws {
        var repl = try repl()
        _ = repl.take("refund")
        #expect(repl.take(":fork asked").text.hasPrefix("Kept as asked"))
        _ = repl.take("10042")
        let difference = repl.take(":diff asked").text
        #expect(difference.contains("+ order     \"10042\""))
        #expect(difference.contains("- asks      for order, attempt 1"))
        #expect(difference.contains("+ asks      to confirm confirm_refund"))
        #expect(difference.contains("bot calls orders.look_up {order: \"10042\"}"))
        _ = repl.take(":back asked")
        #expect(repl.take(":diff asked").text == "nothing is otherwise")
        #expect(repl.take(":back nowhere").text == "no point 'nowhere'; kept are asked")
    }

    @Test func `a difference is that of the last input when nothing is named`() throws {
        var repl = try repl()
        #expect(repl.take(":diff").text == "there are 0 inputs to compare with")
        _ = repl.take("refund")
        let difference = repl.take(":diff").text
        #expect(difference.contains("+ flows     refund at refund.yaml:8, collect order"))
        #expect(!difference.contains("opened"))
    }

    @Test(arguments: [
        ("orders.look_up not_found", "Finch: There is no such order."),
        ("orders.look_up refused: not_found", "Finch: There is no such order."),
        ("orders.look_up unknown", "a person is called: actionUnknown"),
        ("orders.look_up timeout", "orders.look_up waits for"),
    ]) func `the next call fails as it is told, the one after it does not`(_ cue: String, _ shown: String) throws {
        var repl = try repl()
        #expect(repl.take(":fail \(cue)").text.hasPrefix("The next call of orders.look_up:"))
        _ = repl.take("refund")
        #expect(repl.take("10042").text.contains(shown))
        _ = repl.take(":restart")
        _ = repl.take("refund")
        #expect(repl.take("10042").text.contains("Refund £49.90"))
    }

    @Test func `failures queue up, and an action that is not there is named`() throws {
        var repl = try repl()
        #expect(repl.take(":fail orders.nothing").text.contains("no action 'orders.nothing': orders.look_up"))
        _ = repl.take(":fail orders.look_up not_found")
        #expect(repl.take(":fail orders.look_up overLimit").text.hasPrefix("The 2. next call"))
    }

    @Test func `a reload says what this conversation would do otherwise`() throws {
        var repl = try repl()
        _ = repl.take("refund")
        let files = [
            "refund.yaml": try #require(Finch.files["refund.yaml"]?.replacing("What is the order", with: "The"))
        ]
        let said = repl.reload(
            Finch.loaded(files), machine: try Finch.machine(files), listener: Finch.listener)
        #expect(said == "Reloaded. 1 decision of this conversation would be otherwise; :diff reload shows them.")
        let difference = repl.take(":diff reload").text
        #expect(difference.contains("ask_order: other words"))
        #expect(difference.contains("- What is the order number?"))
        #expect(difference.contains("+ The number?"))
    }

    @Test func `lines are completed by what makes sense here`() throws {
        var repl = try repl()
        #expect(repl.completions(of: ":sa") == [":save-test", ":save-example"])
        #expect(repl.completions(of: ":fail refunds.create ov") == [":fail refunds.create overLimit"])
        #expect(repl.completions(of: ":save-example p") == [":save-example person"])
        #expect(repl.completions(of: "refund") == [])
        _ = repl.take("refund")
        _ = repl.take("10042")
        #expect(repl.completions(of: ":press ") == [":press Yes", ":press No"])
    }
}
