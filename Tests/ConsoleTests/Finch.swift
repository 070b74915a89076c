import Console
import Dialog
import PlaybookLoading
import PlaybookModel
import Testing
import Vocabulary

/// A tiny playbook and an understanding that knows its phrases by heart.
enum Finch {
    static let start = Talk.usualStart

    static let files = [
        "assistant.yaml": """
        name: Finch
        company: Alder & Finch
        locale: en-GB
        time_zone: UTC
        currency: GBP
        say:
        \(StandardResponse.allCases.map { "  \($0.rawValue): Words of \($0.rawValue)." }.joined(separator: "\n"))
        """,
        "routing.yaml": "teams: { support: Customer care }\ndefault_team: support",
        "entities.yaml": "entities: { order_number: { pattern: \"(\\\\d{5})\" } }",
        "actions.yaml": """
        actions:
          orders.look_up:
            inputs: [order]
            method: GET
            url: https://shop.example/{order}
            outputs: { amount: { money: amount, currency: currency } }
            errors: { 404: not_found }
          refunds.create:
            inputs: [order, amount]
            method: POST
            url: https://shop.example/{order}/refunds
            irreversible: true
        """,
        "refund.yaml": """
        intent: refund
        description: Get money back
        title: your refund
        examples: [refund, money back, two, three, four, five, six, seven]
        slots:
          order: { type: order_number, ask: ask_order }
        flow:
          - collect: order
          - call: orders.look_up
            errors: { not_found: [{ say: no_such_order }, { end: refused }] }
          - confirm: confirm_refund
          - call: refunds.create
            key: refund:{order}
          - say: refund_done
        say:
          ask_order: What is the order number?
          no_such_order: There is no such order.
          confirm_refund: "Refund {amount|money} for order {order}?"
          refund_done: Done.
        """,
        "person.yaml": """
        intent: person
        description: A person
        command: person
        examples: [a person, human, agent, staff, operator, real one, somebody, anyone]
        """,
    ]

    static func loaded(_ talks: [String: String] = [:]) -> LoadedPlaybook {
        PlaybookLoader().load(
            files.merging(talks) { $1 }.map { SourceFile(path: $0.key, text: $0.value) }, version: "v1")
    }

    static func playbook() throws -> Playbook {
        let loaded = loaded()
        return try #require(loaded.playbook, "\(loaded.diagnostics)")
    }

    /// Under the files, with some of them replaced.
    static func machine(_ changed: [String: String] = [:]) throws -> DialogMachine {
        let loaded = loaded(changed)
        return DialogMachine(playbook: try #require(loaded.playbook, "\(loaded.diagnostics)"))
    }

    static func talk(_ text: String) throws -> Talk {
        let loaded = loaded(["talks/try.yaml": text])
        return try #require(loaded.talks.first, "\(loaded.diagnostics)")
    }

    static let lookedUp = """
        calls:
          orders.look_up: { done: { amount: { $money: { minor: 4990, currency: GBP } } } }
          refunds.create: done
        """

    static let listener = Listener { text, _, _ in understand(text) }

    static func understand(_ text: String) -> Interpretation {
        let intents: [Scored<IntentName>] =
            switch text {
            case "refund", "money back": [Scored("refund", confidence: 0.9)]
            case "a person": [Scored("person", confidence: 0.95)]
            default: []
            }
        var entities: [Entity] = []
        if text.count == 5, text.allSatisfy(\.isNumber) {
            entities = [Entity(name: "order_number", value: .text(text), text: text, start: 0, end: 5)]
        }
        return Interpretation(
            intents: intents, band: intents.isEmpty ? .none : .act, articles: [], entities: entities,
            sentiment: Sentiment(valence: -0.5, frustration: text.contains("!") ? 0.8 : 0.1, urgency: 0, words: []))
    }
}
