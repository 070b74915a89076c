import PlaybookLoading

/// Faults by rule.
enum Faults {
    static let all = ofFiles + ofShape + ofLanguage + ofNames + ofContent + ofFlows

    static let ofFiles = [
        Fault(.yamlSyntax, "routing.yaml", "frustration: 0.8", "frustration: 0.8‸: 9"),
        Fault(
            .yamlSyntax, "routing.yaml", "priorities: { asked: 1 }", "priorities: { asked: 1\nfrustration",
            at: ("routing.yaml", ": { lawyer")),
        Fault(.duplicateKey, "routing.yaml", "default_team: support", "‸default_team: support\ndefault_team: billing"),
        Fault(
            .tooLarge, "routing.yaml", "asked: 1", "asked: \(String(repeating: "x", count: 1 << 20))",
            at: ("routing.yaml", "teams:")),
        Fault(.fileName, "orders.yml", "", "‸intent: x"),
    ]

    static let ofShape = [
        Fault(
            .wrongType, "routing.yaml",
            "teams: { support: Customer care, billing: Billing }\ndefault_team: support\n"
                + "priorities: { asked: 1 }",
            "teams: { support: Customer care, billing: Billing }\ndefault_team: support\npriorities: ‸[asked]"),
        Fault(.wrongType, "refund.yaml", "[{ say: nothing_to_refund }, { end: refused }]", "‸nothing_to_refund"),
        Fault(.wrongType, "refund.yaml", "no_such_order: There is no order {order}.", "no_such_order: [‸{order}]"),
        Fault(.unknownKey, "refund.yaml", "confidence: 0.7", "‸confidense: 0.7"),
        Fault(.unknownKey, "assistant.yaml", "{ reminder: 5m }", "{ ‸remainder: 5m }"),
        Fault(.unknownKey, "refund.yaml", "failed: {", "‸faild: {"),
        Fault(.unknownKey, "talks/refund.yaml", "- press:", "- ‸pres:"),
        Fault(
            .missingKey, "refund.yaml", "intent: refund\ndescription: Get money back\ntitle: your refund",
            "‸intent: refund\ndescription: Get money back"),
        Fault(.missingKey, "actions.yaml", "    method: GET\n", "", at: ("actions.yaml", "inputs: [order]")),
        Fault(
            .missingKey, "knowledge/refunds.md", "---\ntitle: How long refunds take", "‸title: How long refunds take"),
        Fault(.unknownStep, "refund.yaml", "- say: refund_done", "- ‸syy: refund_done"),
        Fault(.oneOutcome, "smalltalk/person.yaml", "command: person", "command: person\n‸article: refunds"),
        Fault(.unknownWord, "smalltalk/person.yaml", "command: person", "command: ‸persom"),
        Fault(.unknownWord, "actions.yaml", "method: GET", "method: ‸FETCH"),
        Fault(.unknownWord, "refund.yaml", "{ escalate: billing }", "{ escalate: billing, reason: ‸angry }"),
        Fault(.unknownWord, "talks/refund.yaml", "unknown,", "‸unknwon,"),
        Fault(.badValue, "assistant.yaml", "reminder: 5m", "reminder: ‸five minutes"),
        Fault(.badValue, "assistant.yaml", "clarify: 0.25", "‸clarify: 0.9"),
        Fault(.badValue, "assistant.yaml", "currency: GBP", "currency: ‸pounds"),
        Fault(.badValue, "refund.yaml", "confidence: 0.7", "confidence: ‸1.7"),
        Fault(.badValue, "refund.yaml", "money(0, \"GBP\")", "money(0, ‸\"quid\")"),
        Fault(.badValue, "refund.yaml", "[10042](order)", "‸[10042]"),
        Fault(.badValue, "actions.yaml", "https://shop.example/v1/orders/{order}/refunds", "‸/v1/orders"),
        Fault(.badValue, "knowledge/refunds.md", "valid_from: 2026-01-01", "valid_from: ‸2026-02-30"),
        Fault(
            .badValue, "knowledge/refunds.md", "valid_from: 2026-01-01",
            "valid_from: 2026-01-01\nvalid_until: ‸2025-12-31"),
        Fault(.badValue, "knowledge/refunds.md", "valid_from: 2026-01-01", "review_by: ‸tomorrow"),
        Fault(.badValue, "knowledge/refunds.md", "valid_from: 2026-01-01", "locale: ‸English"),
        Fault(.badValue, "knowledge/refunds.md", "valid_from: 2026-01-01", "topic: ‸''"),
        Fault(
            .badValue, "knowledge/refunds.md", "[when do I get my money]",
            "[when do I get my money, ‸'When do I get my money?']"),
        Fault(.nameForm, "knowledge/more.md", "", "---\ntitle: More\nid: ‸Refund times\n---\nWords."),
        Fault(.badValue, "talks/refund.yaml", "below 0.5", "‸low"),
        Fault(.badValue, "assistant.yaml", "currency: GBP", "currency: GBP\nhours: { mon-fri: ‸18:00-09:00 }"),
        Fault(.badValue, "assistant.yaml", "currency: GBP", "currency: GBP\nhours: { closed: [‸Christmas] }"),
        Fault(.missingKey, "refund.yaml", "- verify: owner_of_order", "- wait: ‸{}\n  - verify: owner_of_order"),
        Fault(
            .missingKey, "refund.yaml", "flow:\n  - verify",
            "needs:\n  - ‸{ identity: signed, hours: open }\nflow:\n  - verify"),
        Fault(
            .unknownWord, "refund.yaml", "flow:\n  - verify",
            "needs:\n  - { identity: ‸signd }\nflow:\n  - verify"),
        Fault(
            .missingKey, "refund.yaml", "- say: refund_done",
            "- offer: ask_note\n    from: items\n  - say: refund_done", at: ("refund.yaml", "offer: ask_note")),
        Fault(.badPattern, "entities.yaml", "\"#?(\\\\d{5})\"", "‸\"(((\""),
    ]

