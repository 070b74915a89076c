internal import PlaybookModel

/// Stories and rules: lists of steps.
extension RasaReader {
    mutating func readPath(_ item: Yaml, isRule: Bool) {
        let kind: Loss.Kind = isRule ? .rule : .story
        let name = item[isRule ? "rule" : "story"]?.text ?? "without a name"
        if item.place.file.hasPrefix("tests/"), !isRule {
            readTest(item)
            return
        }
        for pair in item.pairs {
            switch pair.key.text ?? "" {
            case "rule", "story", "steps", "condition": break
            case let setting: lose(kind, pair.key.place, "'\(setting)' of '\(name)'")
            }
        }
        var afterForm: String?
        var isConditional = false
        for condition in item["condition"]?.list ?? [] {
            if let form = condition["active_loop"]?.text {
                afterForm = form
            } else if condition["active_loop"] == nil {
                isConditional = true
                lose(kind, condition.place, "a condition of '\(name)'; the flow holds without it only if you say so")
            }
        }
        let steps = (item["steps"]?.list ?? []).map { (step: step($0), place: $0.place) }
        for node in item["steps"]?.list ?? [] where node["entities"] != nil {
            lose(kind, node.place, "the entities a message must have in '\(name)'")
        }
        bot.paths.append(
            .init(
                name: name, isRule: isRule, steps: steps, afterForm: afterForm, isConditional: isConditional,
                place: item.place))
    }

    private func step(_ node: Yaml) -> RasaBot.Step {
        if let intent = node["intent"]?.text { return .intents([intent]) }
        if let options = node["or"] {
            let intents = options.list.compactMap { $0["intent"]?.text }
            return intents.isEmpty ? .other("'or' of something other than intents") : .intents(intents)
        }
        if let action = node["action"]?.text { return .action(action) }
        if let loop = node["active_loop"] { return .loop(loop.text) }
        let key = node.pairs.first?.key.text ?? node.text ?? "a step"
        return .other("'\(key)'")
    }

    /// What visitors say in test stories was never trained on.
    private mutating func readTest(_ item: Yaml) {
        for node in item["steps"]?.list ?? [] {
            guard let intent = node["intent"]?.text, let words = node["user"]?.text else { continue }
            bot.heldOut[intent, default: []].append(ExampleText.phrase(words.trimmed, at: node.place))
        }
        lose(.story, item.place, "the test '\(item["story"]?.text ?? "")'; only its phrases are kept, as held_out")
    }
}
