public import Dialog
public import PlaybookModel
public import Vocabulary

/// Runs a recorded conversation against a playbook as it now is: the same inputs at the same moments, through the same
/// machine, and every decision compared with the one that was made. Pure; a log that was written under the same
/// playbook has no difference.
///
/// Where the conversation would have gone another way, what the visitor did next no longer answers it. From there on
/// only the understanding of messages is compared, until the log is between two flows again.
public struct Replay: Sendable {
    /// A decision that would be another.
    public struct Difference: Hashable, Sendable {
        /// The event the turn began with.
        public let seq: SequenceNumber
        /// What the visitor said in that turn.
        public let message: String?
        /// `nil`: it was not made then.
        public let was: Decision?
        /// `nil`: it would not be made now.
        public let now: Decision?
        /// The flow's step that decides so now; `nil` outside flows.
        public let place: SourcePlace?

        public var kind: Decision.Kind { now?.kind ?? was?.kind ?? .said }
    }

    /// What came of one conversation.
    public struct Outcome: Hashable, Sendable {
        public fileprivate(set) var differences: [Difference] = []
        /// Decisions in the log that were compared.
        public fileprivate(set) var decisions = 0
        public fileprivate(set) var turns = 0
        /// Turns that could not be compared, because the conversation would have gone another way before.
        public fileprivate(set) var passedOver = 0
    }

    private let machine: DialogMachine
    private let listener: Listener?

    /// - Parameter listener: `nil` takes messages as they were understood then, so that only flows are compared.
    public init(machine: DialogMachine, listener: Listener?) {
        self.machine = machine
        self.listener = listener
    }

    /// - Parameter log: of one conversation, from its first event.
    public func run(_ log: [EventRecord], of conversation: ConversationID) -> Outcome {
        var run = ReplayRun(machine: machine, listener: listener, conversation: conversation)
        for turn in RecordedTurn.turns(of: log) { run.take(turn) }
        return run.outcome
    }
}

/// One conversation on its way.
private struct ReplayRun {
    let machine: DialogMachine
    let listener: Listener?
    var outcome = Replay.Outcome()

    /// As it would be now.
    private var state: DialogState
    /// As the log says; kept apart only once the two differ.
    private var told: DialogState?
    private var isAstray = false
    /// The log's calls as they are numbered now.
    private var calls: [EffectID: EffectID] = [:]

    init(machine: DialogMachine, listener: Listener?, conversation: ConversationID) {
        self.machine = machine
        self.listener = listener
        state = DialogState(conversation: conversation)
    }

    mutating func take(_ turn: RecordedTurn) {
        outcome.turns += 1
        if isAstray, canRejoin(before: turn), let told {
            state = told
            self.told = nil
            isAstray = false
        }
        if isAstray { passOver(turn) } else { step(turn) }
        guard var log = told else { return }
        for record in turn.records { log.apply(record) }
        told = log
    }

    /// Between two flows, what was told before is all that counts.
    private func canRejoin(before turn: RecordedTurn) -> Bool {
        guard case .visitorSaid = turn.input, let told else { return false }
        return told.stack.isEmpty && told.pendingCalls.isEmpty && told.requests.isEmpty
    }

    private func interpretation(_ text: String, _ turn: RecordedTurn, on state: DialogState) -> Interpretation {
        guard let listener else { return turn.interpretation ?? .nothing }
        let expecting: [SlotName] = if case .slot(let slot, _) = state.question { [slot] } else { [] }
        return listener.hear(text, expecting, state.topic, state.readership, turn.at)
    }

    private mutating func passOver(_ turn: RecordedTurn) {
        outcome.passedOver += 1
        guard case .visitorSaid(let text, _, _) = turn.input, let then = turn.interpretation else { return }
        compare(
            [Decision(.understood(then))].compactMap(\.self),
            [Decision(.understood(interpretation(text, turn, on: told ?? state)))].compactMap { decision in
                decision.map { (decision: $0, place: nil) }
            }, in: turn)
    }

    private mutating func step(_ turn: RecordedTurn) {
        var input = turn.input
        switch input {
        case .visitorSaid(let text, let choice, _):
            input = .visitorSaid(
                text: text, choice: choice, interpretation: interpretation(text, turn, on: state))
        case .actionFinished(let call, let result): input = .actionFinished(calls[call] ?? call, result)
        case .actionHeld(let call, let hold, let until):
            input = .actionHeld(calls[call] ?? call, hold, until: until)
        case .opened, .timerFired, .agentClaimed, .agentSaid, .agentNoted, .tagged, .handedBack, .delegated, .agentLost,
            .resolved, .rated, .transferred, .takenOver, .leftQueue, .callbackBooked, .signalled, .reachedOut,
            .returned, .identified, .visitorEnded, .turnFailed:
            break
        }
        let decided = machine.step(state, input, at: turn.at)
        var entries = decided.events
        if entries.isEmpty, let fact = input.fact { entries = [DialogOutcome.Entry(sender: .system, event: fact)] }
        let before = state
        var now: [(decision: Decision, place: SourcePlace?)] = []
        var started: [ActionCall] = []
        for entry in entries {
            if let decision = Decision(entry.event) { now.append((decision: decision, place: place)) }
            if case .actionStarted(let call) = entry.event { started.append(call) }
            state.apply(
                EventRecord(seq: state.head.next, at: turn.at, sender: entry.sender, cmid: nil, event: entry.event))
        }
        pair(started, with: turn)
        let isSame = compare(turn.records.compactMap { Decision($0.event) }, now, in: turn)
        if !isSame, told == nil { told = before }
        if decided.refusal != nil, turn.input.fact == nil { isAstray = true }
        if isAstray, told == nil { told = before }
    }

    /// Where the flow on top stands now.
    private var place: SourcePlace? {
        guard let frame = state.stack.last, let steps = machine.playbook.flows[frame.flow]?.steps,
            steps.indices.contains(frame.step)
        else { return nil }
        return steps[frame.step].place
    }

    private mutating func pair(_ started: [ActionCall], with turn: RecordedTurn) {
        var started = started
        for record in turn.records {
            guard case .actionStarted(let call) = record.event,
                let index = started.firstIndex(where: { $0.action == call.action })
            else { continue }
            calls[call.id] = started.remove(at: index).id
        }
    }

    @discardableResult
    private mutating func compare(
        _ was: [Decision], _ now: [(decision: Decision, place: SourcePlace?)], in turn: RecordedTurn
    ) -> Bool {
        outcome.decisions += was.count
        guard was != now.map(\.decision) else { return true }
        var message: String?
        if case .visitorSaid(let text, _, _) = turn.input { message = text }
        let changes = DecisionChanges(was: was, now: now).pairs
        for change in changes {
            let difference = Replay.Difference(
                seq: turn.seq, message: message, was: change.was, now: change.now?.decision,
                place: change.now?.place ?? place)
            outcome.differences.append(difference)
            if difference.kind.turnsTheTalk, !isAstray { isAstray = true }
        }
        return false
    }
}
