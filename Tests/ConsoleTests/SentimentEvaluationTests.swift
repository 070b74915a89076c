import Console
import Testing
import Vocabulary

struct SentimentEvaluationTests {
    private static let judged = [
        SentimentRow(text: "I love it, thank you", valence: 0.8, frustrated: false),
        SentimentRow(text: "where is it", valence: -0.05, frustrated: false),
        SentimentRow(text: "this is a joke, still waiting and nobody answers!!", valence: -0.7, frustrated: true),
    ]

    @Test func `agreement with people is counted`() throws {
        let result = try SentimentEvaluation(Self.judged).run()
        #expect(try #require(result.pearson) > 0.9)
        #expect(result.frustratedAUROC == 1)
        #expect(result.microsPerMessage > 0)
    }

    @Test func `the correlation is Pearson's, whatever the scale`() throws {
        let rows = [
            SentimentRow(text: "good", valence: 30), SentimentRow(text: "bad", valence: 10),
            SentimentRow(text: "table", valence: 20),
        ]
        let upside = rows.map { SentimentRow(text: $0.text, valence: -2 * ($0.valence ?? 0)) }
        let straight = try #require(try SentimentEvaluation(rows).run().pearson)
        let turned = try #require(try SentimentEvaluation(upside).run().pearson)
        #expect(straight > 0.9)
        #expect(abs(straight + turned) < 1e-12)
    }

    @Test func `equal frustration counts half`() throws {
        let rows = [
            SentimentRow(text: "the table", frustrated: true), SentimentRow(text: "the table", frustrated: false),
        ]
        #expect(try SentimentEvaluation(rows).run().frustratedAUROC == 0.5)
    }

    @Test func `the JSON has the fixed fields, and what does not apply is absent`() throws {
        let both = try SentimentEvaluation(Self.judged).run().json
        for field in ["\"pearson_r\"", "\"frustrated_auroc\"", "\"micros_per_message\""] {
            #expect(both.contains(field))
        }
        #expect(both.split(separator: ":").count == 4)
        let valences = Self.judged.map { SentimentRow(text: $0.text, valence: $0.valence) }
        #expect(!(try SentimentEvaluation(valences).run().json.contains("frustrated_auroc")))
        let calm = [SentimentRow(text: "fine", frustrated: false), SentimentRow(text: "good", frustrated: false)]
        let neither = try SentimentEvaluation(calm).run().json
        #expect(!neither.contains("frustrated_auroc") && !neither.contains("pearson_r"))
        let same = [SentimentRow(text: "good", valence: 1), SentimentRow(text: "bad", valence: 1)]
        #expect(try SentimentEvaluation(same).run().pearson == nil)
    }

    @Test(arguments: [
        ("{\"text\":\"a\",\"valence\":1}\nnonsense", 2), ("{\"text\":\"a\"}", 1),
        ("\n{\"valence\":1}", 2), ("{\"text\":\"a\",\"valence\":\"much\"}", 1),
        ("{\"text\":\"a\",\"frustrated\":1}", 1), ("{\"text\":7,\"frustrated\":true}", 1),
    ])
    func `a faulty row is refused with its line`(text: String, line: Int) {
        #expect(throws: SentimentProblem.notARow(line: line)) { try SentimentRow.rows(of: text) }
    }

    @Test func `rows may have either judgement or both, and more fields than are read`() throws {
        let rows = try SentimentRow.rows(
            of: """
                {"text": "a", "valence": 0.5}

                {"text": "b", "frustrated": true, "labels": ["anger"]}
                {"text": "c", "frustrated": false, "valence": -1}

                """)
        #expect(rows.map(\.valence) == [0.5, nil, -1])
        #expect(rows.map(\.frustrated) == [nil, true, false])
    }

    @Test func `lines may end as on Windows, and a text may hold a line separator`() throws {
        let rows = try SentimentRow.rows(
            of: "{\"text\":\"a\u{2028}b\",\"valence\":1}\r\n{\"text\":\"c\",\"valence\":2}\r\n")
        #expect(rows.map(\.text) == ["a\u{2028}b", "c"])
    }

    @Test func `nothing to test is said`() {
        #expect(throws: SentimentProblem.nothingToTest) { try SentimentEvaluation([]).run() }
    }

    @Test func `the report shows what was read worst with its words, in a hundred columns`() throws {
        let odd = SentimentRow(
            text: String(repeating: "great and lovely\u{1B}[31m ", count: 12), valence: -0.9, frustrated: true)
        let text = SentimentReport(try SentimentEvaluation(Self.judged + [odd]).run()).text
        #expect(text.hasPrefix("4 messages · valence r "))
        #expect(text.contains("Frustration not heard"))
        #expect(text.contains("great, lovely"))
        #expect(!text.contains("\u{1B}"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }
}
