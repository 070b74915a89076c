internal import PlaybookModel

/// What the bot does after a message, as one path says it.
struct Reaction {
    let path: String
    let isRule: Bool
    var actions: [(name: String, place: SourcePlace)] = []
    let place: SourcePlace
    /// Sure things first: rules, then beginnings of stories, then what stands inside one.
    let rank: Int
}

extension Conversion {
    /// Actions of the machine itself, which need no counterpart.
    private static let silent: Set<String> = ["action_listen", "action_extract_slots"]
    private static let machine: Set<String> = [
        "action_restart", "action_back", "action_session_start", "action_default_fallback", "action_unlikely_intent",
        "action_deactivate_loop", "action_two_stage_fallback", "action_default_ask_affirmation",
        "action_default_ask_rephrase", "action_revert_fallback_events", "action_run_slot_rejections",
    ]

    /// One reaction an intent: that of the surest path. The others are told.
    mutating func reactions() -> [String: Reaction] {
        var found: [String: [Reaction]] = [:]
        for path in bot.paths { walk(path, &found) }
        var chosen: [String: Reaction] = [:]
        for (intent, candidates) in found.sorted(by: { $0.key < $1.key }) {
            let ranked = candidates.enumerated()
                .sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(\.element)
            guard let best = ranked.first else { continue }
            chosen[intent] = best
            var told: Set<[String]> = [best.actions.map(\.name)]
            for other in ranked.dropFirst() where told.insert(other.actions.map(\.name)).inserted {
                lose(
                    other.isRule ? .rule : .story, other.place,
                    "after '\(intent)' it does \(other.actions.map(\.name).joined(separator: ", ")) in "
                        + "'\(other.path)'; the flow does as '\(best.path)' says")
            }
        }
        takeFallback(chosen.removeValue(forKey: "nlu_fallback"))
        return chosen
    }

    private mutating func walk(_ path: RasaBot.Path, _ found: inout [String: [Reaction]]) {
        var active = path.afterForm
        var hasEnded = false
        var isBranched = path.isConditional
        var intents: [String] = []
        var reaction: Reaction?
        var messages = 0
        func store() {
            guard let reaction, !reaction.actions.isEmpty else { return }
            for intent in intents { found[intent, default: []].append(reaction) }
        }
        for (step, place) in path.steps {
            switch step {
            case .intents(let names):
                store()
                messages += 1
                intents = names
                hasEnded = false
                let isSure = messages == 1 && active == nil && !isBranched
                reaction = Reaction(
                    path: path.name, isRule: path.isRule, place: place, rank: isSure ? (path.isRule ? 0 : 1) : 2)
            case .action(let name):
                if forms[name] != nil {
                    if active != name { reaction?.actions.append((name, place)) }
                    active = name
                } else if !hasEnded, !Self.silent.contains(name) {
                    reaction?.actions.append((name, place))
                }
            case .loop(let form):
                hasEnded = form == nil
                active = form
            case .other(let what):
                isBranched = true
                lose(path.isRule ? .rule : .story, place, "\(what) in '\(path.name)'")
            }
        }
        store()
        if messages == 0, path.afterForm == nil {
            lose(path.isRule ? .rule : .story, path.place, "'\(path.name)' answers no message")
        }
        if messages > 1 {
            lose(.story, path.place, "the order of the messages in '\(path.name)'; each is answered by itself")
        }
    }

    var forms: [String: RasaBot.Form] {
        Dictionary(bot.forms.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// What follows when a form is full: a rule says it, or else the first story that does.
    private func actions(after form: String) -> [(name: String, place: SourcePlace)] {
        for path in bot.paths.filter(\.isRule) + bot.paths.filter({ !$0.isRule }) {
            var active = path.afterForm
            var ended: String?
            var actions: [(name: String, place: SourcePlace)] = []
            for (step, place) in path.steps {
                switch step {
                case .loop(nil):
                    ended = active
                    active = nil
                case .loop(let name): active = name
                case .action(let name):
                    if forms[name] != nil { active = name }
                    if ended == form, !Self.silent.contains(name) { actions.append((name, place)) }
                case .intents:
                    if ended == form { return actions }
                case .other: break
                }
            }
            if ended == form { return actions }
        }
        return []
    }

    // MARK: Actions to steps

    mutating func steps(of actions: [(name: String, place: SourcePlace)], depth: Int) -> [Draft.Step] {
        actions.flatMap { steps(of: $0.name, at: $0.place, depth: depth) }
    }

    private mutating func steps(of action: String, at place: SourcePlace, depth: Int) -> [Draft.Step] {
        if let form = forms[action] {
            guard depth < 3 else {
                lose(.form, place, "\(action) inside itself")
                return []
            }
            let collects = form.slots.compactMap { slot in
                collect(slot.name, of: form.name, at: slot.place).map { Draft.Step.collect($0) }
            }
            return collects + steps(of: self.actions(after: action), depth: depth + 1)
        }
        if bot.responses.contains(where: { $0.name == action }) { return [.say(responseName(action))] }
        if action.hasPrefix("utter_") {
            lose(.response, place, "'\(action)' is said, but no domain words it")
            return []
        }
        if Self.machine.contains(action) {
            lose(.rule, place, "'\(action)' of the machinery")
            return []
        }
        let name = actionNames.name(for: action, dropping: ["action_"])
        if draft.actions[name] == nil {
            draft.actions[name] = []
            lose(.customCode, place, "'\(action)': actions.yaml says where it is to be called, as '\(name)'")
        }
        return [.call(name)]
    }

    /// What is said when nothing was understood is a line of the machine's own.
    private mutating func takeFallback(_ reaction: Reaction?) {
        let name = reaction?.actions.first?.name ?? "utter_default"
        guard let response = bot.responses.first(where: { $0.name == name }),
            let text = response.value.compactMap(\.text).first
        else {
            if let reaction { lose(.rule, reaction.place, "what is done when nothing was understood") }
            return
        }
        draft.standard[.rephrase] = text
        for action in (reaction?.actions ?? []).dropFirst() {
            lose(.rule, action.place, "'\(action.name)' after nothing was understood")
        }
    }
}
