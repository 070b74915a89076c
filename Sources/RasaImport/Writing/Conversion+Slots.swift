internal import PlaybookModel

/// Slots that flows collect, and what they are recognised by.
extension Conversion {
    /// Entities that need no definition, by the names of the usual recognisers.
    private static let wellKnown = [
        "email": "email", "phone_number": "phone", "phone": "phone", "time": "date", "date": "date",
        "amount_of_money": "money", "money": "money", "number": "number", "e_mail": "email",
    ]

    /// Declares the slot; nothing when the bot has none of that name.
    mutating func collect(_ original: String, of form: String, at place: SourcePlace) -> String? {
        let name = slotNames.name(for: original)
        if draft.slots[name] != nil { return name }
        guard let slot = bot.slots.first(where: { $0.name == original }) else {
            lose(.slot, place, "'\(original)' of \(form) is declared nowhere")
            return nil
        }
        let asks = ["utter_ask_\(form)_\(original)", "utter_ask_\(original)"]
        let asking = bot.responses.first { asks.contains($0.name) && !$0.value.isEmpty }
        let ask: String
        if let asking {
            ask = responseName(asking.name)
        } else {
            ask = responseNames.name(for: "ask_\(original)")
            draft.responses[ask] = Draft.ResponseDraft(variants: [[.text("What is the \(original.words)?")]])
            lose(.added, place, "the question for '\(original)'")
        }
        draft.slots[name] = Draft.SlotDraft(kind: kind(of: slot, asking), ask: ask)
        return name
    }

    private mutating func kind(
        of slot: RasaBot.Slot, _ asking: RasaBot.Named<[RasaBot.Variant]>?
    ) -> Draft.SlotDraft.Kind {
        switch slot.type {
        case "bool": return .plain("yes_no")
        case "float": return .plain("number")
        case "categorical" where !slot.values.isEmpty:
            return .choice(distinct(slot.values.map { ($0, $0.words.capitalisedFirst) }, of: slot))
        case "list": lose(.slot, slot.place, "'\(slot.name)' is a list; one value is asked for")
        default: break
        }
        let options = choices(of: slot, asking)
        if !options.isEmpty { return .choice(options) }
        for mapping in slot.mappings where !["from_entity", "from_text"].contains(mapping.type) {
            lose(.slot, mapping.place, "'\(slot.name)' is filled by '\(mapping.type)'")
        }
        guard let entity = entities(of: slot).first, let type = type(ofEntity: entity)
        else { return .plain("text") }
        return .plain(type)
    }

    /// Buttons that each set this slot are its options.
    private func choices(
        of slot: RasaBot.Slot, _ asking: RasaBot.Named<[RasaBot.Variant]>?
    ) -> [(value: String, label: String, words: [String])] {
        let buttons = asking?.value.flatMap(\.buttons) ?? []
        let entities = Set(entities(of: slot) + [slot.name])
        let options = buttons.compactMap { button -> (value: String, label: String)? in
            guard let open = button.payload.firstIndex(of: "{"), let close = button.payload.lastIndex(of: "}"),
                open < close, let details = try? YamlReader.read(String(button.payload[open...close]), path: "")
            else { return nil }
            let value = details.pairs.first { entities.contains($0.key.text ?? "") }?.value.text
            return value.map { ($0, button.title) }
        }
        return options.count == buttons.count ? distinct(options, of: slot) : []
    }

    /// Options that can be told apart: no two share a word.
    private func distinct(
        _ options: [(value: String, label: String)], of slot: RasaBot.Slot
    ) -> [(value: String, label: String, words: [String])] {
        var taken: Set<String> = []
        let kept = options.filter { option in
            let words = Set([option.value.lowercased(), option.label.lowercased()])
            guard !option.value.isEmpty, !option.label.isEmpty, taken.isDisjoint(with: words) else { return false }
            taken.formUnion(words)
            return true
        }
        // What phrases and synonyms call an option means it here, too.
        let called = entities(of: slot).flatMap(values).reduce(into: [String: [String]]()) { words, value in
            words[value.value.lowercased(), default: []] += value.words
        }
        return kept.map { option in
            let words = (called[option.value.lowercased()] ?? []).filter { taken.insert($0.lowercased()).inserted }
            return (option.value, option.label, words)
        }
    }

    /// Rasa 2 fills a slot from the entity of its name by itself.
    private func entities(of slot: RasaBot.Slot) -> [String] {
        slot.mappings.isEmpty ? [slot.name] : slot.mappings.compactMap(\.entity)
    }

    // MARK: Entities

    /// The type of a slot filled by the entity; nothing when there is nothing to recognise it by.
    private mutating func type(ofEntity entity: String) -> String? {
        let isListed = bot.lookups.contains { $0.name == entity } || bot.regexes.contains { $0.name == entity }
        if !isListed, let known = Self.wellKnown[Names.snakeCase(entity)] { return known }
        let name = entityNames.name(for: entity)
        define(entity, as: name)
        return draft.lists[name] != nil || draft.patterns[name] != nil ? name : nil
    }

