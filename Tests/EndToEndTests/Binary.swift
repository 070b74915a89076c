import Foundation

/// The built programs, beside this test bundle.
enum Binary {
    struct Missing: Error, CustomStringConvertible {
        let name: String
        var description: String { "\(name) is not built" }
    }

    static func path(_ name: String) throws -> String {
        // The test bundle and the programs lie in one folder.
        for folder in [Bundle.main.bundlePath] + Bundle.allBundles.map(\.bundlePath) {
            for candidate in [folder, (folder as NSString).deletingLastPathComponent] {
                let path = "\(candidate)/\(name)"
                if FileManager.default.isExecutableFile(atPath: path) { return path }
            }
        }
        throw Missing(name: name)
    }

    /// Runs to the end; what it printed on standard output, and its exit code.
    static func run(
        _ name: String, _ arguments: [String], input: String? = nil
    ) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try path(name))
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        let typed = input.map { _ in Pipe() }
        if let typed { process.standardInput = typed }
        try process.run()
        if let typed, let input {
            typed.fileHandleForWriting.write(Data(input.utf8))
            try typed.fileHandleForWriting.close()
        }
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }
}
