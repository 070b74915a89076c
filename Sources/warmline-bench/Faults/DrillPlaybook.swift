/// The smallest playbook that moves money: a refund behind a confirm, under a business key.
enum DrillPlaybook {
    static let files: [String: String] = [
        "assistant.yaml": assistant, "entities.yaml": entities, "routing.yaml": routing, "actions.yaml": actions,
        "refund.yaml": refund, "person.yaml": person, "yes.yaml": yes, "no.yaml": no,
    ]

    private static let assistant = """
        name: Drill
        company: Drill
        locale: en-GB
        time_zone: UTC
        currency: GBP
        thresholds: { act: 0.5, clarify: 0.3, article: 0.9 }
        limits: { lines_per_turn: 6, stack_depth: 3, message_length: 4000, reminder: 1d }
        say:
          welcome: Hello, I am a bot.
          rephrase: Please say it in other words.
          options: I can refund an order.
          handover: A person will take over.
          still_waiting: Still waiting for a person.
          agent_lost: Back in the queue.
          handed_back: It is me again.
          clarify: Did you mean this?
          cancelled: Cancelled.
          nothing_to_cancel: There is nothing to cancel.
          resume: Back to {flow}.
          yes_or_no: Yes or no?
          invalid: That does not fit.
          working: One moment.
          action_failed: That did not work, a person will look.
          did_that_help: Did that help?
          rate: How was it?
          rated: Thank you.
          fault: Something went wrong here, a person will look.
          welcome_back: Welcome back.
        """

    private static let entities = #"""
        entities:
          order_number: { pattern: "(\\d{5})" }
        """#

    private static let routing = """
        teams: { support: Support }
        default_team: support
        priorities: { asked: 1 }
        frustration: 0.99
        """

    private static let actions = """
        actions:
          orders.look_up:
            inputs: [order]
            method: GET
            url: "{env.SHOP_URL}/v1/orders/{order}"
            headers: { Authorization: "Bearer {env.SHOP_TOKEN}" }
            outputs:
              line: item.line
              allowed: refund.allowed
              amount: { money: refund.amount_minor, currency: refund.currency }
            errors: { 404: not_found }
            timeout: 5s
            attempts: 5
          refunds.create:
            inputs: [order, line, amount]
            method: POST
            url: "{env.SHOP_URL}/v1/orders/{order}/refunds"
            headers: { Authorization: "Bearer {env.SHOP_TOKEN}" }
            body: { line: "{line}", amount_minor: "{amount}", reason: other }
            outputs: { refund_id: refund.id }
            errors: { already_refunded: already_refunded, not_refundable: already_refunded }
            over_limit: [approval_required]
            timeout: 5s
            attempts: 5
            irreversible: true
        """

    private static let refund = """
        intent: refund
        description: Get money back
        title: your refund
        examples:
          - I want my money back
          - refund please
          - can you refund my order
          - refund order [10042](order)
          - give me a refund for [10042](order)
          - money back for order [10042](order)
          - please refund it
          - I would like a refund
        held_out:
          - I need my money returned
          - could I have a refund
        slots:
          order: { type: order_number, ask: ask_order }
          line: { type: result }
          allowed: { type: result }
          amount: { type: result }
          refund_id: { type: result }
        flow:
          - collect: order
          - call: orders.look_up
            errors:
              not_found: [ { say: no_such_order }, { end: refused } ]
          - when: not allowed
            then: [ { say: nothing_to_refund }, { end: refused } ]
          - confirm: confirm_refund
          - call: refunds.create
            key: refund:{order}:{line}
            errors:
              already_refunded: [ { say: nothing_to_refund }, { end: refused } ]
            over_limit: [ { say: over_limit }, { end: refused } ]
          - say: refund_done
        say:
          ask_order: Which order?
          no_such_order: There is no such order.
          nothing_to_refund: There is nothing to refund on order {order}.
          over_limit: That needs a person.
          confirm_refund: Refund {amount|money} for line {line} of order {order}?
          refund_done: "Refunded: {refund_id}."
        """

    private static let person = """
        intent: person
        description: Talk to a person
        command: person
        examples: [talk to a person, I want a human, agent please, get me a human, real person, someone human, operator, speak to somebody]
        held_out: [can I talk to a human]
        """

    private static let yes = """
        intent: "yes"
        description: Yes
        command: "yes"
        examples: ["yes", yep, sure, of course, correct, do it, go ahead, "yes please"]
        held_out: [yeah]
        """

    private static let no = """
        intent: "no"
        description: No
        command: "no"
        examples: ["no", nope, do not, rather not, not now, never mind that, wrong, "no thanks"]
        held_out: [nah]
        """
}
