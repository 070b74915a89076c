import Console
import Dialog
import PlaybookLoading
import PlaybookModel
import Testing
import Vocabulary

/// Recorded conversations against a playbook as it now is.
@Suite struct ReplayTests {
    /// Answers at once; what it does not know stays open.
    private struct Answers: RehearsedBackEnd {
        var answers: [ActionName: ActionResult] = [
            "orders.look_up": .done(["amount": .money(Money(minor: 4_990, currency: "GBP"))]),
            "refunds.create": .done([:]),
        ]

        mutating func answer(_ call: ActionCall) -> ActionResult? { answers[call.action] }
    }

    private enum Move {
        case say(String)
        case press(String, Choice)
        case pass(TimeSpan)
        case take(DialogInput)
    }

    private static let whole: [Move] = [
        .say("refund"), .pass(.minutes(11)), .say("gibberish"), .say("10042"), .press("Yes", .confirm(true)),
        .say("a person"), .take(.agentClaimed("ida", displayName: "Ida")), .take(.agentSaid("ida", text: "Hello")),
        .take(.agentNoted("ida", text: "a note")), .take(.handedBack("ida", note: "over")), .pass(.days(1)),
        .take(.returned(nil)), .say("a person"), .take(.agentClaimed("ida", displayName: "Ida")),
        .take(.agentLost("ida")), .take(.agentClaimed("bo", displayName: "Bo")),
        .take(.resolved("bo", outcome: "done")), .take(.rated(stars: 5, comment: "fine")), .say("money back"),
        .take(.visitorEnded), .say("a person"), .take(.agentClaimed("ida", displayName: "Ida")), .take(.visitorEnded),
        .say("money back"),
        .take(.turnFailed(text: "oops", choice: nil, reason: "broken")),
    ]

    private func log(_ moves: [Move], on machine: DialogMachine, answers: Answers = Answers()) -> [EventRecord] {
        var rehearsal = Rehearsal(machine: machine, conversation: "c-1", now: Finch.start)
        var backEnd = answers
        _ = rehearsal.take(
            .opened(Opening(visitor: "v", channel: "widget", playbook: "v1", locale: "en-GB", context: [:])),
            backEnd: &backEnd)
        for move in moves {
            switch move {
            case .say(let text):
                _ = rehearsal.take(
                    .visitorSaid(
                        text: text, choice: nil, interpretation: rehearsal.interpret(text, by: Finch.listener)),
                    backEnd: &backEnd)
            case .press(let text, let choice):
                _ = rehearsal.take(
                    .visitorSaid(
                        text: text, choice: choice, interpretation: rehearsal.interpret(text, by: Finch.listener)),
                    backEnd: &backEnd)
            case .pass(let span): rehearsal.pass(span, backEnd: &backEnd)
            case .take(let input): _ = rehearsal.take(input, backEnd: &backEnd)
            }
        }
        return rehearsal.log
    }

    private func outcome(
        _ moves: [Move], changed files: [String: String] = [:], listener: Listener? = Finch.listener
    ) throws -> Replay.Outcome {
        let log = log(moves, on: try Finch.machine())
        return Replay(machine: try Finch.machine(files), listener: listener).run(log, of: "c-1")
    }

    private func refund(replacing old: String, with new: String) throws -> [String: String] {
        let text = try #require(Finch.files["refund.yaml"])
        try #require(text.contains(old))
        return ["refund.yaml": text.replacing(old, with: new)]
    }

    @Test func `a conversation under the same playbook has no difference`() throws {
        let same = try outcome(Self.whole)
        #expect(same.differences.isEmpty, "\(same.differences)")
        #expect(same.passedOver == 0)
        #expect(same.turns >= Self.whole.count)
        #expect(same.decisions > 25)
    }

