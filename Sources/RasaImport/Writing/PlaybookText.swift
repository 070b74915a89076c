internal import PlaybookModel

/// A draft as the files of a playbook.
struct PlaybookText {
    let draft: Draft
    let name: String
    let language: String?

    var files: [String: String] {
        var files = ["assistant.yaml": assistant]
        files["routing.yaml"] = "teams: { support: Support }\ndefault_team: support\n"
        if !draft.lists.isEmpty || !draft.patterns.isEmpty { files["entities.yaml"] = entities }
        if !draft.actions.isEmpty { files["actions.yaml"] = actions }
        for (index, intent) in draft.intents.enumerated() {
            files["\(intent.folder)/\(intent.name).yaml"] = text(of: intent, index)
        }
        return files
    }

    // MARK: Intents

    private func text(of intent: Draft.IntentFile, _ index: Int) -> String {
        var lines = [
            "intent: \(YamlText.scalar(intent.name))",
            "description: \(YamlText.scalar(intent.name.words.capitalisedFirst))",
        ]
        var slots: [String] = []
        var steps: [String] = []
        switch intent.outcome {
        case .answer(let response): lines.append("answer: \(YamlText.scalar(response))")
        case .command(let command): lines.append("command: \(YamlText.scalar(command.rawValue))")
        case .flow(let flow):
            lines.append("title: \(YamlText.scalar(intent.name.words))")
            steps = flow.map { step in
                switch step {
                case .say(let response): "  - say: \(YamlText.scalar(response))"
                case .collect(let slot): "  - collect: \(YamlText.scalar(slot))"
                case .call(let action): "  - call: \(YamlText.scalar(action))"
                }
            }
            slots = flow.reduce(into: []) { names, step in
                if case .collect(let slot) = step, !names.contains(slot) { names.append(slot) }
            }
        }
        lines.append("examples:")
        lines += intent.phrases.map { "  - \(YamlText.scalar($0))" }
        if !intent.heldOut.isEmpty {
            lines.append("held_out:")
            lines += intent.heldOut.map { "  - \(YamlText.scalar($0))" }
        }
        if !slots.isEmpty {
            lines.append("slots:")
            lines += slots.compactMap { slot in
                draft.slots[slot].map {
                    "  \(YamlText.scalar(slot)): { \($0.kind.text), ask: \(YamlText.word($0.ask)) }"
                }
            }
        }
        if !steps.isEmpty { lines += ["flow:"] + steps }
        let own = draft.uses.filter { $0.value.files == [index] }.keys.sorted()
        let wording = own.flatMap(wording)
        if !wording.isEmpty { lines += ["say:"] + wording }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: Wording

    private func wording(_ name: String) -> [String] {
        guard let response = draft.responses[name] else { return [] }
        let texts = response.variants.map { YamlText.scalar(Conversion.text($0)) }
        let key = "  \(YamlText.scalar(name)):"
        if response.buttons.isEmpty, response.links.isEmpty, response.images.isEmpty {
            return texts.count == 1 ? ["\(key) \(texts[0])"] : [key] + texts.map { "    - \($0)" }
        }
        var lines = [key]
        lines += texts.count == 1 ? ["    text: \(texts[0])"] : ["    text:"] + texts.map { "      - \($0)" }
        if let image = response.images.first {
            lines.append("    image: { url: \(quoted(image.url)), alt: \(YamlText.quoted(image.alt)) }")
        }
        if !response.links.isEmpty { lines.append("    links:") }
        lines += response.links.map { "      - { url: \(quoted($0.url)), label: \(label($0.label)) }" }
        if !response.buttons.isEmpty { lines.append("    buttons:") }
        lines += response.buttons.map { "      - { label: \(label($0.label)), intent: \(YamlText.word($0.intent)) }" }
        return lines
    }

    private func quoted(_ pieces: [Draft.Piece]) -> String {
        YamlText.quoted(Conversion.text(pieces))
    }

    private func label(_ text: String) -> String {
        YamlText.quoted(text)
    }

    // MARK: The files every playbook has

    private var assistant: String {
        let locale = (language ?? "en").map { $0 == "_" ? "-" : $0 }
        let parts = locale.split(separator: "-", omittingEmptySubsequences: false)
        let isTag =
            (2...3).contains(parts.first?.count ?? 0)
            && parts.allSatisfy { part in
                (1...8).contains(part.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            }
        var lines = [
            "# Made by `warmline import rasa`. Company, time zone, currency and these lines are for you to look over.",
            "name: \(YamlText.quoted(name))", "company: \(YamlText.quoted(name))",
            "locale: \(isTag ? String(locale) : "en")", "time_zone: UTC", "currency: EUR", "say:",
        ]
        for response in StandardResponse.allCases {
            guard let words = draft.standard[response] ?? StandardWording.words(for: response) else { continue }
            lines.append("  \(response.rawValue): \(YamlText.quoted(words))")
        }
        let shared = draft.uses.filter { $0.value.files.count > 1 }.keys.sorted()
        lines += shared.flatMap(wording)
        return lines.joined(separator: "\n") + "\n"
    }

    private var entities: String {
        var lines = ["entities:"]
        for (name, pattern) in draft.patterns.sorted(by: { $0.key < $1.key }) {
            lines.append("  \(YamlText.scalar(name)): { pattern: \(YamlText.quoted(pattern)) }")
        }
        for (name, values) in draft.lists.sorted(by: { $0.key < $1.key }) {
            lines += ["  \(YamlText.scalar(name)):", "    values:"]
            lines += values.map { value in
                let words = value.words.map(YamlText.quoted).joined(separator: ", ")
                return "      \(YamlText.quoted(value.value)): [\(words)]"
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var actions: String {
        var lines = [
            "# Each was code of the bot. Put it behind this address, and say under 'outputs' what it answers.",
            "actions:",
        ]
        for (name, slots) in draft.actions.sorted(by: { $0.key < $1.key }) {
            let inputs = slots.sorted().map(YamlText.word)
            let body = slots.sorted().map { "\(YamlText.word($0)): \"{\($0)}\"" }.joined(separator: ", ")
            lines += [
                "  \(YamlText.scalar(name)):", "    inputs: [\(inputs.joined(separator: ", "))]", "    method: POST",
                "    url: \"{env.ACTION_SERVER}/\(name)\"", "    body: { \(body) }", "    timeout: 5s",
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
