public import PlaybookModel
import Vocabulary

/// What customers said first about each task: phrases for the intents of a playbook.
public struct OpeningLines: Sendable {
    /// A line under more tasks than this says nothing about any.
    private static let mostTasks = 2
    /// Phrases of one task, at most.
    private static let most = 400

    private let lines: [IntentName: [String]]

    public init(_ dialogs: [RecordedDialog]) {
        var tasks: [PlainValue: Set<IntentName>] = [:]
        for dialog in dialogs {
            for text in dialog.customerTurns.prefix(2) { tasks[PlainValue(text), default: []].insert(dialog.task) }
        }
        var lines: [IntentName: [String]] = [:]
        var seen: Set<PlainValue> = []
        for dialog in dialogs {
            // "Hello" opens everything: then the next line is the one.
            let first = dialog.customerTurns.prefix(2).first { text in
                text.split(separator: " ").count >= 3 && tasks[PlainValue(text)]?.count ?? 0 <= Self.mostTasks
            }
            guard let first, lines[dialog.task]?.count ?? 0 < Self.most, seen.insert(PlainValue(first)).inserted else {
                continue
            }
            lines[dialog.task, default: []].append(first)
        }
        self.lines = lines
    }

    /// The playbook with these phrases beside its own, where it has the intents.
    public func teaching(_ playbook: Playbook) -> Playbook {
        let intents = playbook.intents.map { intent in
            Intent(
                name: intent.name, description: intent.description,
                examples: intent.examples
                    + (lines[intent.name] ?? []).map { Example(text: $0, place: intent.place) },
                heldOut: intent.heldOut, outcome: intent.outcome, confidence: intent.confidence, place: intent.place)
        }
        return Playbook(
            version: playbook.version, assistant: playbook.assistant, intents: intents, flows: playbook.flows,
            responses: playbook.responses, actions: playbook.actions, articles: playbook.articles,
            entities: playbook.entities, routing: playbook.routing)
    }
}
