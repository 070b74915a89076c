import PlaybookModel
import Vocabulary

/// What must hold before a flow goes on: `{ identity: signed, otherwise: [steps] }`. Who does not fit never passes:
/// steps that run out there end the flow.
struct NeedReader {
    let steps: StepReader

    private var complaints: Complaints { steps.complaints }

    func read(_ node: YamlNode) -> StepDraft? {
        guard let map = MapReader(node, as: PlaybookFormat.need, complaints) else { return nil }
        let otherwise = steps.branch(map, "otherwise").map { closed($0, map.place) }
        let kinds = ["identity", "hours", "channel", "when"].filter { map[$0] != nil }
        guard kinds.count == 1, let kind = kinds.first else {
            complaints.error(
                .missingKey, at: node.place, "a need is exactly one of identity, hours, channel and when",
                suggestion: "write one need for each")
            return nil
        }
        if kind == "identity" {
            return map.choice(kind, IdentityLevel.self, "level of identity").map {
                StepDraft(kind: .require($0, otherwise: otherwise), place: node.place)
            }
        }
        return condition(kind, map).map { condition in
            let person = StepDraft(kind: .escalate(nil, .policy), place: node.place)
            return StepDraft(kind: .when(condition, then: [], otherwise: otherwise ?? [person]), place: node.place)
        }
    }

    private func condition(_ kind: String, _ map: MapReader) -> Syntax? {
        switch kind {
        case "hours":
            guard let word = map.word(kind) else { return nil }
            guard word.text == "open" else {
                complaints.unknown(.unknownWord, "need of hours", word, known: ["open"])
                return nil
            }
            return .call(.openNow, [], word.place)
        case "channel":
            var words: [Word] = []
            if let node = map[kind], case .list = node.content {
                words = map.words(kind)
            } else if let word = map.word(kind) {
                words = [word]
            }
            let all = words.map { word in
                Syntax.binary(
                    .equal, .call(.channel, [], word.place), .literal(.text(word.text), word.place), word.place)
            }
            guard let first = all.first else { return nil }
            return all.dropFirst().reduce(first) { .binary(.or, $0, $1, first.place) }
        default: return map.expression(kind)
        }
    }

    private func closed(_ list: [StepDraft], _ place: SourcePlace) -> [StepDraft] {
        runsOut(list) ? list + [StepDraft(kind: .end("refused"), place: place)] : list
    }

    private func runsOut(_ list: [StepDraft]) -> Bool {
        switch list.last?.kind {
        case .end, .escalate: false
        case .when(_, let then, let otherwise): runsOut(then) || runsOut(otherwise)
        case .say, .promise, .collect, .offer, .set, .call, .confirm, .verify, .require, .wait, .link, nil: true
        }
    }
}
