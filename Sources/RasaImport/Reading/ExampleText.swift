internal import PlaybookModel

/// The examples of an `nlu` item: a block of lines that begin with a dash, or a list.
enum ExampleText {
    static func lines(of node: Yaml) -> [(text: String, place: SourcePlace)] {
        switch node.content {
        case .scalar(let text, let isBlock, _):
            var found: [(text: String, place: SourcePlace)] = []
            let first = node.place.line + (isBlock ? 1 : 0)
            for (offset, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                let trimmed = line.trimmed
                if trimmed.hasPrefix("-") {
                    let place = SourcePlace(file: node.place.file, line: first + offset, column: node.place.column)
                    found.append((trimmed.dropFirst().trimmed, place))
                } else if !trimmed.isEmpty, let last = found.indices.last {
                    found[last].text += " " + trimmed
                }
            }
            return found.filter { !$0.text.isEmpty }
        case .list(let list):
            return list.flatMap { item -> [(text: String, place: SourcePlace)] in
                guard let inner = item["text"] else { return item.text.map { [($0.trimmed, item.place)] } ?? [] }
                // A list's text may be a block with a dash in front, or the words alone.
                let dashed = lines(of: inner)
                return dashed.isEmpty ? inner.text.map { [($0.trimmed, inner.place)] } ?? [] : dashed
            }
        case .map:
            return []
        }
    }

    /// `[words](entity)`, `[words](entity:value)`, `[words]{"entity": …, "role": …, "group": …, "value": …}`.
    static func phrase(_ text: String, at place: SourcePlace) -> RasaBot.Phrase {
        var pieces: [String] = []
        var marks: [RasaBot.Phrase.Mark] = []
        var plain = ""
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "[") {
            plain += rest[..<open]
            let inside = rest[rest.index(after: open)...]
            guard let close = inside.firstIndex(of: "]"), let (mark, end) = annotation(inside[close...].dropFirst())
            else {
                plain += "["
                rest = inside
                continue
            }
            if !plain.isEmpty { pieces.append(plain) }
            plain = ""
            marks.append(
                .init(
                    piece: pieces.count, entity: mark.entity, role: mark.role, group: mark.group, value: mark.value))
            pieces.append(String(inside[..<close]))
            rest = rest[end...]
        }
        plain += rest
        if !plain.isEmpty { pieces.append(plain) }
        return RasaBot.Phrase(pieces: pieces, marks: marks, place: place)
    }

    private typealias Annotation = (entity: String, role: String?, group: String?, value: String?)

    private static func annotation(_ text: Substring) -> (Annotation, Substring.Index)? {
        if text.hasPrefix("("), let close = text.firstIndex(of: ")") {
            let parts = text[..<close].dropFirst().split(separator: ":", maxSplits: 1)
            guard let entity = parts.first?.trimmed, !entity.isEmpty else { return nil }
            return ((entity, nil, nil, parts.count > 1 ? parts[1].trimmed : nil), text.index(after: close))
        }
        guard text.hasPrefix("{"), let close = text.firstIndex(of: "}") else { return nil }
        let json = String(text[...close])
        guard let node = try? YamlReader.read(json, path: ""), let entity = node["entity"]?.text else { return nil }
        return (
            (entity, node["role"]?.text, node["group"]?.text, node["value"]?.text), text.index(after: close)
        )
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmed: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        return String(rest)
    }
}
