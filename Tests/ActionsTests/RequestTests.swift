import Actions
import Gateway
import PlaybookModel
import Switchboard
import Testing
import Vocabulary

struct RequestTests {
    private let order = Action.Input(name: "order", required: true)
    private let note = Action.Input(name: "note", required: false)

    @Test func `inputs stand percent-encoded in the address, the environment as it is`() async throws {
        try await TestProvider.with({ _, _ in .json("{}") }) { provider in
            let action = Action.sample(
                inputs: [order, note],
                url: [
                    hole("env", "SHOP_URL"), .text("/v1/orders/"), hole("order"), .text("?note="), hole("note"),
                ])
            let actions = HTTPActions(action, environment: ["SHOP_URL": provider.address + "/base"])
            let attempt = await actions.perform(
                .sample(["order": .text("1/2?x=é&%"), "note": .text("a b+c")]), attempt: 1)
            #expect(attempt == .finished(.done([:])))
            let asked = try #require(provider.asked.first)
            #expect(asked.path == "/base/v1/orders/1/2?x=é&%")
            #expect(asked.query("note") == "a b+c")
            #expect(asked.query.count == 1)
        }
    }

    @Test func `a body keeps the types of its holes and leaves out what is missing`() async throws {
        try await TestProvider.with({ _, _ in .json("{}") }) { provider in
            let names = ["text", "amount", "flag", "when", "list", "record", "count"]
            let fields = Dictionary(
                uniqueKeysWithValues: names.map { ($0, Action.Body.value(.slot(SlotName($0), fields: []))) })
            let action = Action.sample(
                .post, inputs: names.map { Action.Input(name: $0, required: true) } + [note],
                url: [.text(provider.address + "/x")],
                body: .object(
                    fields.merging(
                        [
                            "note": .value(.slot("note", fields: [])),
                            "words": .text(Template(pieces: [.text("order "), hole("text"), .text("!")])),
                            "noted": .text(Template(pieces: [.text("note "), hole("note")])),
                            "fixed": .literal(.integer(7)), "many": .array([.literal(.flag(true))]),
                        ], uniquingKeysWith: { first, _ in first })))
            _ = await HTTPActions(action).perform(
                .sample([
                    "text": .text("say \"hi\"\n\u{1}é"), "amount": .money(Money(minor: 4990, currency: "GBP")),
                    "flag": .flag(false), "when": .moment(Timestamp(milliseconds: 1_772_620_200_250)),
                    "list": .list([.integer(1), .nothing]), "record": .record(["a": .number(1.5)]),
                    "count": .integer(-3),
                ]), attempt: 1)
            let asked = try #require(provider.asked.first)
            #expect(asked.headers["Content-Type"] == "application/json")
            #expect(
                String(decoding: asked.body, as: UTF8.self)
                    == #"{"amount":4990,"count":-3,"fixed":7,"flag":false,"list":[1,null],"many":[true],"#
                    + #""record":{"a":1.5},"text":"say \"hi\"\u000a\u0001é","when":"2026-03-04T10:30:00.250Z","#
                    + #""words":"order say \"hi\"\u000a\u0001é!"}"#)
        }
    }

    @Test(arguments: [Action.Method.post, .put, .patch, .delete])
    func `a write carries its business key, with or without a body`(method: Action.Method) async throws {
        try await TestProvider.with({ _, _ in .json("{}") }) { provider in
            for body in [Action.Body.object([:]), nil] {
                let action = Action.sample(method, url: [.text(provider.address + "/x")], body: body)
                let attempt = await HTTPActions(action).perform(.sample(key: "refund:1 é%:1"), attempt: 1)
                #expect(attempt == .finished(.done([:])))
            }
            #expect(provider.asked.map(\.method) == [method.rawValue, method.rawValue])
            let keys = provider.asked.map { $0.headers["Idempotency-Key"] }
            #expect(keys == ["refund:1%20%C3%A9%25:1", "refund:1%20%C3%A9%25:1"])
            #expect(provider.asked.map(\.body.count) == [2, 0])
        }
    }

    @Test func `a read carries no key and no body`() async throws {
        try await TestProvider.with({ _, _ in .json("{}") }) { provider in
            _ = await HTTPActions(.sample(url: [.text(provider.address + "/x")])).perform(.sample(), attempt: 1)
            let asked = try #require(provider.asked.first)
            #expect(asked.method == "GET")
            #expect(asked.headers["Idempotency-Key"] == nil)
            #expect(asked.headers["Accept"] == "application/json")
        }
    }

    struct Unaskable: CustomTestStringConvertible {
        let name: String
        let url: [Template.Piece]
        var headers: [String: Template] = [:]
        var arguments: [String: SlotValue] = ["order": .text("10042")]
        var testDescription: String { name }
    }

    static let unaskable = [
        Unaskable(name: "a host from the conversation", url: [.text("http://"), hole("order"), .text("/x")]),
        Unaskable(name: "a port from the conversation", url: [.text("http://127.0.0.1:"), hole("order"), .text("/")]),
        Unaskable(name: "a scheme from the conversation", url: [hole("order"), .text("://127.0.0.1/")]),
        Unaskable(
            name: "a segment that climbs", url: [hole("env", "URL"), .text("/a/"), hole("order"), .text("/b")],
            arguments: ["order": .text("..")]),
        Unaskable(
            name: "an encoded segment that climbs",
            url: [hole("env", "URL"), .text("/a/"), hole("order"), .text("/b")],
            arguments: ["order": .text("1/../../admin")]),
        Unaskable(
            name: "an empty segment", url: [hole("env", "URL"), .text("/a/"), hole("order")],
            arguments: ["order": .text("")]),
        Unaskable(name: "a missing input", url: [hole("env", "URL"), .text("/"), hole("order")], arguments: [:]),
        Unaskable(name: "a variable that is not set", url: [hole("env", "OTHER"), .text("/")]),
        Unaskable(name: "a file", url: [.text("file:///etc/passwd")]),
        Unaskable(name: "a relative address", url: [.text("/v1/orders")]),
        Unaskable(name: "a password in the address", url: [.text("http://me:secret@127.0.0.1/")]),
        Unaskable(
            name: "a header with a line break", url: [hole("env", "URL"), .text("/")],
            headers: ["X-Note": Template(pieces: [hole("order")])],
            arguments: ["order": .text("1\r\nX-Admin: yes")]),
        Unaskable(
            name: "a header that is the call's own", url: [hole("env", "URL"), .text("/")],
            headers: ["Host": Template("elsewhere")]),
        Unaskable(
            name: "a record where text must stand", url: [hole("env", "URL"), .text("/"), hole("order")],
            arguments: ["order": .record([:])]),
    ]

    @Test(arguments: unaskable)
    func `what cannot be asked is not asked`(unaskable: Unaskable) async throws {
        try await TestProvider.with({ _, _ in .json("{}") }) { provider in
            let action = Action.sample(.post, inputs: [order], url: unaskable.url, headers: unaskable.headers)
            let actions = HTTPActions(action, environment: ["URL": provider.address])
            let attempt = await actions.perform(.sample(unaskable.arguments), attempt: 1)
            #expect(attempt == .finished(.refused(reason: "failed")))
            #expect(provider.asked.isEmpty)
        }
    }

    @Test func `an unknown action is refused`() async {
        let actions = HTTPActions(actions: { _ in nil }, environment: { _ in nil })
        #expect(await actions.perform(.sample(), attempt: 1) == .finished(.refused(reason: "failed")))
    }
}
