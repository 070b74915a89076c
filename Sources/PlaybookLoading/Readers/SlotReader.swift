import PlaybookModel
import Vocabulary

/// `slots:` of a file.
struct SlotReader {
    /// Names the small language or the machine already uses.
    static let reserved: Set<String> = Set(
        ["env", "and", "or", "not", "in", "true", "false", "nothing"] + ExpressionFunction.allCases.map(\.rawValue)
            + StandardWords.all)
    static let builtIn: [String: SlotType] = [
        "text": .text, "integer": .integer, "number": .number, "money": .money, "email": .email, "phone": .phone,
        "date": .date, "yes_no": .yesNo, "result": .result,
    ]
    static let builtInNames = builtIn.keys + ["choice"]

    let complaints: Complaints

    func read(_ pairs: [YamlNode.Pair]) -> [SlotDraft] {
        pairs.compactMap(slot)
    }

    private func slot(_ pair: YamlNode.Pair) -> SlotDraft? {
        let name = pair.key.word
        complaints.checkForm(name, of: "a slot")
        if Self.reserved.contains(name.text) {
            complaints.error(
                .reservedName, at: name.place, "'\(name.text)' already means something else",
                suggestion: "choose another name for the slot")
        }
        guard let map = MapReader(pair.value, as: PlaybookFormat.slot, complaints),
            let type = map.word("type")
        else { return nil }
        return SlotDraft(
            name: name, type: kind(type, map), ask: map.word("ask"), reask: map.word("reask"),
            valid: map.expression("valid"), invalid: map.word("invalid"),
            attempts: map.whole("attempts", in: 1...10) ?? 3, dependsOn: map.words("depends_on"),
            role: map.choice("role", EntityRole.self, "role"), isOptional: map.flag("optional") ?? false,
            place: name.place)
    }

    private func kind(_ type: Word, _ map: MapReader) -> SlotDraft.Kind {
        if type.text == "choice" {
            guard let of = map["of"] else {
                complaints.error(
                    .missingKey, at: map.place, "a choice needs 'of'", suggestion: "add 'of: [this, that]'")
                return .builtIn(.choice([]))
            }
            return .builtIn(.choice(OptionReader(complaints: complaints).read(of)))
        }
        if map["of"] != nil {
            complaints.error(
                .unknownKey, at: map.place(ofKey: "of"), "'of' belongs to a choice, this is '\(type.text)'",
                suggestion: "write 'type: choice'")
        }
        return Self.builtIn[type.text].map { .builtIn($0) } ?? .named(type)
    }
}

/// Words with a meaning of their own in standard responses.
enum StandardWords {
    static let all = [
        "assistant", "company", "flow", "agent", "team", "promise", "resolution", "things", "deadline",
    ]

    static func kind(of word: String) -> ValueKind { word == "deadline" ? .moment : .text }
}

/// Options of a choice, or listed values of an entity: a list of values, or a map of value to label, to words, or to
/// `{ label, words }`.
struct OptionReader {
    let complaints: Complaints

    func read(_ node: YamlNode) -> [ChoiceOption] {
        var places: [String: SourcePlace] = [:]
        var options: [ChoiceOption] = []
        for (option, place) in all(node) {
            options.append(option)
            for word in Set(([option.value, option.label] + option.synonyms).map { $0.lowercased() }) {
                if places.updateValue(place, forKey: word) != nil {
                    complaints.error(
                        .duplicateOption, at: place, "'\(word)' already means another option",
                        suggestion: "give each option words of its own")
                }
            }
        }
        if options.isEmpty, !complaints.hasErrors {
            complaints.error(.badValue, at: node.place, "a choice needs at least one option")
        }
        return options
    }

    private func all(_ node: YamlNode) -> [(ChoiceOption, SourcePlace)] {
        guard case .map(let pairs) = node.content else {
            return complaints.words(of: node, wanted: "options").map { word in
                let label = word.text.replacing("_", with: " ")
                return (ChoiceOption(value: word.text, label: label.capitalisedFirst, synonyms: []), word.place)
            }
        }
        return pairs.compactMap { pair in
            option(pair).map { ($0, pair.key.place) }
        }
    }

    private func option(_ pair: YamlNode.Pair) -> ChoiceOption? {
        let value = pair.key.text
        switch pair.value.content {
        case .scalar(let scalar):
            let label = scalar.isNothing ? value.replacing("_", with: " ").capitalisedFirst : scalar.text
            return ChoiceOption(value: value, label: label, synonyms: [])
        case .list:
            let synonyms = complaints.words(of: pair.value, wanted: "the words of '\(value)'").map(\.text)
            return ChoiceOption(
                value: value, label: value.replacing("_", with: " ").capitalisedFirst, synonyms: synonyms)
        case .map:
            guard let map = MapReader(pair.value, as: PlaybookFormat.option, complaints) else { return nil }
            return ChoiceOption(
                value: value, label: map.text("label") ?? value, synonyms: map.words("words").map(\.text))
        }
    }
}

extension String {
    var capitalisedFirst: String {
        prefix(1).uppercased() + dropFirst()
    }

    fileprivate func replacing(_ old: Character, with new: Character) -> String {
        String(map { $0 == old ? new : $0 })
    }
}
