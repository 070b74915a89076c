import PlaybookModel
import Understanding
import Vocabulary

/// A small shop for the tests of this room.
enum Shop {
    /// Wednesday, 7 May 2025, noon.
    static let now = Timestamp(milliseconds: 1_746_619_200_000)
    static let place = SourcePlace(file: "test.yaml", line: 1, column: 1)

    static let understander = Understander(playbook: playbook(), articles: nil)

    static func playbook(
        intents: [Intent] = intents, entities: [EntityDefinition] = entities, locale: String = "en-GB",
        thresholds: Assistant.Thresholds = Assistant.Thresholds(act: 0.5, clarify: 0.25, article: 0.5),
        flows: [FlowName: Flow] = ["refund": flow]
    ) -> Playbook {
        Playbook(
            version: "test",
            assistant: Assistant(
                name: "Finch", company: "Alder & Finch", locale: locale, timeZone: "Europe/London", currency: "GBP",
                thresholds: thresholds,
                limits: Assistant.Limits(linesPerTurn: 6, stackDepth: 3, messageLength: 4_000, reminder: .minutes(10))),
            intents: intents, flows: flows, responses: [:], actions: [:], articles: [], entities: entities,
            routing: RoutingPlan(teams: [], defaultTeam: "people", priorities: [:], urgentWords: [:], frustration: 0.7))
    }

    static func intent(_ name: IntentName, _ phrases: [String], confidence: Double? = nil) -> Intent {
        Intent(
            name: name, description: "", examples: phrases.map { Example(text: $0, place: place) }, heldOut: [],
            outcome: .response("ok"), confidence: confidence, place: place)
    }

    static let intents = [
        intent(
            "order_status",
            [
                "where is my order", "where is my parcel", "has my order shipped yet", "track my package",
                "when will my delivery arrive", "order status please", "what is happening with my order",
                "my parcel has not arrived", "is my order on its way", "when does my parcel get here",
            ]),
        intent(
            "refund",
            [
                "I want my money back", "can you refund me", "I would like a refund",
                "please give me a refund for this",
                "refund my purchase", "how do I get my money back", "I need to be refunded", "return my payment to me",
                "refund the kettle", "I am asking for a refund",
            ]),
        intent(
            "password_reset",
            [
                "I forgot my password", "reset my password", "I cannot log in to my account",
                "my password does not work",
                "how do I change my password", "I need a new password", "locked out of my account",
                "send me a password reset link", "I can't remember my password", "sign in is not working",
            ]),
        intent(
            "cancel_club",
            [
                "cancel my subscription", "end my coffee club membership", "stop the monthly box",
                "unsubscribe me from the club",
                "I want to leave the club", "no more coffee boxes please", "terminate my membership",
                "how do I cancel the club", "stop sending me beans every month", "close my subscription",
            ]),
        intent(
            "greet",
            [
                "hi", "hello", "hey there", "good morning", "hello again", "hi there", "good evening", "hiya", "hey",
                "howdy",
            ]),
        intent(
            "thanks",
            [
                "thanks", "thank you", "thanks a lot", "cheers", "thank you so much", "many thanks", "great thanks",
                "that is great thank you", "ta", "much appreciated",
            ]),
    ]

    static let entities = [
        EntityDefinition(name: "order_number", recogniser: .pattern(#"#?(?:AF-)?(\d{5})"#), place: place),
        EntityDefinition(
            name: "product",
            recogniser: .list([
                ChoiceOption(value: "kettle", label: "Kettle", synonyms: ["gooseneck", "pour-over kettle"]),
                ChoiceOption(value: "grinder", label: "Grinder", synonyms: ["coffee grinder"]),
            ]), place: place),
    ]

    private static let flow = Flow(
        name: "refund", steps: [],
        slots: [
            slot("reason", reasons), slot("amount", .money), slot("count", .number), slot("call_back", .phone),
        ], binds: [], title: "the refund", place: place)

    private static let reasons = SlotType.choice([
        ChoiceOption(value: "damaged", label: "It is damaged", synonyms: ["broken", "cracked", "fell apart"]),
        ChoiceOption(value: "changed_mind", label: "I changed my mind", synonyms: ["do not want it"]),
    ])

    private static func slot(_ name: SlotName, _ type: SlotType) -> Slot {
        Slot(
            name: name, type: type, ask: nil, reask: nil, valid: nil, invalid: nil, attempts: 3, dependsOn: [],
            place: place)
    }
}
