public import PlaybookLoading
public import PlaybookModel
import Vocabulary

/// What there is to say, to press and to answer under a playbook: its phrases, the values its conditions ask about, and
/// what its talks' back ends answer.
public struct FuzzPool: Sendable {
    let playbook: Playbook
    /// Phrases of intents, each with the intent it belongs to.
    let phrases: [(text: String, intent: IntentName)]
    /// Lines of visitors in talks.
    let lines: [String]
    let slots: [Slot]
    /// Values that the playbook's conditions and talks know for a slot.
    let values: [SlotName: [SlotValue]]
    /// Texts that a pattern of the playbook recognises, from its marked phrases.
    let samples: [EntityName: [String]]
    /// Whole answers that talks give for an action.
    let answers: [ActionName: [[SlotName: SlotValue]]]
    let signals: [SignalName]
    let intentForPerson: IntentName?

    public init(_ playbook: Playbook, talks: [Talk]) {
        self.playbook = playbook
        phrases = playbook.intents.flatMap { intent in
            (intent.examples + intent.heldOut).map { (text: $0.text, intent: intent.name) }
        }
        lines = talks.flatMap(\.turns).compactMap { turn in
            if case .user(let text) = turn.kind { text } else { nil }
        }
        slots = playbook.slots.values.sorted { $0.name < $1.name }
        let scripted = Self.scripted(talks)
        answers = scripted
        var literals = FuzzLiterals()
        for flow in playbook.flows.values.sorted(by: { $0.name < $1.name }) { literals.read(flow) }
        for list in scripted.sorted(by: { $0.key < $1.key }).map(\.value) {
            for (slot, value) in list.flatMap({ $0.sorted { $0.key < $1.key } }) { literals.take(value, for: slot) }
        }
        values = literals.values
        samples = Self.samples(playbook)
        signals = literals.signals.sorted()
        intentForPerson = playbook.intents.first { $0.outcome == .command(.person) }?.name
    }

    private static func scripted(_ talks: [Talk]) -> [ActionName: [[SlotName: SlotValue]]] {
        var answers: [ActionName: [[SlotName: SlotValue]]] = [:]
        func take(_ action: ActionName, _ list: [TalkAnswer]) {
            for answer in list {
                if case .done(let slots) = answer, answers[action]?.contains(slots) != true {
                    answers[action, default: []].append(slots)
                }
            }
        }
        for talk in talks {
            for (action, list) in talk.answers.sorted(by: { $0.key < $1.key }) { take(action, list) }
            for turn in talk.turns {
                if case .answers(let action, let list) = turn.kind { take(action, list) }
            }
        }
        return answers
    }

    private static func samples(_ playbook: Playbook) -> [EntityName: [String]] {
        var samples: [EntityName: [String]] = [:]
        for span in playbook.intents.flatMap(\.examples).flatMap(\.spans) {
            guard case .entity(let name)? = playbook.slots[span.slot]?.type else { continue }
            samples[name, default: []].append(span.text)
        }
        for entity in playbook.entities {
            if case .list(let options) = entity.recogniser { samples[entity.name] = options.map(\.value) }
        }
        return samples
    }
}

/// Values that conditions compare slots with, and signals that flows wait for.
struct FuzzLiterals {
    private(set) var values: [SlotName: [SlotValue]] = [:]
    private(set) var signals: Set<SignalName> = []

    mutating func take(_ value: SlotValue, for slot: SlotName) {
        if values[slot]?.contains(value) != true { values[slot, default: []].append(value) }
    }

    mutating func read(_ flow: Flow) {
        for slot in flow.slots {
            if let condition = slot.valid { read(condition) }
        }
        for step in flow.steps {
            if case .when(let condition, _, _) = step.kind { read(condition) }
            if case .wait(let wait) = step.kind, let signal = wait.signal { signals.insert(signal) }
        }
    }

    private mutating func read(_ expression: Expression) {
        switch expression {
        case .literal, .slot: break
        case .not(let inner): read(inner)
        case .call(_, let inner): for part in inner { read(part) }
        case .binary(let sign, let left, let right):
            read(left)
            read(right)
            if case .slot(let slot, let fields) = left, fields.isEmpty, case .literal(let value) = right {
                take(value, for: slot)
                if case .integer(let count) = value, sign != .equal { take(.integer(count + 1), for: slot) }
            }
        }
    }
}
