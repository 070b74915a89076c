internal import PlaybookModel
internal import Vocabulary

extension Turn {
    /// A call is neither done nor refused: it waits for a person's word, or for the provider's. The flow waits with it,
    /// past its patience, and the visitor is told until when. Refused where nobody would ever go on with it.
    mutating func hold(_ id: EffectID, _ hold: ActionHold, until: Timestamp) -> DialogRefusal? {
        guard state.pendingCalls.contains(where: { $0.id == id }),
            let frame = state.stack.last(where: { $0.calling == id }), case .call(let step) = self.step(of: frame)?.kind
        else { return .notRunning }
        switch hold {
        case .approval: guard step.asksApproval else { return .notRunning }
        case .provider: break
        }
        let signal = hold.signal(of: id)
        guard frame.waiting?.signal != signal else {
            // Told again after a crash: the visitor has heard it.
            note("\(step.action) still waits (\(hold.rawValue))")
            return nil
        }
        emit(.waitBegan(frame.flow, until: until, signal: signal), by: .system)
        guard state.holder == .bot else {
            note("\(step.action) waits (\(hold.rawValue))")
            return nil
        }
        say(Self.words(of: hold), place: .last)
        return nil
    }

    /// What the visitor hears while an action runs, or waits for somebody's word.
    mutating func sayWorking() {
        let calling = state.stack.last { $0.calling != nil }
        guard let id = calling?.calling, let signal = calling?.waiting?.signal else {
            return say(.working, place: .last)
        }
        let hold: ActionHold = signal == ActionHold.approval.signal(of: id) ? .approval : .provider
        say(Self.words(of: hold), place: .last)
    }

    /// The word is there. Where it was a person's, its slots are filled; the result itself comes later, and the flow has
    /// its patience again. `false`: no call waits for it.
    mutating func hearWord(_ signal: SignalName, _ values: [SlotName: SlotValue], in frame: FlowFrame?) -> Bool {
        guard let frame, frame.calling != nil, case .call(let step) = self.step(of: frame)?.kind else { return false }
        for (slot, value) in values.sorted(by: { $0.key < $1.key }) where playbook.slots[slot] != nil {
            emit(.slotFilled(slot, value, source: .flow))
        }
        if let patience = step.within { wake(frame.flow, at: now + patience) }
        if values["approval"] == .text("approved"), state.holder == .bot { say(.approved, place: .last) }
        return true
    }

    private static func words(of hold: ActionHold) -> StandardResponse {
        switch hold {
        case .approval: .approvalAsked
        case .provider: .actionAccepted
        }
    }
}
