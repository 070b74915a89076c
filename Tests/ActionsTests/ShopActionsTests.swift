import Actions
import DemoShop
import Foundation
import Gateway
import PlaybookLoading
import PlaybookModel
import Switchboard
import Testing
import Vocabulary

/// The shipped playbook's actions against the demo shop, over real sockets.
struct ShopActionsTests {
    private static let token = "shop-token-7c1e"

    /// A shop behind a gateway of its own, and the playbook's actions pointed at it.
    private func withShop(
        _ body: (_ actions: HTTPActions, _ order: @escaping (String) async throws -> String) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "shop-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let shop = try Shop(path: folder.appending(path: "shop.db").path)
        let api = ShopAPI(shop, token: Self.token, allowsFaults: true)
        try await TestProvider.with({ request, _ in await api.answer(request) }) { provider in
            let playbook = try Self.playbook()
            let environment = ["SHOP_URL": provider.address, "SHOP_TOKEN": Self.token]
            let actions = HTTPActions(actions: { playbook.actions[$0] }, environment: { environment[$0] })
            for action in playbook.actions.values {
                #expect(ActionChecks.complaints(about: action) { environment[$0] }.isEmpty)
            }
            try await body(actions) { fault in try await Self.order(fault, api) }
        }
        try shop.close()
    }

    private static func playbook() throws -> Playbook {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Intents").resolvingSymlinksInPath()
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter(PlaybookLoader.reads).sorted()
        let files = try paths.map { path in
            SourceFile(path: path, text: try String(contentsOf: root.appending(path: path), encoding: .utf8))
        }
        let loaded = PlaybookLoader().load(files, version: "test")
        return try #require(loaded.playbook, "\(loaded.diagnostics)")
    }

    /// Orders a fault, or reads the ledger when there is none to order; the answer's body.
    private static func order(_ fault: String, _ api: ShopAPI) async throws -> String {
        let isFault = !fault.isEmpty
        var request = HTTPRequest(
            method: isFault ? "POST" : "GET", path: isFault ? "/v1/faults" : "/v1/ledger", body: Array(fault.utf8),
            remote: try #require(RemoteAddress("127.0.0.1")))
        request.headers["Authorization"] = "Bearer \(token)"
        return String(decoding: await api.answer(request).body, as: UTF8.self)
    }

    private func call(
        _ action: ActionName, _ arguments: [String: SlotValue], key: BusinessKey = "read", turn: Int = 1
    ) -> ActionCall {
        let id = EffectID(conversation: "c", turn: SequenceNumber(turn), index: 0)
        return ActionCall(id: id, action: action, arguments: arguments, key: key)
    }

    private func slots(_ attempt: ActionAttempt) throws -> [SlotName: SlotValue] {
        guard case .finished(.done(let slots)) = attempt else {
            Issue.record("not done: \(attempt)")
            return [:]
        }
        return slots
    }

    private let refund: [String: SlotValue] = [
        "order": .text("10042"), "email": .text("maya.okafor@example.com"), "line": .text("1"),
        "amount": .money(Money(minor: 4990, currency: "GBP")),
        "reason": .text("damaged"),
    ]

    @Test func `looking up an order fills the flow's slots`() async throws {
        try await withShop { actions, _ in
            let found = try slots(await actions.perform(call("orders.look_up", ["order": .text("10042")]), attempt: 1))
            #expect(found["status"] == .text("delivered"))
            #expect(found["item"] == .text("Finch gooseneck kettle"))
            #expect(found["amount"] == .money(Money(minor: 4990, currency: "GBP")))
            #expect(found["card_last4"] == .text("4242"))
            #expect(found["refundable"] == .flag(true))
            #expect(found["refunded_at"] == .nothing)
            #expect(found["window_days"] == .integer(30))
            let second = try slots(
                await actions.perform(
                    call("orders.look_up_item", ["order": .text("10044"), "item_number": .text("2")]), attempt: 1))
            #expect(second["item"] == .text("Paper filters, 100 pack"))
            let missing = await actions.perform(call("orders.look_up", ["order": .text("10057")]), attempt: 1)
            #expect(missing == .finished(.refused(reason: "not_found")))
        }
    }

    @Test func `every action of the playbook works against the shop`() async throws {
        try await withShop { actions, _ in
            let identity: [String: SlotValue] = [
                "order": .text("10042"), "email": .text("maya.okafor@example.com"), "postcode": .text("bs3 1tf"),
            ]
            let matches = try slots(await actions.perform(call("identity.check", identity), attempt: 1))
            #expect(matches == ["matches": .flag(true)])
            let refunded = try slots(
                await actions.perform(call("refunds.create", refund, key: "refund:10042:1"), attempt: 1))
            #expect(refunded["refund_id"] == .text("RF-70001"))
            #expect(refunded["refunded"] == .money(Money(minor: 4990, currency: "GBP")))
            let back = try slots(
                await actions.perform(
                    call("returns.create", ["order": .text("10044"), "line": .text("1")], key: "return:10044:1"),
                    attempt: 1))
            #expect(back.keys.sorted() == ["label_expires", "qr_url", "return_id"])
            let trace = try slots(
                await actions.perform(call("traces.open", ["order": .text("10048")], key: "trace:10048"), attempt: 1))
            #expect(trace["credit"] == .money(Money(minor: 500, currency: "GBP")))
            let reset = await actions.perform(
                call("accounts.send_reset", ["account_email": .text("ida.holm@example.com")], key: "reset:1"),
                attempt: 1)
            #expect(reset == .finished(.done([:])))
        }
    }

    @Test func `a refund over the limit, or not due, is told apart`() async throws {
        try await withShop { actions, _ in
            func ask(_ order: String, _ minor: Int64, of owner: String) async -> ActionAttempt {
                var arguments = refund
                arguments["email"] = .text("\(owner)@example.com")
                arguments["order"] = .text(order)
                arguments["amount"] = .money(Money(minor: minor, currency: "GBP"))
                return await actions.perform(
                    call("refunds.create", arguments, key: BusinessKey("refund:\(order):1")), attempt: 1)
            }
            #expect(await ask("10045", 18900, of: "gareth.lewis") == .finished(.overLimit))
            #expect(await ask("10046", 3450, of: "maya.okafor") == .finished(.refused(reason: "already_refunded")))
            #expect(await ask("10043", 2600, of: "tom.brennan") == .finished(.refused(reason: "not_refundable")))
            #expect(await ask("10042", 500_000, of: "maya.okafor") == .finished(.refused(reason: "failed")))
            #expect(await ask("10042", 4990, of: "tom.brennan") == .finished(.refused(reason: "failed")))
            #expect(
                await ask("10058", 1400, of: "gareth.lewis") == .again(error: "status 503 (payments_down)", after: nil))
        }
    }

