import Console
import PlaybookLoading
import PlaybookModel
import Testing
import Vocabulary

@Suite struct TalkTests {
    private func report(_ text: String) throws -> TalkReport {
        TalkRunner(playbook: try Finch.playbook(), listener: Finch.listener).run(try Finch.talk(text))
    }

    private static let whole = """
        talk: A refund
        \(Finch.lookedUp)
        turns:
          - bot: welcome
          - user: refund
          - bot: ask_order
          - user: "10042"
          - called: { orders.look_up: { order: "10042" } }
          - slots: { order: "10042", amount: { $money: { minor: 4990, currency: GBP } } }
          - bot: { say: confirm_refund, text: £49.90 }
          - press: "Yes"
          - called: { refunds.create: { order: "10042" } }
          - bot: refund_done
          - ended: { refund: done }
          - holder: bot
          - user: a person
          - bot: rest
          - escalated: { reason: asked, team: support }
          - holder: queue
          - agent: { joins: Ida }
          - bot: rest
          - holder: agent
          - agent: { resolves: done }
          - bot: rest
          - rates: 5
          - bot: rated
          - mood: { frustration: below 0.5 }
        """

    @Test func `a talk that goes as written passes`() throws {
        let report = try report(Self.whole)
        #expect(report.passed, "\(report.text())")
        #expect(report.turns == 24)
    }

    @Test(arguments: [
        ("- bot: ask_order", "- bot: no_such_order", "the bot said other lines than the talk names"),
        ("- bot: ask_order", "- bot: { say: ask_order, text: street }", "the bot said other lines than the talk names"),
        ("  - bot: refund_done\n", "", "the bot said other lines than the talk names"),
        (
            "- called: { refunds.create: { order: \"10042\" } }", "- called: { refunds.create: { order: \"9\" } }",
            "'refunds.create' was called with other arguments"
        ),
        (
            "- called: { orders.look_up: { order: \"10042\" } }", "- called: { refunds.create: {} }",
            "'refunds.create' was not called"
        ),
        ("- slots: { order: \"10042\"", "- slots: { order: 10042", "slots hold other values"),
        ("- press: \"Yes\"", "- press: Maybe", "there is no button 'Maybe'"),
        ("- ended: { refund: done }", "- ended: { refund: refused }", "'refund' did not end so"),
        ("- holder: bot", "- holder: queue", "somebody else holds the conversation"),
        ("reason: asked", "reason: frustrated", "it was escalated otherwise"),
        ("- rates: 5", "- agent: { says: Hello }", "this is refused: notYours"),
        ("below 0.5", "above 0.5", "the mood is another"),
    ]) func `what goes otherwise is told at its place`(_ old: String, _ new: String, _ message: String) throws {
        let text = Self.whole
        try #require(text.ranges(of: old).count == 1)
        let report = try report(text.replacing(old, with: new))
        let failure = try #require(report.failures.first { $0.message == message }, "\(report.text())")
        if new.hasPrefix("- called") || new.hasPrefix("- press") {
            let lines = text.replacing(old, with: new).split(separator: "\n", omittingEmptySubsequences: false)
            let line = try #require(lines.firstIndex { $0.contains(new) })
            #expect(failure.place.line == line + 1)
        }
    }

