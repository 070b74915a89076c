internal import PlaybookModel
internal import Vocabulary

/// A flow that ends badly leaves nothing half done: what it did and can be taken back is taken back, the last first,
/// one after the other, each once under a key of its own.
extension Turn {
    static let done = "done"
    static let startedOver = "started over"
    static let failed = "failed"

    /// Ends after which nothing of the flow may stay. Any other end is one that its author meant.
    private static let badEnds: Set = [failed, "cancelled", "refused", "gone"]

    /// Takes the flow on top off the stack.
    mutating func close(_ frame: FlowFrame, _ outcome: String, badly: Bool = false) {
        if badly || Turn.badEnds.contains(outcome) {
            takeBack(frame.done)
        } else if outcome == Turn.done, !isLinked(frame) {
            takeBack(frame.done.filter(\.isLeftOver))
        }
        emit(.flowEnded(frame.flow, outcome: outcome))
    }

    private func isLinked(_ frame: FlowFrame) -> Bool {
        guard let below = state.stack.dropLast().last else { return false }
        return child(of: below, named: frame.flow) != nil
    }

    /// A call that nobody waited for any more went well after all. A person who has the conversation decides.
    mutating func takeBackLate(_ call: ActionCall) {
        guard state.holder == .bot, let late = state.bookkeeping.late, late.call.id == call.id,
            let ending = state.endings[late.flow], Turn.badEnds.contains(ending.outcome),
            !state.isInUse(call.key)
        else { return }
        takeBack([late])
    }

    private mutating func takeBack(_ calls: [DoneCall]) {
        let undoable = calls.filter { undo(of: $0) != nil }
        for done in undoable.reversed() { decide(done) }
        if !undoable.isEmpty, state.takingBack.allSatisfy({ $0.result != nil }) { tellWhatWasTakenBack() }
    }

    /// In the log before anything runs, so that a crash forgets none.
    private mutating func decide(_ done: DoneCall) {
        guard let undo = undo(of: done) else { return }
        let isFirst = state.takingBack.allSatisfy { $0.result != nil }
        let arguments = arguments(of: undo, for: done)
        let call = ActionCall(
            id: EffectID(conversation: state.conversation, turn: first, index: calls), action: undo.action,
            arguments: arguments ?? [:], key: done.call.key.takingBack)
        calls += 1
        emit(.actionStarted(call))
        guard arguments != nil else {
            note("\(undo.action) lacks an argument")
            emit(.actionFinished(call.id, .refused(reason: "failed")), by: .system)
            return
        }
        if isFirst { effects.append(.run(call)) }
    }

    func undo(of done: DoneCall) -> Action.Undo? {
        guard let steps = playbook.flows[done.flow]?.steps, steps.indices.contains(done.step),
            case .call(let step) = steps[done.step].kind
        else { return nil }
        return step.undo
    }

    /// `nil` when a required one is not known: what the call answered did not hold it.
    private func arguments(of undo: Action.Undo, for done: DoneCall) -> [String: SlotValue]? {
        let known = known(from: done)
        let evaluator = evaluator(title: "", slots: known)
        var arguments: [String: SlotValue] = [:]
        for input in playbook.actions[undo.action]?.inputs ?? [] {
            arguments[input.name] = undo.with[input.name].map(evaluator.value) ?? known[SlotName(input.name)]
            if input.required, arguments[input.name] == nil { return nil }
        }
        return arguments
    }

    /// What the call was given and what it answered, whatever the slots say by now.
    private func known(from done: DoneCall) -> [SlotName: SlotValue] {
        var known: [SlotName: SlotValue] = [:]
        for (name, value) in done.call.arguments { known[SlotName(name)] = value }
        return known.merging(done.values) { _, answered in answered }
    }

    // MARK: Results

    func isTakingBack(_ id: EffectID) -> Bool {
        state.takingBack.contains { $0.call.id == id && $0.result == nil }
    }

    /// One that fails keeps none of the others from being taken back.
    mutating func tookBack(_ id: EffectID, _ result: ActionResult) {
        emit(.actionFinished(id, result), by: .system)
        if let next = state.takingBack.first(where: { $0.result == nil }) {
            effects.append(.run(next.call))
        } else {
            tellWhatWasTakenBack()
        }
    }

    private mutating func tellWhatWasTakenBack() {
        let (back, kept) = state.takingBack.reduce(into: ([TakingBack](), [TakingBack]())) { sides, call in
            if case .done = call.result { sides.0.append(call) } else { sides.1.append(call) }
        }
        say(back, .takenBack, place: kept.isEmpty ? .last : .middle)
        guard !kept.isEmpty else { return }
        for call in kept { note("\(call.call.action): \(call.result?.word ?? ""), so it stays: \(call.done.call.key)") }
        say(kept, .notTakenBack)
        handOver(kept.contains { $0.result == .unknown } ? .actionUnknown : .actionFailed)
    }

    private mutating func say(_ calls: [TakingBack], _ response: StandardResponse, place: Place = .middle) {
        guard let flow = calls.first?.done.flow else { return }
        let title = playbook.flows[flow]?.title ?? ""
        let names = calls.map { name(of: $0.done) ?? title }
        var told: [String] = []
        for name in names where !told.contains(name) { told.append(name) }
        things = playbook.writer.write(.list(told.map { .text($0) }), as: .list)
        say(response, title: title, place: place)
        things = nil
    }

    private func name(of done: DoneCall) -> String? {
        guard let what = undo(of: done)?.what else { return nil }
        return playbook.renderer(evaluator(title: "", slots: known(from: done))).key(what)
    }
}

extension DialogState {
    /// Some flow in flight counts on what happened under that key, or asks for it.
    func isInUse(_ key: BusinessKey) -> Bool {
        pendingCalls.contains { $0.key == key } || stack.contains { $0.done.contains { $0.call.key == key } }
    }

    /// What was taken back, or is about to be, is not done by the old key again: that would answer with what is gone.
    func isBurnt(_ key: BusinessKey) -> Bool {
        bookkeeping.burntKeys.contains(key) || takingBack.contains { $0.result == nil && $0.done.call.key == key }
    }
}
