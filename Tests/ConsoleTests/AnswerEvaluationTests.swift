import Console
import PlaybookLoading
import PlaybookModel
import Testing
import Understanding
import Vocabulary

struct AnswerEvaluationTests {
    /// Finds what it was told, whatever is asked for it.
    private struct Scripted: ArticleIndex {
        let found: [String: [(String, Double)]]

        func search(_ query: ArticleQuery, limit: Int) -> [ArticleHit] {
            (found[query.text] ?? []).prefix(limit).map { name, confidence in
                ArticleHit(
                    article: ArticleName(name), title: name, section: "", passage: name, confidence: confidence)
            }
        }
    }

    private static func run(
        _ rows: [(String, answers: [String], found: [(String, Double)])], precision: Double = 0.9
    ) -> AnswerResult {
        var evaluation = AnswerEvaluation(
            questions: rows.map { AnswerQuestion(text: $0.0, answers: $0.answers) })
        evaluation.precision = precision
        let index = Scripted(found: Dictionary(rows.map { ($0.0, $0.found) }) { first, _ in first })
        return evaluation.run(index, of: AnswerCorpus([]).playbook)
    }

    @Test func `measures are what they are by definition`() throws {
        let result = Self.run([
            ("kettle", ["a"], [("a", 0.9), ("b", 0.1)]),
            ("grinder", ["a"], [("b", 0.6), ("a", 0.5)]),
            ("machine", ["a", "c"], [("x", 0.5), ("y", 0.4), ("c", 0.3)]),
            ("boiler", ["a"], []),
            ("weather", [], [("b", 0.4)]),
            ("music", [], []),
        ])
        let expected = (1.5 + 1.0 / 3) / 4
        #expect(abs(try #require(result.mrr10) - expected) < 1e-9)
        #expect(result.recall1 == 0.25)
        #expect(result.recall5 == 0.625)
        // Pairs of 4 against 2: 0.9, 0.6, 0.5 beat both 0.4 and 0; the 0 ties with one and loses to the other.
        #expect(result.answerableAuroc == 0.8125)
        #expect(result.unanswerable == 2)
        #expect(result.json.contains(#""mrr10":"#) && result.json.contains(#""answerable_auroc":"#))
        #expect(result.json.contains(#""micros":{"p50":"#))
    }

    @Test func `what does not apply is absent`() {
        let result = Self.run([("kettle", ["a"], [("a", 0.9)])])
        #expect(result.answerableAuroc == nil)
        #expect(!result.json.contains("answerable_auroc"))
        #expect(result.tuned.answer == nil, "one question proves nothing")
    }

    @Test func `the bar is the lowest that keeps the precision, and the rest is offered`() throws {
        // Confidences 0.99, 0.98 …: the first 20 right, then every other one wrong, the right article second.
        let names = (0..<40).map { place in "kettle" + String(repeating: "e", count: place) }
        let rows = names.enumerated().map { place, name -> (String, answers: [String], found: [(String, Double)]) in
            let confidence = 0.99 - Double(place) / 100
            let isRight = place < 20 || place.isMultiple(of: 2)
            return (name, ["a"], isRight ? [("a", confidence)] : [("b", confidence), ("a", confidence / 2)])
        }
        let result = Self.run(rows)
        let bar = try #require(result.tuned.answer)
        // 20 right and then right, wrong …: after 25 there are 2 wrong, after 26 there are 3 of 26.
        #expect(bar.precision >= 0.9)
        #expect(bar.questions == 25)
        #expect(abs(bar.confidence - 0.75) < 1e-9)
        let offer = try #require(result.tuned.offer)
        #expect(offer.questions == 15)
        #expect(offer.precision == 1)
        let advice = AnswerAdvice(
            result, present: Assistant.Thresholds(act: 0.55, clarify: 0.3, article: 0.5))
        #expect(advice.lines == "thresholds: { act: 0.55, clarify: 0.3, article: 0.750, offer: 0.600 }")
        #expect(advice.words.contains("the present bar, 0.500: 40 of 40 questions answered, 30 of them rightly"))
    }

