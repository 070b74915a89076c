internal import PlaybookModel
internal import Vocabulary

extension Rulebook {
    func renderer(_ evaluator: Evaluator) -> Renderer {
        Renderer(playbook: self, evaluator: evaluator)
    }

    func title(of team: TeamName) -> String {
        routing.teams.first { $0.name == team }?.title ?? team.rawValue
    }

    /// A response with its structured parts, and whether all its holes could be filled. `turn` chooses the variant;
    /// `buttons` and `cards` are those the question brings.
    func line(
        _ name: ResponseName, turn: Int, buttons: [Button], cards: [Card], by evaluator: () -> Evaluator
    ) -> (line: BotLine, isComplete: Bool)? {
        guard let sheet = responses[name] else { return nil }
        if !sheet.fixed.isEmpty {
            let line = sheet.fixed[turn % sheet.fixed.count]
            guard !buttons.isEmpty || !cards.isEmpty else { return (line, true) }
            return (
                BotLine(
                    text: line.text, response: name, buttons: sheet.buttons(after: buttons),
                    cards: Array(cards.prefix(LineBounds.cards))), true
            )
        }
        let response = sheet.response
        let renderer = renderer(evaluator())
        let special = response.instead.first { renderer.evaluator.holds($0.when) }
        let variants = special?.variants ?? response.variants
        guard !variants.isEmpty else { return nil }
        let text = renderer.text(variants[turn % variants.count])
        let parts = LineParts(renderer: renderer)
        let line = BotLine(
            text: text.text, response: name, buttons: sheet.buttons(after: buttons),
            images: response.images.compactMap(parts.picture), links: response.links.compactMap(parts.link),
            cards: Array((cards + response.cards.compactMap(parts.card)).prefix(LineBounds.cards)),
            codes: response.codes.compactMap(parts.code))
        return (line, text.isComplete)
    }

    /// The buttons a slot's question brings by itself.
    func buttons(for slot: Slot) -> [Button] {
        switch slot.type {
        case .choice(let options):
            options.map { Button(label: $0.label, choice: .slot(slot.name, .text($0.value))) }
        case .yesNo: yesAndNo
        case .text, .integer, .number, .money, .email, .phone, .date, .entity, .result: []
        }
    }
}

extension ResponseSheet {
    /// The question's buttons, then its own.
    fileprivate func buttons(after first: [Button]) -> [Button] {
        let all = first.isEmpty ? buttons : first + buttons
        return all.count <= LineBounds.buttons ? all : Array(all.prefix(LineBounds.buttons))
    }
}
