import PlaybookModel
import Vocabulary

/// Which slot a label of the recorded person's lines asks for, learned from recordings: the one whose value the reply
/// holds most often, and more often than in a quarter of the replies (`language.md` §5).
struct AskMap {
    private struct Ask: Hashable {
        let task: IntentName
        let prompt: String
    }

    private static let least = 0.25

    private var slots: [Ask: SlotName] = [:]

    /// - Parameter entities: what the playbook recognises in a text, so that a "sure" counts for the option it means.
    init(
        _ dialogs: [RecordedDialog], tasks: [IntentName: TaskSlots], entities: (String) -> [Entity]
    ) {
        var replies: [Ask: Int] = [:]
        var held: [Ask: [SlotName: Int]] = [:]
        for dialog in dialogs {
            guard let task = tasks[dialog.task] else { continue }
            for (prompt, reply, action) in Self.replies(in: dialog) {
                let ask = Ask(task: dialog.task, prompt: prompt)
                replies[ask, default: 0] += 1
                let found = action.map { Self.slots(in: reply, of: task, $0, entities(reply)) } ?? []
                for slot in found { held[ask, default: [:]][slot, default: 0] += 1 }
            }
        }
        for (ask, counts) in held {
            guard let best = counts.min(by: { ($1.value, $0.key) < ($0.value, $1.key) }) else { continue }
            if Double(best.value) > Self.least * Double(replies[ask] ?? 0) { slots[ask] = best.key }
        }
    }

    func slot(for prompt: String?, in task: IntentName) -> SlotName? {
        prompt.flatMap { slots[Ask(task: task, prompt: $0)] }
    }

    /// Each labelled line with the reply to it, and the next call made after that.
    private static func replies(in dialog: RecordedDialog) -> [(prompt: String, reply: String, next: RecordedAction?)] {
        var replies: [(prompt: String, reply: String, next: RecordedAction?)] = []
        var asked: String?
        var open: [Int] = []
        for turn in dialog.turns {
            switch turn {
            case .agent(_, let prompt): asked = prompt
            case .customer(let text):
                guard let prompt = asked else { continue }
                open.append(replies.count)
                replies.append((prompt: prompt, reply: text, next: nil))
                asked = nil
            case .action(let action):
                for index in open { replies[index].next = action }
                open = []
            }
        }
        return replies
    }

    private static func slots(
        in reply: String, of task: TaskSlots, _ action: RecordedAction, _ entities: [Entity]
    ) -> Set<SlotName> {
        var slots: Set<SlotName> = []
        for argument in action.arguments {
            guard let slot = task.slot(of: argument.name, in: action.name) else { continue }
            let isThere = argument.values.contains { value in
                value.isContained(in: reply)
                    || entities.contains { $0.name.rawValue == slot.rawValue && PlainValue($0.value) == value }
            }
            if isThere { slots.insert(slot) }
        }
        return slots
    }
}