    static let ofLanguage = [
        Fault(.expressionSyntax, "refund.yaml", "reason == late and", "reason ‸= late and"),
        Fault(.expressionSyntax, "refund.yaml", "reason == late and", "reason == late ‸&& "),
        Fault(.expressionSyntax, "refund.yaml", "days_since(bought)", "‸days_sins(bought)"),
        Fault(.expressionSyntax, "refund.yaml", "days_since(bought)", "days_since‸(bought"),
        Fault(.templateSyntax, "refund.yaml", "There is no order {order}.", "There is no order ‸{order."),
        Fault(.templateSyntax, "refund.yaml", "{refundable|money}", "{refundable|‸mony}"),
        Fault(.templateSyntax, "refund.yaml", "{refund_id|upper}", "{refund_id ‸refundable}"),
        Fault(.expressionSyntax, "refund.yaml", "days_since(bought) > 30", "‸add_days(bought) > now()"),
        Fault(
            .templateSyntax, "refund.yaml", "There is no order {order}.",
            "'There is no order {order|‸plural one {x}}'"),
        Fault(
            .templateSyntax, "refund.yaml", "There is no order {order}.",
            "'There is no order {order|plural ‸lots {x} other {y}}'"),
        Fault(
            .typeMismatch, "refund.yaml", "There is no order {order}.",
            "'There is no order {‸order|plural one {x} other {y}}'"),
        Fault(.typeMismatch, "refund.yaml", "days_since(bought) > 30", "count(‸note) > 30"),
        Fault(.badValue, "refund.yaml", "days_since(bought) > 30", "bought < date(‸\"2026-02-30\")"),
        Fault(.unknownWord, "refund.yaml", "days_since(bought) > 30", "identified(‸\"singed\")"),
        Fault(.typeMismatch, "refund.yaml", "refundable == money(0, \"GBP\")", "refundable ‸== 0"),
        Fault(.typeMismatch, "refund.yaml", "days_since(bought) > 30", "days_since(‸order) > 30"),
        Fault(.typeMismatch, "refund.yaml", "or days_since(bought) > 30", "or ‸order"),
        Fault(.formatMismatch, "refund.yaml", "{refund_id|upper}", "‸{bought|upper}"),
        Fault(.formatMismatch, "refund.yaml", "There is no order {order}.", "There is no order ‸{order|money}."),
    ]

