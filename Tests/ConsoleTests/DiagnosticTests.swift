import Console
import Foundation
import PlaybookLoading
import PlaybookModel
import Testing
import Vocabulary

@Suite struct DiagnosticTests {
    private static let diagnostics = [
        Diagnostic(
            severity: .error, rule: "unknown-slot",
            place: SourcePlace(file: "orders/my refund.yaml", line: 3, column: 7),
            message: "unknown slot 'odrer'", suggestion: "did you mean 'order'?"),
        Diagnostic(
            severity: .error, rule: "unfilled-slot", place: SourcePlace(file: "a.yaml", line: 9, column: 5),
            message: "'order' may not be filled here", path: ["a.yaml:7 when, holds"]),
    ]

    private static func loaded(_ diagnostics: [Diagnostic]) -> LoadedPlaybook {
        LoadedPlaybook(playbook: nil, diagnostics: diagnostics, talks: [])
    }

    @Test func `text is a line a diagnostic, with advice and proof below`() {
        #expect(
            DiagnosticPrinter.text(Self.diagnostics) == """
                orders/my refund.yaml:3:7: error: unknown slot 'odrer' [unknown-slot]
                  did you mean 'order'?
                a.yaml:9:5: error: 'order' may not be filled here [unfilled-slot]
                  via a.yaml:7 when, holds
                """)
    }

    @Test func `JSON has every field and leaves out what is not there`() throws {
        let rows = try #require(
            try JSONSerialization.jsonObject(with: Data(DiagnosticJSON.text(Self.diagnostics).utf8)) as? [[String: Any]]
        )
        #expect(rows.count == 2)
        #expect(rows[0]["file"] as? String == "orders/my refund.yaml")
        #expect(rows[0]["column"] as? Int == 7)
        #expect(rows[0]["suggestion"] as? String == "did you mean 'order'?")
        #expect(rows[1]["suggestion"] == nil)
        #expect(rows[1]["path"] as? [String] == ["a.yaml:7 when, holds"])
    }

    @Test func `SARIF names rules, places and escaped files`() throws {
        let log = try #require(
            try JSONSerialization.jsonObject(with: Data(Sarif.text(Self.diagnostics, folder: "Intents").utf8))
                as? [String: Any])
        #expect(log["version"] as? String == "2.1.0")
        let run = try #require((log["runs"] as? [[String: Any]])?.first)
        let results = try #require(run["results"] as? [[String: Any]])
        #expect(results.map { $0["ruleId"] as? String } == ["unknown-slot", "unfilled-slot"])
        #expect(results.map { $0["ruleIndex"] as? Int } == [1, 0])
        let location = ((results[0]["locations"] as? [[String: Any]])?.first)?["physicalLocation"] as? [String: Any]
        #expect(
            (location?["artifactLocation"] as? [String: Any])?["uri"] as? String == "Intents/orders/my%20refund.yaml")
        #expect((location?["region"] as? [String: Any])?["startLine"] as? Int == 3)
        let rules = ((run["tool"] as? [String: Any])?["driver"] as? [String: Any])?["rules"] as? [[String: Any]]
        #expect(rules?.count == 2)
    }

    @Test(arguments: CheckCommand.Format.allCases) func `a check ends with 1 for errors and 0 for none`(
        _ format: CheckCommand.Format
    ) {
        #expect(CheckCommand.run(Self.loaded(Self.diagnostics), format: format, folder: "Intents").exitCode == 1)
        #expect(CheckCommand.run(Finch.loaded(), format: format, folder: "Intents").exitCode == 0)
    }

    @Test func `a sound playbook's check counts what is in it`() {
        let result = CheckCommand.run(Finch.loaded(), format: .text, folder: "Intents")
        #expect(result.output == "2 intents, 1 flow, 0 articles, 0 talks: no fault found")
    }

    @Test func `an interpretation is one line of JSON`() throws {
        let json = ParseCommand.json(Finch.understand("refund"))
        #expect(!json.contains("\n"))
        let back = try JSONDecoder().decode(Interpretation.self, from: Data(json.utf8))
        #expect(back == Finch.understand("refund"))
    }
}
