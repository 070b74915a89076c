import PlaybookModel
import Vocabulary

/// A small shop: a refund behind a verification, an order's status, a note taken as free text, articles.
enum Shop {
    static let place = SourcePlace(file: "shop.yaml", line: 1, column: 1)

    static func playbook(
        linesPerTurn: Int = 6, stackDepth: Int = 3, zone: String = "UTC", flows: [Flow] = [], intents: [Intent] = [],
        responses: [ResponseName: Response] = [:], actions: [Action] = [], hours: OpeningHours? = nil,
        vip: RoutingPlan.VIP? = nil
    ) -> Playbook {
        let allFlows = [refund, owner, status, note, survey] + flows
        let allActions = Shop.actions + actions
        return Playbook(
            version: "v1",
            assistant: Assistant(
                name: "Finch", company: "Alder & Finch", locale: "en-GB", timeZone: zone, currency: "GBP",
                thresholds: Assistant.Thresholds(act: 0.55, clarify: 0.3, article: 0.5),
                limits: Assistant.Limits(
                    linesPerTurn: linesPerTurn, stackDepth: stackDepth, messageLength: 4_000, reminder: .minutes(10)),
                hours: hours),
            intents: Shop.intents + intents,
            flows: Dictionary(allFlows.map { ($0.name, $0) }, uniquingKeysWith: { _, last in last }),
            responses: wording.merging(responses) { _, new in new },
            actions: Dictionary(allActions.map { ($0.name, $0) }, uniquingKeysWith: { _, last in last }),
            articles: [article], entities: [],
            routing: RoutingPlan(
                teams: [
                    RoutingPlan.Team(name: "support", title: "Customer care"),
                    RoutingPlan.Team(name: "billing", title: "Billing"),
                ],
                defaultTeam: "support", priorities: [.asked: 1, .frustrated: 3, .legalOrSafety: 10, .agentLost: 4],
                urgentWords: ["lawyer": "billing", "caught fire": "support"], frustration: 0.7, vip: vip))
    }

    static func intent(
        _ name: IntentName, _ description: String, _ outcome: Intent.Outcome, confidence: Double? = nil
    ) -> Intent {
        Intent(
            name: name, description: description, examples: [], heldOut: [], outcome: outcome, confidence: confidence,
            place: place)
    }

    static let intents = [
        intent("refund", "Get money back", .flow("refund"), confidence: 0.6),
        intent("order_status", "Track an order", .flow("order_status")),
        intent("leave_note", "Leave a note", .flow("leave_note")),
        intent("survey", "Answer a few questions", .flow("survey")),
        intent("thanks", "Say thanks", .response("you_are_welcome")),
        intent("refund_time", "How long refunds take", .article("refunds")),
        intent("person", "Talk to a person", .command(.person)),
        intent("cancel", "Stop", .command(.cancel)),
        intent("yes", "Yes", .command(.yes)),
        intent("no", "No", .command(.no)),
        intent("repeat", "Repeat", .command(.repeat)),
        intent("start_over", "Start over", .command(.startOver)),
        intent("what", "What can you do", .command(.whatCanYouDo)),
        intent("back", "Go back", .command(.goBack)),
        intent("skip", "Skip this", .command(.skip)),
    ]

    static func slot(
        _ name: SlotName, _ type: SlotType, ask: ResponseName? = nil, reask: ResponseName? = nil,
        valid: Expression? = nil, invalid: ResponseName? = nil, attempts: Int = 3, dependsOn: [SlotName] = [],
        role: EntityRole? = nil, isOptional: Bool = false
    ) -> Slot {
        Slot(
            name: name, type: type, ask: ask, reask: reask, valid: valid, invalid: invalid, attempts: attempts,
            dependsOn: dependsOn, role: role, isOptional: isOptional, place: place)
    }

    static func flow(
        _ name: FlowName, title: String, slots: [Slot], binds: [SlotName] = [], level: IdentityLevel? = nil,
        _ steps: [StepKind]
    ) -> Flow {
        Flow(
            name: name, steps: steps.map { Step(kind: $0, place: place) }, slots: slots, binds: binds, level: level,
            title: title,
            place: place)
    }

    static let order = slot(
        "order", .entity("order_number"), ask: "ask_order", reask: "ask_order_again",
        valid: .binary(.notEqual, .slot("order", fields: []), .literal(.text("00000"))), invalid: "no_such_order")

    static let reasons = [
        ChoiceOption(value: "damaged", label: "It is damaged", synonyms: ["broken", "cracked"]),
        ChoiceOption(value: "late", label: "It came late", synonyms: ["too late"]),
    ]

