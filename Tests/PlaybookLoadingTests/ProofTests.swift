import PlaybookLoading
import PlaybookModel
import Testing
import Vocabulary

@Suite struct ProofTests {
    @Test func `a playbook with every step of the language earns no complaint`() {
        let loaded = WorkshopPlaybook.load()
        #expect(loaded.diagnostics.isEmpty, "\(told(loaded.diagnostics))")
        #expect(loaded.playbook != nil)
    }

    @Test(arguments: ProofFaults.all) func `what only a proof finds is found, in its place, and nothing else`(
        _ fault: Fault
    ) throws {
        try expect(fault, in: WorkshopPlaybook.files, WorkshopPlaybook.load)
    }

    @Test(arguments: ProofFaults.ofSound) func `it is found in another playbook too`(_ fault: Fault) throws {
        try expect(fault, in: SoundPlaybook.files, SoundPlaybook.load)
    }

    private func expect(
        _ fault: Fault, in sound: [String: String], _ load: ([String: String]) -> LoadedPlaybook
    ) throws {
        let put = fault.put(into: sound)
        let (files, place) = try #require(put, "the text to change must stand there once")
        // What the change leaves without a use is told as well, and rightly.
        let diagnostics = load(files).diagnostics.filter {
            $0.rule == fault.rule.rawValue || !$0.rule.hasPrefix("unused-")
        }
        let found = diagnostics.map { "\($0.rule) \($0.place.file):\($0.place.line):\($0.place.column)" }
        #expect(found == ["\(fault.rule.rawValue) \(place.file):\(place.line):\(place.column)"], "\(told(diagnostics))")
    }

    @Test func `a proof shows the way through the flows that run each other`() throws {
        let fault = try #require(ProofFaults.ofTurns.first { $0.rule == .tooManyLines && $0.new.contains("‸link") })
        let put = try #require(fault.put(into: WorkshopPlaybook.files))
        let diagnostic = try #require(WorkshopPlaybook.load(put.files).diagnostics.first)
        #expect(Set(diagnostic.path.map(\.place.file)) == ["cancel_job.yaml", "collection.yaml"])
        #expect(diagnostic.path.contains { $0.words == "link: collection" })
        #expect(diagnostic.path.last?.words == "say: in_rack")
    }

    // MARK: Files made to be slow, or deep

    /// `count` flows, each of which runs the next twice.
    private func chain(of count: Int) -> [String: String] {
        var files = SoundPlaybook.files
        let examples = ["one", "two", "three", "four", "five", "six", "seven", "eight"]
        for number in 0..<count {
            let links = number + 1 < count ? "  - link: chain\(number + 1)\n  - link: chain\(number + 1)\n" : ""
            files["chain\(number).yaml"] = """
                intent: chain\(number)
                description: Chain \(number)
                title: a chain
                examples: [\(examples.map { "\($0) \(number)x\(number)" }.joined(separator: ", "))]
                flow:
                  - say: kept_as_it_was
                \(links)  - collect: order
                """
        }
        return files
    }

    @Test func `flows that run flows too deeply are told, with the chain`() throws {
        #expect(!SoundPlaybook.load(chain(of: 8)).diagnostics.contains { $0.rule == "too-deep" })
        let deep = SoundPlaybook.load(chain(of: 9)).diagnostics.filter { $0.rule == "too-deep" }
        let one = try #require(deep.first)
        #expect(deep.count == 1)
        #expect(one.place.file == "chain0.yaml")
        #expect(one.path.map(\.words) == (0..<8).map { "chain\($0) runs chain\($0 + 1)" })
    }

    @Test func `many branches, many links and many slots are proved without walking every path`() {
        var files = chain(of: 40)
        let whens = (0..<2_000).map {
            "  - when: known(s\($0))\n    then: { collect: s\($0) }\n    else: { set: { s\($0): 1 } }"
        }
        files["wide.yaml"] = """
            intent: wide
            description: Wide
            title: a wide one
            examples: [wide one, wide two, wide three, wide four, wide five, wide six, wide seven, wide eight]
            slots:
            \((0..<2_000).map { "  s\($0): { type: integer, ask: ask_note }" }.joined(separator: "\n"))
            flow:
            \(whens.joined(separator: "\n"))
              - say: kept_as_it_was
            """
        let took = ContinuousClock().measure { _ = SoundPlaybook.load(files) }
        #expect(took < .seconds(30))
    }

    private func told(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map { diagnostic in
            let path = diagnostic.path.map { "\n   via \($0.place.file):\($0.place.line) \($0.words)" }.joined()
            return "\(diagnostic.place.file):\(diagnostic.place.line):\(diagnostic.place.column) [\(diagnostic.rule)] "
                + diagnostic.message + path
        }.joined(separator: "\n")
    }
}
