internal import Dialog
internal import Store
internal import Vocabulary

/// Which lines proved who a visitor is. The page that said them gets a new token; every other one that has the
/// conversation open, or a token from before, is shown the door (`security.md`, check 21).
struct VisitorProof {
    /// The visitor's lines from the last question on the way to it; none where no line did it.
    let lines: [ClientMessageID]

    /// - Parameter seq: where it was proved.
    init(at seq: SequenceNumber, in records: [EventRecord], _ machine: DialogMachine) {
        let before = records.prefix { $0.seq < seq }
        guard case .verified(let name, _)? = records.first(where: { $0.seq == seq })?.event,
            let questions = machine.questions(provingIdentityAs: name),
            let asked = before.lastIndex(where: { $0.event.asks(for: questions) })
        else {
            lines = []
            return
        }
        lines = before[asked...].filter { $0.sender == .visitor }.compactMap(\.cmid)
    }

    /// - Parameter isOwn: was this line said by the page that asks?
    func isBy(_ isOwn: (ClientMessageID) -> Bool) -> Bool {
        !lines.isEmpty && lines.allSatisfy(isOwn)
    }
}

extension Event {
    fileprivate func asks(for slots: Set<SlotName>) -> Bool {
        if case .slotAsked(let slot, _) = self { slots.contains(slot) } else { false }
    }
}

extension ClientMessageID {
    /// A page's lines begin with the mark that it was given for its secret.
    func bears(_ mark: String?) -> Bool {
        guard let mark else { return false }
        return rawValue.hasPrefix("\(mark)-")
    }
}