    static let refund = flow(
        "refund", title: "your refund",
        slots: [
            order, slot("reason", .choice(reasons), ask: "ask_reason", dependsOn: ["order"]), slot("amount", .result),
            slot("card", .result), slot("refund_id", .result),
        ],
        [
            .collect("order", next: 1),
            .verify("owner_of_order", next: 2),
            .call(
                CallStep(
                    action: "orders.look_up", with: [:], key: nil, next: 3, errors: ["not_found": 9], failed: nil,
                    overLimit: nil)),
            .when(
                .binary(.equal, .slot("amount", fields: []), .literal(.money(Money(minor: 0, currency: "GBP")))),
                then: 10, otherwise: 4),
            .collect("reason", next: 5),
            .confirm("confirm_refund", next: 6, declined: 8),
            .call(
                CallStep(
                    action: "refunds.create", with: [:],
                    key: Template(pieces: [.text("refund:"), .value(.slot("order", fields: []), nil)]), next: 7,
                    errors: [:], failed: nil, overLimit: nil)),
            .say("refund_done", next: nil),
            .end(outcome: "declined"),
            .say("order_not_found", next: 11),
            .say("nothing_to_refund", next: 11),
            .end(outcome: "refused"),
        ])

    static let owner = flow(
        "owner_of_order", title: "checking that it is yours",
        slots: [order, slot("email", .email, ask: "ask_email"), slot("matches", .result)], binds: ["order"],
        [
            .collect("email", next: 1),
            .call(
                CallStep(
                    action: "identity.check", with: [:], key: nil, next: 2, errors: [:], failed: nil, overLimit: nil)),
            .when(.slot("matches", fields: []), then: 3, otherwise: 4),
            .end(outcome: "verified"),
            .say("does_not_match", next: 5),
            .end(outcome: "refused"),
        ])

    static let status = flow(
        "order_status", title: "your order's status", slots: [order, slot("state", .result)],
        [
            .collect("order", next: 1),
            .call(
                CallStep(
                    action: "orders.status", with: [:], key: nil, next: 2, errors: [:], failed: 3, overLimit: nil)),
            .say("status", next: nil),
            .escalate("billing", .flow),
        ])

    static let note = flow(
        "leave_note", title: "your note",
        slots: [slot("text", .text, ask: "ask_text"), slot("urgent", .yesNo, ask: "ask_urgent")],
        [.collect("text", next: 1), .collect("urgent", next: 2), .say("noted", next: nil)])

    static let survey = flow(
        "survey", title: "a few questions",
        slots: [
            slot(
                "count", .integer, ask: "ask_count",
                valid: .binary(.lessOrEqual, .slot("count", fields: []), .literal(.integer(10)))),
            slot("price", .money, ask: "ask_price"),
        ],
        [.collect("count", next: 1), .collect("price", next: 2), .say("survey_done", next: nil)])

    static let actions = [
        action("identity.check", ["order", "email"], ["matches"]),
        action("orders.look_up", ["order"], ["amount", "card"]),
        action("orders.status", ["order"], ["state"]),
        action("refunds.create", ["order", "amount", "reason"], ["refund_id"], irreversible: true),
    ]

    static func action(
        _ name: ActionName, _ inputs: [String], _ outputs: [SlotName], irreversible: Bool = false
    ) -> Action {
        Action(
            name: name, inputs: inputs.map { Action.Input(name: $0, required: true) }, method: .post, url: Template(""),
            headers: [:], body: nil,
            outputs: Dictionary(uniqueKeysWithValues: outputs.map { ($0, Action.Output(path: [], kind: .json)) }),
            errors: [:], overLimit: [], timeout: .seconds(5), attempts: 1, irreversible: irreversible, place: place)
    }

    static let passage = "Refunds take 3 to 5 working days."

    static let article = Article(
        name: "refunds", title: "How long refunds take", aliases: [], audience: "public", locale: "en-GB",
        validFrom: nil, validUntil: nil, reviewBy: nil, owner: nil, markdown: "",
        sections: [Article.Section(heading: "In short", passages: [passage])], place: place)

    static let wording: [ResponseName: Response] = {
        var wording: [ResponseName: Response] = [:]
        func say(_ name: ResponseName, _ variants: [Template.Piece]..., buttons: [ResponseButton] = []) {
            wording[name] = Response(
                name: name, variants: variants.map { Template(pieces: $0) }, buttons: buttons, place: place)
        }
        for standard in StandardResponse.allCases { say(standard.name, [.text("(\(standard.rawValue))")]) }
        for name in [
            "ask_order", "ask_order_again", "no_such_order", "ask_reason", "ask_email", "ask_text", "ask_urgent",
            "ask_count", "ask_price", "order_not_found", "nothing_to_refund", "does_not_match", "you_are_welcome",
            "noted", "survey_done",
        ] { say(ResponseName(name), [.text("(\(name))")]) }
        say("resume", [.text("Back to "), .value(.slot("flow", fields: []), nil), .text(".")])
        say("cancelled", [.text("Stopped "), .value(.slot("flow", fields: []), nil), .text(".")])
        say("handover", [.text("Over to "), .value(.slot("team", fields: []), nil), .text(".")])
        say("status", [.text("It is "), .value(.slot("state", fields: []), nil), .text(".")])
        say(
            "confirm_refund",
            [
                .text("Refund "), .value(.slot("amount", fields: []), .money), .text(" for "),
                .value(.slot("order", fields: []), nil), .text(" to "), .value(.slot("card", fields: []), nil),
                .text("?"),
            ])
        say("refund_done", [.text("Done: "), .value(.slot("refund_id", fields: []), nil)])
        return wording
    }()
}
