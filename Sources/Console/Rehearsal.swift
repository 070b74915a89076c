public import Dialog
public import PlaybookModel
public import Vocabulary

/// A conversation without a service: the same machine, a clock that is told the time, and a back end that answers at
/// once. Talks and the REPL are built on it.
public struct Rehearsal: Sendable {
    /// What the back end answers to a call; `nil` leaves the call open until ``answer(_:_:)``.
    public typealias BackEnd = @Sendable (ActionCall) -> ActionResult?

    /// A call answered by a back end that is itself asked to answer soon must end somewhere.
    private static let mostCallsATurn = 64

    public private(set) var machine: DialogMachine
    public private(set) var state: DialogState
    public private(set) var now: Timestamp
    public private(set) var log: [EventRecord] = []
    public private(set) var timers: [TimerID: Timestamp] = [:]
    /// Calls nobody has answered yet, oldest first.
    public private(set) var openCalls: [ActionCall] = []
    /// Effects since the last input from outside.
    public private(set) var effects: [Effect] = []
    private let conversation: ConversationID

    public init(playbook: Playbook, conversation: ConversationID = "rehearsal", now: Timestamp) {
        machine = DialogMachine(playbook: playbook)
        state = DialogState(conversation: conversation)
        self.conversation = conversation
        self.now = now
    }

    /// Understands a message as the service does now, in the light of what was asked.
    public func interpret(_ text: String, by listener: Listener) -> Interpretation {
        let expecting: [SlotName] = if case .slot(let slot, _) = state.question { [slot] } else { [] }
        return listener.interpret(text, expecting, now)
    }

    /// The conversation goes on under other rules: what a reload does to one that is in flight.
    public mutating func use(_ playbook: Playbook) {
        machine = DialogMachine(playbook: playbook)
    }

    /// Takes an input and everything that follows from it at once: events, timers, answers of the back end.
    @discardableResult
    public mutating func take(_ input: DialogInput, backEnd: BackEnd) -> DialogRefusal? {
        effects = []
        if let refusal = step(input) { return refusal }
        settle(backEnd)
        return nil
    }

    /// Answers a call that was left open.
    @discardableResult
    public mutating func answer(_ call: ActionCall, _ result: ActionResult, backEnd: BackEnd) -> DialogRefusal? {
        openCalls.removeAll { $0.id == call.id }
        return take(.actionFinished(call.id, result), backEnd: backEnd)
    }

    /// Time passes; timers that are due go off at their own moments, in their order.
    public mutating func pass(_ span: TimeSpan, backEnd: BackEnd) {
        effects = []
        let end = now + span
        while let due = timers.filter({ $0.value <= end }).min(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
            timers[due.key] = nil
            now = max(now, due.value)
            _ = step(.timerFired(due.key))
            settle(backEnd)
        }
        now = end
    }

    private mutating func settle(_ backEnd: BackEnd) {
        for _ in 0..<Self.mostCallsATurn {
            var answered: (call: ActionCall, result: ActionResult)?
            for call in openCalls {
                if let result = backEnd(call) {
                    answered = (call, result)
                    break
                }
            }
            guard let answered else { return }
            openCalls.removeAll { $0.id == answered.call.id }
            _ = step(.actionFinished(answered.call.id, answered.result))
        }
    }

    private mutating func step(_ input: DialogInput) -> DialogRefusal? {
        let outcome = machine.step(state, input, at: now)
        if let refusal = outcome.refusal { return refusal }
        // State comes from the log alone, as it does in the service.
        for entry in outcome.events {
            let record = EventRecord(
                seq: state.head.next, at: now, sender: entry.sender, cmid: nil, event: entry.event)
            log.append(record)
            state.apply(record)
        }
        for effect in outcome.effects {
            perform(effect)
        }
        effects += outcome.effects
        return nil
    }

    private mutating func perform(_ effect: Effect) {
        switch effect {
        case .run(let call): openCalls.append(call)
        case .wake(let timer, let moment): timers[timer] = moment
        case .cancelWake(let timer): timers[timer] = nil
        case .enqueue, .dequeue: break
        }
    }
}
