import PlaybookLoading
import PlaybookModel
import Testing
import Vocabulary

/// Whatever a file holds, loading ends with an answer: the service reads playbooks while people edit them.
@Suite struct DamageTests {
    private static let scraps = [
        "{", "}", "[", "]", ":", "- ", "#", "&a ", "*a", "!", "|", ">", "'", "\"", "%", "@", "`", ",", "?", "\t", " ",
        "\n", "\u{0}", "é", "---\n", "...\n", "{{", "}}", "(", ")", "==", "<<: *a", "null", "~", "\\", "\u{FEFF}",
    ]

    private func damaged(_ text: String, _ dice: inout SplitMix64) -> String {
        var scalars = Array(text.unicodeScalars)
        for _ in 0..<Int.random(in: 1...3, using: &dice) {
            let place = Int.random(in: 0...max(0, scalars.count - 1), using: &dice)
            switch Int.random(in: 0..<4, using: &dice) {
            case 0: scalars.remove(at: place)
            case 1:
                scalars.insert(contentsOf: (Self.scraps.randomElement(using: &dice) ?? "").unicodeScalars, at: place)
            case 2: scalars.removeSubrange(place..<min(scalars.count, place + 20))
            default: scalars.swapAt(place, Int.random(in: 0..<scalars.count, using: &dice))
            }
            if scalars.isEmpty { return "" }
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    @Test(arguments: UInt64(0)..<16) func `a damaged playbook is refused with places, or sound, and never more`(
        _ seed: UInt64
    ) throws {
        var dice = SplitMix64(state: seed)
        for _ in 0..<25 {
            var files = SoundPlaybook.files
            let path = try #require(files.keys.sorted().randomElement(using: &dice))
            let text = damaged(files[path] ?? "", &dice)
            files[path] = text
            let loaded = SoundPlaybook.load(files)
            let errors = loaded.diagnostics.filter { $0.severity == .error }
            #expect((loaded.playbook == nil) == !errors.isEmpty, "\(text)")
            for diagnostic in loaded.diagnostics {
                let lines = (files[diagnostic.place.file] ?? "").split(
                    omittingEmptySubsequences: false, whereSeparator: \.isNewline)
                #expect(diagnostic.place.line >= 1 && diagnostic.place.column >= 1, "\(diagnostic)")
                #expect(diagnostic.place.line <= lines.count + 1, "\(diagnostic)")
            }
        }
    }

    @Test(arguments: [
        String(repeating: "- ", count: 20_000), String(repeating: "[", count: 20_000),
        String(repeating: "{a: ", count: 20_000), String(repeating: "? ", count: 20_000),
        String(repeating: " ", count: 20_000) + "a:", String(repeating: "a:\n ", count: 2_000),
        "flow: " + String(repeating: "[{ when: a, then: ", count: 300),
        "a: &a [x, x, x, x, x, x, x, x, x]\n"
            + zip("abcdefgh", "bcdefghi").map { old, new in
                "\(new): &\(new) [\(Array(repeating: "*\(old)", count: 9).joined(separator: ", "))]\n"
            }.joined(),
        "intent: x\nflow: [{ when: \(String(repeating: "(", count: 5_000)) }]",
        "intent: x\nflow: [{ when: \(String(repeating: "not ", count: 5_000)) }]",
    ]) func `a file made to exhaust the reader is refused`(_ text: String) {
        var files = SoundPlaybook.files
        files["trap.yaml"] = text
        let loaded = SoundPlaybook.load(files)
        #expect(loaded.playbook == nil)
        #expect(loaded.diagnostics.contains { $0.place.file == "trap.yaml" })
    }

    @Test func `the order of the files does not matter`() {
        let files = SoundPlaybook.files.map { SourceFile(path: $0.key, text: $0.value + "\nnonsense: 1\n") }
        let there = PlaybookLoader().load(files.sorted { $0.path < $1.path }, version: "v").diagnostics
        let back = PlaybookLoader().load(files.sorted { $0.path > $1.path }, version: "v").diagnostics
        #expect(!there.isEmpty)
        #expect(there == back)
    }

    @Test(arguments: [
        ("assistant.yaml", true), ("a/b/c.yaml", true), ("knowledge/x.md", true), ("talks/x.yaml", true),
        ("orders.yml", true), ("README.md", false), ("orders/x.md", false), (".hidden.yaml", false),
        ("x.yaml~", false), ("x.json", false),
    ]) func `a folder's other files are left alone`(_ path: String, _ isRead: Bool) {
        #expect(PlaybookLoader.reads(path) == isRead)
    }

    @Test func `a talk outside the playbook is checked against it`() {
        let files = SoundPlaybook.files.map { SourceFile(path: $0.key, text: $0.value) }
        let good = PlaybookLoader().talk(
            in: SourceFile(path: "/elsewhere/my.yaml", text: "talk: Mine\nturns: [{ user: refund }]"), among: files)
        #expect(good.talk?.title == "Mine")
        #expect(good.diagnostics.isEmpty)
        let bad = PlaybookLoader().talk(
            in: SourceFile(path: "/elsewhere/my.yaml", text: "talk: Mine\nturns: [{ bot: ask_odrer }]"), among: files)
        #expect(bad.talk == nil)
        #expect(bad.diagnostics.map(\.suggestion) == ["did you mean 'ask_order'?"])
    }

    @Test(arguments: [
        ("done { refund_id: R-1 }", ActionResult.done(["refund_id": .text("R-1")])),
        ("done", .done([:])), ("refused: not_found", .refused(reason: "not_found")), ("overLimit", .overLimit),
        ("unknown", .unknown),
    ]) func `an answer typed at a prompt is read as in a talk`(_ text: String, _ result: ActionResult) {
        #expect(TalkNotation.answer(text) == result)
        #expect(TalkNotation.answer("{ " + text) == nil)
    }
}
