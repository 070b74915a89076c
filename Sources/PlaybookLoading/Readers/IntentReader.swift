import PlaybookModel
import Vocabulary

/// A file about something a customer can ask for.
struct IntentReader {
    let complaints: Complaints

    func read(_ root: YamlNode, into draft: inout PlaybookDraft) {
        guard let map = MapReader(root, as: PlaybookFormat.intent, complaints) else { return }
        draft.responses += ResponseReader(complaints: complaints).read(map.pairs("say"))
        guard let name = map.word("intent") else { return }
        complaints.checkForm(name, of: "an intent")
        draft.intents.append(
            IntentDraft(
                name: name, description: map.text("description") ?? "", examples: examples(map, "examples"),
                heldOut: examples(map, "held_out"), outcome: outcome(map, name),
                confidence: map.decimal("confidence", in: 0...1), place: root.place,
                examplesPlace: map.place(ofKey: "examples")))
        guard let flow = map["flow"] else {
            for key in ["slots", "title", "needs"] where map[key] != nil {
                complaints.error(
                    .unknownKey, at: map.place(ofKey: key), "'\(key)' means nothing without a flow",
                    suggestion: "add 'flow:', or take '\(key)' away")
            }
            return
        }
        if map["title"] == nil {
            complaints.error(
                .missingKey, at: root.place, "intent with a flow needs 'title'",
                suggestion: "add 'title:', what the bot calls it: your refund")
        }
        draft.flows.append(
            FlowDraft(
                name: name, title: map.text("title") ?? "",
                steps: needs(map) + StepReader(complaints: complaints).readFlow(flow),
                slots: SlotReader(complaints: complaints).read(map.pairs("slots")), binds: [], isVerification: false,
                place: map.place(ofKey: "flow")))
    }

    /// What must hold before the flow's first step.
    private func needs(_ map: MapReader) -> [StepDraft] {
        let reader = NeedReader(steps: StepReader(complaints: complaints))
        return map.list("needs").compactMap(reader.read)
    }

    private func outcome(_ map: MapReader, _ name: Word) -> IntentDraft.Outcome? {
        let keys = ["flow", "answer", "article", "command"].filter { map[$0] != nil }
            .sorted { map.place(ofKey: $0) < map.place(ofKey: $1) }
        guard keys.count == 1, let key = keys.first else {
            let place = keys.count > 1 ? map.place(ofKey: keys[1]) : map.place
            complaints.error(
                .oneOutcome, at: place,
                keys.isEmpty ? "the intent says nothing to do" : "the intent has both '\(keys[0])' and '\(keys[1])'",
                suggestion: "keep exactly one of flow, answer, article, command")
            return nil
        }
        switch key {
        case "flow":
            return .flow(name)
        case "answer":
            return map.word(key).map { .response($0) }
        case "article":
            return map.word(key).map { .article($0) }
        default:
            guard let word = map.word(key) else { return nil }
            guard let command = Intent.Command(rawValue: word.text) else {
                complaints.unknown(.unknownWord, "command", word, known: Intent.Command.allCases.map(\.rawValue))
                return nil
            }
            return .command(command)
        }
    }

    private func examples(_ map: MapReader, _ key: String) -> [ExampleDraft] {
        map.list(key).compactMap { node in
            complaints.scalar(of: node, wanted: "a phrase").map { ExampleReader(complaints: complaints).read($0) }
        }
    }
}

/// A file about something a visitor proves.
struct VerificationReader {
    let complaints: Complaints

    func read(_ root: YamlNode, into draft: inout PlaybookDraft) {
        guard let map = MapReader(root, as: PlaybookFormat.verification, complaints) else { return }
        draft.responses += ResponseReader(complaints: complaints).read(map.pairs("say"))
        guard let name = map.word("verification"), let flow = map["flow"] else { return }
        complaints.checkForm(name, of: "a verification")
        draft.flows.append(
            FlowDraft(
                name: name, title: map.text("title") ?? "", steps: StepReader(complaints: complaints).readFlow(flow),
                slots: SlotReader(complaints: complaints).read(map.pairs("slots")), binds: map.words("binds"),
                isVerification: true, level: map.choice("level", IdentityLevel.self, "level of identity"),
                place: map.place(ofKey: "flow")))
    }
}
