internal import PlaybookModel
internal import Vocabulary

extension Turn {
    /// A flow inside a flow, for `link` and `verify`. Bounded: beyond it the playbook runs away, and a person looks.
    mutating func push(_ flow: FlowName) -> Progress {
        if let waiting = state.stack.firstIndex(where: { $0.flow == flow }), waiting < chain.lowerBound {
            return takeUp(waiting)
        }
        let bound = playbook.assistant.limits.stackDepth + 8
        guard playbook.flows[flow] != nil, state.stack.count < bound, !state.stack.contains(where: { $0.flow == flow })
        else {
            handOver(.fault, line: .fault, note: "flow \(flow) cannot be run here", ending: "gone")
            return .wait
        }
        begin(flow)
        return .changed
    }

    mutating func begin(_ flow: FlowName) {
        emit(.flowStarted(flow))
        forgetEarlierRun(of: flow)
        guard playbook.flows[flow]?.steps.isEmpty == false else { return }
        emit(.stepEntered(flow, step: 0))
    }

    /// A second run asks anew: only what was learned since the first one ended counts. What proved a visitor stays,
    /// so that the same person is not asked for the same e-mail again.
    private mutating func forgetEarlierRun(of name: FlowName) {
        guard let ending = state.endings[name], ending.outcome != Turn.corrected, let flow = playbook.flows[name]
        else { return }
        for slot in flow.slots {
            guard let filling = state.fillings[slot.name], filling.at <= ending.at else { continue }
            if ending.outcome == Turn.verified, slot.type != .result { continue }
            emit(.slotCleared(slot.name))
        }
    }

    static let verified = "verified"
    /// A step of it called for a person.
    static let escalated = "escalated"
    /// Left only to be run again with another value.
    static let corrected = "corrected"

    /// Ends the flow on top and puts the one below in its place: after a link it goes on, after a verification it goes
    /// on or ends the same way, after a digression it is asked again.
    /// `badly`: nothing that it did may stay, whatever the outcome is called.
    mutating func end(_ outcome: String, quietly: Bool = false, badly: Bool = false) {
        var outcome = outcome
        var badly = badly
        while let ended = state.stack.last {
            if outcome == Turn.verified, let flow = playbook.flows[ended.flow], isVerification(ended) {
                emit(.verified(flow.name.rawValue, bound: bound(by: flow)))
            }
            close(ended, outcome, badly: badly)
            badly = false
            guard let below = state.stack.last else { return }
            switch child(of: below, named: ended.flow) {
            case .linked(let next):
                if let next { return emit(.stepEntered(below.flow, step: next)) }
                outcome = "done"
            case .verification(let next, let otherwise):
                if outcome != Turn.verified, let otherwise {
                    return emit(.stepEntered(below.flow, step: otherwise))
                }
                guard outcome == Turn.verified else { continue }
                if let next { return emit(.stepEntered(below.flow, step: next)) }
                outcome = "done"
            case .none:
                restore(ended)
                if !quietly { comeBack() }
                return
            }
        }
    }

    enum Child {
        case linked(next: Int?)
        /// `otherwise`: where it goes on when it is not passed; `nil`: the flow below ends the same way.
        case verification(next: Int?, otherwise: Int?)
    }

    func child(of frame: FlowFrame, named name: FlowName) -> Child? {
        switch step(of: frame)?.kind {
        case .link(name, let next): .linked(next: next)
        case .verify(name, let next): .verification(next: next, otherwise: nil)
        case .require(_, name?, let next, let otherwise): .verification(next: next, otherwise: otherwise)
        case .say, .promise, .collect, .offer, .set, .when, .call, .confirm, .verify, .require, .wait, .link,
            .escalate, .end, nil:
            nil
        }
    }

    private func isVerification(_ frame: FlowFrame) -> Bool {
        guard state.stack.count > 1 else { return false }
        let below = state.stack[state.stack.count - 2]
        return if case .verification = child(of: below, named: frame.flow) { true } else { false }
    }

    /// The indices of the flows that hang together on top of the stack: a flow and what it links to, up to the top.
    /// What lies below was interrupted.
    var chain: Range<Int> {
        var root = state.stack.count - 1
        guard root >= 0 else { return 0..<0 }
        while root > 0, child(of: state.stack[root - 1], named: state.stack[root].flow) != nil { root -= 1 }
        return root..<state.stack.count
    }

    /// Gives back to the interrupted flows the values they had: nothing they know comes from a digression.
    private mutating func restore(_ ended: FlowFrame) {
        for (slot, value) in ended.before.sorted(by: { $0.key < $1.key }) where state.slots[slot] != value {
            emit(.slotFilled(slot, value, source: ended.fillings[slot]?.source ?? .flow))
        }
        let open = Set(state.stack.flatMap { playbook.flows[$0.flow]?.slots.map(\.name) ?? [] })
        for slot in open.sorted() where ended.before[slot] == nil && state.slots[slot] != nil {
            emit(.slotCleared(slot))
        }
    }

    mutating func comeBack() {
        guard let frame = state.stack.last else { return }
        emit(.flowResumed(frame.flow))
        say(.resume)
    }

    func isVerified(_ name: FlowName) -> Bool {
        guard let flow = playbook.flows[name] else { return false }
        let bound = bound(by: flow)
        guard bound.count == flow.binds.count else { return false }
        return state.verifications.contains { $0.name == name.rawValue && $0.bound == bound }
    }

    private func bound(by flow: FlowSheet) -> [SlotName: SlotValue] {
        var bound: [SlotName: SlotValue] = [:]
        for slot in flow.binds { bound[slot] = state.slots[slot] }
        return bound
    }
}
