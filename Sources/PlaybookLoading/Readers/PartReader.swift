import PlaybookModel
import Vocabulary

/// What a response shows beside its words: buttons, pictures, links, cards, codes. What is too much for one line, and
/// addresses that no chat opens, are told here; what actions bring is held to the same bounds when it is shown.
struct PartReader {
    let complaints: Complaints

    /// The parts of one kind; too many of them are told at the first that is.
    func parts<Part>(_ nodes: [YamlNode], atMost most: Int, _ kind: String, _ read: (YamlNode) -> Part?) -> [Part] {
        if nodes.count > most {
            complaints.error(
                .badValue, at: nodes[most].place, "one line shows at most \(most) \(kind), these are \(nodes.count)",
                suggestion: "say the rest in another line")
        }
        return nodes.prefix(most).compactMap(read)
    }

    func button(_ node: YamlNode) -> ResponseDraft.Button? {
        guard let map = MapReader(node, as: PlaybookFormat.button, complaints),
            let label = text("label", of: map, atMost: LineBounds.label)
        else { return nil }
        let meanings = ["intent", "article", "person"].filter { map[$0] != nil }
        guard meanings.count == 1 else {
            complaints.error(
                .missingKey, at: node.place, "a button means exactly one thing",
                suggestion: "give it one of intent, article, person: true")
            return nil
        }
        if let intent = map["intent"] == nil ? nil : map.word("intent") {
            return ResponseDraft.Button(label: label, choice: .intent(intent))
        }
        if let article = map["article"] == nil ? nil : map.word("article") {
            return ResponseDraft.Button(label: label, choice: .article(article))
        }
        guard let person = map.flag("person") else { return nil }
        if !person {
            complaints.error(.badValue, at: map.place(ofKey: "person"), "'person' can only be true")
        }
        return ResponseDraft.Button(label: label, choice: .person)
    }

    func image(_ node: YamlNode) -> ResponseDraft.Image? {
        guard let map = MapReader(node, as: PlaybookFormat.image, complaints),
            let url = address("url", of: map, kinds: [.secure, .path]),
            let alt = template("alt", of: map, atMost: LineBounds.description)
        else { return nil }
        if alt.pieces.isEmpty {
            complaints.error(
                .badValue, at: alt.place, "nobody who cannot see the picture is told what it shows",
                suggestion: "say in a few words what it shows")
        }
        return (url: url, description: alt)
    }

    func link(_ node: YamlNode) -> ResponseDraft.Link? {
        guard let map = MapReader(node, as: PlaybookFormat.link, complaints),
            let url = address("url", of: map, kinds: [.secure, .mail, .path]),
            let label = template("label", of: map, atMost: LineBounds.label)
        else { return nil }
        return (url: url, label: label)
    }

    func card(_ node: YamlNode) -> ResponseDraft.Card? {
        guard let map = MapReader(node, as: PlaybookFormat.card, complaints),
            let title = template("title", of: map, atMost: LineBounds.title)
        else { return nil }
        return ResponseDraft.Card(
            title: title, text: template("text", of: map, atMost: LineBounds.text), image: map["image"].flatMap(image),
            link: map["link"].flatMap(link), button: map["button"].flatMap(button))
    }

    func code(_ node: YamlNode) -> ResponseDraft.Code? {
        guard let map = MapReader(node, as: PlaybookFormat.code, complaints), let text = map.template("text"),
            let alt = template("alt", of: map, atMost: LineBounds.description)
        else { return nil }
        let size = text.literal.utf8.count
        if size > LineBounds.code {
            complaints.error(
                .badValue, at: text.place, "a code holds at most \(LineBounds.code) bytes, this is \(size)")
        }
        return (text: text, description: alt)
    }

    /// Which fields of a record an offer's cards are made of.
    func fields(_ node: YamlNode) -> CardFields? {
        guard let map = MapReader(node, as: PlaybookFormat.offeredCard, complaints), let title = map.text("title"),
            let button = text("button", of: map, atMost: LineBounds.label)
        else { return nil }
        let text = map["text"].map { node in
            if case .list = node.content { map.words("text").map(\.text) } else { map.text("text").map { [$0] } ?? [] }
        }
        return CardFields(
            title: title, text: text ?? [],
            image: parts(of: map["image"], PlaybookFormat.image).flatMap { image in
                image.text("url").flatMap { url in image.text("alt").map { .init(url: url, description: $0) } }
            },
            link: parts(of: map["link"], PlaybookFormat.link).flatMap { link in
                link.text("url").flatMap { url in
                    self.text("label", of: link, atMost: LineBounds.label).map { .init(url: url, label: $0) }
                }
            }, button: button)
    }

    private func parts(of node: YamlNode?, _ shape: PlaybookShape) -> MapReader? {
        node.flatMap { MapReader($0, as: shape, complaints) }
    }

    // MARK: Bounds

    private func text(_ key: String, of map: MapReader, atMost most: Int) -> String? {
        guard let scalar = map.scalar(key) else { return nil }
        check(scalar.text, key, scalar.place, most)
        return scalar.text
    }

    private func template(_ key: String, of map: MapReader, atMost most: Int) -> TemplateDraft? {
        guard let template = map.template(key) else { return nil }
        check(template.literal, key, template.place, most)
        return template
    }

    private func check(_ text: String, _ key: String, _ place: SourcePlace, _ most: Int) {
        let count = text.unicodeScalars.count
        guard count > most else { return }
        complaints.error(
            .badValue, at: place, "'\(key)' has at most \(most) characters, this has \(count)",
            suggestion: "say it in fewer words")
    }

    /// What begins with a hole is known when it is shown, and then held to the same.
    private func address(_ key: String, of map: MapReader, kinds: Set<WebAddress>) -> TemplateDraft? {
        guard let address = map.template(key) else { return nil }
        guard case .text(let start) = address.pieces.first else { return address }
        let isWhole = address.pieces.count == 1
        let kind = WebAddress(isWhole ? start : start + "x")
        if kind.map(kinds.contains) != true {
            complaints.error(
                .badValue, at: address.place, "'\(start)' is no address that a chat opens",
                suggestion: "begin with https://, or with / for a page of the shop itself")
        }
        return address
    }
}

extension TemplateDraft {
    /// The words that are there whatever stands in the holes.
    fileprivate var literal: String {
        pieces.reduce(into: "") { text, piece in
            if case .text(let words) = piece { text += words }
        }
    }
}
