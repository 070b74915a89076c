import PlaybookLoading
import PlaybookModel
import RasaImport
import Testing

struct RefusalTests {
    private func faults(_ path: String, _ text: String) -> [RasaFault] {
        var files = LibraryBot.files
        files[path] = text
        do throws(RasaFaults) {
            _ = try RasaImporter(name: "Library").run(on: files)
            return []
        } catch {
            return error.faults
        }
    }

    @Test func `another version is refused at its place`() {
        let faults = faults("data/more.yml", "nlu: []\nversion: \"1.0\"\n")
        #expect(faults.map(\.place) == [SourcePlace(file: "data/more.yml", line: 2, column: 10)])
        #expect(faults.first?.message.contains("'1.0'") == true)
    }

    @Test func `every file that is no YAML is told at its place`() {
        let faults = faults("data/more.yml", "nlu:\n- intent: [a\n")
        #expect(faults.map(\.place.file) == ["data/more.yml"])
        #expect(faults.first.map { $0.place.line > 1 } == true)
    }

    @Test func `a key that stands twice is refused`() {
        #expect(faults("domain/more.yml", "slots: {}\nslots: {}\n").first?.message.contains("slots") == true)
    }

    @Test func `a bomb of aliases is refused`() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1..<9 {
            let names = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(names)]\n"
        }
        #expect(faults("data/bomb.yml", text).first?.message.contains("too many") == true)
    }

    @Test func `a folder without phrases is no bot`() {
        #expect(throws: RasaFaults.self) {
            try RasaImporter(name: "Nothing").run(on: ["domain.yml": "intents: [hello]"])
        }
    }

    @Test func `a pattern that does not compile is told, not kept`() throws {
        let importer = RasaImporter(name: "Library") { _ in "too clever" }
        let imported = try importer.run(on: LibraryBot.files)
        #expect(imported.losses.contains { $0.message.contains("too clever") && $0.place.file == "data/nlu/books.yml" })
        #expect(LibraryBot.load(imported).playbook != nil)
    }

    @Test(arguments: [
        "", "nlu:", "nlu: 3", "nlu: [3, [4]]", "responses: [a]", "forms: { f: }", "rules: [{ steps: x }]", "- - -",
    ])
    func `a file of another shape breaks nothing`(_ text: String) throws {
        var files = LibraryBot.files
        files["data/odd.yml"] = text
        #expect(LibraryBot.load(try LibraryBot.imported(files)).playbook != nil)
    }
}
