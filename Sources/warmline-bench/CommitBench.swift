internal import ArgumentParser
internal import Foundation
internal import SQLiteStore
internal import Store
internal import Vocabulary

/// One client, one turn at a time: what a single commit costs.
struct CommitBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "commit", abstract: "Latency of one durable turn, alone, beside a bare fdatasync in the same run.")

    @Option(help: "Turns.")
    var turns = 500

    func run() async throws {
        let folder = try ScratchFolder()
        let store = try SQLiteStore(path: "\(folder.path)/commit.db")
        var commits: [Double] = []
        var flushes: [Double] = []
        let descriptor = open("\(folder.path)/raw", O_WRONLY | O_CREAT, 0o600)
        let page = [UInt8](repeating: 1, count: 4_096)
        var head = SequenceNumber.start
        for turn in 0..<turns {
            let start = DispatchTime.now().uptimeNanoseconds
            let commit = Commit(
                conversation: "commit-bench", expected: head, at: Timestamp(milliseconds: Int64(turn)),
                entries: [
                    Commit.Entry(
                        sender: .visitor, event: .visitorSaid(text: "line \(turn)", choice: nil),
                        cmid: ClientMessageID("commit-bench-\(100_000 + turn)")),
                    Commit.Entry(sender: .bot, event: .botSaid(BotLine(text: "Noted."), epoch: .first)),
                ])
            guard case .written(let next) = try await store.commit(commit) else { throw ExitCode(1) }
            head = next
            commits.append(Double(DispatchTime.now().uptimeNanoseconds - start) / 1_000)
            let raw = DispatchTime.now().uptimeNanoseconds
            _ = pwrite(descriptor, page, page.count, 0)
            _ = fdatasync(descriptor)
            flushes.append(Double(DispatchTime.now().uptimeNanoseconds - raw) / 1_000)
        }
        close(descriptor)
        await store.close()
        commits.sort()
        flushes.sort()
        let line =
            #"{"bench":"commit","commit_p50_micros":\#(Int(commits[turns / 2])),"commit_p99_micros":\#(Int(commits[turns * 99 / 100])),"#
            + #""fdatasync_p50_micros":\#(Int(flushes[turns / 2])),"ratio_p50":\#(commits[turns / 2] / flushes[turns / 2])}"#
        print(line)
    }
}
