import Actions
import Gateway
import PlaybookModel
import Switchboard
import Testing
import Vocabulary

struct ApprovedCallTests {
    private func action(_ address: String, resultWithin: TimeSpan? = nil) -> Action {
        Action(
            name: "sample", inputs: [], method: .post, url: Template(pieces: [.text(address + "/x")]), headers: [:],
            body: .object(["approved_by": .value(.slot("call", fields: ["approver"])), "fixed": .literal(.integer(1))]),
            outputs: [:], errors: [:], overLimit: [], timeout: .seconds(5), resultWithin: resultWithin, attempts: 3,
            irreversible: true, place: somewhere)
    }

    @Test func `a provider hears who said yes, and nothing where nobody had to`() async throws {
        try await TestProvider.with({ _, _ in .json("{}") }) { provider in
            let action = action(provider.address)
            let asked = HTTPActions(
                actions: { _ in action }, environment: { _ in nil },
                approver: { $0.key == "refund:10042:1" ? "a-grace" : nil })
            _ = await asked.perform(.sample(), attempt: 1)
            _ = await asked.perform(.sample(key: "other", turn: 2), attempt: 1)
            #expect(
                provider.asked.map { String(decoding: $0.body, as: UTF8.self) }
                    == [#"{"approved_by":"a-grace","fixed":1}"#, #"{"fixed":1}"#])
        }
    }

    @Test func `202 is an answer, but for an action whose result comes later`() async throws {
        try await TestProvider.with({ _, _ in .json(Array("{}".utf8), status: 202) }) { provider in
            let plain = action(provider.address)
            let long = action(provider.address, resultWithin: .hours(2))
            #expect(await HTTPActions(plain).perform(.sample(), attempt: 1) == .finished(.done([:])))
            #expect(await HTTPActions(long).perform(.sample(), attempt: 1) == .accepted(within: .hours(2)))
        }
    }

    @Test(
        arguments: [
            ("http://127.0.0.1:8091", "/v1/x", ["127.0.0.1:8091"]),
            ("http://shop.internal/base/", "x", ["shop.internal:80"]),
            ("http://127.0.0.1:8091", ".evil.example/x", []), ("https://api.example", "", ["api.example:443"]),
        ] as [(String, String, Set<String>)])
    func `the operator's own environment names hosts, the playbook's words do not`(
        base: String, rest: String, hosts: Set<String>
    ) {
        let pieces: [Template.Piece] = [hole("env", "SHOP_URL")] + (rest.isEmpty ? [] : [.text(rest)])
        let chosen = Action.sample(url: pieces)
        let written = Action.sample(url: [.text("http://169.254.169.254/latest")])
        #expect(NetworkReach.hosts(of: [chosen, written]) { $0 == "SHOP_URL" ? base : nil } == hosts)
    }
}
