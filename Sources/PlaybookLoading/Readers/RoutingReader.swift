import PlaybookModel
import Vocabulary

/// `routing.yaml`.
struct RoutingReader {
    let complaints: Complaints

    func read(_ root: YamlNode, into draft: inout PlaybookDraft) {
        guard let map = MapReader(root, as: PlaybookFormat.routing, complaints) else { return }
        draft.routing = RoutingDraft(
            teams: map.pairs("teams").compactMap(team), defaultTeam: map.word("default_team"),
            priorities: priorities(map), urgentWords: map.pairs("urgent_words").compactMap(urgentWord),
            frustration: map.decimal("frustration", in: 0...1) ?? 0.7, vip: vip(map),
            service: ServiceReader(complaints: complaints).read(map), needs: map.pairs("needs").map(\.key.word))
    }

    private func team(_ pair: YamlNode.Pair) -> (name: Word, title: String)? {
        complaints.checkForm(pair.key.word, of: "a team")
        return complaints.scalar(of: pair.value, wanted: "a team's title").map { (name: pair.key.word, title: $0.text) }
    }

    private func priorities(_ map: MapReader) -> [EscalationReason: Double] {
        var priorities: [EscalationReason: Double] = [:]
        for pair in map.pairs("priorities") {
            guard let reason = EscalationReason(rawValue: pair.key.text) else {
                complaints.unknown(
                    .unknownWord, "reason", pair.key.word, known: EscalationReason.allCases.map(\.rawValue))
                continue
            }
            guard let scalar = complaints.scalar(of: pair.value, wanted: "a priority") else { continue }
            guard let number = Double(scalar.text), (-1_000...1_000).contains(number) else {
                complaints.error(.badValue, at: scalar.place, "a priority is a number from -1000 to 1000")
                continue
            }
            priorities[reason] = number
        }
        return priorities
    }

    private func vip(_ map: MapReader) -> (value: Double, team: Word?)? {
        guard let vip = map["vip"].flatMap({ MapReader($0, as: PlaybookFormat.vip, complaints) }),
            let value = vip.decimal("value", in: 0.001...1)
        else { return nil }
        return (value, vip.word("team"))
    }

    private func urgentWord(_ pair: YamlNode.Pair) -> (word: String, team: Word)? {
        complaints.scalar(of: pair.value, wanted: "a team").map { (word: pair.key.text, team: $0.word) }
    }
}
