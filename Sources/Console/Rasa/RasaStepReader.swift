import PlaybookModel
import Vocabulary
import Yams

/// One entry of a case's `steps`: what happens, then what is expected of it.
struct RasaStepReader {
    typealias Step = RasaCase.Step

    let file: String

    func read(_ node: Node) -> [Step] {
        guard let map = node.mapping else { return [foreign("a step that is not a mapping", node)] }
        var steps: [Step] = []
        // What happens comes first, wherever it stands in the entry.
        if let user = map["user"] {
            if let text = user.scalar?.string {
                steps.append(Step(kind: .user(text), place: place(user)))
            } else {
                steps.append(foreign("'user' without text", user))
            }
        }
        for (key, value) in map {
            switch key.string ?? "" {
            case "user": break
            case "assertion_order_enabled" where value.bool == false: break
            case "bot": steps.append(text(value, "bot") { .bot($0) })
            case "utter": steps.append(text(value, "utter") { .utter($0) })
            case "slot_was_set": steps += slots(value) { .slot($0, $1) }
            case "slot_was_not_set": steps += slots(value) { .noSlot($0, $1) }
            case "assertions": steps += (value.sequence ?? []).flatMap(assertion)
            case let other: steps.append(foreign("'\(other)'", key))
            }
        }
        return steps
    }

    private func place(_ node: Node) -> SourcePlace {
        SourcePlace(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }

    private func foreign(_ words: String, _ node: Node) -> Step {
        Step(kind: .foreign(words), place: place(node))
    }

    private func expect(_ expectation: RasaCase.Expectation, _ node: Node) -> Step {
        Step(kind: .expect(expectation), place: place(node))
    }

    private func text(_ node: Node, _ key: String, _ make: (String) -> RasaCase.Expectation) -> Step {
        guard let text = node.scalar?.string else { return foreign("'\(key)' without text", node) }
        return expect(make(text), node)
    }

    /// `- name`, `- name: value`, or `- {name: n, value: v}` as assertions write it.
    private func slots(_ node: Node, _ make: (String, SlotValue?) -> RasaCase.Expectation) -> [Step] {
        let entries = node.sequence.map(Array.init) ?? [node]
        return entries.flatMap { entry -> [Step] in
            if let name = entry.scalar?.string { return [expect(make(name, nil), entry)] }
            guard let map = entry.mapping else { return [foreign("a slot without a name", entry)] }
            if let name = map["name"]?.scalar?.string {
                return [expect(make(name, map["value"].map(RasaValue.read)), entry)]
            }
            return map.compactMap { key, value in
                key.string.map { expect(make($0, RasaValue.read(value)), key) }
            }
        }
    }

    // MARK: Assertions

    private func assertion(_ node: Node) -> [Step] {
        guard let map = node.mapping else { return [foreign("an assertion that is not a mapping", node)] }
        return map.flatMap { key, value -> [Step] in
            switch key.string ?? "" {
            case "flow_started":
                if let flow = value.scalar?.string { return [expect(.flowStarted(flow), key)] }
                return (value["flow_ids"]?.sequence ?? []).compactMap(\.scalar?.string).count == 1
                    ? [text(value["flow_ids"]?.sequence?.first ?? value, "flow_started") { .flowStarted($0) }]
                    : [foreign("'flow_started' with an operator", key)]
            case "flow_completed": return flow(value, key) { .flowCompleted($0) }
            case "flow_cancelled": return flow(value, key) { .flowCancelled($0) }
            case "pattern_clarification_contains":
                return [expect(.clarified(among: (value.sequence ?? []).compactMap(\.scalar?.string)), key)]
            case "action_executed": return [text(value, "action_executed") { .action($0) }]
            case "slot_was_set": return slots(value) { .slot($0, $1) }
            case "slot_was_not_set": return slots(value) { .noSlot($0, $1) }
            case "bot_uttered": return utterance(value, key) { .utterance($0) }
            case "bot_did_not_utter": return utterance(value, key) { .silence($0) }
            case let other: return [foreign("the assertion '\(other)'", key)]
            }
        }
    }

    private func flow(_ value: Node, _ key: Node, _ make: (String) -> RasaCase.Expectation) -> [Step] {
        guard let name = value.scalar?.string ?? value["flow_id"]?.scalar?.string else {
            return [foreign("'\(key.string ?? "")' without 'flow_id'", key)]
        }
        let step = value["flow_step_id"].map { [foreign("'flow_step_id': steps have no names here", $0)] } ?? []
        return [expect(make(name), key)] + step
    }

    private func utterance(
        _ value: Node, _ key: Node, _ make: (RasaCase.Utterance) -> RasaCase.Expectation
    ) -> [Step] {
        guard let map = value.mapping else { return [foreign("'\(key.string ?? "")' without details", key)] }
        var wanted = RasaCase.Utterance()
        var steps: [Step] = []
        for (word, value) in map {
            switch word.string ?? "" {
            case "utter_name": wanted.response = value.scalar?.string
            case "text_matches": wanted.pattern = value.scalar?.string
            case "buttons":
                wanted.buttons = (value.sequence ?? []).compactMap { button in
                    button["title"]?.scalar.map {
                        RasaCase.Utterance.Button(title: $0.string, payload: button["payload"]?.scalar?.string)
                    }
                }
            case let other: steps.append(foreign("'\(other)' of '\(key.string ?? "")'", word))
            }
        }
        return [expect(make(wanted), key)] + steps
    }
}
