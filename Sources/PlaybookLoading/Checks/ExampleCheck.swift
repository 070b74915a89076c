import PlaybookModel
import Vocabulary

/// Enough phrases, each of them once, and none both learnt and scored.
struct ExampleCheck: Check {
    private static let fewest = 8

    func run(on subject: CheckSubject, _ complaints: Complaints) {
        for draft in subject.draft.intents where draft.examples.count < Self.fewest {
            complaints.error(
                .tooFewExamples, at: draft.examplesPlace,
                "'\(draft.name.text)' has \(draft.examples.count) examples, it needs \(Self.fewest)",
                suggestion: "add phrases customers really use")
        }
        let intents = subject.playbook.intents
        let learnt = firstUses(of: intents, \.examples, complaints)
        _ = firstUses(of: intents, \.heldOut, complaints)
        for intent in intents {
            for phrase in intent.heldOut {
                guard let example = learnt[key(phrase)] else { continue }
                complaints.error(
                    .leakedExample, at: phrase.place,
                    "'\(phrase.text)' is also an example of '\(example.intent)'", suggestion: "keep one of the two")
            }
        }
    }

    private func firstUses(
        of intents: [Intent], _ phrases: (Intent) -> [Example], _ complaints: Complaints
    ) -> [String: (intent: IntentName, place: SourcePlace)] {
        var first: [String: (intent: IntentName, place: SourcePlace)] = [:]
        for intent in intents {
            for phrase in phrases(intent) {
                let key = key(phrase)
                guard let other = first[key] else {
                    first[key] = (intent: intent.name, place: phrase.place)
                    continue
                }
                complaints.error(
                    .duplicateExample, at: phrase.place,
                    "'\(phrase.text)' also stands at \(other.place.file):\(other.place.line) for '\(other.intent)'",
                    suggestion: "keep one of the two")
            }
        }
        return first
    }

    /// Case, punctuation and spacing make no other phrase.
    private func key(_ phrase: Example) -> String {
        phrase.text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }
}
