import Actions
import Foundation
import PlaybookModel
import Switchboard
import Testing
import Vocabulary

struct ProgramTests {
    /// One attempt at a shell script, which is a program like any other.
    private func run(
        _ script: String, _ method: Action.Method = .post, inputs: [String: SlotValue] = [:],
        environment: [String: String] = [:], sees: [String] = [], timeout: TimeSpan = .seconds(20),
        errors: [String: String] = [:]
    ) async -> ActionAttempt {
        let program = Action.Program(path: "/bin/sh", arguments: ["-c", script], environment: sees)
        let action = Action.sample(
            method, inputs: inputs.keys.sorted().map { Action.Input(name: $0, required: true) }, url: [],
            outputs: ["said": Action.Output(path: ["said"], kind: .json)], errors: errors, timeout: timeout,
            carrier: .program(program), honoursKeys: false)
        return await HTTPActions(action, environment: environment).perform(.sample(inputs), attempt: 1)
    }

    private func said(_ text: String) -> ActionAttempt { .finished(.done(["said": .text(text)])) }

    @Test func `one object goes in, one comes out`() async {
        let attempt = await run(
            #"read -r line; printf '{"said":"%s"}' "$(printf %s "$line" | cksum | cut -d' ' -f2)""#,
            inputs: ["order": .text("10042")])
        let line =
            #"{"action":"sample","conversation":"c","effect":"c/1/0","inputs":{"order":"10042"},"key":"refund:10042:1"}"#
        #expect(attempt == said(String(line.utf8.count)))
    }

    @Test func `it sees the variables it was promised, and no other`() async {
        let attempt = await run(
            #"printf '{"said":"%s"}' "$(/usr/bin/env | grep -v ^PWD | grep -v ^_ | grep -v ^SHLVL | tr '\n' ' ')""#,
            environment: ["TOKEN": "t1", "OTHER": "o1"], sees: ["TOKEN"])
        #expect(attempt == said("TOKEN=t1 "))
    }

    @Test func `its errors have names`() async {
        let attempt = await run(#"echo '{"error":"sold_out"}'"#, errors: ["sold_out": "no_stock"])
        #expect(attempt == .finished(.refused(reason: "no_stock")))
        #expect(await run(#"echo '{"error":"odd"}'"#) == .finished(.refused(reason: "failed")))
    }

    @Test(arguments: ["echo not json", "echo '[1]'", "exit 3", "echo '{\"said\":\"x\"}'; exit 1", "kill -9 $$", "true"])
    func `a write that did not end as it should is unknown, a read is asked again`(script: String) async {
        #expect(await run(script).isLost)
        #expect(await run(script, .get).isAgain)
    }

    @Test func `one that cannot be started has done nothing`() async {
        let action = Action.sample(
            .post, url: [], attempts: 1, carrier: .program(Action.Program(path: "/no/such/program")))
        #expect(await HTTPActions(action).perform(.sample(), attempt: 1) == .finished(.refused(reason: "failed")))
    }

    @Test func `when its time is up it ends with everything it started`() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "program-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: file) }
        let began = ContinuousClock.now
        let attempt = await run("sleep 60 & echo $! > \(file); wait", timeout: TimeSpan(milliseconds: 700))
        #expect(attempt.isLost)
        #expect(ContinuousClock.now - began < .seconds(30))
        let child = try #require(pid_t(try String(contentsOfFile: file, encoding: .utf8).dropLast()))
        #expect(await Self.isGone(child))
    }

    @Test func `what it left running ends with it`() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "program-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: file) }
        let attempt = await run(#"sleep 60 >/dev/null & echo $! > \#(file); echo '{"said":"done"}'"#)
        #expect(attempt == said("done"))
        let child = try #require(pid_t(try String(contentsOfFile: file, encoding: .utf8).dropLast()))
        #expect(await Self.isGone(child))
    }

    @Test func `an answer without end is cut off`() async {
        #expect(await run("yes", .post).isLost)
    }

    @Test func `one that never reads is still heard`() async {
        let long = SlotValue.text(String(repeating: "x", count: 300_000))
        #expect(await run(#"echo '{"said":"deaf"}'"#, inputs: ["note": long]) == said("deaf"))
    }

    @Test func `a secret of its environment stands in no error`() async {
        let attempt = await run("echo $TOKEN; exit 1", environment: ["TOKEN": "s3cr3t-canary"], sees: ["TOKEN"])
        #expect(!"\(attempt)".contains("s3cr3t-canary"))
    }

    /// Gone, or dead and not yet collected by the first process.
    /// A signal that was sent is not yet a process that has ended: the system may take its time.
    private static func isGone(_ process: pid_t) async -> Bool {
        let deadline = ContinuousClock.now + .seconds(10)
        while !hasEnded(process) {
            guard ContinuousClock.now < deadline else { return false }
            await Task.yield()
        }
        return true
    }

    private static func hasEnded(_ process: pid_t) -> Bool {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return true }
        return status.split(separator: ")").last?.split(separator: " ").first == "Z"
    }
}
