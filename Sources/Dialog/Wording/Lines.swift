internal import PlaybookModel
internal import Vocabulary

extension Rulebook {
    func renderer(_ evaluator: Evaluator) -> Renderer {
        Renderer(playbook: self, evaluator: evaluator, writer: writer)
    }

    func title(of team: TeamName) -> String {
        routing.teams.first { $0.name == team }?.title ?? team.rawValue
    }

    /// A response with its structured parts. `turn` chooses the variant; `buttons` and `cards` are those the question
    /// brings.
    func line(
        _ name: ResponseName, turn: Int, by renderer: Renderer, buttons: [Button], cards: [Card] = []
    ) -> (line: BotLine, isComplete: Bool)? {
        guard let response = responses[name] else { return nil }
        let special = response.instead.first { renderer.evaluator.holds($0.when) }
        let variants = special?.variants ?? response.variants
        guard !variants.isEmpty else { return nil }
        let text = renderer.text(variants[turn % variants.count])
        let parts = LineParts(renderer: renderer)
        let own = response.buttons.map { Button(label: $0.label, choice: $0.choice) }
        let line = BotLine(
            text: text.text, response: name, buttons: Array((buttons + own).prefix(LineBounds.buttons)),
            images: response.images.compactMap(parts.picture), links: response.links.compactMap(parts.link),
            cards: Array((cards + response.cards.compactMap(parts.card)).prefix(LineBounds.cards)),
            codes: response.codes.compactMap(parts.code))
        return (line, text.isComplete)
    }

    var yesAndNo: [Button] {
        [
            Button(label: writer.forms.yes, choice: .confirm(true)),
            Button(label: writer.forms.no, choice: .confirm(false)),
        ]
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
