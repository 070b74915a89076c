import Console
import PlaybookLoading
import PlaybookModel
import Testing
import Understanding
import Vocabulary

/// The demo shop's playbook does what it says.
@Suite struct PlaybookTests {
    private static let promisedFlows = [
        "refund", "return_item", "order_status", "order_cancel", "address_change", "password_reset",
        "payment_method_update", "stock_check", "outage_status", "billing_dispute", "subscription_change",
        "delete_my_data",
    ]

    @Test func `the shipped playbook has no fault`() {
        let diagnostics = ShippedPlaybook.loaded.diagnostics
        #expect(diagnostics.isEmpty, "\(DiagnosticPrinter.text(diagnostics, folder: "Intents"))")
        #expect(ShippedPlaybook.loaded.playbook != nil)
    }

    @Test func `the shop has what a shop needs`() throws {
        let shipped = try ShippedPlaybook.get()
        #expect(shipped.playbook.intents.count >= 32 + 12)
        for flow in Self.promisedFlows {
            #expect(shipped.playbook.flows[FlowName(flow)] != nil, "no flow '\(flow)'")
        }
        #expect(shipped.playbook.articles.count >= 40)
        #expect(shipped.talks.count >= 60)
        for intent in shipped.playbook.intents {
            #expect(intent.examples.count >= 20, "\(intent.name) has \(intent.examples.count) examples")
            #expect(intent.heldOut.count >= 8, "\(intent.name) has \(intent.heldOut.count) held-out phrases")
        }
    }

    @Test(arguments: ShippedTalk.all) func `every talk goes as written`(_ shown: ShippedTalk) throws {
        let report = try #require(try ShippedTalk.reports()[shown.talk.place.file])
        #expect(report.passed, "\(report.text())")
    }

    @Test func `the articles answer what they should, each of them something, and nothing else`() throws {
        let shipped = try ShippedPlaybook.get()
        let tests = try ShippedPlaybook.questionFiles().map {
            try KnowledgeTestReader(file: $0.path, playbook: shipped.playbook).read($0.text)
        }
        for test in tests {
            let report = test.run(bar: shipped.playbook.assistant.thresholds.article) { question, readers, limit in
                shipped.understander.articles(for: question, readers: readers, limit: limit, at: Talk.usualStart)
            }
            #expect(report.passed, "\(report.text())")
        }
        let asked = Set(tests.flatMap(\.questions).compactMap(\.article))
        #expect(shipped.playbook.articles.filter { !asked.contains($0.name) }.map(\.name) == [])
        #expect(tests.flatMap(\.questions).count { $0.article == nil } >= 10)
    }

    @Test func `the talks come past nearly every step and response`() throws {
        let shipped = try ShippedPlaybook.get()
        let reached = try ShippedTalk.reports().values.reduce(into: Reached()) { $0.formUnion($1.reached) }
        let coverage = Coverage(of: shipped.playbook, reached: reached)
        #expect(coverage.reaches(0.95), "\(coverage.text())")
    }

    @Test func `every flow of the shop is interrupted by a question in some talk, and goes on`() throws {
        let resumed = try ShippedTalk.reports().values.filter { $0.reached.responses.contains("resume") }
        #expect(resumed.count >= 8)
    }

    @Test func `phrases that were never learnt are understood`() throws {
        let shipped = try ShippedPlaybook.get()
        var right = 0
        var actedWrongly: [String] = []
        var acted = 0
        var all = 0
        for intent in shipped.playbook.intents {
            for phrase in intent.heldOut {
                let interpretation = shipped.understander.interpret(phrase.text, at: Talk.usualStart)
                all += 1
                if interpretation.band == .act { acted += 1 }
                if interpretation.intents.first?.value == intent.name {
                    right += 1
                } else if interpretation.band == .act {
                    actedWrongly.append("\(intent.name): \(phrase.text)")
                }
            }
        }
        let accuracy = Double(right) / Double(max(1, all))
        // The phrases are chosen to share few words with the examples: word and letter pieces alone read 0.66 of
        // them, the language model 0.81.
        #expect(accuracy >= (ShippedPlaybook.hasLanguageModel ? 0.75 : 0.6), "\(right) of \(all)")
        #expect(Double(actedWrongly.count) <= 0.15 * Double(acted), "\(actedWrongly) of \(acted)")
    }
}
