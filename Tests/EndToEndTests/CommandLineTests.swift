import Foundation
import Testing

/// Exit codes and words that scripts outside rely on: 0 good, 1 the thing checked is bad, 2 wrong usage.
@Suite struct CommandLineTests {
    @Test func `the shipped playbook passes its check`() throws {
        let result = try Binary.run("warmline", ["check", DemoProcess.playbook])
        #expect(result.status == 0, "\(result.output)")
    }

    @Test func `a fault is told with its place, and the exit code is 1`() throws {
        let folder = NSTemporaryDirectory() + "warmline-bad-" + UUID().uuidString
        try FileManager.default.copyItem(atPath: DemoProcess.playbook, toPath: folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try "intent: broken\nexamples: [a]\nflow:\n  - colect: order\n"
            .write(toFile: "\(folder)/broken.yaml", atomically: true, encoding: .utf8)
        let result = try Binary.run("warmline", ["check", folder])
        #expect(result.status == 1)
        #expect(result.output.contains("broken.yaml:4:"), "\(result.output)")
        let json = try Binary.run("warmline", ["check", folder, "--format", "sarif"])
        #expect(json.status == 1)
        #expect(json.output.contains("\"2.1.0\""))
    }

    @Test(arguments: [
        ["check", "--format", "xml"], ["serve", "--listen", "nowhere"], ["nonsense"],
        ["evaluate", "intents", "--train", "x"],
        // Articles in the playbook's own folder would never be read.
        ["import", "articles", "\(DemoProcess.playbook)/knowledge", "--to", DemoProcess.playbook, "--dry-run"],
    ])
    func `wrong usage ends with 2`(arguments: [String]) throws {
        #expect(try Binary.run("warmline", arguments).status == 2)
    }

    @Test func `parse answers one JSON object a line`() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try Binary.path("warmline"))
        process.arguments = ["parse", "--playbook", DemoProcess.playbook]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        input.fileHandleForWriting.write(Data("I want my money back for order 10042\nhello\n".utf8))
        try input.fileHandleForWriting.close()
        let lines = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            .split(separator: "\n")
        process.waitUntilExit()
        #expect(lines.count == 2)
        let first = try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any]
        let intents = first?["intents"] as? [[String: Any]]
        #expect(intents?.first?["value"] as? String == "refund")
    }
}
