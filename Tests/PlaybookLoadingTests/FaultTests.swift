import PlaybookLoading
import PlaybookModel
import Testing

/// One fault put into the sound playbook. `‸` in the new text marks where the complaint must point.
struct Fault: Sendable, CustomTestStringConvertible {
    let rule: PlaybookRule
    let file: String
    let old: String
    let new: String
    /// Where the complaint points when that is not inside the new text: a file, and a stretch of it that begins there.
    let elsewhere: (file: String, text: String)?

    init(
        _ rule: PlaybookRule, _ file: String, _ old: String, _ new: String, at elsewhere: (String, String)? = nil
    ) {
        self.rule = rule
        self.file = file
        self.old = old
        self.new = new
        self.elsewhere = elsewhere.map { (file: $0.0, text: $0.1) }
    }

    var testDescription: String { "\(rule.rawValue) in \(file): \(new.prefix(50))" }

    /// The files with the fault in them, and the place where the complaint must point; `nil` where the text to change
    /// does not stand there exactly once.
    func put(into sound: [String: String]) -> (files: [String: String], place: SourcePlace)? {
        var files = sound
        if old.isEmpty {
            files[file] = new
        } else {
            guard var text = files[file], let range = text.ranges(of: old).first, text.ranges(of: old).count == 1 else {
                return nil
            }
            text.replaceSubrange(range, with: new)
            files[file] = text
        }
        let marked = elsewhere?.file ?? file
        if let elsewhere {
            files[marked] = files[marked]?.replacing(elsewhere.text, with: "‸" + elsewhere.text, maxReplacements: 1)
        }
        guard let place = place(ofMarkIn: files[marked] ?? "", marked) else { return nil }
        files[marked]?.removeAll { $0 == "‸" }
        return (files, place)
    }

    private func place(ofMarkIn text: String, _ file: String) -> SourcePlace? {
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            guard let mark = line.unicodeScalars.firstIndex(of: "‸") else { continue }
            let column = line.unicodeScalars.distance(from: line.startIndex, to: mark) + 1
            return SourcePlace(file: file, line: index + 1, column: column)
        }
        return nil
    }
}

@Suite struct FaultTests {
    @Test func `a sound playbook is loaded without a complaint`() throws {
        let loaded = SoundPlaybook.load()
        #expect(loaded.diagnostics.isEmpty, "\(loaded.diagnostics)")
        #expect(loaded.playbook != nil)
        #expect(loaded.talks.count == 1)
    }

    @Test(arguments: Faults.all) func `each fault earns its own complaint at its own place, and no other`(
        _ fault: Fault
    ) throws {
        let (files, place) = try #require(fault.put(into: SoundPlaybook.files))
        let loaded = SoundPlaybook.load(files)
        let found = loaded.diagnostics.map { "\($0.rule) \($0.place.file):\($0.place.line):\($0.place.column)" }
        #expect(
            found == ["\(fault.rule.rawValue) \(place.file):\(place.line):\(place.column)"], "\(loaded.diagnostics)")
        #expect(loaded.playbook == nil)
    }

    @Test func `the table has a fault for every rule`() {
        let shown = Set((Faults.all + ProofFaults.everyOne).map(\.rule)).union([
            .missingFile, .nearDuplicateExample, .tooDeep,
        ])
        #expect(Set(PlaybookRule.allCases).subtracting(shown).isEmpty)
    }

    @Test func `a missing file is told, and only that`() {
        for file in ["assistant.yaml", "routing.yaml"] {
            var files = SoundPlaybook.files
            files[file] = nil
            let rules = Set(SoundPlaybook.load(files).diagnostics.filter { $0.place.file == file }.map(\.rule))
            #expect(rules == ["missing-file"])
        }
    }

    @Test func `all faults of a playbook are told at once`() {
        var files = SoundPlaybook.files
        files["refund.yaml"] = files["refund.yaml"]?.replacing("say: refund_done", with: "say: refund_don")
        files["smalltalk/person.yaml"] = files["smalltalk/person.yaml"]?.replacing(
            "command: person", with: "comand: no")
        files["routing.yaml"] = files["routing.yaml"]?.replacing("default_team: support", with: "default_team: suport")
        let rules = SoundPlaybook.load(files).diagnostics.map(\.rule)
        #expect(Set(rules) == ["unknown-response", "unknown-key", "one-outcome", "unknown-team"])
    }

    @Test(arguments: [
        ("colect", "collect"), ("sya", "say"), ("verfy", "verify"), ("escallate", "escalate"),
    ]) func `a misspelt step is answered with the step that was meant`(_ written: String, _ meant: String) {
        var files = SoundPlaybook.files
        files["refund.yaml"] = files["refund.yaml"]?.replacing("- say: refund_done", with: "- \(written): refund_done")
        let diagnostic = SoundPlaybook.load(files).diagnostics.first
        #expect(diagnostic?.message == "unknown step '\(written)'")
        #expect(diagnostic?.suggestion == "did you mean '\(meant)'?")
    }

    @Test func `a proof shows the path that breaks it`() {
        var files = SoundPlaybook.files
        files["refund.yaml"] = files["refund.yaml"]?.replacing("- say: refund_done", with: "- say: said_note")
            .replacing("say:\n  ask_order", with: "say:\n  said_note: You said {note}.\n  ask_order")
        let diagnostic = SoundPlaybook.load(files).diagnostics.first { $0.rule == "unfilled-slot" }
        #expect(diagnostic?.message == "'note' may not be filled here")
        #expect(
            diagnostic?.path.contains { $0.words.hasPrefix("when: ") && $0.words.hasSuffix(", does not hold") } == true)
        #expect(diagnostic?.path.last?.words.contains("call: refunds.create") == true)
    }
}
