internal import PlaybookModel
internal import Vocabulary

extension Turn {
    /// Kept at most; who asks for more in one breath is asked again.
    private static let mostRequests = 3

    /// "Refund my order and change my address": the second waits until the first is done.
    mutating func keepFurther(of message: Message, besides first: Intent) {
        guard !message.isPressed, !message.interpretation.further.isEmpty else { return }
        for further in message.interpretation.further where state.requests.count < Turn.mostRequests {
            guard further.intent != first.name, let intent = playbook.intent(further.intent), canWait(intent) else {
                continue
            }
            let entities = message.interpretation.entities.filter(further.holds).map { entity in
                Entity(
                    name: entity.name, value: entity.value, text: entity.text, start: entity.start - further.start,
                    end: entity.end - further.start, role: entity.role)
            }
            let text = message.text.cut { ($0 >= further.start) && ($0 < further.end) }
            emit(.requestKept(KeptRequest(intent: further.intent, text: text, entities: entities)))
        }
    }

    /// Asked for while an action runs. False when it is no flow, or one that is under way or kept already.
    mutating func keepForLater(_ message: Message) -> Bool {
        guard let intent = message.sureIntent(in: playbook), case .flow = intent.outcome, canWait(intent),
            state.requests.count < Turn.mostRequests
        else { return false }
        let request = KeptRequest(
            intent: intent.name, text: message.text, entities: message.interpretation.entities)
        emit(.requestKept(request))
        return true
    }

    private func canWait(_ intent: Intent) -> Bool {
        if state.requests.contains(where: { $0.intent == intent.name }) { return false }
        return switch intent.outcome {
        case .flow(let flow): !state.stack.contains { $0.flow == flow }
        case .response, .article: true
        case .command: false
        }
    }

    /// What was asked for second begins when nothing is under way any more; where little more may be said in this go,
    /// with the next.
    mutating func serveRequests() {
        let least = min(2, playbook.assistant.limits.linesPerTurn / 3)
        while linesLeft > least, state.holder == .bot, state.stack.isEmpty, let kept = state.requests.first {
            emit(.requestSettled(kept.intent, began: true))
            guard let intent = playbook.intent(kept.intent) else { continue }
            say(.nextRequest, title: title(of: intent))
            let message = Message(
                kept.text,
                Interpretation(
                    intents: [Scored(kept.intent, confidence: 1)], band: .act, articles: [], entities: kept.entities,
                    sentiment: .neutral))
            if !act(on: intent, message) { note("\(kept.intent) cannot be begun here") }
        }
    }

    /// Nobody comes back to them: a person sees them in the packet.
    mutating func dropRequests() {
        for kept in state.requests { emit(.requestSettled(kept.intent, began: false)) }
    }

    func title(of intent: Intent) -> String {
        guard case .flow(let flow) = intent.outcome, let title = playbook.flows[flow]?.title, !title.isEmpty else {
            return intent.description
        }
        return title
    }
}
