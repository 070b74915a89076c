import Console
import PlaybookLoading
import PlaybookModel
import Testing
import Understanding
import Vocabulary

/// The demo shop's playbook does what it says.
@Suite struct PlaybookTests {
    @Test func `the shipped playbook has no fault`() {
        let diagnostics = ShippedPlaybook.loaded.diagnostics
        #expect(diagnostics.isEmpty, "\(DiagnosticPrinter.text(diagnostics, folder: "Intents"))")
        #expect(ShippedPlaybook.loaded.playbook != nil)
    }

    @Test func `the shop has what a shop needs`() throws {
        let shipped = try ShippedPlaybook.get()
        #expect(shipped.playbook.intents.count >= 12)
        #expect(shipped.playbook.flows.count >= 4)
        #expect(shipped.playbook.articles.count >= 15)
        #expect(shipped.talks.count >= 10)
        for intent in shipped.playbook.intents {
            #expect(intent.examples.count >= 20, "\(intent.name) has \(intent.examples.count) examples")
            #expect(intent.heldOut.count >= 8, "\(intent.name) has \(intent.heldOut.count) held-out phrases")
        }
    }

    @Test(arguments: ShippedTalk.all) func `every talk goes as written`(_ shown: ShippedTalk) throws {
        let shipped = try ShippedPlaybook.get()
        let runner = TalkRunner(playbook: shipped.playbook, listener: Listener(shipped.understander))
        let report = runner.run(shown.talk)
        #expect(report.passed, "\(report.text())")
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
