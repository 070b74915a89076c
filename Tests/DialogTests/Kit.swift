import Dialog
import PlaybookModel
import Testing
import Vocabulary

/// A return of three calls, two of which can be taken back: the return itself, a code for the next order, a label.
enum Kit {
    static func playbook(labelFails: Int? = nil, ending: String = "refused") -> Playbook {
        let wording = [
            "kit_done": "(kit_done)", "no_label": "(no_label)", "ask_why": "(ask_why)",
        ].reduce(into: [ResponseName: Response]()) { all, pair in
            let name = ResponseName(pair.key)
            all[name] = Response(
                name: name, variants: [Template(pieces: [.text(pair.value)])], buttons: [], place: Shop.place)
        }
        return Shop.playbook(
            flows: [flow(labelFails: labelFails, ending: ending)],
            intents: [Shop.intent("kit", "Send something back", .flow("kit"))],
            responses: wording.merging(things) { _, new in new },
            actions: [
                Shop.action("returns.create", ["order"], ["return_id"]),
                Shop.action("returns.cancel", ["return_id"], []),
                Shop.action("codes.issue", ["order"], ["code"]), Shop.action("codes.void", ["code"], []),
                Shop.action("labels.make", ["order"], ["label"]),
            ])
    }

    private static func flow(labelFails: Int?, ending: String) -> Flow {
        Shop.flow(
            "kit", title: "your return",
            slots: [
                Shop.order, Shop.slot("return_id", .result), Shop.slot("code", .result),
                Shop.slot("why", .choice(Shop.reasons), ask: "ask_why"), Shop.slot("label", .result),
            ],
            [
                .collect("order", next: 1),
                call("returns.create", "return:", next: 2, undo: undo("returns.cancel", "return ", "return_id")),
                call("codes.issue", "code:", next: 3, undo: undo("codes.void", "code ", "code")),
                .collect("why", next: 4),
                call("labels.make", "label:", next: 5, undo: nil, failed: labelFails),
                .say("kit_done", next: nil),
                .say("no_label", next: 7),
                .end(outcome: ending),
            ])
    }

    private static func call(
        _ action: ActionName, _ key: String, next: Int, undo: Action.Undo?, failed: Int? = nil
    ) -> StepKind {
        .call(
            CallStep(
                action: action, with: [:],
                key: Template(pieces: [.text(key), .value(.slot("order", fields: []), nil)]), next: next, errors: [:],
                failed: failed, overLimit: nil, within: .minutes(2), undo: undo))
    }

    private static func undo(_ action: ActionName, _ words: String, _ slot: SlotName) -> Action.Undo {
        Action.Undo(
            action: action, what: Template(pieces: [.text(words), .value(.slot(slot, fields: []), nil)]))
    }

    private static let things: [ResponseName: Response] = {
        var all: [ResponseName: Response] = [:]
        for standard in [StandardResponse.takenBack, .notTakenBack] {
            all[standard.name] = Response(
                name: standard.name,
                variants: [
                    Template(pieces: [.text("\(standard.rawValue): "), .value(.slot("things", fields: []), nil)])
                ], buttons: [], place: Shop.place)
        }
        return all
    }()

    static let returned = ActionResult.done(["return_id": .text("RT-1")])
    static let coded = ActionResult.done(["code": .text("AGAIN-1")])
    static let labelled = ActionResult.done(["label": .text("L-1")])
}

extension Chat {
    /// Up to the question that stands between the code and the label.
    static func kit(_ playbook: Playbook = Kit.playbook()) throws -> Chat {
        var chat = Chat(playbook)
        chat.say("send back order 10042", "kit", entities: [order("10042")])
        try chat.answer("returns.create", Kit.returned)
        try chat.answer("codes.issue", Kit.coded)
        return chat
    }

    /// Answers what is being taken back now.
    @discardableResult
    mutating func answerTakingBack(_ result: ActionResult = .done([:])) -> [String] {
        guard let running = state.takingBack.first(where: { $0.result == nil }) else { return [] }
        return take(.actionFinished(running.call.id, result))
    }

    var texts: [String] { lines.map(\.text) }
}
