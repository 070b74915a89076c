import PlaybookModel
import Vocabulary

/// Enough phrases, each of them once, and none both learnt and scored.
struct ExampleCheck: Check {
    private static let fewest = 8

    func run(on subject: CheckSubject, _ complaints: Complaints) {
        for draft in subject.draft.intents where draft.examples.count < Self.fewest {
            guard !draft.examples.isEmpty else {
                complaints.error(
                    .tooFewExamples, at: draft.examplesPlace, "'\(draft.name.text)' has no examples",
                    suggestion: "add \(Self.fewest) phrases customers really use")
                continue
            }
            complaints.warning(
                .tooFewExamples, at: draft.examplesPlace,
                "'\(draft.name.text)' has only \(draft.examples.count) of the \(Self.fewest) examples it needs to be told "
                    + "apart well",
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
                    "'\(phrase.text)' is also an example of '\(example.intent)' at "
                        + "\(example.place.file):\(example.place.line):\(example.place.column)",
                    suggestion: "keep one of the two")
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
                let place = "\(other.place.file):\(other.place.line):\(other.place.column)"
                guard other.intent == intent.name else {
                    complaints.error(
                        .duplicateExample, at: phrase.place,
                        "'\(phrase.text)' also stands at \(place) for '\(other.intent)'",
                        suggestion: "keep one of the two")
                    continue
                }
                complaints.warning(
                    .duplicateExample, at: phrase.place, "'\(phrase.text)' also stands at \(place)",
                    suggestion: "take one of the two away; it teaches nothing twice")
            }
        }
        return first
    }

    /// Case, punctuation and spacing make no other phrase.
    private func key(_ phrase: Example) -> String {
        TrainingWords(phrase.text).words.joined(separator: " ")
    }
}
