import PlaybookLoading
import PlaybookModel
import Vocabulary

/// A small playbook without a fault, and a way to put one in.
enum SoundPlaybook {
    static let files = [
        "assistant.yaml": assistant, "entities.yaml": entities, "actions.yaml": actions, "routing.yaml": routing,
        "refund.yaml": refund, "smalltalk/person.yaml": person, "account/owner.yaml": owner,
        "knowledge/refunds.md": article, "talks/refund.yaml": talk,
    ]

    static func load(_ files: [String: String] = files) -> LoadedPlaybook {
        let loader = PlaybookLoader(patternProblem: { $0.contains("(((") ? "a bracket is not closed" : nil })
        return loader.load(files.map { SourceFile(path: $0.key, text: $0.value) }, version: "v1")
    }

    static let assistant = """
        name: Finch
        company: Alder & Finch
        locale: en-GB
        time_zone: Europe/London
        currency: GBP
        thresholds: { act: 0.6, clarify: 0.25 }
        limits: { reminder: 5m }
        say:
        \(StandardResponse.allCases.map { "  \($0.rawValue): Words of \($0.rawValue), {company}." }.joined(separator: "\n"))
        """

    static let entities = """
        entities:
          order_number: { pattern: "#?(\\\\d{5})" }
          product: { values: { kettle: [gooseneck], grinder: [mill] } }
        """

    static let actions = """
        actions:
          orders.look_up:
            inputs: [order]
            method: GET
            url: "{env.SHOP_URL}/v1/orders/{order}"
            outputs:
              refundable: { money: order.refundable, currency: order.currency }
              line: order.line.id
              bought: { moment: order.bought_at }
            errors: { 404: not_found }
          refunds.create:
            inputs: [order, line, refundable, reason?]
            method: POST
            url: https://shop.example/v1/orders/{order}/refunds
            headers: { Authorization: "Bearer {env.SHOP_TOKEN}" }
            body: { line: "{line}", amount_minor: "{refundable}", note: "from {order}", fast: true }
            outputs: { refund_id: refund.id }
            errors: { already_refunded: already_refunded }
            over_limit: [approval_required]
            timeout: 3s
            attempts: 2
            irreversible: true
        """

    static let routing = """
        teams: { support: Customer care, billing: Billing }
        default_team: support
        priorities: { asked: 1 }
        urgent_words: { lawyer: billing }
        frustration: 0.8
        """

    static let refund = """
        intent: refund
        description: Get money back
        title: your refund
        confidence: 0.7
        examples:
          - I want my money back for order [10042](order)
          - can you refund me please
          - refund
          - money back please
          - give me my cash back
          - I would like a refund
          - how do I get refunded
          - pay me back
        held_out:
          - reimburse me
        slots:
          order: { type: order_number, ask: ask_order }
          reason:
            type: choice
            of: { damaged: { label: It is damaged, words: [broken] }, late: It came late }
            ask: ask_reason
          note: { type: text, ask: ask_note, valid: lower(note) != "none", depends_on: [order] }
        flow:
          - verify: owner_of_order
          - call: orders.look_up
            errors:
              not_found: [{ say: no_such_order }, { end: refused }]
          - when: refundable == money(0, "GBP") or days_since(bought) > 30
            then: [{ say: nothing_to_refund }, { end: refused }]
          - collect: reason
          - when: reason == late and not known(note)
            then: { collect: note }
          - confirm: confirm_refund
            declined: [{ say: kept_as_it_was }, { end: kept }]
          - call: refunds.create
            key: refund:{order}:{line}
            over_limit: { escalate: support }
            failed: { escalate: billing }
          - say: refund_done
        say:
          ask_order: What is the order number?
          ask_reason: [What was wrong?, And what was the matter with it?]
          ask_note: Anything to add?
          no_such_order: There is no order {order}.
          nothing_to_refund: Nothing is left to refund.
          kept_as_it_was: Nothing was done.
          confirm_refund:
            text: "Refund {refundable|money} for order {order}, {reason}?"
            buttons: [{ label: How long it takes, article: refunds }]
          refund_done: "Done: {refund_id|upper}."
        """

    static let owner = """
        verification: owner_of_order
        title: checking that the order is yours
        binds: [order]
        slots:
          order: { type: order_number, ask: ask_order }
          email: { type: email, ask: ask_email }
        flow:
          - collect: order
          - collect: email
          - when: lower(email) != "nobody@shop.example"
            then: [{ end: verified }]
          - say: not_yours
          - end: refused
        say:
          ask_email: Which address did you order with?
          not_yours: That does not match.
        """

    static let person = """
        intent: person
        description: Talk to a person
        command: person
        examples: [a person please, human, agent, talk to someone, real person, let me speak, operator, staff member]
        """

    static let article = """
        ---
        title: How long refunds take
        aliases: [when do I get my money]
        valid_from: 2026-01-01
        ---
        Refunds take **five** days.

        ## Cards

        See [the bank](https://bank.example).
        """

    static let talk = """
        talk: A refund
        calls:
          orders.look_up: { done: { refundable: { $money: { minor: 4990, currency: GBP } }, line: L1 } }
          refunds.create: [{ refused: failed }, unknown, { done: { refund_id: R-1 } }]
        turns:
          - user: refund
          - bot: ask_order
          - user: "10042"
          - bot: { say: ask_reason, text: wrong }
          - called: { orders.look_up: { order: "10042" } }
          - slots: { order: "10042" }
          - press: It is damaged
          - after: 10m
          - bot: any
          - ended: { refund: done }
          - holder: bot
          - escalated: { reason: asked, team: billing }
          - agent: { joins: Ida }
          - rates: 5
          - mood: { frustration: below 0.5 }
          - article: refunds
          - bot: rest
        """
}
