import PlaybookModel
import Vocabulary

/// `entities.yaml`.
struct EntitiesReader {
    let complaints: Complaints

    func read(_ root: YamlNode, into draft: inout PlaybookDraft) {
        guard let map = MapReader(root, as: PlaybookFormat.entities, complaints) else { return }
        for pair in map.pairs("entities") {
            if let entity = entity(pair) { draft.entities.append(entity) }
        }
    }

    private func entity(_ pair: YamlNode.Pair) -> EntityDraft? {
        let name = pair.key.word
        complaints.checkForm(name, of: "an entity")
        if SlotReader.builtInNames.contains(name.text) {
            complaints.error(
                .reservedName, at: name.place, "'\(name.text)' is recognised already",
                suggestion: "choose another name for the entity")
        }
        guard let map = MapReader(pair.value, as: PlaybookFormat.entity, complaints) else { return nil }
        guard (map["pattern"] == nil) != (map["values"] == nil) else {
            complaints.error(
                .missingKey, at: map.place, "an entity has either 'pattern' or 'values'",
                suggestion: "pattern: \"(\\\\d{5})\"")
            return nil
        }
        if let values = map["values"] {
            return draft(name, .list(OptionReader(complaints: complaints).read(values)), nil)
        }
        guard let pattern = map.word("pattern") else { return nil }
        return draft(name, .pattern(pattern.text), pattern.place)
    }

    private func draft(
        _ name: Word, _ recogniser: EntityDefinition.Recogniser, _ patternPlace: SourcePlace?
    ) -> EntityDraft {
        EntityDraft(
            name: name,
            definition: EntityDefinition(name: EntityName(name.text), recogniser: recogniser, place: name.place),
            patternPlace: patternPlace)
    }
}
