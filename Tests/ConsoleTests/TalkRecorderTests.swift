import Console
import Dialog
import PlaybookLoading
import PlaybookModel
import Synchronization
import Testing
import Vocabulary

/// A conversation saved as a talk.
@Suite struct TalkRecorderTests {
    /// A folder in memory.
    private final class Folder: Sendable {
        let files = Mutex<[String: String]>(Finch.files)

        var access: Repl.Files {
            Repl.Files(
                read: { path in self.files.withLock { $0[path] } },
                write: { path, text in
                    self.files.withLock { $0[path] = text }
                    return nil
                })
        }
    }

    private func repl(in folder: Folder) throws -> Repl {
        let talk = try Finch.talk("talk: A\n\(Finch.lookedUp)\nturns: [{ user: hi }]")
        return Repl(
            machine: try Finch.machine(), talks: [talk], now: Finch.start + TimeSpan(milliseconds: 250),
            files: folder.access, listener: Finch.listener)
    }

    private static let lines = [
        "refund", ":time +11m", "10042", ":press yes", "hello, \"you\": #1", "a person", ":as agent Ida",
        "It is on its way", ":resolve done", ":rate 5",
    ]

    @Test func `a conversation saved at the prompt is a talk that loads and passes`() throws {
        let folder = Folder()
        var repl = try repl(in: folder)
        _ = repl.begin()
        for line in Self.lines { _ = repl.take(line) }
        #expect(repl.take(":save-test back_and_forth A refund and a person").text.contains("it passes"))
        let text = try #require(folder.files.withLock { $0["talks/back_and_forth.yaml"] })
        let talk = try Finch.talk(text)
        #expect(talk.title == "A refund and a person")
        let report = TalkRunner(machine: try Finch.machine(), listener: Finch.listener).run(talk)
        #expect(report.passed, "\(text)\n\(report.text())")
        for expected in [
            "- user: refund", "- after: 10m", "- after: 1m", "- press: \"Yes\"", "- bot: confirm_refund",
            "- slots: { order: \"10042\" }",
            "- agent: { joins: Ida }", "- rates: 5", "- ended: { refund: done }",
            "- called: { refunds.create: { amount: { $money: { minor: 4990, currency: GBP } }, order: \"10042\" } }",
        ] {
            #expect(text.contains(expected), "\(expected) is not in\n\(text)")
        }
    }

    private struct Nobody: RehearsedBackEnd {
        mutating func answer(_ call: ActionCall) -> ActionResult? { nil }
    }

