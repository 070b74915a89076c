import PlaybookModel
import Vocabulary

/// A mapping with a fixed set of keys. Making one complains about unknown and missing keys; its getters complain
/// about values of another shape and answer `nil`.
struct MapReader {
    let place: SourcePlace
    let complaints: Complaints
    private let pairs: [String: YamlNode.Pair]

    /// `nil` when the node is no mapping.
    init?(_ node: YamlNode, as shape: PlaybookShape, _ complaints: Complaints) {
        guard let pairs = complaints.pairs(of: node, wanted: shape.name) else { return nil }
        self.complaints = complaints
        place = node.place
        self.pairs = Dictionary(pairs.map { ($0.key.text, $0) }, uniquingKeysWith: { first, _ in first })
        for pair in pairs where !shape.keys.contains(pair.key.text) {
            complaints.unknown(.unknownKey, "key", pair.key.word, known: shape.keys)
        }
        for key in shape.required where self.pairs[key] == nil {
            complaints.error(
                .missingKey, at: node.place, "\(shape.name) needs '\(key)'", suggestion: "add '\(key):'")
        }
    }

    subscript(key: String) -> YamlNode? { pairs[key]?.value }

    func place(ofKey key: String) -> SourcePlace { pairs[key]?.key.place ?? place }

    func scalar(_ key: String) -> Scalar? {
        self[key].flatMap { complaints.scalar(of: $0, wanted: "'\(key)'") }
    }

    func word(_ key: String) -> Word? { scalar(key)?.word }
    func text(_ key: String) -> String? { scalar(key)?.text }
    func words(_ key: String) -> [Word] { self[key].map { complaints.words(of: $0, wanted: key) } ?? [] }

    func pairs(_ key: String) -> [YamlNode.Pair] {
        self[key].flatMap { complaints.pairs(of: $0, wanted: key) } ?? []
    }

    func list(_ key: String) -> [YamlNode] {
        self[key].map { complaints.list(of: $0, wanted: key) } ?? []
    }

    func decimal(_ key: String, in range: ClosedRange<Double>) -> Double? {
        guard let scalar = scalar(key) else { return nil }
        if let number = Double(scalar.text), range.contains(number) { return number }
        complaints.error(
            .badValue, at: scalar.place, "'\(key)' is a number from \(range.lowerBound) to \(range.upperBound)")
        return nil
    }

    func whole(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let scalar = scalar(key) else { return nil }
        if let number = Int(scalar.text), range.contains(number) { return number }
        complaints.error(
            .badValue, at: scalar.place,
            "'\(key)' is a whole number from \(range.lowerBound) to \(range.upperBound)")
        return nil
    }

    func flag(_ key: String) -> Bool? {
        guard let scalar = scalar(key) else { return nil }
        if scalar.isPlain, let flag = Bool(scalar.text) { return flag }
        complaints.error(.badValue, at: scalar.place, "'\(key)' is true or false")
        return nil
    }

    func span(_ key: String, in range: ClosedRange<TimeSpan>) -> TimeSpan? {
        guard let scalar = scalar(key) else { return nil }
        guard let span = TimeSpan(notation: scalar.text), range.contains(span) else {
            complaints.error(
                .badValue, at: scalar.place, "'\(key)' is a length of time in range, '\(scalar.text)' is not",
                suggestion: "write it as 30s, 5m, 2h or 1d")
            return nil
        }
        return span
    }

    /// One of the words of an enumeration.
    func choice<Value: RawRepresentable & CaseIterable>(
        _ key: String, _ type: Value.Type, _ kind: String
    ) -> Value? where Value.RawValue == String {
        guard let word = word(key) else { return nil }
        if let value = Value(rawValue: word.text) { return value }
        complaints.unknown(.unknownWord, kind, word, known: Value.allCases.map(\.rawValue))
        return nil
    }

    func expression(_ key: String) -> Syntax? { scalar(key).flatMap(complaints.expression) }
    func template(_ key: String) -> TemplateDraft? { scalar(key).flatMap(complaints.template) }
}

/// Shapes of values, with the complaint when it is another.
extension Complaints {
    func pairs(of node: YamlNode, wanted: String) -> [YamlNode.Pair]? {
        if case .map(let pairs) = node.content { return pairs }
        error(
            .wrongType, at: node.place, "\(wanted) is a mapping of keys to values, this is \(node.kindInWords)",
            suggestion: "write 'key: value' lines, indented")
        return nil
    }

    /// A list, or a single thing where a list is expected.
    func list(of node: YamlNode, wanted: String) -> [YamlNode] {
        if case .list(let list) = node.content { return list }
        error(
            .wrongType, at: node.place, "\(wanted) is a list, this is \(node.kindInWords)",
            suggestion: "begin each entry with '- '")
        return []
    }

    func scalar(of node: YamlNode, wanted: String) -> Scalar? {
        if let scalar = node.scalar, !scalar.isNothing { return scalar }
        let suggestion: String? =
            if case .map = node.content { "put text that begins with { in quotes" } else { nil }
        error(.wrongType, at: node.place, "\(wanted) is one value, this is \(node.kindInWords)", suggestion: suggestion)
        return nil
    }

    func words(of node: YamlNode, wanted: String) -> [Word] {
        list(of: node, wanted: wanted).compactMap { scalar(of: $0, wanted: "an entry of \(wanted)")?.word }
    }

    func expression(of scalar: Scalar) -> Syntax? {
        do throws(SyntaxFault) {
            return try ExpressionParser.parse(scalar, in: 0..<scalar.text.unicodeScalars.count)
        } catch {
            self.error(
                .expressionSyntax, at: scalar.place(at: error.offset), error.message, suggestion: error.suggestion)
            return nil
        }
    }

    func template(of scalar: Scalar) -> TemplateDraft? {
        do throws(SyntaxFault) {
            return try TemplateParser.parse(scalar)
        } catch {
            self.error(
                .templateSyntax, at: scalar.place(at: error.offset), error.message, suggestion: error.suggestion)
            return nil
        }
    }

    /// snake_case, at most 64 characters.
    func checkForm(_ word: Word, of kind: String, dots: Bool = false) {
        let parts = dots ? word.text.split(separator: ".", omittingEmptySubsequences: false) : [word.text[...]]
        let isSound = parts.allSatisfy { part in
            guard let first = part.unicodeScalars.first, ("a"..."z").contains(first) else { return false }
            return part.unicodeScalars.allSatisfy {
                ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "_"
            }
        }
        guard !isSound || word.text.utf8.count > 64 else { return }
        error(
            .nameForm, at: word.place, "'\(word.text)' cannot be the name of \(kind)",
            suggestion: "use small letters, digits and _, beginning with a letter")
    }
}
