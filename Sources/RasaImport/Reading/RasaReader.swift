internal import PlaybookModel

/// Reads files one by one into one bot. What it knows and cannot carry over becomes a loss at once.
struct RasaReader {
    var bot = RasaBot()
    private(set) var losses: [Loss] = []
    private(set) var faults: [RasaFault] = []

    static let versions = ["2.0", "3.0", "3.1"]
    /// Files that configure the machinery around a bot, by what they are about.
    private static let machinery = [
        "pipeline": "the pipeline and its components", "policies": "the policies", "recipe": "the recipe",
        "assistant_id": "the assistant's id", "action_endpoint": "the address of the action server",
        "tracker_store": "the tracker store", "event_broker": "the event broker", "models": "the model server",
        "lock_store": "the lock store", "rest": "the channel", "socketio": "the channel", "facebook": "the channel",
        "slack": "the channel", "rasa": "the channel",
    ]

    mutating func lose(_ kind: Loss.Kind, _ place: SourcePlace, _ message: String) {
        losses.append(Loss(kind: kind, place: place, message: message))
    }

    mutating func read(_ text: String, path: String) {
        let start = SourcePlace(file: path, line: 1, column: 1)
        guard path.hasSuffix(".yml") || path.hasSuffix(".yaml") else {
            lose(.customCode, start, "not YAML, so it is not read")
            return
        }
        do throws(RasaFault) {
            guard let root = try YamlReader.read(text, path: path) else { return }
            try checkVersion(root)
            for pair in root.pairs { read(pair.key, pair.value) }
            if root.pairs.isEmpty { lose(.setting, root.place, "no mapping, so nothing of it is known") }
        } catch {
            faults.append(error)
        }
    }

    private func checkVersion(_ root: Yaml) throws(RasaFault) {
        guard let version = root["version"] else { return }
        guard !Self.versions.contains(version.text ?? "") else { return }
        throw RasaFault(
            place: version.place,
            message: "version '\(version.text ?? "")' of the training data is not read; known are "
                + Self.versions.joined(separator: ", "))
    }

    private mutating func read(_ key: Yaml, _ value: Yaml) {
        switch key.text ?? "" {
        case "version": break
        case "nlu": for item in value.list { readItem(item) }
        case "stories": for story in value.list { readPath(story, isRule: false) }
        case "rules": for rule in value.list { readPath(rule, isRule: true) }
        case "intents": bot.intents += named(value, .intent, ignoring: [])
        case "entities": bot.entities += named(value, .entity, ignoring: ["roles", "groups"])
        case "actions": bot.actions += named(value, .customCode, ignoring: ["send_domain"])
        case "slots": for pair in value.pairs { readSlot(pair.key, pair.value) }
        case "forms": readForms(value)
        case "responses": for pair in value.pairs { readResponse(pair.key, pair.value) }
        case "session_config":
            for pair in value.pairs { lose(.setting, pair.key.place, "session: \(pair.key.text ?? "")") }
        case "language":
            bot.language = value.text
        case "e2e_actions": lose(.story, key.place, "end-to-end actions")
        case "flows": lose(.story, key.place, "flows of a language model; write them as flows of the intents")
        case let other:
            lose(.setting, key.place, Self.machinery[other].map { "\(other): \($0)" } ?? "'\(other)' is not known")
        }
    }

    /// Names of a list whose items may carry settings.
    private mutating func named(
        _ value: Yaml, _ kind: Loss.Kind, ignoring: Set<String>
    ) -> [RasaBot.Named<Void>] {
        var found: [RasaBot.Named<Void>] = []
        for item in value.list {
            if let name = item.text { found.append(.init(name: name, value: (), place: item.place)) }
            for pair in item.pairs {
                found.append(.init(name: pair.key.text ?? "", value: (), place: item.place))
                for setting in pair.value.pairs where !ignoring.contains(setting.key.text ?? "") {
                    lose(kind, setting.key.place, "'\(setting.key.text ?? "")' of \(pair.key.text ?? "")")
                }
            }
        }
        return found
    }

    // MARK: Training data

    private mutating func readItem(_ item: Yaml) {
        let known: Set<String> = ["intent", "synonym", "regex", "lookup", "examples"]
        for pair in item.pairs where !known.contains(pair.key.text ?? "") {
            lose(.phrase, pair.key.place, "'\(pair.key.text ?? "")' of a training item")
        }
        for example in item["examples"]?.list ?? [] {
            for pair in example.pairs where pair.key.text != "text" {
                lose(.phrase, pair.key.place, "'\(pair.key.text ?? "")' of a phrase")
            }
        }
        let lines = item["examples"].map(ExampleText.lines) ?? []
        let words = lines.map(\.text)
        if let intent = item["intent"]?.text {
            bot.add(lines.map { ExampleText.phrase($0.text, at: $0.place) }, to: intent, at: item.place)
        } else if let name = item["synonym"]?.text {
            bot.synonyms.append(.init(name: name, value: words, place: item.place))
        } else if let name = item["regex"]?.text {
            bot.regexes.append(.init(name: name, value: words, place: item.place))
        } else if let name = item["lookup"]?.text {
            bot.lookups.append(.init(name: name, value: words, place: item.place))
        } else {
            lose(.phrase, item.place, "a training item that is no intent, synonym, regex or lookup")
        }
    }

