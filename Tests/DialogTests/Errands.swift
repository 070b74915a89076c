import PlaybookModel
import Vocabulary

/// Flows for what the small shop does not need: waits, lists to pick from, proofs of identity, promises.
enum Errands {
    static let parcel = Shop.flow(
        "parcel", title: "your parcel",
        slots: [Shop.order, Shop.slot("note", .text, ask: "ask_text", isOptional: true), Shop.slot("state", .result)],
        [
            .collect("order", next: 1, unanswered: 6),
            .collect("note", next: 2),
            .promise("we_tell", until: .call(.addDays, [.call(.present, []), .literal(.integer(3))]), next: 3),
            .wait(
                WaitStep(
                    end: .after(.days(3)), signal: "parcel_scanned", meanwhile: "patience", next: 4, expired: 5)),
            .say("status", next: nil),
            .escalate("support", .flow),
            .end(outcome: "gave_up"),
        ])

    static let picking = Shop.flow(
        "picking", title: "your pick", slots: [Shop.order, Shop.slot("orders", .result)],
        [
            .call(
                CallStep(
                    action: "orders.list", with: [:], key: nil, next: 1, errors: [:], failed: nil, overLimit: nil,
                    timeout: 3, within: .seconds(30))),
            .offer(
                OfferStep(
                    response: "which_order", from: .slot("orders", fields: []), slot: "order", value: "number",
                    label: ["number", "item"], next: 2, none: 4)),
            .say("noted", next: nil),
            .say("slow", next: nil),
            .say("nothing_to_refund", next: nil),
        ])

    static let secret = Shop.flow(
        "secret", title: "your secret", slots: [],
        [
            .require(.code, by: "one_time_code", next: 1, otherwise: 2), .say("noted", next: nil),
            .say("does_not_match", next: nil),
        ])

    static let code = Shop.flow(
        "one_time_code", title: "checking who you are", slots: [Shop.slot("digits", .integer, ask: "ask_count")],
        level: .code,
        [
            .collect("digits", next: 1),
            .when(
                .binary(.equal, .slot("digits", fields: []), .literal(.integer(7))), then: 2, otherwise: 3),
            .end(outcome: "verified"), .end(outcome: "refused"),
        ])

    static let actions = [Shop.action("orders.list", [], ["orders"])]

    static let wording: [ResponseName: Response] = {
        var wording: [ResponseName: Response] = [:]
        for name in ["patience", "which_order", "slow"] {
            let name = ResponseName(name)
            wording[name] = Response(name: name, variants: [Template("(\(name))")], place: Shop.place)
        }
        let phoned = Expression.binary(.equal, .call(.channel, []), .literal(.text("phone")))
        wording["we_tell"] = Response(
            name: "we_tell", variants: [Template("We write by Friday.")],
            instead: [Wording(when: phoned, variants: [Template("We call by Friday.")])], place: Shop.place)
        return wording
    }()

    static func chat(channel: String = "test", identity: IdentityLevel = .anonymous) -> Chat {
        Chat(
            Shop.playbook(
                flows: [parcel, picking, secret, code],
                intents: [
                    Shop.intent("parcel", "Wait for a parcel", .flow("parcel")),
                    Shop.intent("picking", "Pick an order", .flow("picking")),
                    Shop.intent("secret", "See a secret", .flow("secret")),
                ], responses: wording, actions: actions),
            channel: channel, identity: identity)
    }
}
