internal import ChatClient
internal import Foundation

/// A service, a shop and their files, set up for one drill.
final class DrillStage {
    let folder: ScratchFolder
    let shop: ServiceProcess
    private(set) var service: ServiceProcess
    private let port: UInt16
    private let environment: [String: String]
    private let shopToken = "drill-token-0123456789"

    var database: String { "\(dataFolder)/drill.db" }
    private let dataFolder: String

    /// - Parameters:
    ///   - faults: what is broken on purpose (`WARMLINE_FAULTS`; debug builds only).
    ///   - dataFolder: where the database lies, when not in the scratch folder.
    init(faults: [String] = [], dataFolder: String? = nil, wrapper: [String] = []) throws {
        folder = try ScratchFolder()
        self.dataFolder = dataFolder ?? folder.path
        for (name, text) in DrillPlaybook.files { try folder.write(text, to: "playbook/\(name)") }
        shop = try ServiceProcess(
            binary: "warmline-shop",
            arguments: ["--db", "\(folder.path)/shop.db", "--listen", "127.0.0.1:0", "--allow-faults"],
            environment: ["SHOP_TOKEN": shopToken])
        environment = [
            "SHOP_URL": "http://127.0.0.1:\(shop.port)", "SHOP_TOKEN": shopToken,
            "WARMLINE_FAULTS": faults.joined(separator: ","),
        ]
        service = try ServiceProcess(
            arguments: Self.arguments(folder.path, "\(self.dataFolder)/drill.db", port: 0), environment: environment,
            wrapper: wrapper)
        port = service.port
    }

    deinit {
        if service.isRunning { service.kill9() }
        shop.kill9()
    }

    var servicePort: UInt16 { port }

    /// Starts the service again on its port and file.
    func restart() throws {
        service = try ServiceProcess(
            arguments: Self.arguments(folder.path, database, port: port), environment: environment)
    }

    private static func arguments(_ folder: String, _ database: String, port: UInt16) -> [String] {
        [
            "serve", "--playbook", "\(folder)/playbook", "--store", database, "--listen", "127.0.0.1:\(port)",
            "--messages-per-ten-seconds", "1000000", "--connections-per-address", "4000", "--log-level", "error",
        ]
    }

    /// The shop's own ledger: refunds it made, by order and line.
    func refunds() throws -> [String: Int] {
        let answer = try HTTPPeer.get(port: shop.port, path: "/v1/ledger", bearer: shopToken)
        let ledger = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
        var count: [String: Int] = [:]
        for refund in ledger?["refunds"] as? [[String: Any]] ?? [] {
            count["\(refund["order"] ?? "")/\(refund["line"] ?? "")", default: 0] += 1
        }
        return count
    }

    /// Breaks the shop's next calls.
    func breakShop(_ action: String, mode: String, count: Int) throws {
        let body = try JSONSerialization.data(withJSONObject: ["action": action, "mode": mode, "count": count])
        _ = try HTTPPeer.post(port: shop.port, path: "/v1/faults", body: [UInt8](body), bearer: shopToken)
    }
}
