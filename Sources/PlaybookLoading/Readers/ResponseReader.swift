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
            return ResponseDraft(name: name, variants: variants(node))
        }
        guard let map = MapReader(node, as: PlaybookFormat.response, complaints) else {
            return ResponseDraft(name: name, variants: [])
        }
        let read = PartReader(complaints: complaints)
        let images = (map["image"].map { [$0] } ?? []) + map.list("images")
        return ResponseDraft(
            name: name, variants: map["text"].map(variants) ?? [], instead: map.list("instead").compactMap(wording),
            buttons: read.parts(map.list("buttons"), atMost: LineBounds.buttons, "buttons", read.button),
            images: read.parts(images, atMost: LineBounds.images, "images", read.image),
            links: read.parts(map.list("links"), atMost: LineBounds.links, "links", read.link),
            cards: read.parts(map.list("cards"), atMost: LineBounds.cards, "cards", read.card),
            codes: map["code"].flatMap(read.code).map { [$0] } ?? [])
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
}

extension Syntax? {
    fileprivate func both(and other: Syntax?) -> Syntax? {
        guard let self, let other else { return self ?? other }
        return .binary(.and, self, other, self.place)
    }
}
