import Actions
import PlaybookModel
import Testing
import Vocabulary

struct CheckTests {
    private func rules(_ action: Action, _ environment: [String: String] = [:]) -> [String] {
        ActionChecks.complaints(about: action) { environment[$0] }.map(\.rule)
    }

    private let url: [Template.Piece] = [hole("env", "URL"), .text("/v1/orders/"), hole("order")]
    private let inputs = [Action.Input(name: "order", required: true)]

    @Test func `an action with a whole address has no complaint`() {
        let action = Action.sample(
            .post, inputs: inputs, url: url, headers: ["Authorization": Template(pieces: [hole("env", "TOKEN")])],
            body: .object(["order": .value(.slot("order", fields: []))]))
        #expect(rules(action, ["URL": "https://shop.example", "TOKEN": "t"]).isEmpty)
        #expect(rules(action, ["URL": "http://127.0.0.1:8090", "TOKEN": "t"]).isEmpty)
    }

    @Test func `a secret over plain http to another machine is warned of`() {
        let action = Action.sample(
            inputs: inputs, url: url, headers: ["Authorization": Template(pieces: [hole("env", "TOKEN")])])
        #expect(rules(action, ["URL": "http://shop.example", "TOKEN": "t"]) == ["plain-http"])
    }

    @Test func `a variable that is not set is named, wherever it is used`() {
        let action = Action.sample(
            .post, inputs: inputs, url: url, headers: ["A": Template(pieces: [hole("env", "TOKEN")])],
            body: .array([.object(["x": .value(.slot("env", fields: ["DEEP"]))])]))
        let complaints = ActionChecks.complaints(about: action) { _ in nil }
        #expect(complaints.map(\.rule) == ["missing-variable", "missing-variable", "missing-variable"])
        #expect(complaints.compactMap { $0.suggestion?.split(separator: " ")[1] } == ["DEEP", "TOKEN", "URL"])
    }

    @Test(arguments: [
        "shop.example", "ftp://shop.example", "//shop.example", "http://", "http://:80", "https://me:pw@shop.example",
        "http://shop.example/a b", "http://shop.example/../x", "http://shop.example/%2e%2E", "http://shop.example/#x",
    ])
    func `an address that is not absolute and plain is refused`(base: String) {
        #expect(rules(.sample(inputs: inputs, url: url), ["URL": base]) == ["bad-address"])
    }

    @Test func `an input may not choose the host`() {
        let action = Action.sample(inputs: inputs, url: [.text("https://"), hole("order"), .text(".example/")])
        #expect(rules(action) == ["bad-address"])
    }

    @Test(arguments: ["Idempotency-Key", "host", "Content-Length", "Transfer-Encoding", "X Y", "", "Å"])
    func `a header that an action may not set is refused`(name: String) {
        #expect(rules(.sample(url: [.text("https://a.example/")], headers: [name: Template("x")])) == ["bad-header"])
    }

    @Test func `a read has no body, and limits have limits`() {
        let action = Action.sample(
            url: [.text("https://a.example/")], body: .object([:]), timeout: .minutes(3), attempts: 0)
        #expect(rules(action) == ["body-with-get", "bad-timeout", "bad-attempts"])
    }

    @Test func `a complaint shows no secret`() {
        let complaints = ActionChecks.complaints(about: .sample(inputs: inputs, url: url)) { _ in "s3cr3t" }
        #expect(!complaints.isEmpty)
        #expect(!"\(complaints)".contains("s3cr3t"))
    }
}
