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
            message: "'order' may not be filled here",
            path: [
                PathStep(
                    place: SourcePlace(file: "b c.yaml", line: 7, column: 3), words: "when: known(order), does not hold"
                )
            ]),
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
                  via b c.yaml:7:3 when: known(order), does not hold
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
        #expect((rows[0]["path"] as? [Any])?.isEmpty == true)
        let hop = try #require((rows[1]["path"] as? [[String: Any]])?.first)
        #expect(hop["file"] as? String == "b c.yaml" && hop["line"] as? Int == 7 && hop["column"] as? Int == 3)
        #expect(hop["step"] as? String == "when: known(order), does not hold")
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

    /// What SARIF 2.1.0 requires of the parts in use, and what code hosts read of them.
    private struct Log: Decodable {
        struct Message: Decodable { let text: String }
        struct Region: Decodable { let startLine: Int, startColumn: Int }
        struct Artifact: Decodable { let uri: String }
        struct Physical: Decodable { let artifactLocation: Artifact, region: Region }
        struct Location: Decodable { let physicalLocation: Physical, message: Message? }
        struct Hop: Decodable { let location: Location, importance: String }
        struct ThreadFlow: Decodable { let locations: [Hop] }
        struct CodeFlow: Decodable { let threadFlows: [ThreadFlow] }
        struct Result: Decodable {
            let ruleId: String, ruleIndex: Int, level: String, message: Message, locations: [Location]
            let codeFlows: [CodeFlow]?
        }
        struct Rule: Decodable { let id: String, shortDescription: Message }
        struct Driver: Decodable { let name: String, rules: [Rule] }
        struct Tool: Decodable { let driver: Driver }
        struct Run: Decodable { let tool: Tool, results: [Result], columnKind: String }
        let version: String
        let runs: [Run]
    }

    @Test func `SARIF shows the way to a fault as a code flow that ends at the fault`() throws {
        let text = Sarif.text(Self.diagnostics, folder: "Intents")
        let log = try JSONDecoder().decode(Log.self, from: Data(text.utf8))
        let run = try #require(log.runs.first)
        #expect(log.version == "2.1.0" && run.columnKind == "unicodeCodePoints")
        #expect(run.results.allSatisfy { ["error", "warning"].contains($0.level) && !$0.message.text.isEmpty })
        #expect(run.results.allSatisfy { run.tool.driver.rules[$0.ruleIndex].id == $0.ruleId })
        #expect(run.results[0].codeFlows == nil)
        let hops = try #require(run.results[1].codeFlows?.first?.threadFlows.first?.locations)
        #expect(hops.map(\.location.physicalLocation.artifactLocation.uri) == ["Intents/b%20c.yaml", "Intents/a.yaml"])
        #expect(hops.map(\.location.physicalLocation.region.startLine) == [7, 9])
        #expect(hops.first?.location.message?.text == "when: known(order), does not hold")
        #expect(hops.last?.importance == "essential")
        #expect(Sarif.text(Self.diagnostics, folder: "Intents") == text)
    }

    @Test func `a flow is drawn, all are, and one that is not there is named with those that are`() {
        let one = CheckCommand.graph("refund", of: Finch.loaded(), folder: "Intents")
        #expect(one.exitCode == 0 && one.output.hasPrefix("flowchart TD\n    f_refund_start(["))
        #expect(CheckCommand.graph("all", of: Finch.loaded(), folder: "Intents").output.contains("f_refund_start(["))
        let none = CheckCommand.graph("refnd", of: Finch.loaded(), folder: "Intents")
        #expect(none.exitCode == 2 && none.output.contains("refund"))
    }

    @Test(arguments: CheckCommand.Format.allCases) func `a check ends with 1 for errors and 0 for none`(
        _ format: CheckCommand.Format
    ) {
        #expect(CheckCommand.run(Self.loaded(Self.diagnostics), format: format, folder: "Intents").exitCode == 1)
        #expect(CheckCommand.run(Finch.loaded(), format: format, folder: "Intents").exitCode == 0)
    }

    @Test func `a playbook's check counts what is in it`() {
        let result = CheckCommand.run(Finch.loaded(), format: .text, folder: "Intents")
        #expect(result.output.hasSuffix("2 intents, 1 flow, 0 articles, 0 talks: 1 warning"))
    }

    @Test func `an interpretation is one line of JSON`() throws {
        let json = ParseCommand.json(Finch.understand("refund"))
        #expect(!json.contains("\n"))
        let back = try JSONDecoder().decode(Interpretation.self, from: Data(json.utf8))
        #expect(back == Finch.understand("refund"))
    }
}
