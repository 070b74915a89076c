internal import Vocabulary

extension BotLine {
    /// The keys of a `bot` event; what the line does not have is left out.
    var members: [JSON.Member] {
        var members = [JSON.Member("text", .string(text))]
        func add(_ key: String, _ parts: [JSON]) {
            if !parts.isEmpty { members.append(JSON.Member(key, .array(parts))) }
        }
        add("buttons", buttons.map(\.json))
        add("images", images.map(\.json))
        add("links", links.map(\.json))
        add("cards", cards.map(\.json))
        add("codes", codes.map { ["text": .string($0.text), "description": .string($0.description)] })
        if let citation {
            members.append(
                JSON.Member(
                    "citation",
                    [
                        "article": .string(citation.article.rawValue), "title": .string(citation.title),
                        "section": .string(citation.section), "version": .string(citation.version.rawValue),
                    ]))
        }
        return members
    }
}

extension Card {
    fileprivate var json: JSON {
        var members = [JSON.Member("title", .string(title))]
        if !text.isEmpty { members.append(JSON.Member("text", .string(text))) }
        if let image { members.append(JSON.Member("image", image.json)) }
        if let link { members.append(JSON.Member("link", link.json)) }
        if let button { members.append(JSON.Member("button", button.json)) }
        return .object(members)
    }
}

extension Button {
    fileprivate var json: JSON { ["label": .string(label), "choice": choice.json] }
}

extension Picture {
    fileprivate var json: JSON { ["url": .string(url), "description": .string(description)] }
}

extension Link {
    fileprivate var json: JSON { ["label": .string(label), "url": .string(url)] }
}
