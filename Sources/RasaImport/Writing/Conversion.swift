internal import PlaybookModel

/// A bot on its way to a playbook: each part of the bot is taken once, and what cannot be taken is told.
struct Conversion {
    let bot: RasaBot
    let name: String
    let patternProblem: @Sendable (String) -> String?
    var losses: [Loss]
    var draft = Draft()

    var intentNames = Names()
    var responseNames = Names(reserved: Set(StandardResponse.allCases.map(\.rawValue)).union(["any", "rest"]))
    var slotNames = Names(reserved: Conversion.reservedSlots)
    var actionNames = Names()
    var entityNames = Names(reserved: Conversion.builtInTypes.union(["choice"]))

    static let builtInTypes: Set<String> = [
        "text", "integer", "number", "money", "email", "phone", "date", "yes_no", "result",
    ]
    /// Names that the small language of flows or the machine already uses.
    private static let reservedSlots: Set<String> = Set(
        ["env", "and", "or", "not", "in", "true", "false", "nothing", "assistant", "company", "flow", "agent", "team"]
            + ExpressionFunction.allCases.map(\.rawValue))

    init(
        bot: RasaBot, name: String, losses: [Loss], patternProblem: @escaping @Sendable (String) -> String?
    ) {
        self.bot = bot
        self.name = name
        self.losses = losses
        self.patternProblem = patternProblem
    }

    mutating func lose(_ kind: Loss.Kind, _ place: SourcePlace, _ message: String) {
        let loss = Loss(kind: kind, place: place, message: message)
        if losses.last != loss { losses.append(loss) }
    }

    mutating func playbook() -> ImportedPlaybook {
        let reactions = reactions()
        let kept = keptIntents(reactions)
        for intent in kept { draft.intents.append(file(for: intent, reactions)) }
        takeEntities()
        takePhrases(of: kept)
        draft.intents.removeAll { $0.phrases.isEmpty }
        takeResponses()
        addPerson()
        lose(.added, origin, "assistant.yaml: company, locale, time zone, currency and the lines every bot needs")
        lose(.added, origin, "routing.yaml: one team of people")
        let files = PlaybookText(draft: draft, name: name, language: bot.language).files
        return ImportedPlaybook(
            files: files,
            losses: losses.sorted { ($0.kind.order, $0.place, $0.message) < ($1.kind.order, $1.place, $1.message) },
            intents: draft.intents.count, phrases: draft.intents.reduce(0) { $0 + $1.phrases.count },
            flows: draft.intents.count { if case .flow = $0.outcome { true } else { false } })
    }

    /// Where things stand that stand nowhere.
    private var origin: SourcePlace {
        SourcePlace(file: bot.examples.first?.place.file ?? "", line: 1, column: 1)
    }

    // MARK: Intents

    private static let commands: [(command: Intent.Command, names: Set<String>)] = [
        (.yes, ["affirm", "yes", "confirm", "affirmative", "agree"]), (.no, ["deny", "no", "negate", "disagree"]),
        (
            .person,
            [
                "human_handoff", "handoff", "talk_to_human", "human", "agent", "talk_to_agent", "speak_to_human",
                "contact_agent", "request_human", "live_agent",
            ]
        ), (.startOver, ["restart", "start_over"]), (.cancel, ["cancel", "stop", "abort"]), (.repeat, ["repeat"]),
    ]

    private func command(_ intent: String) -> Intent.Command? {
        Self.commands.first { $0.names.contains(intent.lowercased()) }?.command
    }

    /// In the order of the files: those with phrases that lead to something.
    private mutating func keptIntents(_ reactions: [String: Reaction]) -> [String] {
        let trained = Set(bot.examples.map(\.intent))
        let parents = Set(trained.compactMap { $0.split(separator: "/").first.map(String.init) })
        for intent in bot.intents where !trained.contains(intent.name) && !parents.contains(intent.name) {
            lose(.intent, intent.place, "'\(intent.name)' has no examples")
        }
        let detailing = detailingIntents
        return bot.examples.compactMap { item in
            let marked = item.phrases.count { !$0.marks.isEmpty }
            let isSilent = reactions[item.intent] == nil && command(item.intent) == nil && !item.intent.contains("/")
            let bringsDetails = marked > 0 && marked * 2 >= item.phrases.count || detailing.contains(item.intent)
            guard isSilent, bringsDetails else { return item.intent }
            lose(
                .intent, item.place,
                "'\(item.intent)' only brings details (\(item.phrases.count) phrases); slots find them in any message")
            return nil
        }
    }

    /// Intents that buttons send with a value, as in `/inform{"size": "large"}`.
    private var detailingIntents: Set<String> {
        Set(
            bot.responses.flatMap(\.value).flatMap(\.buttons).compactMap { button in
                guard button.payload.hasPrefix("/"), let open = button.payload.firstIndex(of: "{") else { return nil }
                return String(button.payload[..<open].dropFirst()).trimmed
            })
    }

    private mutating func file(for intent: String, _ reactions: [String: Reaction]) -> Draft.IntentFile {
        let place = bot.examples.first { $0.intent == intent }?.place ?? origin
        let folder = intent.contains("/") ? Names.snakeCase(String(intent.prefix { $0 != "/" })) : "intents"
        var file = Draft.IntentFile(
            name: intentNames.name(for: intent), folder: ["talks", "knowledge"].contains(folder) ? "faq" : folder)
        if let command = command(intent) {
            if let reaction = reactions[intent] {
                lose(
                    .intent, place,
                    "'\(intent)' is the bot's own command '\(command.rawValue)'; what it did in "
                        + "'\(reaction.path)' is not kept")
            }
            file.outcome = .command(command)
        } else if intent.contains("/") {
            if bot.responses.contains(where: { $0.name == "utter_\(intent)" }) {
                file.outcome = .answer(responseName("utter_\(intent)"))
            } else {
                lose(.intent, place, "'\(intent)' has no response 'utter_\(intent)'; it asks to say it again")
            }
        } else if let reaction = reactions[intent] {
            let steps = steps(of: reaction.actions, depth: 0)
            if steps.count == 1, case .say(let response) = steps[0] {
                file.outcome = .answer(response)
            } else if !steps.isEmpty {
                file.outcome = .flow(steps)
            } else {
                lose(.intent, place, "nothing of what '\(intent)' does could be kept; it asks to say it again")
            }
        } else {
            lose(.intent, place, "no rule and no story says what '\(intent)' does; it asks to say it again")
        }
        return file
    }

    mutating func responseName(_ original: String) -> String {
        responseNames.name(for: original, dropping: ["utter_"])
    }

    // MARK: A way to a person

    private static let personPhrases = [
        "I want to talk to a person", "can I speak to somebody", "a human please", "put me through to an agent",
        "let me talk to your staff", "real person please", "I would rather write with a human being",
        "is there someone I can talk to", "connect me with customer service", "get me a colleague of yours",
    ]

    private mutating func addPerson() {
        guard !draft.intents.contains(where: { $0.outcome == .command(.person) }) else { return }
        let taken = Set(draft.intents.flatMap { $0.phrases + $0.heldOut }.map(Self.key))
        draft.intents.append(
            Draft.IntentFile(
                name: intentNames.name(for: "/talk_to_a_person"), folder: "intents",
                phrases: Self.personPhrases.filter { !taken.contains(Self.key($0)) }, outcome: .command(.person)))
        lose(.added, origin, "an intent with which visitors ask for a person")
    }

    /// Case, punctuation and spacing make no other phrase.
    static func key(_ phrase: String) -> String {
        phrase.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }
}

extension Loss.Kind {
    fileprivate var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
