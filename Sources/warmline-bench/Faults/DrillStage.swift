internal import Foundation

/// A service on the drill's playbook, and the provider it pays refunds through.
final class DrillStage {
    let folder: ScratchFolder
    let provider: DrillProvider
    private(set) var service: ServiceProcess
    private let environment: [String: String]
    private let dataFolder: String
    let port: UInt16

    var database: String { "\(dataFolder)/drill.db" }

    /// - Parameters:
    ///   - faults: what is broken on purpose (`WARMLINE_FAULTS`; test builds only).
    ///   - dataFolder: where the database lies, when not in the scratch folder.
    ///   - wrapper: a command that runs the service, such as strace.
    init(
        _ provider: DrillProvider, faults: [String] = [], dataFolder: String? = nil, wrapper: [String] = []
    ) throws {
        self.provider = provider
        folder = try ScratchFolder()
        self.dataFolder = dataFolder ?? folder.path
        for (name, text) in DrillPlaybook.files { try folder.write(text, to: "playbook/\(name)") }
        environment = [
            "SHOP_URL": "http://127.0.0.1:\(provider.port)", "SHOP_TOKEN": "none",
            "WARMLINE_FAULTS": faults.joined(separator: ","),
        ]
        service = try ServiceProcess(
            arguments: Self.arguments(folder.path, "\(self.dataFolder)/drill.db", port: 0), environment: environment,
            wrapper: wrapper)
        port = service.port
    }

    deinit {
        if service.isRunning { service.kill9() }
    }

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
}