    @Test func `no bar is good enough when answers are wrong`() {
        let result = Self.run((0..<20).map { ("kettle" + String(repeating: "e", count: $0), ["a"], [("b", 0.9)]) })
        #expect(result.tuned.answer == nil)
        #expect(AnswerAdvice(result, present: .init(act: 0.5, clarify: 0.3, article: 0.5)).lines == nil)
        #expect(AnswerReport(result).text.contains("no bar from 10 questions on"))
        #expect(AnswerReport(result).text.contains("wanted a; found b at 0.900"))
    }

    @Test func `rows of one name become one article`() {
        let rows = [
            AnswerCorpusRow(id: "emi", text: "do you have EMI"), AnswerCorpusRow(id: "emi", text: "0 % EMI"),
            AnswerCorpusRow(id: "7", text: "Up.\n\n# Cold\nDown.\nStill down.\n\nLeft.", title: "Weather"),
        ]
        let articles = AnswerCorpus(rows).playbook.articles
        #expect(articles.map(\.name.rawValue) == ["emi", "7"])
        #expect(articles[0].aliases == ["do you have EMI", "0 % EMI"])
        #expect(articles[1].title == "Weather")
        #expect(articles[1].sections.map(\.heading) == ["", "Cold"])
        #expect(articles[1].sections[1].passages == ["Down.\nStill down.", "Left."])
        let long = AnswerCorpus([AnswerCorpusRow(id: "x", text: String(repeating: "word ", count: 60))])
        #expect(long.playbook.articles[0].aliases.isEmpty)
        #expect(long.playbook.articles[0].sections.count == 1)
    }

    @Test func `rows are read with names as text or numbers, and a bad one has its line`() throws {
        let questions = try AnswerQuestion.rows(
            of: #"{"text":"a","answers":[7,"x"]}"# + "\r\n\n" + #"{"text":"b","answers":[]}"#)
        #expect(questions.map(\.answers) == [["7", "x"], []])
        #expect(questions.map(\.line) == [1, 3])
        #expect(throws: AnswerRowProblem(line: 2, words: #"no JSON object with "text" and a list "answers""#)) {
            _ = try AnswerQuestion.rows(of: #"{"text":"a","answers":[]}"# + "\n" + #"{"text":"b"}"#)
        }
        #expect(throws: AnswerRowProblem.self) { _ = try AnswerCorpusRow.rows(of: #"{"id":1}"#) }
        #expect(try AnswerCorpusRow.rows(of: #"{"id":1,"text":"t"}"#) == [AnswerCorpusRow(id: "1", text: "t")])
    }

    @Test func `the playbook's own questions are those that its articles are asked`() throws {
        func held(_ name: String, _ outcome: String, _ phrase: String) -> String {
            let examples = (1...8).map { "\(name) example number \($0)" }.joined(separator: ", ")
            return """
                intent: \(name)
                description: x
                \(outcome)
                examples: [\(examples)]
                held_out: [\(phrase), sure \(name)]

                """
        }
        let loaded = Finch.loaded([
            "knowledge/hours.md": "---\ntitle: Opening hours\n---\nNine to five.\n",
            "hours.yaml": held("hours", "article: hours", "are you there on sunday"),
            "stop.yaml": held("stop", "command: cancel", "leave it"),
            "again.yaml": held(
                "again", "title: it again\nflow: [ { say: words } ]\nsay: { words: Words. }", "once more"),
        ])
        let playbook = try #require(loaded.playbook, "\(loaded.diagnostics)")
        let test = try KnowledgeTestReader(file: "k.questions.yaml", playbook: playbook).read(
            "questions: x\nanswered: { hours: [when do you open] }\nunanswered: [who won]\n")
        let evaluation = AnswerEvaluation(playbook: playbook, asking: [test]) { !$0.hasPrefix("sure") }
        let asked = evaluation.questions.map { "\($0.text): \($0.answers.joined(separator: " "))" }.sorted()
        #expect(asked == ["are you there on sunday: hours", "leave it: ", "when do you open: hours", "who won: "])
    }
}
