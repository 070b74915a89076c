import PlaybookLoading
import PlaybookModel
import Testing
import Vocabulary

/// How an action travels, is looked up and undone, and how far it may go.
@Suite struct ActionKindTests {
    private func load(_ more: String) -> LoadedPlaybook {
        var files = SoundPlaybook.files
        files["actions.yaml"] = SoundPlaybook.actions + "\n" + more
        return SoundPlaybook.load(files)
    }

    private static let sound = """
          refunds.find:
            inputs: [order]
            method: GET
            url: "https://shop.example/v1/refunds/{order}?ref={call.key}"
            outputs: { refund_id: refund.id }
            errors: { 404: not_found }
          refunds.cancel:
            inputs: [refund, note?]
            method: POST
            url: "https://shop.example/v1/refunds/{refund}/cancel"
          refunds.partial:
            inputs: [order, amount]
            method: POST
            url: "https://shop.example/v1/refunds"
            outputs: { refund_id: refund.id }
            keys: false
            look_up: { action: refunds.find }
            undo: { action: refunds.cancel, with: { refund: refund_id } }
            policy:
              amount: amount
              customer: order
              currency: GBP
              per_call: 5000
              calls_per_customer_and_day: 3
              approvers: [ { team: billing, up_to: 20000 }, { team: supervisor } ]
              four_eyes: true
          orders.eta:
            rasa: action_eta
            url: "{env.ACTIONS_URL}/webhook"
            reads: true
            inputs: [order]
          labels.print:
            program: { path: /usr/bin/print-label, arguments: [--a6], environment: [PRINTER] }
            inputs: [order]
        """

    @Test func `each kind is read as it stands`() throws {
        let loaded = load(Self.sound)
        let playbook = try #require(loaded.playbook, "\(loaded.diagnostics)")
        let partial = try #require(playbook.actions["refunds.partial"])
        #expect(partial.carrier == .http && !partial.honoursKeys)
        #expect(partial.lookUp == Action.LookUp(action: "refunds.find", missing: "not_found"))
        #expect(
            partial.undo == Action.Undo(action: "refunds.cancel", with: ["refund": .slot("refund_id", fields: [])]))
        let policy = ActionPolicy(
            amount: "amount", customer: "order", currency: "GBP", perCall: 5_000, callsPerCustomerAndDay: 3,
            approvers: [
                ActionPolicy.Approver(team: "billing", upTo: 20_000), ActionPolicy.Approver(team: "supervisor"),
            ], fourEyes: true)
        #expect(partial.policy == policy)
        let eta = try #require(playbook.actions["orders.eta"])
        #expect(eta.carrier == .actionServer(action: "action_eta") && !eta.writes && !eta.honoursKeys)
        let print = try #require(playbook.actions["labels.print"])
        let program = Action.Program(path: "/usr/bin/print-label", arguments: ["--a6"], environment: ["PRINTER"])
        #expect(print.carrier == .program(program) && print.writes)
        let plain = try #require(playbook.actions["refunds.create"])
        #expect(plain.carrier == .http && plain.honoursKeys && plain.lookUp == nil && plain.policy == nil)
    }

    @Test(arguments: [
        ("look_up: { action: refunds.find }", "look_up: { action: refunds.fnd }", PlaybookRule.unknownAction),
        ("with: { refund: refund_id }", "with: { refund: nobody }", .unknownInput),
        ("with: { refund: refund_id }", "with: { refnd: refund_id }", .unknownInput),
        ("with: { refund: refund_id }", "with: { note: refund_id }", .missingInput),
        ("amount: amount", "amount: amont", .unknownInput), ("customer: order", "customer: ordr", .unknownInput),
        ("currency: GBP", "currency: pounds", .badValue),
        ("per_call: 5000", "per_call: 0", .badValue), ("{call.key}", "{call.name}", .templateSyntax),
        ("reads: true", "method: POST", .badValue), ("path: /usr", "path: usr", .badValue),
        ("    url: \"https://shop.example/v1/refunds\"\n", "", .missingKey),
        ("keys: false", "key: false", .unknownKey),
    ])
    func `a slip is found where it stands`(right: String, wrong: String, rule: PlaybookRule) {
        let text = Self.sound.replacing(right, with: wrong)
        #expect(text != Self.sound)
        #expect(load(text).diagnostics.contains { $0.rule == rule.rawValue && $0.severity == .error })
    }
}
