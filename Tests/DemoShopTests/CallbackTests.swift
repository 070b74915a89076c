import DemoShop
import Foundation
import Gateway
import Synchronization
import Testing

/// A long action: accepted now, reported later by a signed message.
struct CallbackTests {
    /// Whoever takes results in.
    private final class Receiver: Sendable {
        struct Message: Sendable {
            let headers: [String: String]
            let body: String
        }

        private let messages = Mutex<[Message]>([])
        private let statuses: Mutex<[Int?]>

        init(answers statuses: [Int?] = []) { self.statuses = Mutex(statuses) }

        var all: [Message] { messages.withLock { $0 } }

        @Sendable func post(_ url: String, _ headers: [(name: String, value: String)], _ body: [UInt8]) async -> Int? {
            messages.withLock {
                $0.append(
                    Message(
                        headers: Dictionary(
                            headers.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }),
                        body: String(decoding: body, as: UTF8.self)))
            }
            return statuses.withLock { $0.isEmpty ? 200 : $0.removeFirst() }
        }
    }

    private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    private func callbacks(_ shop: TestShop, _ receiver: Receiver) throws -> Callbacks {
        try #require(
            Callbacks(
                shop.shop, address: Callbacks.Address("http://service.test/callbacks"), secret: Self.secret,
                post: receiver.post))
    }

    private func book(_ shop: TestShop, effect: String = "c1/7/0", key: String = "repair:10042:1") async throws
        -> TestAnswer
    {
        try await shop.post(
            "/v1/orders/10042/repairs", #"{"line":"1","fault":"leaks","effect":"\#(effect)"}"#, key: key)
    }

    @Test func `what is accepted now is reported later, once, under the caller's name for it`() async throws {
        let shop = try TestShop()
        let receiver = Receiver()
        let callbacks = try callbacks(shop, receiver)
        let answer = try await book(shop)
        #expect(answer.status == 202 && answer.text("repair.state") == "accepted")
        #expect(await callbacks.deliverDue() == 0)
        shop.pass(minutes: 1)
        #expect(await callbacks.deliverDue() == 1)
        #expect(await callbacks.deliverDue() == 0)
        let message = try #require(receiver.all.first)
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(message.body.utf8)) as? [String: Any])
        #expect(json["type"] as? String == "action.finished")
        let data = try #require(json["data"] as? [String: Any])
        #expect(data["effect"] as? String == "c1/7/0" && data["status"] as? String == "done")
        #expect(((data["result"] as? [String: Any])?["repair"] as? [String: Any])?["id"] as? String == "RR-1")
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")))
    func `its signature is the one that another program computes`() async throws {
        let shop = try TestShop()
        let receiver = Receiver()
        let callbacks = try callbacks(shop, receiver)
        _ = try await book(shop)
        shop.pass(minutes: 1)
        await callbacks.deliverDue()
        let message = try #require(receiver.all.first)
        let id = try #require(message.headers["webhook-id"])
        let seconds = try #require(message.headers["webhook-timestamp"])
        let key = try #require(Data(base64Encoded: String(Self.secret.dropFirst(6))))
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("\(id).\(seconds).\(message.body)".utf8).write(to: file)
        let openssl = Process()
        openssl.executableURL = URL(filePath: "/usr/bin/openssl")
        openssl.arguments = [
            "dgst", "-sha256", "-mac", "HMAC", "-macopt",
            "hexkey:" + key.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined(),
            "-binary", file.path,
        ]
        let pipe = Pipe()
        openssl.standardOutput = pipe
        try openssl.run()
        let digest = pipe.fileHandleForReading.readDataToEndOfFile()
        openssl.waitUntilExit()
        #expect(message.headers["webhook-signature"] == "v1," + digest.base64EncodedString())
    }

    @Test func `a receiver that was down hears it when it is up, as the same message`() async throws {
        let shop = try TestShop()
        let receiver = Receiver(answers: [nil, 503, 200])
        let callbacks = try callbacks(shop, receiver)
        _ = try await book(shop)
        shop.pass(minutes: 1)
        #expect(await callbacks.deliverDue() == 0)
        #expect(await callbacks.deliverDue() == 0)
        shop.pass(minutes: 1)
        #expect(await callbacks.deliverDue() == 0)
        shop.pass(minutes: 1)
        #expect(await callbacks.deliverDue() == 1)
        #expect(receiver.all.count == 3 && Set(receiver.all.map { $0.headers["webhook-id"] }).count == 1)
    }

    @Test func `a switch makes it come twice, and the repair is booked once`() async throws {
        let shop = try TestShop(allowsFaults: true)
        let receiver = Receiver()
        let callbacks = try callbacks(shop, receiver)
        let armed = try await shop.post(
            "/v1/faults", #"{"action":"repairs.book","mode":"duplicate_callback","count":1}"#)
        #expect(armed.status == 204)
        _ = try await book(shop)
        #expect(try await book(shop).response.headers["Idempotency-Replayed"] == "true")
        shop.pass(minutes: 1)
        await callbacks.deliverDue()
        #expect(receiver.all.count == 2)
        #expect(Set(receiver.all.map { $0.headers["webhook-id"] }).count == 1)
        #expect(try await shop.ledger("deeds").filter { $0["kind"] as? String == "repair" }.count == 1)
        let refused = try await shop.post(
            "/v1/faults", #"{"action":"refunds.create","mode":"duplicate_callback","count":1}"#)
        #expect(refused.status == 422)
    }

    @Test(arguments: ["", "secret", "whsec_", "whsec_c2hvcnQ="]) func `a secret that is none is not signed with`(
        _ secret: String
    ) throws {
        let shop = try TestShop()
        let address = Callbacks.Address("http://service.test")
        #expect(Callbacks(shop.shop, address: address, secret: secret, post: Receiver().post) == nil)
    }

    @Test func `a caller that says later where it listens hears what waited for it`() async throws {
        let address = Callbacks.Address()
        let shop = try TestShop(callbackAddress: address)
        let receiver = Receiver()
        let callbacks = try #require(
            Callbacks(shop.shop, address: address, secret: Self.secret, post: receiver.post))
        _ = try await book(shop)
        shop.pass(minutes: 1)
        #expect(await callbacks.deliverDue() == 0)
        #expect(try await shop.send("PUT", "/v1/callback-address", #"{"url":"file:///etc"}"#).error == "invalid")
        let open = try await shop.send("PUT", "/v1/callback-address", #"{"url":"http://here.test/"}"#, token: nil)
        #expect(open.status == 401)
        #expect(try await shop.send("PUT", "/v1/callback-address", #"{"url":"http://here.test/"}"#).status == 204)
        #expect(await callbacks.deliverDue() == 1)
    }

    @Test func `a second conversation that wants the same repair hears of the first one`() async throws {
        let shop = try TestShop()
        let receiver = Receiver()
        let callbacks = try callbacks(shop, receiver)
        #expect(try await book(shop).status == 202)
        #expect(try await book(shop, effect: "c2/3/0").status == 202)
        shop.pass(minutes: 1)
        #expect(await callbacks.deliverDue() == 2)
        #expect(try await shop.ledger("mails").count == 1)
        #expect(try await shop.ledger("deeds").filter { $0["kind"] as? String == "repair" }.count == 1)
    }
}
