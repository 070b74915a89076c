import PlaybookLoading
import PlaybookModel
import Testing
import Vocabulary

/// Texts with forms, other words for a case, hours, slots that play a part.
@Suite struct WordingReadingTests {
    private func playbook(_ old: String, _ new: String, in file: String = "refund.yaml") throws -> Playbook {
        var files = SoundPlaybook.files
        files[file] = files[file]?.replacing(old, with: new, maxReplacements: 1)
        let loaded = SoundPlaybook.load(files)
        return try #require(loaded.playbook, "\(loaded.diagnostics)")
    }

    @Test func `a plural has forms, and # is its number`() throws {
        let playbook = try playbook(
            "ask_note: Anything to add?", "ask_note: '{count(line)|plural =0 {None} one {# item} other {# items}}!'")
        let count = Expression.call(.count, [.slot("line", fields: [])])
        let number = Template.Piece.value(count, .number)
        let cases = Template.Cases(
            kind: .plural, forms: ["=0": Template("None"), "one": Template(pieces: [number, .text(" item")])],
            other: Template(pieces: [number, .text(" items")]))
        #expect(
            playbook.responses["ask_note"]?.variants
                == [Template(pieces: [.cases(count, cases), .text("!")])])
    }

    @Test func `a select takes a text's form, with holes in it`() throws {
        let playbook = try playbook(
            "refund_done: \"Done: {refund_id|upper}.\"",
            "refund_done: '{reason|select damaged {Sorry about {order}.} other {Done.}}'")
        let cases = Template.Cases(
            kind: .select,
            forms: [
                "damaged": Template(
                    pieces: [.text("Sorry about "), .value(.slot("order", fields: []), nil), .text(".")])
            ], other: Template("Done."))
        #expect(
            playbook.responses["refund_done"]?.variants
                == [Template(pieces: [.cases(.slot("reason", fields: []), cases)])])
    }

    @Test func `other words are said on a channel and for a case`() throws {
        let playbook = try playbook(
            "ask_note: Anything to add?",
            "ask_note: { text: Anything?, instead: [{ channel: sms, when: open_now(), text: [A, B] }] }")
        let sms = Expression.binary(.equal, .call(.channel, []), .literal(.text("sms")))
        #expect(
            playbook.responses["ask_note"]?.instead
                == [
                    Wording(when: .binary(.and, .call(.openNow, []), sms), variants: [Template("A"), Template("B")])
                ])
    }

    @Test func `hours are read by stretches of days, a day of its own before them`() throws {
        let playbook = try playbook(
            "currency: GBP", "currency: GBP\nhours: { mon-sat: 09:00-18:00, sat: [10:00-12:30], closed: [2026-12-25] }",
            in: "assistant.yaml")
        let day = [540..<1_080]
        #expect(
            playbook.assistant.hours
                == OpeningHours(days: [[], day, day, day, day, day, [600..<750]], closed: ["2026-12-25"]))
    }

    @Test func `a slot may be optional and want a part`() throws {
        let playbook = try playbook("note: { type: text,", "note: { type: text, optional: true, role: to,")
        #expect(playbook.slots["note"]?.isOptional == true)
        #expect(playbook.slots["note"]?.role == .to)
    }

    @Test func `the proof of a level is found by itself`() throws {
        let playbook = try playbook("binds: [order]", "level: code\nbinds: [order]", in: "account/owner.yaml")
        #expect(playbook.flows["owner_of_order"]?.level == .code)
    }

    @Test func `a line that another stands in for need not be worded`() throws {
        let playbook = try playbook("  already_done: Words of already_done, {company}.\n", "", in: "assistant.yaml")
        #expect(playbook.responses["already_done"] == nil)
    }
}
