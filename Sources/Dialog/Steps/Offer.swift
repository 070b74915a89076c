internal import PlaybookModel
internal import Vocabulary

extension Turn {
    /// Lets the visitor pick from a list that an action brought. Passes at once when the slot holds a valid value.
    mutating func offer(_ step: OfferStep) -> Progress {
        guard let slot = playbook.slots[step.slot] else {
            handOver(.fault, line: .fault, note: "slot \(step.slot) is not declared", ending: "gone")
            return .wait
        }
        if isAnswered(slot) { return .goOn(step.next) }
        guard !things(of: step).isEmpty else { return .goOn(step.none ?? step.next) }
        ask(slot, attempt: max(1, state.attempts(at: slot.name)))
        return .wait
    }

    /// Where every thing has a card, its button stands there.
    func buttons(of step: OfferStep) -> [Button] {
        step.card == nil ? things(of: step).map { Button(label: $0.label, choice: $0.choice(for: step.slot)) } : []
    }

    func cards(of step: OfferStep) -> [Card] {
        guard let fields = step.card else { return [] }
        return things(of: step).map { thing in
            thing.card(by: fields, writing: playbook.writer, picking: thing.choice(for: step.slot))
        }
    }

    private func things(of step: OfferStep) -> [OfferedThing] {
        guard case .list(let values) = evaluator.value(step.from) else { return [] }
        return values.prefix(OfferStep.most).compactMap { value in
            guard let picked = value.field(step.value) else { return nil }
            let parts = step.label.compactMap { value.field($0) }
            let label = (parts.isEmpty ? [picked] : parts).map { playbook.writer.write($0, as: nil) }
            return OfferedThing(
                value: picked, record: value, label: label.joined(separator: ", ").cut(to: LineBounds.label))
        }
    }
}

/// One of the things to pick from.
private struct OfferedThing {
    let value: SlotValue
    let record: SlotValue
    let label: String

    func choice(for slot: SlotName) -> Choice { .slot(slot, value) }

    /// What the record lacks its card lacks; without a heading the label is it.
    func card(by fields: CardFields, writing writer: ValueWriter, picking choice: Choice) -> Card {
        func words(_ field: String) -> String? {
            let words = record.field(field).map { writer.write($0, as: nil) } ?? ""
            return words.isEmpty ? nil : words
        }
        let title = words(fields.title) ?? label
        return Card(
            title: title.cut(to: LineBounds.title),
            text: fields.text.compactMap(words).joined(separator: ", ").cut(to: LineBounds.text),
            image: fields.image.flatMap { image in
                words(image.url).flatMap { url in words(image.description).flatMap { .shown(url, $0) } }
            },
            link: fields.link.flatMap { link in words(link.url).flatMap { .shown($0, link.label) } },
            button: Button(label: fields.button, choice: choice))
    }
}

extension SlotValue {
    /// The thing itself where no field is named.
    fileprivate func field(_ name: String?) -> SlotValue? {
        guard let name else { return self }
        guard case .record(let fields) = self else { return nil }
        return fields[name]
    }
}
