internal import PlaybookModel

/// Wording: variants, buttons, pictures, and holes for slots that are surely filled.
extension Conversion {
    mutating func takeResponses() {
        findUses()
        let choiceAsks = Set(
            draft.slots.values.compactMap { slot -> String? in
                guard case .choice = slot.kind else { return nil }
                return slot.ask
            })
        for response in bot.responses {
            guard let name = responseNames.given(for: response.name), let use = draft.uses[name] else {
                let isFallback = response.value.contains { $0.text != nil && $0.text == draft.standard[.rephrase] }
                if !isFallback { lose(.response, response.place, "'\(response.name)' is said nowhere") }
                continue
            }
            draft.responses[name] = written(response, use.filled, hasOptions: choiceAsks.contains(name))
        }
        if let words = draft.standard[.rephrase] {
            let pieces = pieces(words, [], of: "utter_default", at: nil)
            draft.standard[.rephrase] = Self.text(pieces)
        }
    }

    private mutating func findUses() {
        var inputs: [String: Set<String>] = [:]
        for (index, file) in draft.intents.enumerated() {
            switch file.outcome {
            case .command: break
            case .answer(let response): use(response, in: index, [])
            case .flow(let steps):
                var filled: Set<String> = []
                for step in steps {
                    switch step {
                    case .say(let response): use(response, in: index, filled)
                    case .collect(let slot):
                        if let ask = draft.slots[slot]?.ask { use(ask, in: index, filled) }
                        filled.insert(slot)
                    case .call(let action): inputs[action] = inputs[action]?.intersection(filled) ?? filled
                    }
                }
            }
        }
        for (action, slots) in inputs { draft.actions[action] = slots }
    }

    private mutating func use(_ response: String, in file: Int, _ filled: Set<String>) {
        var use = draft.uses[response] ?? Draft.Use(filled: filled)
        use.files.insert(file)
        use.filled.formIntersection(filled)
        draft.uses[response] = use
    }

    private mutating func written(
        _ response: RasaBot.Named<[RasaBot.Variant]>, _ filled: Set<String>, hasOptions: Bool
    ) -> Draft.ResponseDraft {
        var result = Draft.ResponseDraft()
        let sure = response.value.filter { !$0.isConditional }
        for variant in sure.isEmpty ? response.value : sure {
            if let text = variant.text, !text.trimmed.isEmpty {
                result.variants.append(pieces(text.trimmed, filled, of: response.name, at: variant.place))
            }
            if let image = variant.image, result.images.isEmpty {
                let url = pieces(image, filled, of: response.name, at: variant.place)
                let label = (responseNames.given(for: response.name) ?? "").words.capitalisedFirst
                result.images.append((label, url))
                lose(.added, variant.place, "words for the picture of '\(response.name)', for those who cannot see it")
            }
            guard result.buttons.isEmpty, result.links.isEmpty, !hasOptions else { continue }
            for button in variant.buttons { add(button, to: &result, filled, of: response.name) }
        }
        if sure.count < response.value.count, !sure.isEmpty {
            lose(.response, response.place, "the words of '\(response.name)' that stand under a condition")
        }
        result.variants.removeAll { Self.text($0).trimmed.isEmpty }
        if result.variants.isEmpty {
            result.variants = [[.text(result.images.isEmpty ? response.name.words.capitalisedFirst : "Here it is.")]]
            lose(.added, response.place, "the words of '\(response.name)', which has none")
        }
        return result
    }

    private mutating func add(
        _ button: (title: String, payload: String, isLink: Bool, place: SourcePlace),
        to response: inout Draft.ResponseDraft, _ filled: Set<String>, of name: String
    ) {
        let title = button.title.trimmed
        guard !title.isEmpty else { return lose(.response, button.place, "a button of '\(name)' without a title") }
        if button.isLink {
            response.links.append((title, pieces(button.payload, filled, of: name, at: button.place)))
            return
        }
        let intent = String(button.payload.dropFirst().prefix { $0 != "{" && $0 != "(" }).trimmed
        guard button.payload.hasPrefix("/"), let known = intentNames.given(for: intent),
            draft.intents.contains(where: { $0.name == known })
        else { return lose(.response, button.place, "the button '\(title)' of '\(name)' (\(button.payload))") }
        if button.payload.contains("{") {
            lose(.response, button.place, "the details that the button '\(title)' of '\(name)' carries")
        }
        response.buttons.append((title, known))
    }

    // MARK: Holes

    /// `{name}` is a hole where the slot is filled wherever this is said; elsewhere it is left out.
    private mutating func pieces(
        _ text: String, _ filled: Set<String>, of response: String, at place: SourcePlace?
    ) -> [Draft.Piece] {
        var pieces: [Draft.Piece] = []
        var plain = ""
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{") {
            plain += rest[..<open]
            let inside = rest[rest.index(after: open)...]
            guard let close = inside.firstIndex(of: "}"), !inside[..<close].isEmpty,
                inside[..<close].allSatisfy({ $0.isLetter || $0.isNumber || "_-.".contains($0) })
            else {
                plain += "{"
                rest = inside
                continue
            }
            let name = String(inside[..<close])
            if let slot = slotNames.given(for: name), filled.contains(slot) {
                pieces += [.text(plain), .slot(slot)]
                plain = ""
            } else if let place {
                lose(.response, place, "{\(name)} in '\(response)', which may be empty where this is said")
            }
            rest = inside[inside.index(after: close)...]
        }
        return (pieces + [.text(plain + rest)]).filter { $0 != .text("") }
    }

    /// In a playbook's notation.
    static func text(_ pieces: [Draft.Piece]) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text.map { $0 == "{" ? "{{" : $0 == "}" ? "}}" : String($0) }.joined()
            case .slot(let slot): "{\(slot)}"
            }
        }
        .joined()
    }
}
