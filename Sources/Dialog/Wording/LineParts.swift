internal import PlaybookModel
internal import Vocabulary

/// A response's parts as they are shown. What is not known, or leads where no chat goes, is left out rather than shown
/// broken; words that are too long are cut.
struct LineParts {
    let renderer: Renderer

    func picture(_ picture: ResponsePicture) -> Picture? {
        guard let url = known(picture.url), let description = known(picture.description) else { return nil }
        return .shown(url, description)
    }

    func link(_ link: ResponseLink) -> Link? {
        guard let url = known(link.url) else { return nil }
        return .shown(url, renderer.text(link.label).text)
    }

    func card(_ card: ResponseCard) -> Card? {
        guard let title = known(card.title) else { return nil }
        return Card(
            title: title.cut(to: LineBounds.title), text: card.text.flatMap(known)?.cut(to: LineBounds.text) ?? "",
            image: card.image.flatMap(picture), link: card.link.flatMap(link),
            button: card.button.map { Button(label: $0.label, choice: $0.choice) })
    }

    func code(_ code: ResponseCode) -> ScanCode? {
        guard let text = known(code.text), text.utf8.count <= LineBounds.code else { return nil }
        return ScanCode(text: text, description: renderer.text(code.description).text.cut(to: LineBounds.description))
    }

    private func known(_ template: Template) -> String? {
        let text = renderer.text(template)
        return text.isComplete && !text.text.isEmpty ? text.text : nil
    }
}

extension Picture {
    /// `nil` for an address that no picture has.
    static func shown(_ url: String, _ description: String) -> Picture? {
        switch WebAddress(url) {
        case .secure, .plain, .path: Picture(url: url, description: description.cut(to: LineBounds.description))
        case .mail, nil: nil
        }
    }
}

extension Link {
    static func shown(_ url: String, _ label: String) -> Link? {
        WebAddress(url).map { _ in Link(url: url, label: label.cut(to: LineBounds.label)) }
    }
}

extension String {
    /// With `…` where something was cut off.
    func cut(to most: Int) -> String {
        guard unicodeScalars.count > most else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.prefix(most - 1))) + "…"
    }
}
