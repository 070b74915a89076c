import PlaybookModel
import Vocabulary

/// What the people of the company do in a talk.
extension TalkReader {
    func agent(_ node: YamlNode) -> TalkDraft.Expectation? {
        guard let map = MapReader(node, as: PlaybookFormat.agent, complaints) else { return nil }
        let moves = PlaybookFormat.agent.keys.filter { map[$0] != nil }
        guard moves.count == 1, let move = moves.first else {
            complaints.error(
                .missingKey, at: node.place, "an agent does one thing at a time",
                suggestion: "keep one of " + PlaybookFormat.agent.keys.joined(separator: ", "))
            return nil
        }
        switch move {
        case "passes_on": return map.word(move).map { .passesOn($0) }
        case "loses": return loses(map)
        default: return map.text(move).map { .plain(.agent(plain(move, $0))) }
        }
    }

    private func plain(_ move: String, _ text: String) -> TalkTurn.AgentMove {
        switch move {
        case "joins": .joins(text)
        case "says": .says(text)
        case "notes": .notes(text)
        case "hands_back": .handsBack(note: text)
        case "takes_over": .takesOver(text)
        default: .resolves(outcome: text)
        }
    }

    /// The company writes first.
    func reaches(_ node: YamlNode) -> TalkDraft.Expectation? {
        guard let map = MapReader(node, as: PlaybookFormat.reaches, complaints), let response = map.word("say") else {
            return nil
        }
        let values = ValueReader(complaints: complaints)
        let facts = map.pairs("with").map { (SlotName($0.key.text), values.read($0.value)) }
        return .reaches(
            response: response, facts: Dictionary(facts, uniquingKeysWith: { first, _ in first }),
            opens: map["opens"] == nil ? nil : map.word("opens"))
    }

    /// The connection is all that an agent can lose.
    private func loses(_ map: MapReader) -> TalkDraft.Expectation? {
        guard let word = map.word("loses") else { return nil }
        guard word.text == "connection" else {
            complaints.unknown(.unknownWord, "thing to lose", word, known: ["connection"])
            return nil
        }
        return .plain(.agent(.vanishes))
    }

    /// `queue: left`, `closed` or `full`.
    func leavesQueue(_ map: MapReader) -> TalkDraft.Expectation? {
        guard let word = map.word("queue") else { return nil }
        guard let departure = TalkTurn.LeavesQueue(rawValue: word.text) else {
            complaints.unknown(
                .unknownWord, "way out of the queue", word, known: TalkTurn.LeavesQueue.allCases.map(\.rawValue))
            return nil
        }
        return .plain(.leavesQueue(departure))
    }
}