    private mutating func define(_ entity: String, as name: String) {
        guard draft.lists[name] == nil, draft.patterns[name] == nil else { return }
        let patterns = bot.regexes.filter { $0.name == entity }
        let sources = patterns.flatMap(\.value)
        if let first = patterns.first, !sources.isEmpty {
            let pattern = sources.count == 1 ? sources[0] : sources.map { "(?:\($0))" }.joined(separator: "|")
            let problem = patternProblem(pattern)
            if let problem { lose(.entity, first.place, "the pattern of '\(entity)': \(problem)") }
            if problem == nil {
                draft.patterns[name] = pattern
                for lookup in bot.lookups where lookup.name == entity {
                    lose(.entity, lookup.place, "the list of '\(entity)', which has a pattern, too")
                }
                return
            }
        }
        let values = values(of: entity)
        guard !values.isEmpty else { return }
        draft.lists[name] = values
        if !bot.lookups.contains(where: { $0.name == entity }),
            let place = bot.entities.first(where: { $0.name == entity })?.place
        {
            lose(
                .entity, place,
                "'\(entity)' was learned from its phrases; it is a list of their \(values.count) values now")
        }
    }

    private static let listLimit = 2_000

    /// Listed and marked values with their other words; no word stands for two values.
    private func values(of entity: String) -> [(value: String, words: [String])] {
        var words: [String: [String]] = [:]
        var order: [String] = []
        func add(_ value: String, _ word: String?) {
            guard !value.isEmpty else { return }
            if words[value] == nil {
                words[value] = []
                order.append(value)
            }
            if let word { words[value, default: []].append(word) }
        }
        for lookup in bot.lookups where lookup.name == entity { lookup.value.forEach { add($0, nil) } }
        let canonical = Dictionary(
            bot.synonyms.flatMap { synonym in synonym.value.map { ($0.lowercased(), synonym.name) } },
            uniquingKeysWith: { first, _ in first })
        for phrase in bot.examples.flatMap(\.phrases) {
            for mark in phrase.marks where mark.entity == entity {
                let text = phrase.pieces[mark.piece]
                let value = mark.value ?? canonical[text.lowercased()] ?? text
                add(value, text)
            }
        }
        for synonym in bot.synonyms where words[synonym.name] != nil {
            synonym.value.forEach { add(synonym.name, $0) }
        }
        var taken: Set<String> = []
        let kept = order.prefix(Self.listLimit).filter { value in
            let forms = Set([value.lowercased(), String(value.lowercased().map { $0 == "_" ? " " : $0 })])
            guard taken.isDisjoint(with: forms) else { return false }
            taken.formUnion(forms)
            return true
        }
        return kept.map { value in
            (value, (words[value] ?? []).filter { !$0.isEmpty && taken.insert($0.lowercased()).inserted })
        }
    }

    /// Entities that no flow collects still tell the reader of the playbook something; the rest is told.
    mutating func takeEntities() {
        let sources = Set((bot.lookups.map(\.name) + bot.regexes.map(\.name)))
        let declared = Set(bot.entities.map(\.name))
        for entity in sources.intersection(declared).sorted() { define(entity, as: entityNames.name(for: entity)) }
        for item in bot.lookups + bot.regexes where !declared.contains(item.name) {
            lose(.entity, item.place, "'\(item.name)' is no entity of the domain; it only helped the training")
        }
        let used = Set(draft.lists.keys).union(draft.patterns.keys)
        let mapped = bot.slots.filter { slotNames.given(for: $0.name).flatMap { draft.slots[$0] } != nil }
            .flatMap(entities)
        for entity in bot.entities where !used.contains(Names.snakeCase(entity.name)) {
            let isKnown = Self.wellKnown[Names.snakeCase(entity.name)] != nil
            guard !isKnown, !mapped.contains(entity.name) else { continue }
            lose(.entity, entity.place, "'\(entity.name)' fills no slot that a form asks for")
        }
        let options = draft.slots.values.flatMap { slot -> [String] in
            guard case .choice(let options) = slot.kind else { return [] }
            return options.flatMap { [$0.value] + $0.words }
        }
        let listed = draft.lists.values.joined().flatMap { [$0.value] + $0.words }
        let words = Set((listed + options).map { $0.lowercased() })
        for synonym in bot.synonyms where !words.contains(synonym.name.lowercased()) {
            lose(.entity, synonym.place, "the synonyms of '\(synonym.name)', which is no value of an entity kept")
        }
        for slot in bot.slots where draft.slots[slotNames.name(for: slot.name)] == nil {
            lose(.slot, slot.place, "'\(slot.name)' is asked for by no form that is kept")
        }
    }
}