    @Test func `results that come late and calls that stay open make no difference`() throws {
        let machine = try Finch.machine()
        let log = log([.say("refund"), .say("10042"), .say("hello")], on: machine, answers: Answers(answers: [:]))
        let call = try #require(
            log.lazy.compactMap { record -> ActionCall? in
                if case .actionStarted(let call) = record.event { call } else { nil }
            }.first)
        let late =
            log + [
                EventRecord(
                    seq: SequenceNumber(log.count + 1), at: Finch.start, sender: .system, cmid: nil,
                    event: .actionFinished(EffectID(conversation: "c-1", turn: SequenceNumber(99), index: 0), .unknown))
            ]
        #expect(call.action == "orders.look_up")
        #expect(Replay(machine: machine, listener: Finch.listener).run(late, of: "c-1").differences.isEmpty)
    }

    @Test func `who the site says the visitor is comes in once more where it came in first`() throws {
        let maya = SignedVisitor(
            subject: "C-7", name: "Maya", email: "maya@shop.example", more: ["plan": "club"],
            expires: Finch.start + .hours(1))
        let same = try outcome([.say("refund"), .take(.identified(maya)), .say("gibberish")])
        #expect(same.differences.isEmpty, "\(same.differences)")
        #expect(same.turns == 4)
    }

    @Test func `other words of a response are told as such, and the rest is still compared`() throws {
        let replayed = try outcome(Self.whole, changed: try refund(replacing: "Done.", with: "All done."))
        #expect(replayed.differences.map(\.kind) == [.said])
        #expect(replayed.differences.first?.was?.name == "refund_done")
        #expect(replayed.differences.first?.was?.detail == "Done.")
        #expect(replayed.differences.first?.now?.detail == "All done.")
        #expect(replayed.passedOver == 0)
    }

    @Test func `a condition that sends the flow elsewhere is told with its step, its call and its line`() throws {
        let files = try refund(
            replacing: "  - confirm: confirm_refund\n",
            with: "  - when: amount > money(20, \"GBP\")\n    then: [ { say: no_such_order }, { end: refused } ]\n"
                + "  - confirm: confirm_refund\n")
        let replayed = try outcome(Self.whole, changed: files)
        let kinds = Set(replayed.differences.map(\.kind))
        #expect(kinds.isSuperset(of: [.said, .confirmation, .flow]), "\(replayed.differences)")
        let ended = try #require(replayed.differences.first { $0.now?.name == "refund ends: refused" })
        #expect(ended.message == nil)
        let said = try #require(replayed.differences.first { $0.kind == .said && $0.now?.name == "no_such_order" })
        #expect(said.place?.file == "refund.yaml")
        // What was said to a confirmation that would not have come is not held against the playbook.
        #expect(replayed.passedOver > 0)
        #expect(!replayed.differences.contains { $0.message == "a person" }, "\(replayed.differences)")
    }

    @Test func `an intent that is understood otherwise is told with the message`() throws {
        let listener = Listener { text, _, _ in Finch.understand(text == "money back" ? "a person" : text) }
        let replayed = try outcome([.say("money back"), .say("10042")], listener: listener)
        let first = try #require(replayed.differences.first)
        #expect(first.kind == .understood)
        #expect(first.message == "money back")
        #expect(first.was?.name == "refund")
        #expect(first.now?.name == "person")
    }

    @Test func `messages taken as they were understood show only what flows do`() throws {
        #expect(try outcome(Self.whole, listener: nil).differences.isEmpty)
        let silent = Listener { _, _, _ in .nothing }
        #expect(try !outcome(Self.whole, listener: silent).differences.isEmpty)
    }

    @Test func `a call with other arguments names them`() throws {
        let log = log([.say("refund"), .say("10042"), .press("Yes", .confirm(true))], on: try Finch.machine())
        let files = try refund(replacing: "key: refund:{order}", with: "key: money:{order}")
        var report = ReplayReport()
        report.take(
            Replay(machine: try Finch.machine(files), listener: Finch.listener).run(log, of: "c-1"), of: "c-1")
        #expect(report.text().contains("refunds.create: other key"), "\(report.text())")
        #expect(report.text().contains("at refund.yaml:"))
    }

    @Test func `the same change in many conversations is one group with its count`() throws {
        let log = log([.say("refund"), .say("10042"), .press("Yes", .confirm(true))], on: try Finch.machine())
        let machine = try Finch.machine(try refund(replacing: "Done.", with: "All done."))
        var report = ReplayReport()
        for number in 0..<50 {
            let id = ConversationID("c-\(number)")
            report.take(Replay(machine: machine, listener: Finch.listener).run(log, of: id), of: id)
        }
        #expect(report.differences == 50)
        #expect(report.changed == 50)
        let text = report.text()
        #expect(text.contains("    50  refund_done: other words"), "\(text)")
        #expect(text.contains("in c-0, event"))
        #expect(text.contains("50 would change in 50 conversations"))
        #expect(report.json.contains("\"count\" : 50"))
    }

    @Test func `nothing to tell is told in one line`() throws {
        var report = ReplayReport()
        report.take(try outcome(Self.whole), of: "c-1")
        #expect(report.isEmpty)
        #expect(report.text().hasPrefix("1 conversation, "))
        #expect(report.text().hasSuffix("compared: none would change"))
    }
}