    @Test func `a difference shows what is missing and what is too much among what agrees`() throws {
        let report = try report(
            """
            talk: Wrong lines
            \(Finch.lookedUp)
            turns:
              - user: refund
              - bot: working
              - bot: ask_order
              - bot: refund_done
            """)
        #expect(
            report.failures.first?.difference == [
                "- bot: working", "  bot: ask_order \"What is the order number?\"", "- bot: refund_done",
            ])
    }

    @Test func `answers are taken in turn and the last one again`() throws {
        let report = try report(
            """
            talk: In turn
            calls:
              orders.look_up: [{ refused: not_found }, { done: { amount: { $money: { minor: 1, currency: GBP } } } }]
              refunds.create: done
            turns:
              - user: refund
              - bot: ask_order
              - user: "10042"
              - bot: no_such_order
              - ended: { refund: refused }
              - user: refund
              - bot: ask_order
              - user: "10043"
              - bot: { say: confirm_refund, text: £0.01 }
            """)
        #expect(report.passed, "\(report.text())")
    }

    @Test func `a call the talk is silent about fails it`() throws {
        let report = try report(
            "talk: Silent\nturns: [{ user: refund }, { bot: any }, { user: \"10042\" }, { bot: rest }]")
        #expect(report.failures.map(\.message) == ["the talk says nothing of what 'orders.look_up' answers"])
    }

    @Test func `time passes on the virtual clock and timers go off in it`() throws {
        let report = try report(
            """
            talk: Waiting
            turns:
              - user: refund
              - bot: ask_order
              - after: 9m
              - after: 2m
              - bot: ask_order
            """)
        #expect(report.passed, "\(report.text())")
    }

    @Test func `JUnit counts the talks and carries what went wrong, escaped`() throws {
        let good = try report(Self.whole)
        let bad = try report("talk: '<&\"'\nturns: [{ user: refund }, { bot: { text: <tag> } }]")
        let xml = JUnit.xml([good, bad])
        #expect(xml.contains("tests=\"2\" failures=\"1\""))
        #expect(xml.contains("name=\"&lt;&amp;&quot;\""))
        #expect(xml.contains("- bot: a line with &quot;&lt;tag&gt;&quot;"))
        #expect(!xml.contains("<tag>"))
    }

    @Test func `trying talks says how many went as written and fails when one did not`() throws {
        let machine = try Finch.machine()
        let good = try Finch.talk(Self.whole)
        let bad = try Finch.talk("talk: Bad\nturns: [{ user: refund }]")
        let passed = TryCommand.run([good], machine: machine, listener: Finch.listener)
        #expect(passed.result.exitCode == 0)
        #expect(passed.result.output.hasSuffix("1 talk, all as written"))
        let failed = TryCommand.run([good, bad], machine: machine, listener: Finch.listener)
        #expect(failed.result.exitCode == 1)
        #expect(failed.result.output.hasSuffix("1 of 2 talks went otherwise"))
        #expect(failed.result.output.contains("+ bot: ask_order"))
    }
}

