internal import Actions
internal import ChatClient
internal import ChatProtocol
internal import Foundation
internal import GRDB
internal import Glibc
internal import PlaybookModel
internal import Telemetry
internal import Vocabulary

/// A thousand guesses at a one-time code at the same time, by strangers in the chat and by a program at the shop's own
/// door: how many are looked at? (`security.md`, check 22; the chance of a hit is that number in a million.)
struct CodesDrill {
    struct Verdict: Encodable {
        var guesses = 0
        /// Guesses at the account that were held against a code, over all its codes.
        var looked = 0
        /// The same where the shop is asked directly.
        var lookedAtTheDoor = 0
        /// Answers at the door that said no more than that it is locked.
        var turnedAway = 0
        /// After all that the right code was refused too.
        var isLocked = false
        var opened = 0
        var isClean: Bool {
            (1...5).contains(looked) && (1...5).contains(lookedAtTheDoor) && opened == 0 && isLocked && turnedAway > 0
        }
    }

    private static let token = "codes-drill"
    private static let inChat = "maya.okafor@example.com"
    private static let atTheDoor = "door.drill@example.com"

    /// A folder with the flow that asks for codes: the shipped one.
    let playbook: String
    var visitors = 100
    var guessesEach = 10

    func run() async throws -> Verdict {
        let folder = try ScratchFolder()
        let demo = try DemoService(folder: folder.path, playbook: playbook, token: Self.token)
        var verdict = Verdict(guesses: visitors * guessesEach)
        let crowd = Locked(visitors)
        for index in 0..<visitors {
            let thread = Thread {
                self.guess(index, at: demo.port)
                crowd.withLock { $0 -= 1 }
            }
            thread.stackSize = 1 << 20
            thread.start()
        }
        while crowd.withLock({ $0 > 0 }) { try await Task.sleep(for: .milliseconds(50)) }
        let shop = ShopDoor(port: demo.shop, token: Self.token)
        let code = try await looked(at: Self.inChat, in: folder, &verdict.looked, &verdict.opened)
        verdict.isLocked = await shop.check(Self.inChat, code, key: "right") == "locked"
        // The door itself, with a code that is there to be guessed.
        _ = await shop.send(Self.atTheDoor)
        let answers = await withTaskGroup(of: String?.self) { group in
            for number in 0..<(visitors * guessesEach) {
                group.addTask { await shop.check(Self.atTheDoor, Self.digits(number), key: "door-\(number)") }
            }
            return await group.reduce(into: [String?]()) { $0.append($1) }
        }
        verdict.turnedAway = answers.count { $0 == "locked" }
        _ = try await looked(at: Self.atTheDoor, in: folder, &verdict.lookedAtTheDoor, &verdict.opened)
        demo.stop()
        return verdict
    }

    /// All guesses at once: nobody waits for an answer before the next.
    private func guess(_ index: Int, at port: UInt16) {
        let client = VisitorClient(port: port, name: "guess-\(1_000 + index)")
        do throws(ClientFailure) {
            try client.connect()
            for line in ["I forgot my password", Self.inChat] {
                try client.waitForAcknowledgement(of: try client.say(line), within: 60_000)
                try client.listen(quietFor: 500)
            }
            for guess in 0..<guessesEach { try client.say(Self.digits(index * guessesEach + guess)) }
            while let oldest = client.unacknowledged.first {
                try client.waitForAcknowledgement(of: oldest.cmid, within: 60_000)
            }
            // Until what was asked of the shop has been answered.
            try client.listen(quietFor: 2_000)
            client.close()
        } catch {
            client.cut()
        }
    }

    private static func digits(_ number: Int) -> String {
        String(String(number % 1_000_000 + 1_000_000).dropFirst())
    }

    /// The newest code of the account, and how often codes of it were tried and found right.
    private func looked(
        at email: String, in folder: ScratchFolder, _ count: inout Int, _ opened: inout Int
    ) async throws -> String {
        let database = try DatabaseQueue(path: "\(folder.path)/shop.db")
        let rows = try await database.read { database in
            try Row.fetchAll(
                database, sql: "SELECT code, tries, used_at FROM codes WHERE email = ? ORDER BY id",
                arguments: [email]
            ).map { (code: $0["code"] as String, tries: $0["tries"] as Int, isUsed: ($0["used_at"] as Int64?) != nil) }
        }
        let used = rows.count { $0.isUsed }
        count = rows.reduce(used) { $0 + $1.tries }
        opened += used
        return rows.last?.code ?? ""
    }
}

/// The shop's own API, as a program without manners sees it.
private struct ShopDoor {
    private let exchanges = HTTPExchanges(bound: 64, reach: .anywhere)
    private let port: UInt16
    private let token: String

    init(port: UInt16, token: String) {
        self.port = port
        self.token = token
    }

    func send(_ email: String) async -> Bool {
        await post("/v1/codes", ["email": .string(email)], key: "send-\(email)") != nil
    }

    /// What the shop says of a guess; asked again where the door was full.
    func check(_ email: String, _ code: String, key: String) async -> String? {
        for _ in 0..<2_000 {
            let answer = await post("/v1/codes/checks", ["email": .string(email), "code": .string(code)], key: key)
            if let answer { return answer["code"]?.text("state") }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return nil
    }

    private func post(_ path: String, _ body: JSON, key: String) async -> JSON? {
        let outcome = await exchanges.exchange(
            HTTPCall(
                method: .post, url: "http://127.0.0.1:\(port)\(path)",
                headers: [
                    "Authorization: Bearer \(token)", "Content-Type: application/json", "Idempotency-Key: \(key)",
                ], body: body.bytes, timeout: .seconds(20)))
        guard case .answered(let answer) = outcome, (200...299).contains(answer.status) else { return nil }
        return try? JSON.parse(answer.body)
    }
}

/// `warmline demo`: the service and the shop.
private final class DemoService: Sendable {
    let port: UInt16
    let shop: UInt16
    private let process: ServiceProcess

    init(folder: String, playbook: String, token: String) throws {
        // The shop is a child of the demo: its port is chosen here, so that it is known.
        shop = try Self.freePort()
        process = try ServiceProcess(
            arguments: [
                "demo", "--folder", folder, "--listen", "127.0.0.1:0", "--shop-port", "\(shop)", "--playbook",
                playbook, "--messages-per-ten-seconds", "1000000", "--connections-per-address", "4000", "--log-level",
                "error",
            ], environment: ["SHOP_TOKEN": token], ready: "The agents' desk ")
        port = process.port
    }

    func stop() {
        process.stop()
    }

    private static func freePort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { Glibc.close(descriptor) }
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &name) { name in
            name.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                bind(descriptor, name, size) == 0 && getsockname(descriptor, name, &size) == 0
            }
        }
        guard isBound else { throw ServiceProcess.Failure(description: "no port is free") }
        return UInt16(bigEndian: name.sin_port)
    }
}
