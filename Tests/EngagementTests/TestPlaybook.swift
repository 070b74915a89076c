import Dialog
import PlaybookLoading
import PlaybookModel
import Switchboard
import TestSupport
import Testing
import Understanding
import Vocabulary

/// A small shop, read and trained once.
enum TestPlaybook {
    static let edition = Result { try make(tripwires) }

    static func make(_ tripwires: String, version: String = "v1") throws -> Edition {
        let files =
            [
                "assistant.yaml": assistant, "routing.yaml": routing, "actions.yaml": actions,
                "tripwires.yaml": tripwires, "checkout.yaml": checkout, "outage.yaml": outage, "bill.yaml": bill,
            ].merging(SmallTalk.files) { first, _ in first }
        let loaded = PlaybookLoader().load(
            files.map { SourceFile(path: $0.key, text: $0.value) }, version: "v1")
        let playbook = try #require(loaded.playbook, "\(loaded.diagnostics)")
        return Edition(
            playbook: playbook, understander: Understander(playbook: playbook, articles: nil),
            machine: DialogMachine(playbook: playbook))
    }

    static let tripwires = """
        outreach: { quiet: 21:00-08:00, a_day: 1, a_week: 3, two_people_from: 50, stopped: left_alone }
        care: { follow_up: 24h, alarm: 30m, silence: 24h, reopen_priority: 10, say: is_it_fixed }
        incidents:
          grace: 2m
          look_up: incidents.look_up
          follow: incidents.follow
          notice: incident_notice
          update: incident_update
          fixed: incident_fixed
          components: { shop: The shop, till: The checkout }
          monitors: { ping: { title: The shop is down, component: shop, intents: [outage, checkout] } }
        tripwires:
          bill_shock: { bill: { share: 0.2, at_least: 5.00, after: 3 }, say: bill_explained, opens: bill_question }
          disk: { fault: { severity: 3 }, say: disk_fault, opens: outage, cool_down: 0s }
          tip: { milestone: { day: signed_up, after: 1h }, say: a_tip, purpose: marketing }
        say:
          is_it_fixed: Is {topic} fixed?
          incident_notice:
            text: "{incident_title}: {incident_words} ({incident_state}) {others} others. Next: {next_update|time}. {status_url}"
          incident_update: "{incident_title} goes on: {incident_words}"
          incident_fixed: "{incident_title} is over: {incident_words}"
          bill_explained: "Bill {bill}: {total|money}, {difference|money} more: {reasons_words}."
          disk_fault: "{device} reports {observed}."
          a_tip: A tip.
          left_alone: You are left alone.
        """

    private static let assistant = """
        name: Finch
        company: Alder & Finch
        locale: en-GB
        time_zone: UTC
        currency: GBP
        thresholds: { act: 0.4, clarify: 0.2 }
        say:
        \(StandardResponse.allCases.map { "  \($0.rawValue): Words of \($0.rawValue)." }.joined(separator: "\n"))
        """

    private static let routing =
        "teams: { support: Customer care }\ndefault_team: support\npriorities: { asked: 1 }"

    private static let actions = """
        actions:
          incidents.look_up:
            inputs: []
            method: GET
            url: https://shop.example/incidents
            outputs: { incident_open: open, incident_title: title, status_url: url }
          incidents.follow:
            inputs: [incident, notice_email]
            method: POST
            url: https://shop.example/followers
        """

    private static let checkout = """
        intent: checkout
        description: The checkout does not work
        examples: [the checkout is broken, I cannot pay at the till, checkout does not work, payment page fails, cannot check out, the basket will not pay, paying fails every time, checkout error]
        answer: try_again
        say:
          try_again: Please try it once more.
        """

    private static let outage = """
        intent: outage
        description: Is the shop down
        title: finding out what is down
        examples: [is the shop down, is there an outage, site is not loading, nothing loads today, server error on every page, shop unavailable, is something down, website down]
        slots:
          incident_open: { type: result }
        flow:
          - call: incidents.look_up
            failed: [ { say: cannot_see }, { end: done } ]
          - when: incident_open
            then: [ { say: it_is_down }, { end: done } ]
          - say: all_green
        say:
          cannot_see: I cannot see that.
          it_is_down: "Yes: {incident_title} {status_url}"
          all_green: All is well.
        """

    private static let bill = """
        intent: bill_question
        description: A bill looks wrong
        title: your bill
        examples: [my bill is wrong, why is the invoice so high, question about a bill, the invoice is too much, you charged me wrongly, wrong amount on my bill, dispute this bill, invoice looks odd]
        slots:
          bill: { type: text, ask: ask_bill }
          wish: { type: text, ask: ask_wish }
        flow:
          - collect: bill
          - collect: wish
          - say: noted_bill
        say:
          ask_bill: Which bill?
          ask_wish: "What is wrong with {bill}?"
          noted_bill: "Noted for {bill}: {wish}."
        """
}