    // MARK: Domain

    private mutating func readSlot(_ key: Yaml, _ value: Yaml) {
        let name = key.text ?? ""
        let type = value["type"]?.text ?? "text"
        for pair in value.pairs {
            switch pair.key.text ?? "" {
            case "type", "values", "mappings", "influence_conversation", "auto_fill": break
            case let setting: lose(.slot, pair.key.place, "'\(setting)' of \(name)")
            }
        }
        if let influence = value["influence_conversation"], influence.flag == true, type != "text", type != "any" {
            lose(.slot, influence.place, "\(name) no longer sways what the bot does; flows say so by 'when'")
        }
        let mappings = (value["mappings"]?.list ?? []).map { mapping in
            RasaBot.Mapping(
                type: mapping["type"]?.text ?? "", entity: mapping["entity"]?.text, role: mapping["role"]?.text,
                group: mapping["group"]?.text, value: mapping["value"]?.text, place: mapping.place)
        }
        for mapping in value["mappings"]?.list ?? [] {
            for pair in mapping.pairs where ["intent", "not_intent", "conditions"].contains(pair.key.text ?? "") {
                lose(.slot, pair.key.place, "'\(pair.key.text ?? "")' of a mapping of \(name)")
            }
        }
        bot.slots.removeAll { $0.name == name }
        bot.slots.append(
            .init(
                name: name, type: type, values: (value["values"]?.list ?? []).compactMap(\.text), mappings: mappings,
                place: key.place))
    }

    private mutating func readForms(_ value: Yaml) {
        for item in value.list {
            lose(.form, item.place, "\(item.text ?? "a form") does not say its slots; they stand in code")
            bot.forms.append(.init(name: item.text ?? "", slots: [], place: item.place))
        }
        for item in value.pairs {
            let (key, form) = (item.key, item.value)
            let name = key.text ?? ""
            for pair in form.pairs where pair.key.text == "ignored_intents" {
                lose(.form, pair.key.place, "'ignored_intents' of \(name)")
            }
            // Rasa 2 allows the slots without `required_slots`, and a mapping from slot to where it comes from.
            let slots = form["required_slots"] ?? form
            let names =
                slots.list.isEmpty
                ? slots.pairs.map { $0.key }.filter { $0.text != "ignored_intents" && $0.text != "required_slots" }
                : slots.list
            for pair in slots.pairs { readFormMappings(pair.value, of: pair.key.text ?? "", name) }
            if names.isEmpty { lose(.form, key.place, "\(name) does not say its slots; they stand in code") }
            bot.forms.append(
                .init(name: name, slots: names.map { ($0.text ?? "", $0.place) }, place: key.place))
        }
    }

    /// Rasa 2 says in the form where a slot comes from.
    private mutating func readFormMappings(_ mappings: Yaml, of slot: String, _ form: String) {
        for mapping in mappings.list {
            let type = mapping["type"]?.text ?? ""
            if !["from_entity", "from_text"].contains(type) {
                lose(.form, mapping.place, "'\(slot)' of \(form) filled by '\(type)'")
            }
            for pair in mapping.pairs where pair.key.text == "not_intent" {
                lose(.form, pair.key.place, "'not_intent' of '\(slot)' of \(form)")
            }
        }
    }

    private mutating func readResponse(_ key: Yaml, _ value: Yaml) {
        let name = key.text ?? ""
        let items = value.list.isEmpty && value.text != nil ? [value] : value.list
        var variants: [RasaBot.Variant] = []
        for item in items {
            var variant = RasaBot.Variant(text: item["text"]?.text ?? item.text, place: item.place)
            for pair in item.pairs { read(pair.key, pair.value, of: name, into: &variant) }
            if let channel = item["channel"]?.text {
                lose(.response, item.place, "the words of \(name) for the channel '\(channel)'")
                continue
            }
            variants.append(variant)
        }
        bot.responses.append(.init(name: name, value: variants, place: key.place))
    }

    private mutating func read(_ key: Yaml, _ value: Yaml, of name: String, into variant: inout RasaBot.Variant) {
        switch key.text ?? "" {
        case "text", "channel": break
        case "image": variant.image = value.text
        case "condition":
            variant.isConditional = true
            lose(.response, key.place, "the condition of \(name)")
        case "buttons", "quick_replies":
            for button in value.list {
                let link = button["url"]?.text
                variant.buttons.append(
                    (
                        title: button["title"]?.text ?? link ?? "", payload: link ?? button["payload"]?.text ?? "",
                        isLink: link != nil, place: button.place
                    ))
            }
        case let other: lose(.response, key.place, "'\(other)' of \(name)")
        }
    }
}