    static let ofNames = [
        Fault(.nameForm, "refund.yaml", "  note: {", "  ‸myNote: { type: text }\n  note: {"),
        Fault(.nameForm, "knowledge/Refunds 2.md", "", "‸---\ntitle: More\n---\nWords."),
        Fault(.reservedName, "refund.yaml", "  note: {", "  ‸agent: { type: text }\n  note: {"),
        Fault(.reservedName, "entities.yaml", "product:", "‸email:"),
        Fault(
            .duplicateName, "second.yaml", "",
            "verification: ‸refund\ntitle: again\nflow: [{ end: verified }]"),
        Fault(
            .duplicateName, "account/owner.yaml", "ask_email: Which", "ask_order: Which\n  ask_email: Which",
            at: ("refund.yaml", "ask_order: What")),
        Fault(
            .conflictingSlot, "refund.yaml", "order: { type: order_number, ask: ask_order }",
            "‸order: { type: order_number, ask: ask_order, attempts: 2 }"),
        Fault(.unknownResponse, "refund.yaml", "say: refund_done", "say: ‸refund_don"),
        Fault(.unknownResponse, "refund.yaml", "ask: ask_note", "ask: ‸ask_nothing_at_all"),
        Fault(.unknownResponse, "talks/refund.yaml", "bot: ask_order", "bot: ‸ask_odrer"),
        Fault(.unknownSlot, "refund.yaml", "There is no order {order}.", "There is no order {‸ordr}."),
        Fault(.unknownSlot, "refund.yaml", "[10042](order)", "[10042](‸oder)"),
        Fault(.unknownSlot, "refund.yaml", "collect: reason", "collect: ‸reasn"),
        Fault(.unknownSlot, "refund.yaml", "depends_on: [order]", "depends_on: [‸orders]"),
        Fault(.unknownSlot, "account/owner.yaml", "binds: [order]", "binds: [‸odrer]"),
        Fault(.unknownType, "refund.yaml", "note: { type: text", "note: { type: ‸txt"),
        Fault(.unknownOption, "refund.yaml", "reason == late", "reason == ‸lat"),
        Fault(.unknownAction, "refund.yaml", "call: refunds.create", "call: ‸refunds.creat"),
        Fault(.unknownAction, "talks/refund.yaml", "called: { orders.look_up:", "called: { ‸orders.lookup:"),
        Fault(
            .unknownInput, "refund.yaml", "key: refund:{order}:{line}",
            "key: refund:{order}:{line}\n    with: { ‸ordr: order }"),
        Fault(
            .unknownInput, "actions.yaml", "\"{env.SHOP_URL}/v1/orders/{order}\"",
            "\"{env.SHOP_URL}/v1/orders/{‸number}\""),
        Fault(
            .missingInput, "actions.yaml", "inputs: [order, line, refundable, reason?]",
            "inputs: [order, line, refundable, reason?, shade]", at: ("refund.yaml", "refunds.create")),
        Fault(.unknownError, "refund.yaml", "not_found: [", "‸not_fund: ["),
        Fault(.unknownError, "talks/refund.yaml", "refused: failed", "refused: ‸broke"),
        Fault(.unknownOutput, "talks/refund.yaml", "refund_id: R-1", "‸refund_di: R-1"),
        Fault(.unknownFlow, "refund.yaml", "- say: refund_done", "- link: ‸person"),
        Fault(.unknownFlow, "talks/refund.yaml", "ended: { refund: done }", "ended: { ‸refunds: done }"),
        Fault(.unknownVerification, "refund.yaml", "verify: owner_of_order", "verify: ‸owner_of_odrer"),
        Fault(.unknownArticle, "refund.yaml", "article: refunds", "article: ‸refund"),
        Fault(.unknownIntent, "refund.yaml", "article: refunds }", "intent: ‸refnd }"),
        Fault(.unknownTeam, "refund.yaml", "escalate: billing", "escalate: ‸biling"),
        Fault(.unknownTeam, "routing.yaml", "lawyer: billing", "lawyer: ‸legal"),
        Fault(.unknownTeam, "talks/refund.yaml", "team: billing", "team: ‸biling"),
    ]

    static let ofContent = [
        Fault(
            .noWayToPerson, "smalltalk/person.yaml", "command: person", "command: cancel",
            at: ("assistant.yaml", "name: Finch")),
        Fault(
            .missingResponse, "assistant.yaml", "  rated: Words of rated, {company}.\n", "",
            at: ("assistant.yaml", "say:")),
        Fault(
            .tooFewExamples, "smalltalk/person.yaml",
            "examples: [a person please, human, agent, talk to someone, real person, let me speak, operator, staff member]",
            "‸examples: []"),
        Fault(.duplicateExample, "smalltalk/person.yaml", "[a person please,", "[a person please, ‸Refund!,"),
        Fault(.leakedExample, "refund.yaml", "- reimburse me", "- ‸Human"),
        Fault(.duplicateOption, "refund.yaml", "late: It came late }", "‸late: Broken }"),
        Fault(
            .unknownArticle, "knowledge/geld.md", "",
            "‸---\ntitle: Geld\nlocale: de\ntranslates: refnds\n---\nBald.\n"),
        Fault(.badValue, "knowledge/again.md", "", "‸---\ntitle: Again\ntranslates: refunds\n---\nSoon.\n"),
        Fault(.emptyArticle, "knowledge/empty.md", "", "---\ntitle: Nothing\n‸---\n## Only a heading\n"),
    ]

