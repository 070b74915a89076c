import PlaybookModel
import Yams

/// YAML as the readers see it: three shapes, each with its place.
struct YamlNode {
    struct Pair {
        let key: Scalar
        let value: YamlNode
    }

    enum Content {
        case scalar(Scalar)
        case list([YamlNode])
        case map([Pair])
    }

    let place: SourcePlace
    let content: Content

    var scalar: Scalar? {
        guard case .scalar(let scalar) = content else { return nil }
        return scalar
    }

    var isNothing: Bool { scalar?.isNothing ?? false }

    /// What it is, in the words of a complaint.
    var kindInWords: String {
        switch content {
        case .scalar(let scalar): scalar.isNothing ? "nothing" : "a value"
        case .list: "a list"
        case .map: "a mapping"
        }
    }
}

/// Text to ``YamlNode``, within bounds: aliases are followed, so the size is that of what they unfold to.
struct YamlParser {
    private static let largestFile = 1 << 20
    private static let mostNodes = 100_000
    private static let deepest = 64

    let complaints: Complaints

    /// `nil` after a complaint. A file without content is an empty mapping.
    func parse(_ text: String, file: String, lineOffset: Int = 0) -> YamlNode? {
        let source = SourceText(file: file, text: text, lineOffset: lineOffset)
        guard text.utf8.count <= Self.largestFile else {
            complaints.unreadable(.tooLarge, at: source.place(line: 1, column: 1), "the file is larger than 1 MiB")
            return nil
        }
        do {
            guard let root = try Yams.Parser(yaml: text, encoding: .utf8).singleRoot() else {
                return YamlNode(place: source.place(line: 1, column: 1), content: .map([]))
            }
            var budget = Self.mostNodes
            return convert(root, source, depth: 0, &budget)
        } catch let error as YamlError {
            complain(about: error, source)
        } catch {
            complaints.unreadable(.yamlSyntax, at: source.place(line: 1, column: 1), "the file cannot be read as YAML")
        }
        return nil
    }

    private func convert(_ node: Yams.Node, _ source: SourceText, depth: Int, _ budget: inout Int) -> YamlNode? {
        let place = node.mark.map { source.place(line: $0.line, column: $0.column) } ?? source.place(line: 1, column: 1)
        budget -= 1
        guard budget > 0, depth < Self.deepest else {
            complaints.unreadable(.tooLarge, at: place, "the file has too many values or nests too deeply")
            return nil
        }
        switch node {
        case .scalar(let scalar):
            return YamlNode(place: place, content: .scalar(convert(scalar, place, source)))
        case .sequence(let sequence):
            var list: [YamlNode] = []
            for element in sequence {
                guard let element = convert(element, source, depth: depth + 1, &budget) else { return nil }
                list.append(element)
            }
            return YamlNode(place: place, content: .list(list))
        case .mapping(let mapping):
            var pairs: [YamlNode.Pair] = []
            for (key, value) in mapping {
                guard let key = convert(key, source, depth: depth + 1, &budget),
                    let value = convert(value, source, depth: depth + 1, &budget)
                else { return nil }
                guard let name = key.scalar else {
                    complaints.error(
                        .wrongType, at: key.place, "a key must be a word, this is \(key.kindInWords)",
                        suggestion: "put text that begins with { or [ in quotes")
                    continue
                }
                pairs.append(YamlNode.Pair(key: name, value: value))
            }
            return YamlNode(place: place, content: .map(pairs))
        case .alias:
            complaints.unreadable(.yamlSyntax, at: place, "an alias that names nothing")
            return nil
        }
    }

    private func convert(_ scalar: Yams.Node.Scalar, _ place: SourcePlace, _ source: SourceText) -> Scalar {
        let style: Scalar.Style =
            switch scalar.style {
            case .any, .plain: .plain
            case .singleQuoted: .singleQuoted
            case .doubleQuoted: .doubleQuoted
            case .literal: .literal
            case .folded: .folded
            }
        return Scalar(text: scalar.string, style: style, place: place, source: source)
    }

    private func complain(about error: YamlError, _ source: SourceText) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            complaints.unreadable(
                .yamlSyntax, at: source.place(line: mark.line, column: mark.column), problem,
                suggestion: advice(for: problem))
        case .duplicatedKeysInMapping(let keys, let context):
            complaints.unreadable(
                .duplicateKey, at: source.place(line: context.mark.line, column: context.mark.column),
                "the key '\(keys.first ?? "")' stands twice", suggestion: "keep one of them")
        case .reader(let problem, let offset, _, _):
            complaints.unreadable(.yamlSyntax, at: place(ofByte: offset ?? 0, source), problem)
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            complaints.unreadable(.yamlSyntax, at: source.place(line: 1, column: 1), "the file cannot be read as YAML")
        }
    }

    private func place(ofByte offset: Int, _ source: SourceText) -> SourcePlace {
        var left = offset
        for line in 1...max(1, source.lineCount) {
            let scalars = source.scalars(ofLine: line)
            let size = scalars.reduce(1) { $0 + String($1).utf8.count }
            if left < size { return source.place(line: line, column: min(left, scalars.count) + 1) }
            left -= size
        }
        return source.place(line: 1, column: 1)
    }

    private func advice(for problem: String) -> String? {
        if problem.contains("mapping values are not allowed") {
            return "put text that contains ': ' in quotes"
        }
        if problem.contains("cannot start any token") {
            return "indent with spaces, and put text that begins with @, % or a backtick in quotes"
        }
        if problem.contains("did not find expected") {
            return "look for a missing bracket, quote or comma, and at the indentation"
        }
        return nil
    }
}
