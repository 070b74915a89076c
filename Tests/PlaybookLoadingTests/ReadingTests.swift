import PlaybookLoading
import PlaybookModel
import Testing
import Vocabulary

/// What the readers make of sound files.
@Suite struct ReadingTests {
    private let playbook: Playbook

    init() throws {
        playbook = try #require(SoundPlaybook.load().playbook)
    }

    @Test func `marks in examples become spans and leave the phrase plain`() throws {
        let example = try #require(playbook.intent("refund")?.examples.first)
        #expect(example.text == "I want my money back for order 10042")
        #expect(example.spans == [Example.Span(slot: "order", text: "10042")])
    }

    @Test func `what is left out has its usual value`() {
        #expect(playbook.assistant.thresholds == Assistant.Thresholds(act: 0.6, clarify: 0.25, article: 0.5))
        #expect(playbook.assistant.limits.linesPerTurn == 6)
        #expect(playbook.assistant.limits.reminder == .minutes(5))
        #expect(playbook.actions["orders.look_up"]?.timeout == .seconds(5))
        #expect(playbook.actions["orders.look_up"]?.attempts == 3)
        #expect(playbook.slots["order"]?.attempts == 3)
    }

    /// The sound playbook's call says nothing of it; the other way it is written out.
    @Test(arguments: [("", TimeSpan.minutes(2)), ("within: 30s", .seconds(30)), ("within: 7d", .days(7))])
    func `nobody waits for an action for ever: two minutes, or as long as the step says`(
        written: String, within: TimeSpan
    ) throws {
        let old = "- call: orders.look_up\n"
        var files = SoundPlaybook.files
        files["refund.yaml"]?.replace(old, with: written.isEmpty ? old : old + "    \(written)\n")
        let loaded = SoundPlaybook.load(files)
        let flow = try #require(loaded.playbook?.flows["refund"], "\(loaded.diagnostics)")
        let calls = flow.steps.compactMap { if case .call(let call) = $0.kind { call } else { nil } }
        #expect(calls.first { $0.action == "orders.look_up" }?.within == within)
    }

