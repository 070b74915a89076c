import PlaybookModel
import Testing
import Vocabulary

@Suite struct PlaybookTests {
    @Test func `places sort by file, then line, then column`() {
        let places = [("b.yaml", 1, 1), ("a.yaml", 10, 2), ("a.yaml", 9, 9), ("a.yaml", 10, 1)]
            .map { SourcePlace(file: $0.0, line: $0.1, column: $0.2) }
        #expect(
            places.sorted().map { "\($0.file):\($0.line):\($0.column)" } == [
                "a.yaml:9:9", "a.yaml:10:1", "a.yaml:10:2", "b.yaml:1:1",
            ])
    }

    @Test func `every standard response is named as the playbook writes it`() {
        #expect(StandardResponse.stillWaiting.name == "still_waiting")
        #expect(Set(StandardResponse.allCases.map(\.name)).count == StandardResponse.allCases.count)
    }
}
