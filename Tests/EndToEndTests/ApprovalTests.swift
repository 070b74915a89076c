import ChatClient
import ChatProtocol
import Foundation
import Testing

/// Who may let a call happen, asked over HTTP of the real service.
@Suite struct ApprovalTests {
    private static let password = "correct horse battery"

    @Test func `two people, four eyes: everybody gets the answer that is theirs`() throws {
        let house = try ServeProcess(files: Self.files)
        for (name, role, team) in [
            ("ada", "supervisor", "support"), ("bo", "agent", "billing"), ("cy", "agent", "support"),
            ("dora", "author", "support"),
        ] {
            let add = ["agent", "add", name, "--role", role, "--team", team, "--store", house.store]
            #expect(
                try Binary.run(
                    "warmline", add + ["--playbook", house.folder + "/playbook"], input: Self.password + "\n"
                ).status == 0)
        }
        let visitor = VisitorClient(port: house.port, name: "approval-visitor")
        try visitor.connect()
        // Ada has had this customer, and gave them back.
        try visitor.waitForAcknowledgement(of: try visitor.say("a person", choice: ["person": true]))
        let ada = try DeskClient(port: house.port, name: "ada", password: Self.password)
        try ada.claim(visitor.conversation)
        try ada.tell("hand_back", in: visitor.conversation, "note", "")
        try visitor.waitForEvent("agent_left")
        try visitor.waitForAcknowledgement(of: try visitor.say("payout", choice: ["intent": "payout"]))
        try visitor.waitForEvent("bot") { $0.text("text")?.hasPrefix("Words of approval_asked") == true }

        let people = try Dictionary(
            uniqueKeysWithValues: ["ada", "bo", "cy", "dora"].map { ($0, try Self.cookie(of: $0, at: house.port)) })
        func list(_ name: String?) throws -> (status: Int, approvals: [JSON]) {
            let answer = try HTTPPeer.get(
                port: house.port, path: "/v1/approvals", cookie: name.flatMap { people[$0] })
            return (answer.status, (try? JSON.parse(answer.body))?["approvals"]?.elements ?? [])
        }
        func decide(_ name: String?, _ id: String, _ words: JSON.Member..., origin: String? = nil) throws -> Int {
            try HTTPPeer.post(
                port: house.port, path: "/v1/approvals/decisions",
                body: JSON.object([.init("approval", .string(id))] + words).bytes, cookie: name.flatMap { people[$0] },
                origin: origin
            ).status
        }
        let yes = JSON.Member("note", "fine")
        let no = JSON.Member("reason", "not this one")

        #expect(try list(nil).status == 401 && list("dora").status == 403)
        let seen = try list("bo")
        #expect(seen.status == 200 && seen.approvals.count == 1)
        #expect(try list("ada").approvals.first?.text("obstacle") != nil, "she sees why she may not")
        let id = try #require(seen.approvals.first?.text("approval"))

        #expect(try decide(nil, id, yes) == 401)
        #expect(try decide("bo", id, yes, origin: "https://stranger.example") == 401)
        #expect(try decide("dora", id, yes) == 403)
        #expect(try decide("cy", id, yes) == 403, "no approver")
        #expect(try decide("ada", id, yes) == 403, "her own customer")
        #expect(try decide("bo", "c-unknown/1/0", yes) == 404)
        #expect(try decide("bo", id) == 400 && decide("bo", id, yes, no) == 400)
        #expect(try decide("bo", id, .init("reason", " ")) == 400)
        #expect(try decide("bo", id, .init("note", .string(String(repeating: "x", count: 501)))) == 413)
        #expect(try list("bo").approvals.count == 1, "nothing of that was a word")

        #expect(try decide("bo", id, no) == 204)
        try visitor.waitForEvent("bot") { $0.text("text") == "No: not this one" }
        #expect(try decide("bo", id, yes) == 409 && list("bo").approvals.isEmpty)
    }

    private static func cookie(of name: String, at port: UInt16) throws -> String {
        let body: JSON = ["name": .string(name), "password": .string(password)]
        return try #require(try HTTPPeer.post(port: port, path: "/v1/desk/sign-in", body: body.bytes).cookie)
    }

    /// Nobody's payout: the visitor is unknown, so a person has to say yes.
    private static let files = [
        "routing.yaml": """
        teams: { support: Customer care, billing: Billing }
        default_team: support
        priorities: { asked: 1 }
        """,
        "actions.yaml": """
        actions:
          payouts.create:
            method: POST
            url: "https://payouts.invalid/x"
            timeout: 2s
            attempts: 1
            policy:
              currency: GBP
              calls_per_customer_and_day: 1
              approvers: [ { team: billing }, { team: supervisor } ]
              four_eyes: true
        """,
        "payout.yaml": """
        intent: payout
        description: Money without a reason
        title: a payout
        examples: [payout, pay me out, a payout please, send me money, money now, pay out, payout now, one payout]
        slots:
          approval_reason: { type: result }
        flow:
          - call: payouts.create
            over_limit: approval
            errors: { declined: [ { say: payout_no }, { end: declined } ] }
            failed: [ { say: payout_failed }, { end: failed } ]
          - say: payout_done
        say:
          payout_no: "No: {approval_reason}"
          payout_failed: It failed.
          payout_done: It is done.
        """,
    ]
}

extension JSON {
    fileprivate var elements: [JSON] { if case .array(let elements) = self { elements } else { [] } }
}
