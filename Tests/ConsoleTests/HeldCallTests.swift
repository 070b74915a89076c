import Console
import PlaybookLoading
import Testing

/// Calls that wait for somebody's word, in talks.
@Suite struct HeldCallTests {
    private func report(_ text: String, waits: Bool = true) throws -> TalkReport {
        let refund = try #require(Finch.files["refund.yaml"])
        let waiting = refund.replacing(
            "    key: refund:{order}\n",
            with: """
                    key: refund:{order}
                    errors: { declined: [{ say: not_approved }, { end: refused }] }
                    over_limit: approval

                """
        ).replacing("  refund_done: Done.", with: "  refund_done: Done.\n  not_approved: They said no.")
        let actions = try #require(Finch.files["actions.yaml"]).replacing(
            "    irreversible: true", with: "    irreversible: true\n    over_limit: [402]\n    result_within: 2h")
        let files = ["refund.yaml": waits ? waiting : refund, "actions.yaml": actions, "talks/try.yaml": text]
        let loaded = Finch.loaded(files)
        let playbook = try #require(loaded.playbook, "\(loaded.diagnostics)")
        let talk = try #require(loaded.talks.first, "\(loaded.diagnostics)")
        return TalkRunner(playbook: playbook, listener: Finch.listener).run(talk)
    }

    private func talk(_ answers: String, _ end: String) -> String {
        """
        talk: Held
        calls:
          orders.look_up: { done: { amount: { $money: { minor: 4990, currency: GBP } } } }
          refunds.create: \(answers)
        turns:
          - user: refund
          - bot: ask_order
          - user: "10042"
          - bot: confirm_refund
          - press: "Yes"
        \(end)
        """
    }

    @Test func `somebody says yes, and the next answer is the result`() throws {
        let report = try report(
            talk(
                "[approval, done]",
                """
                  - bot: approval_asked
                  - approves: refunds.create
                  - bot: approved
                  - bot: refund_done
                  - ended: { refund: done }
                """))
        #expect(report.passed, "\(report.text())")
    }

    @Test func `somebody says no`() throws {
        let report = try report(
            talk(
                "approval",
                """
                  - bot: approval_asked
                  - declines: { refunds.create: too much }
                  - bot: not_approved
                  - ended: { refund: refused }
                """))
        #expect(report.passed, "\(report.text())")
    }

    @Test func `the provider accepts, and reports later`() throws {
        let report = try report(
            talk(
                "accepted",
                """
                  - bot: action_accepted
                  - after: 1h
                  - reports: { refunds.create: done }
                  - bot: refund_done
                """))
        #expect(report.passed, "\(report.text())")
    }

    @Test func `where the flow waits for nobody, it is over the limit`() throws {
        let report = try report(
            talk("approval", "  - bot: rest\n  - escalated: { reason: overLimit }"), waits: false)
        #expect(report.passed, "\(report.text())")
    }

    @Test(arguments: [
        ("done", "  - bot: rest\n  - approves: refunds.create", "approval"),
        ("approval", "  - bot: rest\n  - reports: { refunds.create: done }", "provider"),
    ]) func `a word that nothing waits for fails the talk`(_ answers: String, _ end: String, _ word: String) throws {
        let report = try report(talk(answers, end))
        #expect(report.failures.map(\.message) == ["no call of 'refunds.create' waits for a word (\(word))"])
    }

    @Test func `what is written is read again`() throws {
        let text = talk(
            "[approval, accepted]",
            "  - approves: refunds.create\n  - declines: { refunds.create: no }\n  - reports: { refunds.create: unknown }"
        )
        let talk = try Finch.talk(text)
        let again = try Finch.talk(TalkWriter.text(talk))
        #expect(again.turns.map(\.kind) == talk.turns.map(\.kind) && again.answers == talk.answers)
    }
}
