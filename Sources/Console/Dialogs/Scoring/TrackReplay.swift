import Dialog
import PlaybookModel
import Vocabulary

/// Follows a recording turn by turn with what the recorded person asked, and compares at each of their actions what the
/// machine knows with what they knew. The task is given; what is scored is listening.
struct TrackReplay {
    let machine: DialogMachine
    let listener: Listener
    let asks: AskMap
    /// Arguments in free words, by their plain names: left out.
    let leftOut: Set<PlainName>

    /// What became of the arguments of each recorded action that the flow knows.
    func run(_ dialog: RecordedDialog, _ task: TaskSlots) -> [ActionScore] {
        var scores: [ActionScore] = []
        var store = SlotStore()
        var prompt: String?
        var hasBegun = false
        var hasActed = false
        for turn in dialog.turns {
            switch turn {
            case .agent(_, let label): prompt = label
            case .customer(let text):
                let asked = asks.slot(for: prompt, in: dialog.task).flatMap { task.question(for: $0) == nil ? nil : $0 }
                let question = hasBegun ? asked ?? unasked(task, store, hasActed: hasActed) : nil
                hear(text, question, task, dialog.task, hasBegun, &store)
                hasBegun = true
                prompt = nil
            case .action(let action):
                hasActed = true
                let score = score(action, task, store)
                if !score.arguments.isEmpty { scores.append(score) }
            }
        }
        return scores
    }

    private func score(_ action: RecordedAction, _ task: TaskSlots, _ store: SlotStore) -> ActionScore {
        ActionScore(
            action: action.name,
            arguments: action.arguments.filter { !leftOut.contains(PlainName($0.name)) }.map { argument in
                guard !argument.name.isEmpty else { return anywhere(argument, store) }
                let slot = task.slot(of: argument.name, in: action.name)
                let value = slot.flatMap { store.values[$0]?.value }.flatMap { PlainValue($0) }
                return ActionScore.Argument(
                    name: argument.name, wanted: argument.values, got: value)
            })
    }

    /// Recordings without names of arguments: does any slot hold the value?
    private func anywhere(_ argument: RecordedArgument, _ store: SlotStore) -> ActionScore.Argument {
        let held = store.values.values.compactMap { PlainValue($0.value) }
        return ActionScore.Argument(
            name: "", wanted: argument.values, got: held.first { argument.values.contains($0) })
    }

    // MARK: One turn of the machine

    /// What the machine makes of a message at the place where the recorded conversation stands.
    private func hear(
        _ text: String, _ question: SlotName?, _ task: TaskSlots, _ intent: IntentName, _ hasBegun: Bool,
        _ store: inout SlotStore
    ) {
        var state = DialogState(conversation: "recorded")
        state.happens([opened])
        if hasBegun {
            state.happens([.flowStarted(task.flow.name)])
            state.happens(store.events)
            if let question, let step = task.question(for: question) {
                state.happens([.stepEntered(task.flow.name, step: step), .slotAsked(question, attempt: 1)])
            }
        }
        let heard = listener.interpret(text, question.map { [$0] } ?? [], ReplayClock.start)
        // The task is given: nothing leads away from it, and nobody is angry.
        let interpretation = Interpretation(
            intents: hasBegun ? [] : [Scored(intent, confidence: 1)], band: hasBegun ? .none : .act, articles: [],
            entities: heard.entities, sentiment: .neutral)
        let outcome = machine.step(
            state, .visitorSaid(text: text, choice: nil, interpretation: interpretation), at: ReplayClock.start)
        for entry in outcome.events { store.take(entry.event) }
    }

    private var opened: Event {
        .opened(
            Opening(
                visitor: "recorded", channel: "replay", playbook: machine.playbook.version, locale: "en", context: [:]))
    }

    /// Where the recorded line asks for nothing that is known: what the machine itself would ask. That is the first
    /// thing that is still open and is not taken from any words at all; after a first action, what its flow asks last.
    private func unasked(_ task: TaskSlots, _ store: SlotStore, hasActed: Bool) -> SlotName? {
        let shaped = task.asked.filter { slot in
            switch machine.playbook.slots[slot]?.type {
            case .entity, .date, .money, .email, .phone: true
            case .choice: slot == task.asked.last
            case .text, .integer, .number, .yesNo, .result, nil: false
            }
        }
        let open = shaped.first { store.values[$0] == nil }
        return open ?? (hasActed ? shaped.last : shaped.first)
    }
}

/// What is known, by the machine's own events.
private struct SlotStore {
    private(set) var values: [SlotName: (value: SlotValue, source: SlotSource)] = [:]

    mutating func take(_ event: Event) {
        if case .slotFilled(let slot, let value, let source) = event { values[slot] = (value, source) }
        if case .slotCleared(let slot) = event { values[slot] = nil }
    }

    var events: [Event] {
        values.sorted { $0.key < $1.key }.map { .slotFilled($0.key, $0.value.value, source: $0.value.source) }
    }
}

extension DialogState {
    /// Takes in events as if they had been written.
    fileprivate mutating func happens(_ events: [Event]) {
        for event in events {
            apply(
                EventRecord(seq: head.next, at: ReplayClock.start, sender: .system, cmid: nil, event: event))
        }
    }
}