    static let ofFlows = [
        Fault(
            .emptyFlow, "account/owner.yaml",
            "flow:\n  - collect: order\n  - collect: email\n  - when: lower(email) != \"nobody@shop.example\"\n"
                + "    then: [{ end: verified }]\n  - say: not_yours\n  - end: refused",
            "flow: ‸[]"),
        Fault(.collectWithoutAsk, "refund.yaml", "    ask: ask_reason\n", "", at: ("refund.yaml", "collect: reason")),
        Fault(.collectResult, "refund.yaml", "- collect: reason", "- collect: reason\n  - ‸collect: refund_id"),
        Fault(
            .unfilledSlot, "refund.yaml", "- verify: owner_of_order",
            "- ‸say: no_such_order\n  - verify: owner_of_order"),
        Fault(
            .unfilledSlot, "refund.yaml", "- when: reason == late and not known(note)",
            "- ‸when: note == \"x\" and known(note)"),
        Fault(
            .unfilledSlot, "refund.yaml", "- say: refund_done",
            "- set: { order: nothing }\n  - ‸say: no_such_order"),
        Fault(.unfilledSlot, "assistant.yaml", "  fault: Words of fault, {company}.", "  ‸fault: Sorry about {order}."),
        Fault(
            .unreachableStep, "refund.yaml", "- say: refund_done",
            "- say: refund_done\n  - end: done\n  - ‸say: refund_done"),
        Fault(.endlessLoop, "refund.yaml", "- say: refund_done", "- say: refund_done\n  - ‸link: refund"),
        Fault(
            .neverVerified, "account/owner.yaml", "then: [{ end: verified }]",
            "then: [{ say: not_yours }, { end: done }]",
            at: ("account/owner.yaml", "flow:\n  - collect")),
        Fault(
            .unconfirmedCall, "refund.yaml",
            "- confirm: confirm_refund\n    declined: [{ say: kept_as_it_was }, { end: kept }]\n  - call",
            "- when: reason == late\n    then:\n      - confirm: confirm_refund\n        declined: [{ say: kept_as_it_was }, { end: kept }]\n  - ‸call"
        ),
        Fault(
            .unconfirmedCall, "refund.yaml", "declined: [{ say: kept_as_it_was }, { end: kept }]\n  - call",
            "declined: [{ say: kept_as_it_was }, { end: kept }]\n  - set: { reason: '\"damaged\"' }\n  - ‸call"),
        Fault(
            .unshownValue, "refund.yaml", "\"Refund {refundable|money} for order {order}, {reason}?\"",
            "\"Refund {refundable|money} for order {order}?\"", at: ("refund.yaml", "call: refunds.create")),
        Fault(
            .unshownValue, "refund.yaml", "    buttons: [{ label: How long it takes, article: refunds }]",
            "    instead: [{ channel: sms, text: 'Refund {refundable|money} for order {order}?' }]",
            at: ("refund.yaml", "call: refunds.create")),
        Fault(
            .unfilledSlot, "refund.yaml", "    buttons: [{ label: How long it takes, article: refunds }]",
            "    instead: [{ when: reason == late, text: '{refundable} {order} {reason} {refund_id}' }]",
            at: ("refund.yaml", "confirm: confirm_refund")),
        Fault(
            .callWithoutKey, "refund.yaml", "- call: refunds.create\n    key: refund:{order}:{line}",
            "- ‸call: refunds.create"),
        Fault(
            .constantKey, "refund.yaml", "- call: refunds.create\n    key: refund:{order}:{line}",
            "- ‸call: refunds.create\n    key: refund"),
        Fault(
            .badUndo, "refund.yaml", "key: refund:{order}:{line}",
            "key: refund:{order}:{line}\n    undo: ‸orders.look_up"),
        Fault(
            .badUndo, "refund.yaml", "key: refund:{order}:{line}",
            "key: refund:{order}:{line}\n    undo: ‸refunds.create"
        ),
        Fault(
            .unknownAction, "refund.yaml", "key: refund:{order}:{line}",
            "key: refund:{order}:{line}\n    undo: ‸refunds.cancle"),
        Fault(.missingInput, "actions.yaml", "irreversible: true", "irreversible: true\n    undo: ‸drafts.drop" + drop),
        Fault(
            .unknownInput, "actions.yaml", "irreversible: true",
            "irreversible: true\n    undo: { action: drafts.drop, with: { draft: order, ‸drft: order } }" + drop),
        Fault(
            .unknownInput, "actions.yaml", "irreversible: true",
            "irreversible: true\n    undo: { action: drafts.drop, with: { draft: order }, what: \"refund {‸amount}\" }"
                + drop),
        Fault(
            .reservedName, "refund.yaml", "- call: refunds.create\n    key: refund:{order}:{line}",
            "- call: ‸refunds.create\n    key: undo:{order}:{line}"),
    ]

    private static let drop =
        "\n  drafts.drop:\n    inputs: [draft]\n    method: DELETE\n    url: https://shop.example/v1/drafts/{draft}"
}
