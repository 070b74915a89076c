import PlaybookModel
import Vocabulary

/// How the playbook's flow for a task names what recordings call arguments: by the call of that name in the flow.
struct TaskSlots {
    let flow: Flow
    /// Of each action, the slot an argument is made from; only arguments that are a slot's value as it stands.
    private let slots: [PlainName: [PlainName: SlotName]]
    /// Where each slot is asked for.
    private let questions: [SlotName: Int]

    /// `nil` where the playbook has no flow for the task.
    init?(_ task: IntentName, in playbook: Playbook) {
        guard case .flow(let name)? = playbook.intent(task)?.outcome, let flow = playbook.flows[name] else {
            return nil
        }
        self.flow = flow
        var slots: [PlainName: [PlainName: SlotName]] = [:]
        var questions: [SlotName: Int] = [:]
        for (index, step) in flow.steps.enumerated() {
            if case .collect(let slot, _, _, _) = step.kind, questions[slot] == nil { questions[slot] = index }
            guard case .call(let call) = step.kind else { continue }
            let action = PlainName(call.action.rawValue)
            for input in playbook.actions[call.action]?.inputs ?? [] {
                let given = call.with[input.name] ?? .slot(SlotName(input.name), fields: [])
                if case .slot(let slot, let fields) = given, fields.isEmpty {
                    slots[action, default: [:]][PlainName(input.name)] = slot
                }
            }
        }
        self.slots = slots
        self.questions = questions
    }

    /// The slot of an argument of an action; `nil` where the flow makes no such call with it.
    func slot(of argument: String, in action: String) -> SlotName? {
        slots[PlainName(action)]?[PlainName(argument)]
    }

    /// Whichever action it is given to.
    func slots(of argument: String) -> Set<SlotName> {
        Set(slots.values.compactMap { $0[PlainName(argument)] })
    }

    /// The step that asks for a slot.
    func question(for slot: SlotName) -> Int? {
        questions[slot]
    }

    /// Slots that are asked for, in the order of their questions.
    var asked: [SlotName] {
        questions.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map(\.key)
    }
}

/// A name without its notation: `StartTimeHour` and `start_time_hour` are one.
struct PlainName: Hashable {
    private let letters: String

    init(_ name: String) {
        letters = name.lowercased().filter { $0.isLetter || $0.isNumber }
    }
}
