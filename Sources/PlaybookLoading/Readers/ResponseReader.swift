import PlaybookModel
import Vocabulary

/// `say:` of a file: wording by name.
struct ResponseReader {
    /// Words a talk uses in a response's place.
    private static let reserved: Set<String> = ["any", "rest"]

    let complaints: Complaints

    func read(_ pairs: [YamlNode.Pair]) -> [ResponseDraft] {
        pairs.map { pair in
            let name = pair.key.word
            complaints.checkForm(name, of: "a response")
            if Self.reserved.contains(name.text) {
                complaints.error(
                    .reservedName, at: name.place, "'\(name.text)' means something else in talks",
                    suggestion: "choose another name for the response")
            }
            return response(name, pair.value)
        }
    }

    private func response(_ name: Word, _ node: YamlNode) -> ResponseDraft {
        guard case .map = node.content else {
            return ResponseDraft(name: name, variants: variants(node), buttons: [], images: [], links: [])
        }
        guard let map = MapReader(node, as: PlaybookFormat.response, complaints) else {
            return ResponseDraft(name: name, variants: [], buttons: [], images: [], links: [])
        }
        return ResponseDraft(
            name: name, variants: map["text"].map(variants) ?? [], instead: map.list("instead").compactMap(wording),
            buttons: map.list("buttons").compactMap(button),
            images: ((map["image"].map { [$0] } ?? []) + map.list("images")).compactMap(image),
            links: map.list("links").compactMap(link))
    }

    /// Other words for a case: `{ channel: sms, text: … }`, `{ when: amount > money(100, "EUR"), text: … }`.
    private func wording(_ node: YamlNode) -> (when: Syntax, variants: [TemplateDraft])? {
        guard let map = MapReader(node, as: PlaybookFormat.wording, complaints) else { return nil }
        let channel = map.word("channel").map { word in
            Syntax.binary(
                .equal, .call(.channel, [], word.place), .literal(.text(word.text), word.place), word.place)
        }
        guard let when = map.expression("when").both(and: channel) else {
            if map["when"] == nil, channel == nil {
                complaints.error(
                    .missingKey, at: node.place, "'instead' needs 'when' or 'channel'",
                    suggestion: "say when these words are used")
            }
            return nil
        }
        return (when, map["text"].map(variants) ?? [])
    }

    private func variants(_ node: YamlNode) -> [TemplateDraft] {
        let nodes: [YamlNode] = if case .list(let list) = node.content { list } else { [node] }
        if nodes.isEmpty { complaints.error(.badValue, at: node.place, "a response needs words") }
        return nodes.compactMap { node in
            complaints.scalar(of: node, wanted: "the words of a response").flatMap(complaints.template)
        }
    }

    private func button(_ node: YamlNode) -> ResponseDraft.Button? {
        guard let map = MapReader(node, as: PlaybookFormat.button, complaints), let label = map.text("label") else {
            return nil
        }
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

    private func image(_ node: YamlNode) -> (url: TemplateDraft, description: TemplateDraft)? {
        guard let map = MapReader(node, as: PlaybookFormat.image, complaints),
            let url = map.template("url"), let alt = map.template("alt")
        else { return nil }
        return (url: url, description: alt)
    }

    private func link(_ node: YamlNode) -> (url: TemplateDraft, label: TemplateDraft)? {
        guard let map = MapReader(node, as: PlaybookFormat.link, complaints),
            let url = map.template("url"), let label = map.template("label")
        else { return nil }
        return (url: url, label: label)
    }
}

extension Syntax? {
    fileprivate func both(and other: Syntax?) -> Syntax? {
        guard let self, let other else { return self ?? other }
        return .binary(.and, self, other, self.place)
    }
}
