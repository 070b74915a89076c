internal import PlaybookModel
internal import Yams

/// YAML with places, within bounds.
struct Yaml {
    struct Pair {
        let key: Yaml
        let value: Yaml
    }

    enum Content {
        case scalar(String, isBlock: Bool, isPlain: Bool)
        case list([Yaml])
        case map([Pair])
    }

    let content: Content
    let place: SourcePlace

    var text: String? {
        guard case .scalar(let text, _, let isPlain) = content else { return nil }
        return isPlain && ["", "~", "null"].contains(text) ? nil : text
    }

    var list: [Yaml] {
        guard case .list(let list) = content else { return [] }
        return list
    }

    var pairs: [Pair] {
        guard case .map(let pairs) = content else { return [] }
        return pairs
    }

    var isNothing: Bool {
        guard case .scalar = content else { return false }
        return text == nil
    }

    var flag: Bool? {
        switch text?.lowercased() {
        case "true", "yes", "on": true
        case "false", "no", "off": false
        case .some, nil: nil
        }
    }

    subscript(key: String) -> Yaml? { pairs.first { $0.key.text == key }?.value }
}

enum YamlReader {
    private static let largestFile = 1 << 20
    private static let deepest = 64

    static func read(_ text: String, path: String, line: Int = 0) throws(RasaFault) -> Yaml? {
        func place(_ mark: Mark?) -> SourcePlace {
            SourcePlace(file: path, line: (mark?.line ?? 1) + line, column: mark?.column ?? 1)
        }
        guard text.utf8.count <= largestFile else {
            throw RasaFault(place: place(nil), message: "the file is larger than 1 MiB")
        }
        do {
            guard let node = try Yams.Parser(yaml: text, encoding: .utf8).singleRoot() else { return nil }
            // Aliases unfold, so what they unfold to is counted.
            var budget = 400_000
            return try convert(node, depth: 0, &budget, place)
        } catch let fault as RasaFault {
            throw fault
        } catch let error as YamlError {
            throw fault(error, place)
        } catch {
            throw RasaFault(place: place(nil), message: "the file cannot be read as YAML")
        }
    }

    private static func convert(
        _ node: Node, depth: Int, _ budget: inout Int, _ place: (Mark?) -> SourcePlace
    ) throws(RasaFault) -> Yaml {
        budget -= 1
        guard budget > 0, depth < deepest else {
            throw RasaFault(place: place(node.mark), message: "too many values, or nested too deeply")
        }
        var content: Yaml.Content
        switch node {
        case .scalar(let scalar):
            content = .scalar(
                scalar.string, isBlock: scalar.style == .literal || scalar.style == .folded,
                isPlain: scalar.style == .plain || scalar.style == .any)
        case .sequence(let sequence):
            var list: [Yaml] = []
            for element in sequence { list.append(try convert(element, depth: depth + 1, &budget, place)) }
            content = .list(list)
        case .mapping(let mapping):
            var pairs: [Yaml.Pair] = []
            for (key, value) in mapping {
                pairs.append(
                    Yaml.Pair(
                        key: try convert(key, depth: depth + 1, &budget, place),
                        value: try convert(value, depth: depth + 1, &budget, place)))
            }
            content = .map(pairs)
        case .alias:
            throw RasaFault(place: place(node.mark), message: "an alias that names nothing")
        }
        return Yaml(content: content, place: place(node.mark))
    }

    private static func fault(_ error: YamlError, _ place: (Mark?) -> SourcePlace) -> RasaFault {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            RasaFault(place: place(mark), message: problem)
        case .duplicatedKeysInMapping(let keys, let context):
            RasaFault(place: place(context.mark), message: "the key '\(keys.first ?? "")' stands twice")
        case .reader(let problem, _, _, _):
            RasaFault(place: place(nil), message: problem)
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            RasaFault(place: place(nil), message: "the file cannot be read as YAML")
        }
    }
}

extension RasaFault: Error {}
