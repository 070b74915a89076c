internal import ChatClient
internal import Foundation
internal import Glibc

/// R10: the disk fills up and is freed again. Visitors are told no and lose nothing, reading goes on, and writing
/// comes back without a restart. On a small tmpfs of our own, so it needs root.
struct DiskFullDrill {
    struct Verdict: Encodable {
        var refusedWhileFull = 0
        var historyServedWhileFull = false
        var acknowledgedAfter = 0
        var lost = 0
        var integrity = ""
        var isClean: Bool {
            refusedWhileFull > 0 && historyServedWhileFull && acknowledgedAfter > 0 && lost == 0 && integrity == "ok"
        }
    }

    let provider: DrillProvider

    static var isPossible: Bool { geteuid() == 0 }

    func run() throws -> Verdict {
        let folder = try ScratchFolder()
        let disk = "\(folder.path)/disk"
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        guard mount("tmpfs", disk, "tmpfs", 0, "size=24m") == 0 else {
            throw ServiceProcess.Failure(description: "cannot mount a small disk: \(errno)")
        }
        defer { umount2(disk, Int32(MNT_DETACH)) }
        let stage = try DrillStage(provider, dataFolder: disk)
        var verdict = Verdict()
        let client = VisitorClient(port: stage.port, name: "disk-drill")
        try client.connect()
        for number in 1...20 { try client.waitForAcknowledgement(of: try client.say("before \(number)")) }
        let filler = "\(disk)/filler"
        fill(filler)
        verdict.refusedWhileFull = refusals(client)
        verdict.historyServedWhileFull = servesHistory(stage, to: client)
        try FileManager.default.removeItem(atPath: filler)
        verdict.acknowledgedAfter = try acknowledgedAfter(client)
        client.close()
        stage.service.stop()
        let judged = try warmline_bench.Verdict(
            [DrilledVisitor.Memory(of: client)], database: stage.database, refunds: [:], kills: 0)
        verdict.lost = judged.lost + judged.duplicates + judged.disorder + judged.gaps + judged.unsettled
        verdict.integrity = judged.integrity
        return verdict
    }

    /// Writes until nothing more fits.
    private func fill(_ path: String) {
        let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
        defer { Glibc.close(descriptor) }
        for size in [65_536, 4_096, 1] {
            let block = [UInt8](repeating: 0, count: size)
            while write(descriptor, block, size) > 0 {}
        }
    }

    private func refusals(_ client: VisitorClient) -> Int {
        var count = 0
        for number in 1...40 {
            do throws(ClientFailure) {
                if !client.isConnected { try client.connect() }
                let text = "full \(number) " + String(repeating: "x", count: 3_000)
                try client.waitForAcknowledgement(of: try client.say(text))
            } catch {
                if case .refused(let code, _) = error, code == "unavailable" { count += 1 }
                client.cut()
                if count >= 3 { return count }
            }
        }
        return count
    }

    /// The same visitor in another tab reads everything that was said.
    private func servesHistory(_ stage: DrillStage, to client: VisitorClient) -> Bool {
        guard let token = client.token else { return false }
        do throws(ClientFailure) {
            let tab = VisitorClient(port: stage.port, name: "disk-tab-00", token: token)
            try tab.connect()
            try tab.listen(quietFor: 500)
            return tab.events.count { $0.kind == "visitor" } >= 20 && tab.violations.isEmpty
        } catch {
            return false
        }
    }

    private func acknowledgedAfter(_ client: VisitorClient) throws -> Int {
        let before = client.acknowledged.count
        for _ in 0..<50 {
            do throws(ClientFailure) {
                if !client.isConnected { try client.connect() }
                while let oldest = client.unacknowledged.first { try client.waitForAcknowledgement(of: oldest.cmid) }
                try client.waitForAcknowledgement(of: try client.say("after"))
                return client.acknowledged.count - before
            } catch {
                client.cut()
                Thread.sleep(forTimeInterval: 0.1)
            }
        }
        return 0
    }
}