    @Test func `an answer lost after the refund was made ends in one refund`() async throws {
        try await withShop { actions, order in
            _ = try await order(#"{"action":"refunds.create","mode":"apply_then_timeout","count":2,"delay_ms":0}"#)
            let call = call("refunds.create", refund, key: "refund:10042:1")
            #expect(await actions.perform(call, attempt: 1) == .again(error: "status 504 (fault)", after: nil))
            #expect(await actions.perform(call, attempt: 2) == .again(error: "status 504 (fault)", after: nil))
            let refunded = try slots(await actions.perform(call, attempt: 3))
            #expect(refunded["refund_id"] == .text("RF-70001"))
            #expect(try await order("").components(separatedBy: #""order":"10042""#).count == 2)
        }
    }

    @Test func `a refund whose answers are all lost is unknown, never failed`() async throws {
        try await withShop { actions, order in
            _ = try await order(#"{"action":"refunds.create","mode":"apply_then_timeout","count":9,"delay_ms":0}"#)
            let call = call("refunds.create", refund, key: "refund:10042:1")
            for attempt in 1...2 { #expect(await actions.perform(call, attempt: attempt).isAgain) }
            #expect(await actions.perform(call, attempt: 3) == .lost(error: "status 504 (fault)"))
        }
    }

    @Test func `a shop that is too slow is asked again under the same key`() async throws {
        try await withShop { actions, order in
            _ = try await order(#"{"action":"orders.look_up","mode":"slow","count":1,"delay_ms":6000}"#)
            let call = call("orders.look_up", ["order": .text("10042")])
            #expect(await actions.perform(call, attempt: 1) == .again(error: "Timeout was reached", after: nil))
            #expect(try slots(await actions.perform(call, attempt: 2))["status"] == .text("delivered"))
        }
    }

    @Test func `sixty askers at once, some answers lost, refund once`() async throws {
        try await withShop { actions, order in
            _ = try await order(#"{"action":"refunds.create","mode":"apply_then_timeout","count":40,"delay_ms":0}"#)
            let attempts = await withTaskGroup(of: ActionAttempt.self) { group in
                for turn in 1...60 {
                    let call = call("refunds.create", refund, key: "refund:10042:1", turn: turn)
                    group.addTask {
                        var attempt = ActionAttempt.again(error: "", after: nil)
                        while attempt.isAgain { attempt = await actions.perform(call, attempt: 1) }
                        return attempt
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(attempts).count == 1)
            #expect(try slots(try #require(attempts.first))["refund_id"] == .text("RF-70001"))
            #expect(try await order("").components(separatedBy: #""order":"10042""#).count == 2)
        }
    }
}
