/// Money that moves in every way there is: at once, with a person's word, and with a result that comes later. Every line
/// the bot says names its order, so that a transcript can be held against the provider's ledger.
enum MoneyPlaybook {
    static var files: [String: String] {
        var files = DrillPlaybook.files
        files["assistant.yaml", default: ""] += assistant
        files["actions.yaml"] = actions
        files["refund.yaml"] = refund
        files["pickup.yaml"] = pickup
        return files
    }

    private static let assistant = """

          approval_asked: A colleague looks at it until {deadline}.
          approved: A colleague said yes.
          action_accepted: It is under way until {deadline}.
        """

    private static let actions = """
        actions:
          orders.look_up:
            inputs: [order]
            method: GET
            url: "{env.SHOP_URL}/v1/orders/{order}"
            outputs:
              line: item.line
              amount: { money: refund.amount_minor, currency: refund.currency }
            timeout: 5s
            attempts: 8
          refunds.create:
            inputs: [order, line, amount]
            method: POST
            url: "{env.SHOP_URL}/v1/orders/{order}/refunds"
            body: { line: "{line}", amount_minor: "{amount}", approved_by: "{call.approver}" }
            outputs: { refund_id: refund.id }
            timeout: 5s
            attempts: 8
            irreversible: true
            policy:
              amount: amount
              currency: GBP
              per_call: 10000
              ceiling: 50000
              approvers: [ { team: supervisor } ]
              four_eyes: true
          pickups.book:
            inputs: [order]
            method: POST
            url: "{env.SHOP_URL}/v1/orders/{order}/pickups"
            body: { effect: "{call.effect}" }
            outputs: { pickup_id: pickup.id }
            errors: { no_driver: no_driver }
            timeout: 5s
            result_within: 2h
            attempts: 8
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
          - refund order [77310](order)
          - I would like a refund
        held_out: [I need my money returned, could I have a refund]
        slots:
          order: { type: order_number, ask: ask_order }
          line: { type: result }
          amount: { type: result }
          refund_id: { type: result }
          approval_reason: { type: result }
        flow:
          - collect: order
          - call: orders.look_up
            failed: [ { say: refund_unread }, { end: failed } ]
          - confirm: confirm_refund
          - call: refunds.create
            key: refund:{order}:{line}
            over_limit: approval
            errors: { declined: [ { say: refund_declined }, { end: refused } ] }
            timeout: [ { say: refund_unsure }, { end: failed } ]
            failed: [ { say: refund_nothing }, { end: failed } ]
          - say: refund_done
        say:
          ask_order: Which order?
          confirm_refund: Refund {amount|money} for line {line} of order {order}?
          refund_done: "Refunded order {order}: {refund_id}."
          refund_declined: "Not refunded order {order}: {approval_reason}."
          refund_unsure: Nobody knows whether order {order} was refunded, a person will look.
          refund_unread: Could not read order {order}, so nothing was asked for it here.
          refund_nothing: Nothing was done for order {order}.
        """

    private static let pickup = """
        intent: pickup
        description: Have a parcel fetched
        title: your pickup
        examples:
          - fetch my parcel
          - pick up the parcel please
          - can a driver fetch it
          - fetch the parcel of order [10042](order)
          - pick up the parcel of order [10042](order)
          - have a driver fetch order [10042](order)
          - fetch the parcel of order [77310](order)
          - send a driver for the parcel
        held_out: [a driver should fetch my parcel, please fetch the parcel]
        slots:
          order: { type: order_number, ask: ask_order }
          pickup_id: { type: result }
        flow:
          - collect: order
          - call: pickups.book
            key: pickup:{order}
            errors: { no_driver: [ { say: pickup_none }, { end: refused } ] }
            timeout: [ { say: pickup_unsure }, { end: failed } ]
            failed: [ { say: pickup_nothing }, { end: failed } ]
          - say: pickup_done
        say:
          pickup_done: "Fetching order {order}: {pickup_id}."
          pickup_none: No driver for order {order}.
          pickup_unsure: Nobody knows whether order {order} is fetched, a person will look.
          pickup_nothing: Nothing was done for order {order}.
        """
}
