internal import Foundation

/// A service on the drill's playbook, which pays refunds through a provider on this machine.
final class DrillStage {
    let folder: ScratchFolder
    private(set) var service: ServiceProcess
    private let environment: [String: String]
    private let dataFolder: String
    private let options: [String]
    let port: UInt16

    var database: String { "\(dataFolder)/drill.db" }

    /// - Parameters:
    ///   - provider: its port.
    ///   - faults: what is broken on purpose (`WARMLINE_FAULTS`; test builds only).
    ///   - dataFolder: where the database lies, when not in the scratch folder.
    ///   - wrapper: a command that runs the service, such as strace.
    ///   - environment: more of it.
    ///   - options: more of `serve`'s.
    init(
        provider: UInt16, playbook: [String: String] = DrillPlaybook.files, faults: [String] = [],
        dataFolder: String? = nil, wrapper: [String] = [], environment: [String: String] = [:], options: [String] = []
    ) throws {
        self.options = options
        folder = try ScratchFolder()
        self.dataFolder = dataFolder ?? folder.path
        for (name, text) in playbook { try folder.write(text, to: "playbook/\(name)") }
        self.environment = [
            "SHOP_URL": "http://127.0.0.1:\(provider)", "SHOP_TOKEN": "none",
            "WARMLINE_FAULTS": faults.joined(separator: ","),
        ].merging(environment) { $1 }
        service = try ServiceProcess(
            arguments: Self.arguments(folder.path, "\(self.dataFolder)/drill.db", port: 0) + options,
            environment: self.environment, wrapper: wrapper)
        port = service.port
    }

    deinit {
        if service.isRunning { service.kill9() }
    }

    convenience init(
        _ provider: DrillProvider, faults: [String] = [], dataFolder: String? = nil, wrapper: [String] = []
    ) throws {
        try self.init(provider: provider.port, faults: faults, dataFolder: dataFolder, wrapper: wrapper)
    }

    /// Starts the service again on its port and file.
    func restart(_ environment: [String: String] = [:]) throws {
        service = try ServiceProcess(
            arguments: Self.arguments(folder.path, database, port: port) + options,
            environment: self.environment.merging(environment) { $1 })
    }

    private static func arguments(_ folder: String, _ database: String, port: UInt16) -> [String] {
        [
            "serve", "--playbook", "\(folder)/playbook", "--store", database, "--listen", "127.0.0.1:\(port)",
            "--messages-per-ten-seconds", "1000000", "--connections-per-address", "4000", "--log-level", "error",
        ]
    }
}
