import PlaybookLoading
import PlaybookModel
import Testing

/// What is wrong with phrases without being wrong enough to refuse the playbook.
struct TrainingTests {
    private func complaints(adding phrase: String, to file: String, after old: String) throws -> [Diagnostic] {
        var files = SoundPlaybook.files
        let text = try #require(files[file])
        try #require(text.contains(old))
        files[file] = text.replacing(old, with: old + phrase, maxReplacements: 1)
        let loaded = SoundPlaybook.load(files)
        #expect(loaded.playbook != nil)
        return loaded.diagnostics
    }

    @Test func `a phrase twice in one intent is a warning with both places`() throws {
        let found = try complaints(adding: "\n  - Reimburse   me!", to: "refund.yaml", after: "- reimburse me")
        let one = try #require(found.first)
        #expect(found.map(\.rule) == ["duplicate-example"])
        #expect(one.severity == .warning)
        #expect(one.message.contains("refund.yaml:\(one.place.line - 1):\(one.place.column)"))
    }

    @Test(arguments: [
        ("pay me back 99", true), ("would like a refund", true), ("give me cash back", true),
        ("refund please to a person", false), ("do not pay me back", false),
    ])
    func `a phrase nearly that of another intent is a warning with both places`(_ phrase: String, isNear: Bool) throws {
        let found = try complaints(adding: " \(phrase),", to: "smalltalk/person.yaml", after: "examples: [")
        #expect(found.map(\.rule) == (isNear ? ["near-duplicate-example"] : []), "\(found)")
        guard isNear, let one = found.first else { return }
        #expect(one.severity == .warning)
        #expect(one.place.file == "smalltalk/person.yaml")
        #expect(one.message.contains("refund.yaml:"))
    }

    @Test func `phrases alike within one intent are no fault`() throws {
        #expect(try complaints(adding: "\n  - I'd like a refund", to: "refund.yaml", after: "- reimburse me").isEmpty)
    }

    @Test func `few phrases are a warning`() throws {
        var files = SoundPlaybook.files
        files["smalltalk/person.yaml"] = files["smalltalk/person.yaml"]?
            .replacing("[a person please, human,", with: "[human,")
        let loaded = SoundPlaybook.load(files)
        #expect(loaded.diagnostics.map(\.rule) == ["too-few-examples"])
        #expect(loaded.diagnostics.allSatisfy { $0.severity == .warning })
        #expect(loaded.playbook != nil)
    }

    @Test func `thousands of phrases made alike are looked through in bounded time`() {
        var files = SoundPlaybook.files
        for intent in 0..<4 {
            let phrases = (0..<250).map { "  - the same thing again and again x\($0 * 4 + intent)q" }
            files["many\(intent).yaml"] =
                "intent: many\(intent)\ndescription: Many\nanswer: refund_done\nexamples:\n"
                + phrases.joined(separator: "\n")
        }
        let took = ContinuousClock().measure { _ = SoundPlaybook.load(files) }
        #expect(took < .seconds(30))
    }
}
