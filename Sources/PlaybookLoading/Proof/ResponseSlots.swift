import PlaybookModel
import Vocabulary

extension Template {
    func needs(given known: Knowledge) -> Set<SlotName> {
        pieces.reduce(into: []) { needs, piece in
            switch piece {
            case .text: break
            case .value(let expression, _): needs.formUnion(expression.needs(given: known))
            case .cases(let expression, let cases):
                needs.formUnion(expression.needs(given: known))
                for form in cases.forms.values { needs.formUnion(form.needs(given: known)) }
                needs.formUnion(cases.other.needs(given: known))
            }
        }
    }

    /// Every hole's expression, whichever forms are taken.
    var holes: [Expression] {
        pieces.flatMap { piece -> [Expression] in
            switch piece {
            case .text: []
            case .value(let expression, _): [expression]
            case .cases(let expression, let cases):
                [expression] + cases.forms.sorted { $0.key < $1.key }.flatMap(\.value.holes) + cases.other.holes
            }
        }
    }

    /// The expressions whose values stand in the text, whichever forms are taken.
    var shown: Set<Expression> {
        pieces.reduce(into: []) { shown, piece in
            switch piece {
            case .text: break
            case .value(let expression, _): shown.insert(expression)
            case .cases(_, let cases):
                shown.formUnion(cases.forms.values.reduce(cases.other.shown) { $0.intersection($1.shown) })
            }
        }
    }
}

extension Response {
    var texts: [Template] { variants + instead.flatMap(\.variants) }

    var attachments: [Template] {
        var texts = images.flatMap(\.texts) + links.flatMap(\.texts)
        for code in codes { texts += [code.text, code.description] }
        for card in cards {
            texts += [card.title, card.text].compactMap(\.self)
            texts += (card.image?.texts ?? []) + (card.link?.texts ?? [])
        }
        return texts
    }

    /// Slots that must be filled before it is said.
    func needs(given known: Knowledge) -> Set<SlotName> {
        var all: Set<SlotName> = []
        var known = known
        for wording in instead {
            // Said only where its condition holds, and what comes after only where it did not: that proves something.
            var then = known
            then.learn(wording.when.facts(ifItIs: true))
            for text in wording.variants { all.formUnion(text.needs(given: then)) }
            known.learn(wording.when.facts(ifItIs: false))
        }
        for text in variants + attachments { all.formUnion(text.needs(given: known)) }
        // In the machine's own lines these are filled by the machine.
        guard StandardResponse(rawValue: name.rawValue) != nil else { return all }
        return all.subtracting(StandardWords.all.map { SlotName($0) })
    }

    /// Every slot in its words and the conditions for them.
    var mentions: Set<SlotName> {
        (texts + attachments).flatMap(\.holes).reduce(into: Set(instead.flatMap(\.when.mentions))) {
            $0.formUnion($1.mentions)
        }
    }

    /// What the visitor reads whichever words are said.
    var shownInEveryWording: Set<Expression> {
        let others = instead.flatMap { wording in
            // Where something was left out there is nothing of it to show.
            wording.variants.map { $0.shown.union(wording.when.leftOut) }
        }
        let all = variants.map(\.shown) + others
        guard let first = all.first else { return [] }
        return all.dropFirst().reduce(first) { $0.intersection($1) }
    }
}

extension Expression {
    /// `slot` of `slot == nothing`.
    fileprivate var leftOut: Set<Expression> {
        guard case .binary(.equal, let subject, .literal(.nothing)) = self else { return [] }
        return [subject]
    }
}

extension ResponsePicture {
    fileprivate var texts: [Template] { [url, description] }
}

extension ResponseLink {
    fileprivate var texts: [Template] { [url, label] }
}
