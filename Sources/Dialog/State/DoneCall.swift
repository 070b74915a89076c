public import Vocabulary

/// A call that went well, with what is needed to take it back.
public struct DoneCall: Hashable, Sendable {
    public let call: ActionCall
    /// What it answered.
    public let values: [SlotName: SlotValue]
    /// Where it was made: there stands how it is taken back.
    public let flow: FlowName
    public let step: Int
    /// Its flow began anew with another value and has not made it again.
    public internal(set) var isLeftOver = false
}

/// A call on its way back: one that a flow had made before it ended badly.
public struct TakingBack: Hashable, Sendable {
    public let done: DoneCall
    public let call: ActionCall
    /// `nil`: not known yet. Only the first without one runs; the others wait for it.
    public internal(set) var result: ActionResult?
}

/// Where a call was made from.
struct CallOrigin: Hashable, Sendable {
    let flow: FlowName
    let step: Int
    /// The event the flow began with.
    let began: SequenceNumber
}

// MARK: Calls come and go

extension DialogState {
    mutating func actionStarted(_ call: ActionCall) {
        if let key = call.key.takenBack, let done = withdraw(key) {
            // What was decided at one moment is told together.
            if takingBack.allSatisfy({ $0.result != nil && $0.call.id.turn != call.id.turn }) { takingBack.removeAll() }
            takingBack.append(TakingBack(done: done, call: call))
            return
        }
        pendingCalls.append(call)
        guard let frame = stack.last else { return }
        stack[stack.count - 1].calling = call.id
        bookkeeping.origins[call.id] = CallOrigin(flow: frame.flow, step: frame.step, began: frame.began)
    }

    mutating func actionFinished(_ id: EffectID, _ result: ActionResult) {
        bookkeeping.spoke = false
        bookkeeping.late = nil
        if let index = takingBack.firstIndex(where: { $0.call.id == id }) {
            takingBack[index].result = result
            if case .done = result { bookkeeping.burntKeys.insert(takingBack[index].done.call.key) }
            return
        }
        let call = pendingCalls.first { $0.id == id }
        pendingCalls.removeAll { $0.id == id }
        for index in stack.indices where stack[index].calling == id {
            stack[index].calling = nil
            stack[index].waiting = nil
        }
        switch result {
        case .done(let values):
            mood.succeed()
            if let call { keep(call, values) }
        case .refused, .overLimit, .unknown: mood.setBack()
        }
        bookkeeping.origins[id] = nil
    }

    /// A call belongs to the flow that made it, even if that has stopped waiting for it.
    private mutating func keep(_ call: ActionCall, _ values: [SlotName: SlotValue]) {
        guard let origin = bookkeeping.origins[call.id] else { return }
        let done = DoneCall(call: call, values: values, flow: origin.flow, step: origin.step)
        guard let index = stack.firstIndex(where: { $0.flow == origin.flow && $0.began == origin.began }) else {
            bookkeeping.late = done
            return
        }
        stack[index].keep(done)
    }

    /// The call under that key no longer counts as done.
    private mutating func withdraw(_ key: BusinessKey) -> DoneCall? {
        for index in stack.indices.reversed() {
            guard let place = stack[index].done.lastIndex(where: { $0.call.key == key }) else { continue }
            return stack[index].done.remove(at: place)
        }
        guard let late = bookkeeping.late, late.call.key == key else { return nil }
        bookkeeping.late = nil
        return late
    }

    // MARK: From a flow to the one that linked to it

    /// What a flow did is still done when the flow that ran it goes on: that one answers for it from then on.
    mutating func carry(_ done: [DoneCall], outOf outcome: String) {
        switch outcome {
        case Turn.done, Turn.verified: bookkeeping.carried += done
        case Turn.corrected, Turn.startedOver: bookkeeping.carried += done.map { $0.leftOver() }
        default: bookkeeping.carried.removeAll()
        }
    }

    /// Only the very next steps tell that a flow was linked to: after an interruption the flow below is asked again.
    mutating func dropCarried(before event: Event) {
        guard !bookkeeping.carried.isEmpty else { return }
        if case .stepEntered = event { return }
        if case .flowEnded = event { return }
        bookkeeping.carried.removeAll()
    }
}

extension FlowFrame {
    /// The same call made again is the same call.
    mutating func keep(_ call: DoneCall) {
        if let index = done.firstIndex(where: { $0.call.key == call.call.key }) {
            done[index] = call
        } else {
            done.append(call)
        }
    }
}

extension DoneCall {
    fileprivate func leftOver() -> DoneCall {
        DoneCall(call: call, values: values, flow: flow, step: step, isLeftOver: true)
    }
}
