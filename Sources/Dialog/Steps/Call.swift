internal import PlaybookModel
internal import Vocabulary

extension Turn {
    /// Calls of one conversation that nobody has answered yet, at most: left flows leave theirs behind.
    private static let mostPendingCalls = 16

    mutating func start(_ step: CallStep, in frame: FlowFrame) -> Progress {
        if frame.calling != nil {
            // Its patience ended while the flow could not speak.
            if frame.waiting == nil, step.within != nil, frame.alarm == nil, let late = lateBranch(of: step) {
                return late
            }
            sayWorking()
            return .wait
        }
        let id = EffectID(conversation: state.conversation, turn: first, index: calls)
        guard state.pendingCalls.count < Turn.mostPendingCalls else {
            handOver(.actionUnknown, line: .actionFailed, note: "too many calls without an answer", ending: "failed")
            return .wait
        }
        guard let arguments = arguments(of: step), let key = key(of: step, id) else {
            handOver(.fault, line: .fault, note: "\(step.action) lacks an argument or its key", ending: "failed")
            return .wait
        }
        calls += 1
        let call = ActionCall(id: id, action: step.action, arguments: arguments, key: key)
        emit(.actionStarted(call))
        effects.append(.run(call))
        if let patience = step.within { wake(frame.flow, at: now + patience) }
        return .wait
    }

    /// No result in time: it may still come, and is then noted.
    private mutating func lateBranch(of step: CallStep) -> Progress? {
        note("\(step.action) did not answer in time")
        if let branch = step.timeout ?? step.failed { return .goOn(branch) }
        handOver(.actionUnknown, line: .actionFailed, ending: "failed")
        return .wait
    }

    /// `nil` when a required one has no value.
    private func arguments(of step: CallStep) -> [String: SlotValue]? {
        guard let action = playbook.actions[step.action] else { return nil }
        let evaluator = evaluator
        var arguments: [String: SlotValue] = [:]
        for (name, expression) in step.with { arguments[name] = evaluator.value(expression) }
        for input in action.inputs where arguments[input.name] == nil {
            if step.with[input.name] == nil { arguments[input.name] = state.slots[SlotName(input.name)] }
            if input.required, arguments[input.name] == nil { return nil }
        }
        return arguments
    }

    /// A call that only reads has no key of its own: each is its own.
    private func key(of step: CallStep, _ id: EffectID) -> BusinessKey? {
        guard let template = step.key else { return BusinessKey(id.text) }
        return playbook.renderer(evaluator).key(template).map { unburnt(BusinessKey($0)) }
    }

    /// What was taken back is made anew under a key of its own: the old one would answer with what is gone.
    private func unburnt(_ key: BusinessKey) -> BusinessKey {
        var fresh = key
        var number = 2
        while state.isBurnt(fresh) {
            fresh = BusinessKey("\(key.rawValue)~\(number)")
            number += 1
        }
        return fresh
    }

    // MARK: The result

    /// Where a result leads.
    private enum Branch {
        case go(Int?)
        case person(EscalationReason)
    }

    mutating func finish(_ id: EffectID, _ result: ActionResult) -> DialogRefusal? {
        if isTakingBack(id) {
            tookBack(id, result)
            return nil
        }
        guard let call = state.pendingCalls.first(where: { $0.id == id }) else { return .notRunning }
        let waiting = state.stack.last.flatMap { $0.calling == id ? $0 : nil }
        emit(.actionFinished(id, result), by: .system)
        guard let waiting, case .call(let step) = self.step(of: waiting)?.kind else {
            note("\(call.action) came back after its flow was left: \(result.word)", .stale)
            takeBackLate(call)
            return nil
        }
        take(result, of: call)
        let branch = branch(of: step, for: result)
        guard state.holder == .bot else {
            note("\(call.action): \(result.word)", .stale)
            moveQuietly(branch)
            return nil
        }
        switch branch {
        case .go(let next):
            move(to: next)
            run()
        case .person(let reason):
            handOver(reason, line: reason == .overLimit ? nil : .actionFailed, ending: "failed")
        }
        return nil
    }

    /// What the action answers becomes known; what it used to answer and does not any more is known no longer.
    private mutating func take(_ result: ActionResult, of call: ActionCall) {
        guard case .done(let values) = result else { return }
        let stale = (playbook.actions[call.action]?.outputs ?? [:]).keys.filter {
            values[$0] == nil && state.slots[$0] != nil
        }
        for slot in stale.sorted() { emit(.slotCleared(slot)) }
        for (slot, value) in values.sorted(by: { $0.key < $1.key }) {
            emit(.slotFilled(slot, value, source: .action(call.action)))
        }
    }

    private func branch(of step: CallStep, for result: ActionResult) -> Branch {
        switch result {
        case .done: return .go(step.next)
        case .refused(let reason):
            if let declared = step.errors[reason] { return .go(declared) }
            return step.failed.map { .go($0) } ?? .person(.actionFailed)
        case .overLimit: return step.overLimit.map { .go($0) } ?? .person(.overLimit)
        case .unknown: return (step.timeout ?? step.failed).map { .go($0) } ?? .person(.actionUnknown)
        }
    }

    /// A person has the conversation: the flow is put where it will go on, and says nothing.
    private mutating func moveQuietly(_ branch: Branch) {
        switch branch {
        case .go(let next?):
            guard let flow = state.stack.last?.flow else { return }
            emit(.stepEntered(flow, step: next))
        case .go(nil): end("done", quietly: true)
        case .person: end("failed", quietly: true)
        }
    }
}

extension ActionResult {
    /// For notes and summaries.
    var word: String {
        switch self {
        case .done: "done"
        case .refused(let reason): "refused (\(reason))"
        case .overLimit: "over the limit"
        case .unknown: "outcome unknown"
        }
    }
}
