import PlaybookModel
import Vocabulary

extension Linker {
    /// The slot of that name, whichever file declares it; `nil` when none does and no action makes it.
    func slot(named name: String) -> Slot? {
        guard let known = names.slots[name] else { return nil }
        guard let draft = known.draft else {
            return Slot(
                name: SlotName(name), type: .result, ask: nil, reask: nil, valid: nil, invalid: nil, attempts: 3,
                dependsOn: [], place: known.place)
        }
        return slot(draft, as: known.type)
    }

    func slot(_ draft: SlotDraft) -> Slot {
        let type: SlotType =
            switch draft.type {
            case .builtIn(let type): type
            case .named(let word): .entity(EntityName(word.text))
            }
        return slot(draft, as: type)
    }

    private func slot(_ draft: SlotDraft, as type: SlotType) -> Slot {
        Slot(
            name: SlotName(draft.name.text), type: type, ask: draft.ask.map(checkResponse),
            reask: draft.reask.map(checkResponse), valid: draft.valid.map(flowScope().condition),
            invalid: draft.invalid.map(checkResponse), attempts: draft.attempts,
            dependsOn: draft.dependsOn.map(checkSlot), role: draft.role, isOptional: draft.isOptional,
            place: draft.place)
    }

    /// One name means one thing: declarations of a slot in several files are the same word for word.
    func checkSlotsAgree(_ draft: PlaybookDraft) {
        var first: [String: SlotDraft] = [:]
        for slot in draft.flows.flatMap(\.slots) {
            guard let other = first[slot.name.text] else {
                first[slot.name.text] = slot
                continue
            }
            guard !means(slot, theSameAs: other) else { continue }
            complaints.error(
                .conflictingSlot, at: slot.place,
                "the slot '\(slot.name.text)' is declared differently at "
                    + "\(other.place.file):\(other.place.line):\(other.place.column)",
                suggestion: "make the two equal, or give one another name")
        }
    }

    private func means(_ left: SlotDraft, theSameAs right: SlotDraft) -> Bool {
        let (left, right) = (slot(left), slot(right))
        return left.type == right.type && left.ask == right.ask && left.reask == right.reask
            && left.valid == right.valid && left.invalid == right.invalid && left.attempts == right.attempts
            && left.dependsOn == right.dependsOn && left.role == right.role && left.isOptional == right.isOptional
    }
}