    @Test func `what people of the company do is in the talk that is recorded`() throws {
        var rehearsal = Rehearsal(machine: try Finch.machine(), now: Finch.start)
        var nobody = Nobody()
        let opening = Opening(visitor: "v", channel: "talk", playbook: "v1", locale: "en-GB", context: [:])
        let inputs: [DialogInput] = [
            .opened(opening),
            .visitorSaid(text: "a person", choice: nil, interpretation: Finch.understand("a person")),
            .agentClaimed("ida", displayName: "Ida"), .agentNoted("ida", text: "read it all"),
            .takenOver("nadia", displayName: "Nadia"), .transferred("nadia", to: "support", note: ""),
            .agentClaimed("ida", displayName: "Ida"), .agentLost("ida"), .leftQueue(.full(callbacks: [])),
            .callbackBooked(at: Finch.start + .hours(2)), .turnFailed(text: "refund", choice: nil, reason: "?"),
        ]
        for input in inputs { #expect(rehearsal.take(input, backEnd: &nobody) == nil) }
        let recorder = TalkRecorder(rehearsal.log, title: "People", file: "people.yaml")
        let text = TalkWriter.text(recorder.talk)
        for cue in [
            "agent: { joins: Ida }", "agent: { notes: \"read it all\" }", "agent: { takes_over: Nadia }",
            "agent: { passes_on: support }", "agent: { loses: connection }", "queue: full", "books: 2h",
            "fails: refund",
        ] { #expect(text.contains("- \(cue)\n"), "\(cue) is not in\n\(text)") }
        #expect(recorder.left.isEmpty)
        let report = TalkRunner(machine: try Finch.machine(), listener: Finch.listener).run(try Finch.talk(text))
        #expect(report.passed, "\(text)\n\(report.text())")
    }

    @Test func `a talk written and read again is the same talk`() throws {
        let text = """
            talk: "Everything: once"
            starts: 2026-02-01T10:00:00.500Z
            calls:
              orders.look_up:
                - { refused: not_found }
                - { done: { amount: { $money: { minor: 4990, currency: GBP } } } }
              refunds.create: unknown
            turns:
              - user: "yes"
              - bot: { say: ask_order, text: "What, now: then?" }
              - bot: { text: "a # b" }
              - bot: any
              - press: "No"
              - after: 90s
              - returns: 3d
              - signal: { parcel_scanned: { order: "10042" } }
              - agent: { hands_back: "all done, thanks" }
              - agent: { notes: "call: later" }
              - agent: { passes_on: support }
              - agent: { takes_over: Nadia }
              - agent: { loses: connection }
              - queue: closed
              - books: 2h
              - fails: "no: really"
              - called: { orders.look_up: { order: "10042" } }
              - slots: { order: "true", amount: null }
              - ended: { refund: done }
              - holder: queue
              - escalated: { reason: asked, team: support }
              - mood: { frustration: below 0.5 }
              - rates: 3
              - bot: rest
            """
        let talk = try Finch.talk(text)
        let again = try Finch.talk(TalkWriter.text(talk))
        #expect(again.turns.map(\.kind) == talk.turns.map(\.kind), "\(TalkWriter.text(talk))")
        #expect(again.answers == talk.answers)
        #expect(again.starts == talk.starts)
        #expect(again.title == talk.title)
    }

    @Test func `no file is overwritten, and nothing is saved before something was said`() throws {
        let folder = Folder()
        var repl = try repl(in: folder)
        _ = repl.begin()
        #expect(repl.take(":save-test a").text == "nothing was said yet")
        _ = repl.take("refund")
        #expect(repl.take(":save-test a").text == "Saved as talks/a.yaml; it passes.")
        #expect(repl.take(":save-test a").text.contains("is there already"))
        #expect(repl.take(":save-test ./refund.yaml").text == "Saved as ./refund.yaml; it passes.")
    }

    @Test func `the last message becomes an example of its intent, without what is personal in it`() throws {
        let folder = Folder()
        folder.files.withLock { files in
            files["refund.yaml"] = """
                intent: refund
                examples:
                  - refund
                  # a note
                  - a long one
                    that goes on
                slots:
                  order: { type: order_number, ask: ask_order }
                """
        }
        var repl = try repl(in: folder)
        _ = repl.begin()
        _ = repl.take("money for 10077, me@home.org: now")
        #expect(repl.take(":save-example").text.contains("was taken for no intent"))
        #expect(repl.take(":save-example nonsense").text == "no intent 'nonsense'")
        #expect(
            repl.take(":save-example refund").text.contains("\"money for 12345, someone@example.com: now\""))
        let text = try #require(folder.files.withLock { $0["refund.yaml"] })
        #expect(
            text.contains(
                "    that goes on\n  - \"money for 12345, someone@example.com: now\"\nslots:"), "\(text)")
        _ = repl.take("money back")
        #expect(repl.take(":save-example").text == "\"money back\" is an example of refund already.")
    }

    @Test func `examples in one line are left to the author`() throws {
        let folder = Folder()
        var repl = try repl(in: folder)
        _ = repl.begin()
        _ = repl.take("I want it back")
        #expect(repl.take(":save-example refund").text.contains("by hand"))
        #expect(folder.files.withLock { $0["refund.yaml"] } == Finch.files["refund.yaml"])
    }
}
