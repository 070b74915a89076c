import Console
import PlaybookModel
import Testing
import Understanding
import Vocabulary

/// The evaluation's bands are the understander's.
struct EvaluationBandTests {
    @Test func `an evaluation puts messages into the bands that the bot would`() throws {
        let playbook = try Finch.playbook()
        var evaluation = IntentEvaluation(playbook: playbook)
        let messages = [
            "where is my order", "refund", "my kettle", "what about my money", "is it raining in Lisbon", "human",
            "order 10042", "zzz qqq", "I want", "can I talk about my refund with a person", "",
        ]
        evaluation.test = messages.map { EvaluationRow(text: $0, intent: playbook.intents.first?.name.rawValue) }
        let understander = Understander(playbook: playbook, articles: nil)
        let bands = messages.map { understander.interpret($0, at: Timestamp(milliseconds: 0)).band }
        #expect(try evaluation.run().answers.map(\.band) == bands)
        #expect(Set(bands).count > 1)
    }
}
