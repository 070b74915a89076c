import PlaybookModel
import Vocabulary

/// `flow:` and every list of steps inside it.
struct StepReader {
    private static let deepest = 12

    let complaints: Complaints
    private let depth: Int

    init(complaints: Complaints, depth: Int = 0) {
        self.complaints = complaints
        self.depth = depth
    }

    /// The steps of a whole flow: at least one.
    func readFlow(_ node: YamlNode) -> [StepDraft] {
        if case .list(let list) = node.content, list.isEmpty {
            complaints.error(
                .emptyFlow, at: node.place, "the flow has no steps", suggestion: "begin with '- say: RESPONSE'")
        }
        return read(node)
    }

    /// A list of steps, or a single step in its place.
    func read(_ node: YamlNode) -> [StepDraft] {
        guard depth < Self.deepest else {
            complaints.error(
                .tooLarge, at: node.place, "steps nest too deeply", suggestion: "move a part into a flow of its own")
            return []
        }
        if case .map = node.content { return step(node).map { [$0] } ?? [] }
        return complaints.list(of: node, wanted: "a list of steps").compactMap(step)
    }

    private func branch(_ map: MapReader, _ key: String) -> [StepDraft]? {
        map[key].map { StepReader(complaints: complaints, depth: depth + 1).read($0) }
    }

    private func step(_ node: YamlNode) -> StepDraft? {
        guard let pairs = complaints.pairs(of: node, wanted: "a step") else { return nil }
        let kinds = PlaybookFormat.steps.compactMap(\.required.first)
        guard let kind = pairs.first(where: { kinds.contains($0.key.text) })?.key.text,
            let shape = PlaybookFormat.steps.first(where: { $0.required == [kind] })
        else {
            let word = pairs.first?.key.word ?? Word(text: "", place: node.place)
            complaints.unknown(.unknownStep, "step", word, known: kinds)
            return nil
        }
        guard let map = MapReader(node, as: shape, complaints) else { return nil }
        return self.kind(kind, map).map { StepDraft(kind: $0, place: node.place) }
    }

    private func kind(_ kind: String, _ map: MapReader) -> StepDraft.Kind? {
        switch kind {
        case "say": map.word(kind).map { .say($0) }
        case "collect": map.word(kind).map { .collect($0) }
        case "set": .set(expressions(map.pairs(kind)).map { (slot: $0.name, value: $0.value) })
        case "when": when(map)
        case "call": call(map)
        case "confirm": map.word(kind).map { .confirm($0, declined: branch(map, "declined")) }
        case "verify": map.word(kind).map { .verify($0) }
        case "link": map.word(kind).map { .link($0) }
        case "escalate": escalate(map)
        default: end(map)
        }
    }

    private func expressions(_ pairs: [YamlNode.Pair]) -> [(name: Word, value: Syntax)] {
        pairs.compactMap { pair in
            guard let scalar = complaints.scalar(of: pair.value, wanted: "'\(pair.key.text)'"),
                let value = complaints.expression(of: scalar)
            else { return nil }
            return (name: pair.key.word, value: value)
        }
    }

    private func when(_ map: MapReader) -> StepDraft.Kind? {
        if map["then"] == nil, map["else"] == nil {
            complaints.error(
                .missingKey, at: map.place, "'when' needs 'then' or 'else'", suggestion: "add 'then: [steps]'")
        }
        let then = branch(map, "then") ?? []
        let otherwise = branch(map, "else") ?? []
        return map.expression("when").map { .when($0, then: then, otherwise: otherwise) }
    }

    private func call(_ map: MapReader) -> StepDraft.Kind? {
        let with = expressions(map.pairs("with")).map { (input: $0.name, value: $0.value) }
        let errors = map.pairs("errors").map {
            (name: $0.key.word, steps: StepReader(complaints: complaints, depth: depth + 1).read($0.value))
        }
        let key = map.template("key")
        let failed = branch(map, "failed")
        let overLimit = branch(map, "over_limit")
        return map.word("call").map {
            .call(CallDraft(action: $0, with: with, key: key, errors: errors, failed: failed, overLimit: overLimit))
        }
    }

    private func escalate(_ map: MapReader) -> StepDraft.Kind? {
        var reason = EscalationReason.flow
        if let word = map.word("reason") {
            if let known = EscalationReason(rawValue: word.text) {
                reason = known
            } else {
                complaints.unknown(.unknownWord, "reason", word, known: EscalationReason.allCases.map(\.rawValue))
            }
        }
        return map.word("escalate").map { .escalate($0.text == "default" ? nil : $0, reason) }
    }

    private func end(_ map: MapReader) -> StepDraft.Kind? {
        guard let outcome = map.word("end") else { return nil }
        complaints.checkForm(outcome, of: "an outcome")
        return .end(outcome.text)
    }
}
