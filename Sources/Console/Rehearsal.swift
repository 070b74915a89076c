public import Dialog
internal import PlaybookModel
public import Vocabulary

/// What stands in for the back end of a rehearsed conversation.
public protocol RehearsedBackEnd {
    /// `nil` leaves the call open until ``Rehearsal/answer(_:_:backEnd:)``. A call is asked about once.
    mutating func answer(_ call: ActionCall) -> ActionResult?
    /// Whose word a call waits for that was left open.
    func hold(of call: ActionCall) -> ActionHold?
}

extension RehearsedBackEnd {
    public func hold(of call: ActionCall) -> ActionHold? { nil }
}

/// A conversation without a service: the same machine, a clock that is told the time, and a back end that answers at
/// once. Talks and the REPL are built on it. A value, so that a copy is a point to come back to.
public struct Rehearsal: Sendable {
    /// A call answered by a back end that is itself asked to answer soon must end somewhere.
    private static let mostCallsATurn = 64
    /// As the service gives people to say a word.
    private static let approvalWithin = TimeSpan.hours(24)

    public private(set) var machine: DialogMachine
    public private(set) var state: DialogState
    public private(set) var now: Timestamp
    public private(set) var log: [EventRecord] = []
    public private(set) var timers: [TimerID: Timestamp] = [:]
    /// Calls nobody has answered yet, oldest first.
    public private(set) var openCalls: [ActionCall] = []
    /// Effects since the last input from outside.
    public private(set) var effects: [Effect] = []
    /// Calls that the back end chose to leave open.
    private var left: Set<EffectID> = []

    /// - Parameter machine: the one the service would use, with its time zone.
    public init(machine: DialogMachine, conversation: ConversationID = "rehearsal", now: Timestamp) {
        self.machine = machine
        state = DialogState(conversation: conversation)
        self.now = now
    }

    /// Understands a message as the service does now, in the light of what was asked.
    public func interpret(_ text: String, by listener: Listener) -> Interpretation {
        let expecting: [SlotName] = if case .slot(let slot, _) = state.question { [slot] } else { [] }
        return listener.hear(CardNumber.masked(text), expecting, state.topic, state.readership, now)
    }

    /// The conversation goes on under other rules: what a reload does to one that is in flight.
    public mutating func use(_ machine: DialogMachine) {
        self.machine = machine
    }

    /// Slots that hold values before anything is said, as a test's fixture gives them. Not a thing that happens in the
    /// service.
    public mutating func given(_ slots: [SlotName: SlotValue]) {
        for (slot, value) in slots.sorted(by: { $0.key < $1.key }) {
            write(DialogOutcome.Entry(sender: .system, event: .slotFilled(slot, value, source: .flow)))
        }
    }

    /// Takes an input and everything that follows from it at once: events, timers, answers of the back end.
    @discardableResult
    public mutating func take(_ input: DialogInput, backEnd: inout some RehearsedBackEnd) -> DialogRefusal? {
        effects = []
        if let refusal = step(input) { return refusal }
        settle(&backEnd)
        return nil
    }

    /// Answers a call that was left open.
    @discardableResult
    public mutating func answer(
        _ call: ActionCall, _ result: ActionResult, backEnd: inout some RehearsedBackEnd
    ) -> DialogRefusal? {
        forget(call.id)
        return take(.actionFinished(call.id, result), backEnd: &backEnd)
    }

    /// Time passes; timers that are due go off at their own moments, in their order.
    public mutating func pass(_ span: TimeSpan, backEnd: inout some RehearsedBackEnd) {
        effects = []
        let end = now + span
        while let due = timers.filter({ $0.value <= end }).min(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
            timers[due.key] = nil
            now = max(now, due.value)
            _ = step(.timerFired(due.key))
            settle(&backEnd)
        }
        now = end
    }

    private mutating func settle(_ backEnd: inout some RehearsedBackEnd) {
        for _ in 0..<Self.mostCallsATurn {
            guard let call = openCalls.first(where: { !left.contains($0.id) }) else { return }
            guard let result = backEnd.answer(call) else {
                left.insert(call.id)
                if let hold = backEnd.hold(of: call) { self.hold(call, hold) }
                continue
            }
            forget(call.id)
            _ = step(.actionFinished(call.id, result))
        }
    }

    /// Nobody is asked where the flow does not wait for it: as the service, it is over the limit then.
    private mutating func hold(_ call: ActionCall, _ hold: ActionHold) {
        let until: Timestamp
        switch hold {
        case .approval: until = now + Self.approvalWithin
        case .provider:
            until = now + (machine.playbook.actions[call.action]?.resultWithin ?? Self.approvalWithin)
        }
        guard step(.actionHeld(call.id, hold, until: until)) != nil, hold == .approval else { return }
        forget(call.id)
        _ = step(.actionFinished(call.id, .overLimit))
    }

    private mutating func forget(_ call: EffectID) {
        openCalls.removeAll { $0.id == call }
        left.remove(call)
    }

    private mutating func step(_ input: DialogInput) -> DialogRefusal? {
        let outcome = machine.step(state, input, at: now)
        var entries = outcome.events
        // A fact nobody waits for any more is written down all the same, as the service does.
        if entries.isEmpty, let fact = input.fact { entries = [DialogOutcome.Entry(sender: .system, event: fact)] }
        if entries.isEmpty, let refusal = outcome.refusal { return refusal }
        for entry in entries { write(entry) }
        for effect in outcome.effects { perform(effect) }
        effects += outcome.effects
        return nil
    }

    /// State comes from the log alone, as it does in the service.
    private mutating func write(_ entry: DialogOutcome.Entry) {
        let record = EventRecord(
            seq: state.head.next, at: now, sender: entry.sender, cmid: nil, event: entry.event)
        log.append(record)
        state.apply(record)
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

extension DialogInput {
    /// What happened in the world whether or not the conversation still waits for it.
    var fact: Event? {
        switch self {
        case .actionFinished(let call, let result): .actionFinished(call, result)
        case .timerFired(let timer): .timerFired(timer)
        case .opened, .visitorSaid, .actionHeld, .agentClaimed, .agentSaid, .agentNoted, .tagged, .handedBack,
            .delegated, .agentLost, .resolved, .rated, .transferred, .takenOver, .leftQueue, .callbackBooked,
            .visitorEnded, .signalled, .reachedOut, .returned, .identified, .turnFailed:
            nil
        }
    }
}
