import Dialog
import PlaybookModel
import Vocabulary

/// What a recorded customer is taken to want after their first turns, hearing nothing else.
struct IntentReplay {
    struct Choice: Hashable {
        /// The task heard with the most confidence so far.
        var heard: IntentName?
        /// The task whose flow the machine began last: that takes more, for a doubtful message is asked about first,
        /// and a recorded customer cannot answer that.
        var begun: IntentName?
    }

    let machine: DialogMachine
    let listener: Listener

    /// The choice after each of the first `count` turns.
    func choices(_ dialog: RecordedDialog, turns count: Int) -> [Choice] {
        var backEnd = SilentBackEnd()
        var talk = Rehearsal(machine: machine, conversation: "recorded", now: ReplayClock.start)
        talk.take(ReplayClock.opening(machine.playbook.version), backEnd: &backEnd)
        var choices: [Choice] = []
        var surest = 0.0
        var choice = Choice()
        for text in dialog.customerTurns.prefix(count) {
            let interpretation = talk.interpret(text, by: listener)
            talk.take(
                .visitorSaid(text: text, choice: nil, interpretation: interpretation), backEnd: &backEnd)
            if let best = interpretation.intents.first(where: { flow(of: $0.value) != nil }), best.confidence > surest {
                surest = best.confidence
                choice.heard = best.value
            }
            choice.begun = begun(talk.log)
            choices.append(choice)
        }
        // Who says no more has made up their mind.
        while choices.count < count { choices.append(choices.last ?? choice) }
        return choices
    }

    private func flow(of intent: IntentName) -> FlowName? {
        if case .flow(let flow)? = machine.playbook.intent(intent)?.outcome { flow } else { nil }
    }

    private func begun(_ log: [EventRecord]) -> IntentName? {
        for record in log.reversed() {
            guard case .flowStarted(let flow) = record.event else { continue }
            if let intent = machine.playbook.intents.first(where: { $0.outcome == .flow(flow) }) { return intent.name }
        }
        return nil
    }
}

/// Nothing is ever answered.
struct SilentBackEnd: RehearsedBackEnd {
    mutating func answer(_ call: ActionCall) -> ActionResult? {
        nil
    }
}

enum ReplayClock {
    /// Monday, 5 January 2026, nine in the morning UTC.
    static let start = Timestamp(milliseconds: 1_767_603_600_000)

    static func opening(_ version: PlaybookVersion) -> DialogInput {
        .opened(
            Opening(visitor: "recorded", channel: "replay", playbook: version, locale: "en", context: [:]))
    }
}
