import Console
import Testing

struct EvaluationTests {
    private static func rows(_ label: String, _ words: [String]) -> [EvaluationRow] {
        (0..<12).map { EvaluationRow(text: "\(words[$0 % 4]) \(words[($0 + 1 + $0 / 4) % 4])", intent: label) }
    }

    private static let train =
        rows("fruit", ["apple", "pear", "plum", "cherry"]) + rows("tools", ["saw", "hammer", "chisel", "pliers"])
    private static let test = [
        EvaluationRow(text: "cherry and pear", intent: "fruit"), EvaluationRow(text: "hammer and saw", intent: "tools"),
        EvaluationRow(text: "an apple saw plum cherry", intent: "tools"),
    ]

    @Test func `a report counts what was right and names what was not`() throws {
        var evaluation = IntentEvaluation(train: Self.train, test: Self.test)
        evaluation.outOfScope = [EvaluationRow(text: "quarterly tax report", intent: nil)]
        let result = try evaluation.run()
        #expect(abs(result.accuracy - 2.0 / 3) < 1e-9)
        #expect(result.top3 == 1)
        #expect(result.intents == 2)
        #expect(result.examples == 24)
        let outOfScope = try #require(result.outOfScope)
        #expect(outOfScope.auroc == 1)
        #expect(outOfScope.recall == 1)
        #expect(result.report.contains("1 × tools as fruit"))
        for field in [
            "\"macro_f1\"", "\"train_seconds\"", "\"parse_micros\"", "\"peak_memory_bytes\"", "\"ece\"", "\"mcc\"",
        ] {
            #expect(result.json.contains(field))
        }
    }

    @Test func `what does not apply is absent`() throws {
        let result = try IntentEvaluation(train: Self.train, test: Self.test).run()
        #expect(result.outOfScope == nil)
        #expect(!result.json.contains("out_of_scope"))
    }

    @Test func `a label that means none is not trained on and its rows are to be rejected`() throws {
        var evaluation = IntentEvaluation(
            train: Self.train + [EvaluationRow(text: "weather today", intent: "NONE")],
            test: Self.test + [EvaluationRow(text: "quarterly tax report", intent: "NONE")])
        evaluation.noMatchLabel = "NONE"
        let result = try evaluation.run()
        #expect(result.intents == 2)
        #expect(result.outOfScope?.recall == 1)
    }

    @Test func `the seed draws the examples and the slips`() throws {
        var evaluation = IntentEvaluation(train: Self.train, test: Self.test)
        evaluation.perIntent = 10
        evaluation.typos = true
        let first = try evaluation.run()
        let second = try evaluation.run()
        #expect(first.examples == 20)
        #expect(first.answers == second.answers)
        evaluation.seed = 2
        #expect(try evaluation.run().answers.map(\.text) != first.answers.map(\.text))
    }

    @Test func `faulty files are refused with their line`() {
        #expect(throws: EvaluationProblem.notARow(line: 2)) {
            try EvaluationRow.rows(of: "{\"text\":\"a\",\"intent\":\"b\"}\nnonsense\n")
        }
        #expect(throws: EvaluationProblem.tooFewIntents) { try IntentEvaluation(train: [], test: Self.test).run() }
    }
}
