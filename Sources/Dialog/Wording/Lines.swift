internal import PlaybookModel
internal import Vocabulary

extension Rulebook {
    func renderer(_ evaluator: Evaluator) -> Renderer {
        Renderer(playbook: self, evaluator: evaluator, writer: writer)
    }

    func title(of team: TeamName) -> String {
        routing.teams.first { $0.name == team }?.title ?? team.rawValue
    }

    /// A response with its structured parts. `turn` chooses the variant; `buttons` are those the question brings.
    func line(
        _ name: ResponseName, turn: Int, by renderer: Renderer, buttons: [Button]
    ) -> (line: BotLine, isComplete: Bool)? {
        guard let response = responses[name] else { return nil }
        let special = response.instead.first { renderer.evaluator.holds($0.when) }
        let variants = special?.variants ?? response.variants
        guard !variants.isEmpty else { return nil }
        let text = renderer.text(variants[turn % variants.count])
        let line = BotLine(
            text: text.text, response: name,
            buttons: buttons + response.buttons.map { Button(label: $0.label, choice: $0.choice) },
            images: response.images.compactMap { picture($0, renderer) },
            links: response.links.compactMap { link($0, renderer) })
        return (line, text.isComplete)
    }

    /// A picture or link whose address is not known is left out rather than shown broken.
    private func picture(_ picture: ResponsePicture, _ renderer: Renderer) -> Picture? {
        let url = renderer.text(picture.url)
        guard url.isComplete, !url.text.isEmpty else { return nil }
        return Picture(url: url.text, description: renderer.text(picture.description).text)
    }

    private func link(_ link: ResponseLink, _ renderer: Renderer) -> Link? {
        let url = renderer.text(link.url)
        guard url.isComplete, !url.text.isEmpty else { return nil }
        return Link(url: url.text, label: renderer.text(link.label).text)
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
