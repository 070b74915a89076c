import Console
import Testing
import Vocabulary

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

    // MARK: Cross-validation

    @Test func `every phrase is tested once, and a part holds its share of every intent`() throws {
        var evaluation = IntentEvaluation(train: Self.train, test: [])
        evaluation.folds = 4
        let result = try evaluation.run()
        #expect(result.answers.map(\.text).sorted() == Self.train.map(\.text).sorted())
        for fold in 0..<4 {
            let part = result.answers.filter { $0.fold == fold }
            #expect(part.count { $0.truth == "fruit" } == 3)
            #expect(part.count { $0.truth == "tools" } == 3)
        }
        #expect(result.folds?.accuracies.count == 4)
        #expect(result.bands.total == 24)
        #expect(try evaluation.run().answers == result.answers)
    }

    @Test func `a phrase is never read by a classifier that learned it`() throws {
        let odd = EvaluationRow(text: "zebra crossing", intent: "fruit")
        var evaluation = IntentEvaluation(train: Self.train + [odd], test: [])
        evaluation.folds = 5
        let answer = try #require(try evaluation.run().answers.first { $0.text == odd.text })
        #expect(answer.band == .none)
    }

    @Test func `a misread phrase is told with the phrase that pulled it`() throws {
        let result = try IntentEvaluation(train: Self.train, test: Self.test).run()
        let worst = try #require(result.hardest.first)
        #expect(worst.text == "an apple saw plum cherry")
        #expect((worst.truth, worst.answer) == ("tools", "fruit"))
        #expect(worst.nearest?.intent == "fruit")
        #expect(result.confusions.map(\.count) == [1])
    }

    @Test func `intents that take each other's messages overlap`() throws {
        let test = [
            EvaluationRow(text: "apple pear", intent: "tools"), EvaluationRow(text: "plum cherry", intent: "tools"),
            EvaluationRow(text: "saw hammer", intent: "fruit"), EvaluationRow(text: "saw chisel", intent: "tools"),
        ]
        let result = try IntentEvaluation(train: Self.train, test: test).run()
        let overlap = try #require(result.overlaps.first)
        #expect((overlap.first, overlap.second) == ("fruit", "tools"))
        #expect((overlap.firstAsSecond, overlap.secondAsFirst) == (1, 2))
        #expect(overlap.share == 0.75)
        let tools = try #require(result.perIntent.first { $0.intent == "tools" })
        #expect((tools.support, tools.precision) == (3, 0.5))
    }

    @Test func `too many parts are refused`() {
        var evaluation = IntentEvaluation(train: Array(Self.train.prefix(5)) + Array(Self.train.suffix(5)), test: [])
        evaluation.folds = 11
        #expect(throws: EvaluationProblem.tooFewForFolds(folds: 11, phrases: 10)) { try evaluation.run() }
    }

    @Test func `the false positive rate is taken where nineteen in twenty are kept`() throws {
        var evaluation = IntentEvaluation(train: Self.train, test: Self.test)
        evaluation.outOfScope = [
            EvaluationRow(text: "quarterly tax report", intent: nil),
            EvaluationRow(text: "apple pear plum", intent: nil),
        ]
        #expect(try evaluation.run().outOfScope?.fpr95 == 0.5)
    }

    // MARK: Reports

    @Test func `the terminal report fits a hundred columns and begins with the verdict`() throws {
        let long = String(repeating: "apple and pear and plum ", count: 12) + "\u{1B}[31m"
        let test = Self.test + (0..<3).map { EvaluationRow(text: long + "\($0)", intent: "tools") }
        let text = IntentReport(try IntentEvaluation(train: Self.train, test: test).run()).text
        #expect(text.hasPrefix("33.3 % right of 6 messages in 2 intents"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
        #expect(!text.contains("\u{1B}"))
    }

    @Test func `the page carries its text escaped and needs nothing from outside`() throws {
        let test = Self.test + [EvaluationRow(text: "apple <script>alert('1')</script> & \"pear\"", intent: "tools")]
        let page = IntentPage(try IntentEvaluation(train: Self.train, test: test).run(), title: "<b>mine</b>").html
        #expect(!page.contains("<script"))
        #expect(!page.contains("<b>"))
        #expect(page.contains("apple &lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;pear&quot;"))
        #expect(!page.contains("http"))
        for tag in ["svg", "table", "section", "figure", "details"] {
            #expect(page.components(of: "<\(tag)") == page.components(of: "</\(tag)>"), "\(tag)")
        }
        #expect(page.components(of: "<svg") == page.components(of: "<desc"))
        #expect(page.components(of: "<table") == page.components(of: "<caption"))
    }
}

extension String {
    fileprivate func components(of mark: String) -> Int {
        ranges(of: mark).count
    }
}