    @Test func `an action keeps the types of its body and knows what it may leave out`() throws {
        let action = try #require(playbook.actions["refunds.create"])
        #expect(
            action.body
                == .object([
                    "line": .value(.slot("line", fields: [])), "amount_minor": .value(.slot("refundable", fields: [])),
                    "note": .text(Template(pieces: [.text("from "), .value(.slot("order", fields: []), nil)])),
                    "fast": .literal(.flag(true)),
                ]))
        #expect(action.inputs.last == Action.Input(name: "reason", required: false))
        #expect(
            action.headers["Authorization"]
                == Template(pieces: [.text("Bearer "), .value(.slot("env", fields: ["SHOP_TOKEN"]), nil)]))
        #expect(action.overLimit == ["approval_required"])
        let output = playbook.actions["orders.look_up"]?.outputs["refundable"]
        #expect(
            output == Action.Output(path: ["order", "refundable"], kind: .money(currencyPath: ["order", "currency"])))
        #expect(playbook.actions["orders.look_up"]?.errors == ["404": "not_found"])
    }

    @Test func `conditions bind as they read`() throws {
        let refund = try #require(playbook.flows["refund"])
        let conditions = refund.steps.compactMap { step in
            if case .when(let condition, _, _) = step.kind { condition } else { nil }
        }
        #expect(
            conditions == [
                .binary(
                    .or,
                    .binary(
                        .equal, .slot("refundable", fields: []),
                        .call(.money, [.literal(.integer(0)), .literal(.text("GBP"))])),
                    .binary(.greater, .call(.daysSince, [.slot("bought", fields: [])]), .literal(.integer(30)))),
                .binary(
                    .and, .binary(.equal, .slot("reason", fields: []), .literal(.text("late"))),
                    .not(.call(.known, [.slot("note", fields: [])]))),
            ])
    }

    @Test func `an article is cut into plain passages under their headings`() throws {
        let article = try #require(playbook.articles.first)
        #expect(article.name == "refunds")
        #expect(article.aliases == ["when do I get my money"])
        #expect(article.locale == "en-GB")
        #expect(
            article.sections == [
                Article.Section(heading: "", passages: ["Refunds take five days."]),
                Article.Section(heading: "Cards", passages: ["See the bank."]),
            ])
    }

    @Test(arguments: [
        ("a\nb\n\nc", ["a b", "c"]),
        ("Do:\n- one\n- *two*\n\n- three\n\nDone.", ["Do:", "one\ntwo\nthree", "Done."]),
        ("1. one\n   goes on\n2. two", ["1. one goes on\n2. two"]),
        ("> quoted `code` and ~~old~~", ["quoted code and old"]),
        ("| a | b |\n|---|---|\n| 1 | 2 |", ["a, b\n1, 2"]),
        ("```\nx = 1\n# no heading\n```\nafter", ["x = 1\n# no heading", "after"]),
        ("snake_case and 2 * 3, _leaning_ \\*star\\*", ["snake_case and 2 * 3, leaning *star*"]),
        ("![a picture](x.png) <b>bold</b> <https://a.example>", ["a picture bold https://a.example"]),
        ("<!-- hidden\nstill -->\nseen\n\n---\n\nlast", ["seen", "last"]),
    ]) func `Markdown is taken off`(_ markdown: String, _ passages: [String]) throws {
        var files = SoundPlaybook.files
        files["knowledge/try.md"] = "---\ntitle: Try\n---\n\(markdown)\n"
        let loaded = SoundPlaybook.load(files)
        let article = try #require(loaded.playbook?.articles.first { $0.name == "try" }, "\(loaded.diagnostics)")
        #expect(article.sections.flatMap(\.passages) == passages)
    }

    @Test func `a talk is read whole`() throws {
        let talk = try #require(SoundPlaybook.load().talks.first)
        #expect(talk.starts == Talk.usualStart)
        #expect(
            talk.answers["refunds.create"] == [
                .refused(reason: "failed"), .unknown, .done(["refund_id": .text("R-1")]),
            ])
        #expect(
            talk.answers["orders.look_up"] == [
                .done(["refundable": .money(Money(minor: 4_990, currency: "GBP")), "line": .text("L1")])
            ])
        #expect(
            talk.turns.map(\.kind) == [
                .user("refund"), .bot(.line(response: "ask_order", text: nil)), .user("10042"),
                .bot(.line(response: "ask_reason", text: "wrong")),
                .called("orders.look_up", with: ["order": .text("10042")]), .slots(["order": .text("10042")]),
                .press("It is damaged"), .after(.minutes(10)), .bot(.any), .ended("refund", outcome: "done"),
                .holder(.bot), .escalated(reason: .asked, team: "billing"), .agent(.joins("Ida")), .rates(5),
                .mood([TalkTurn.MoodBound(scale: .frustration, above: false, limit: 0.5)]), .article("refunds"),
                .bot(.rest),
            ])
        #expect(talk.turns[0].place == SourcePlace(file: "talks/refund.yaml", line: 6, column: 5))
    }

    @Test(arguments: [
        // Plain, quoted with an escape, and folded over two lines.
        ("ask_note: Anything, {‸ordr}?"),
        ("ask_note: \"Any\\u0074hing \\\"odd\\\", {‸ordr}?\""),
        ("ask_note: 'It''s {‸ordr}'"),
        ("ask_note: >-\n    Anything\n    to add, {‸ordr}?"),
        ("ask_note: |-\n    Anything\n\n    to add, {‸ordr}?"),
        ("ask_note: Anything\n    to add,\n\n    or {‸ordr}?"),
        ("ask_note: \"Anything\n    to add, {‸ordr}?\""),
        ("ask_note: \"Öffnen ☕️, {‸ordr}?\""),
    ]) func `a fault inside a text is found however the text is written`(_ wording: String) throws {
        var files = SoundPlaybook.files
        let marked = try #require(files["refund.yaml"]).replacing("ask_note: Anything to add?", with: wording)
        files["refund.yaml"] = marked.replacing("‸", with: "")
        let diagnostics = SoundPlaybook.load(files).diagnostics.filter { $0.rule == "unknown-slot" }
        let lines = marked.split(separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(lines.firstIndex { $0.contains("‸") })
        let scalars = lines[line].unicodeScalars
        let column = scalars.distance(from: scalars.startIndex, to: try #require(scalars.firstIndex(of: "‸")))
        #expect(diagnostics.map(\.place) == [SourcePlace(file: "refund.yaml", line: line + 1, column: column + 1)])
    }
}