/// What the back end does on cue, and how the visitor came.
@Suite struct TalkSettingTests {
    private func report(_ text: String) throws -> TalkReport {
        let files = [
            "refund.yaml": try #require(
                Finch.files["refund.yaml"]?
                    .replacing(
                        "    errors: { not_found",
                        with: "    within: 30s\n    timeout: [ { say: late }, { end: late } ]\n    errors: { not_found"
                    )
                    .replacing(
                        "flow:\n",
                        with:
                            "flow:\n  - when: channel() == \"phone\"\n    then: [ { say: by_phone }, { end: phone } ]\n"
                    )
                    .replacing("say:\n  ask_order", with: "say:\n  late: Too late.\n  by_phone: Call us.\n  ask_order"))
        ]
        let loaded = Finch.loaded(files.merging(["talks/try.yaml": text]) { $1 })
        let talk = try #require(loaded.talks.first, "\(loaded.diagnostics)")
        return TalkRunner(machine: try Finch.machine(files), listener: Finch.listener).run(talk)
    }

    @Test func `an answer that never comes lets time run out`() throws {
        let report = try report(
            """
            talk: Timeout
            calls: { orders.look_up: timeout }
            turns:
              - user: refund
              - bot: ask_order
              - user: "10042"
              - called: { orders.look_up: { order: "10042" } }
              - after: 31s
              - bot: late
              - ended: { refund: late }
            """)
        #expect(report.passed, "\(report.text())")
    }

    @Test func `the back end changes its answers in the middle of a talk, and fails the call it is told to`() throws {
        let report = try report(
            """
            talk: In the middle
            calls: { orders.look_up: [{ refused: not_found }, { refused: not_found }, timeout] }
            turns:
              - user: refund
              - bot: ask_order
              - user: "10042"
              - bot: no_such_order
              - user: refund
              - bot: ask_order
              - calls: { orders.look_up: unknown }
              - user: "10042"
              - bot: late
              - ended: { refund: late }
            """)
        #expect(report.passed, "\(report.text())")
    }

    @Test func `a talk comes on the channel it names`() throws {
        let report = try report(
            "talk: Phone\nchannel: phone\nidentity: signed\ncontext: { plan: pro }\n"
                + "turns: [{ user: refund }, { bot: by_phone }, { ended: { refund: phone } }]")
        #expect(report.passed, "\(report.text())")
    }

    @Test(arguments: [
        ("a lost connection", "{ loses: connection }", "agent_lost", "queue", "agentLost"),
        ("another team", "{ passes_on: support }", "transferred", "queue", "transferred"),
    ])
    func `an agent goes and the queue has the visitor again`(
        name: String, move: String, line: String, holder: String, reason: String
    ) throws {
        let report = try report(
            """
            talk: \(name)
            turns:
              - user: a person
              - bot: handover
              - agent: { joins: Ida }
              - agent: \(move)
              - bot: \(line)
              - holder: \(holder)
              - escalated: { reason: \(reason), team: support }
            """)
        #expect(report.passed, "\(report.text())")
    }

    @Test func `a supervisor takes over, and from then on speaks`() throws {
        let report = try report(
            """
            talk: Taken over
            turns:
              - user: a person
              - bot: handover
              - agent: { joins: Ida }
              - agent: { notes: this one is angry }
              - agent: { takes_over: Nadia }
              - agent: { says: Hello }
              - agent: { resolves: done }
              - bot: rate
            """)
        #expect(report.passed, "\(report.text())")
    }

    @Test(arguments: [("left", "left_queue"), ("closed", "closed"), ("full", "queue_full")])
    func `who is out of the queue is with the bot`(way: String, line: String) throws {
        let report = try report(
            """
            talk: Out of the queue
            turns:
              - user: a person
              - bot: handover
              - queue: \(way)
              - bot: \(line)
              - holder: bot
              - books: 2h
              - bot: callback_booked
              - after: 2h
              - bot: handover
              - holder: queue
            """)
        #expect(report.passed, "\(report.text())")
    }

    @Test func `a turn that fails calls a person`() throws {
        let report = try report(
            """
            talk: A fault of ours
            turns:
              - fails: refund
              - bot: fault
              - bot: handover
              - escalated: { reason: fault }
            """)
        #expect(report.passed, "\(report.text())")
    }

    @Test(arguments: [
        ("agent: { loses: patience }", "patience"), ("queue: gone", "gone"), ("agent: { passes_on: nobody }", "nobody"),
        ("agent: { joins: Ida, says: Hello }", "one thing at a time"),
    ])
    func `a cue that nobody knows is refused`(turn: String, word: String) {
        let loaded = Finch.loaded(["talks/try.yaml": "talk: A\nturns: [{ user: refund }, { \(turn) }]"])
        #expect(loaded.diagnostics.contains { $0.message.contains(word) }, "\(loaded.diagnostics)")
    }

    @Test func `the company writes first, and the recorder knows it for that`() throws {
        let report = try report(
            """
            talk: Written to
            turns:
              - user: hello
              - bot: rephrase
              - reaches: { say: no_such_order, with: { order: "10042" }, opens: refund }
              - bot: no_such_order
            """)
        #expect(report.passed, "\(report.text())")
        let faulty = Finch.loaded([
            "talks/try.yaml":
                "talk: A\nturns: [{ reaches: { say: no_such_line } }, { reaches: { say: handover, opens: no } }]"
        ])
        #expect(faulty.diagnostics.count { $0.message.contains("no_such_line") || $0.message.contains("'no'") } == 2)
    }
}
