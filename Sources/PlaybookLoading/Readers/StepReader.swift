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
        if case .map = node.content { return step(node) }
        return complaints.list(of: node, wanted: "a list of steps").flatMap(step)
    }

    func branch(_ map: MapReader, _ key: String) -> [StepDraft]? {
        map[key].map { StepReader(complaints: complaints, depth: depth + 1).read($0) }
    }

    /// One step, but for `collect: [this, that]`.
    private func step(_ node: YamlNode) -> [StepDraft] {
        guard let pairs = complaints.pairs(of: node, wanted: "a step") else { return [] }
        let kinds = PlaybookFormat.steps.compactMap(\.required.first)
        guard let kind = pairs.first(where: { kinds.contains($0.key.text) })?.key.text,
            let shape = PlaybookFormat.steps.first(where: { $0.required.first == kind })
        else {
            let word = pairs.first?.key.word ?? Word(text: "", place: node.place)
            complaints.unknown(.unknownStep, "step", word, known: kinds)
            return []
        }
        guard let map = MapReader(node, as: shape, complaints) else { return [] }
        if kind == "collect" { return collect(map).map { StepDraft(kind: $0, place: node.place) } }
        return self.kind(kind, map).map { [StepDraft(kind: $0, place: node.place)] } ?? []
    }

    private func kind(_ kind: String, _ map: MapReader) -> StepDraft.Kind? {
        switch kind {
        case "say": map.word(kind).map { .say($0) }
        case "promise": map.word(kind).map { .promise($0, until: map.expression("until")) }
        case "offer": offer(map)
        case "set": .set(expressions(map.pairs(kind)).map { (slot: $0.name, value: $0.value) })
        case "when": when(map)
        case "call": call(map)
        case "confirm": map.word(kind).map { .confirm($0, declined: branch(map, "declined")) }
        case "verify": map.word(kind).map { .verify($0) }
        case "require": map[kind].flatMap { NeedReader(steps: self).read($0)?.kind }
        case "wait": wait(map)
        case "link": map.word(kind).map { .link($0) }
        case "escalate": escalate(map)
        default: end(map)
        }
    }

    /// Several slots by one question: the first asks, the others only for what the answer left out.
    private func collect(_ map: MapReader) -> [StepDraft.Kind] {
        guard let node = map["collect"] else { return [] }
        let ask = map.word("ask")
        let unanswered = branch(map, "unanswered")
        guard case .list = node.content else {
            return map.word("collect").map { [.collect($0, ask: ask, unanswered: unanswered)] } ?? []
        }
        if unanswered != nil {
            complaints.error(
                .unknownKey, at: map.place(ofKey: "unanswered"), "'unanswered' belongs to a single slot",
                suggestion: "collect the slots one by one")
        }
        return map.words("collect").enumerated().map { index, slot in
            .collect(slot, ask: index == 0 ? ask : nil, unanswered: nil)
        }
    }

    private func offer(_ map: MapReader) -> StepDraft.Kind? {
        let none = branch(map, "none")
        let label = map["label"].map { node in
            if case .list = node.content { map.words("label") } else { map.word("label").map { [$0] } ?? [] }
        }
        guard let response = map.word("offer"), let from = map.expression("from"), let into = map.word("into") else {
            return nil
        }
        return .offer(
            OfferDraft(
                response: response, from: from, into: into, value: map.text("value"),
                label: label?.map(\.text) ?? [],
                card: map["card"].flatMap(PartReader(complaints: complaints).fields), none: none))
    }

    private func wait(_ map: MapReader) -> StepDraft.Kind? {
        guard let node = map["wait"] else { return nil }
        let expired = branch(map, "expired")
        let meanwhile = map.word("meanwhile")
        guard case .map = node.content else {
            return map.span("wait", in: .seconds(1) ... .days(365)).map {
                .wait(WaitDraft(end: .after($0), signal: nil, meanwhile: meanwhile, expired: expired))
            }
        }
        guard let what = MapReader(node, as: PlaybookFormat.wait, complaints) else { return nil }
        let signal = what.word("signal")
        if let signal { complaints.checkForm(signal, of: "a signal") }
        let end: WaitDraft.End? =
            if let until = what.expression("until") {
                .at(until)
            } else {
                what.span("for", in: .seconds(1) ... .days(365)).map { .after($0) }
            }
        guard end != nil || signal != nil else {
            complaints.error(
                .missingKey, at: node.place, "nothing ends this wait", suggestion: "add 'for:', 'until:' or 'signal:'")
            return nil
        }
        return .wait(
            WaitDraft(
                end: end, signal: signal.map { SignalName($0.text) }, meanwhile: meanwhile, expired: expired))
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
        let asksApproval = map["over_limit"]?.scalar?.text == "approval"
        let overLimit = asksApproval ? nil : branch(map, "over_limit")
        let timeout = branch(map, "timeout")
        // A call that nobody ever answers leaves no visitor waiting for ever.
        let within = map.span("within", in: .seconds(1) ... .days(7)) ?? .minutes(2)
        let undo = UndoReader(complaints: complaints).read(map["undo"])
        return map.word("call").map {
            .call(
                CallDraft(
                    action: $0, with: with, key: key, errors: errors, failed: failed, overLimit: overLimit,
                    asksApproval: asksApproval, timeout: timeout, within: within, undo: undo))
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
