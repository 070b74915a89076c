internal import ChatClient
internal import Foundation

/// R4: no acknowledgement leaves before the write-ahead log was flushed, as the kernel saw it (strace).
struct AckOrderDrill {
    struct Verdict: Encodable {
        var acknowledgements = 0
        /// Acknowledged with no flush of the log since the message came in.
        var early = 0
    }

    let provider: DrillProvider
    var messages = 400
    var faults: [String] = []
    /// Seconds between messages. Long for the control, so that the flush that follows its early acknowledgement is
    /// over before the next message comes in and is not taken for that one's.
    private var pace: Double { faults.isEmpty ? 0.006 : 0.045 }

    func run() throws -> Verdict {
        let folder = try ScratchFolder()
        let trace = "\(folder.path)/trace"
        let stage = try DrillStage(
            provider, faults: faults,
            wrapper: [
                "strace", "-f", "-y", "-s", "160", "-e", "trace=read,recvfrom,write,sendto,fdatasync,fsync", "-o",
                trace,
            ])
        let client = VisitorClient(port: stage.port, name: "trace-drill")
        try client.connect()
        try client.listen(quietFor: 300)
        for number in 1...messages {
            try client.waitForAcknowledgement(of: try client.say("line \(number)"), within: 30_000)
            Thread.sleep(forTimeInterval: pace)
        }
        client.close()
        stage.service.stop()
        return Self.judge(try String(contentsOfFile: trace, encoding: .utf8), expected: messages)
    }

    /// Goes through the calls in the order they returned. One client, one message at a time: between a message's
    /// arrival and its acknowledgement the log must have been flushed.
    static func judge(_ trace: String, expected: Int) -> Verdict {
        var verdict = Verdict()
        var hasFlushed = false
        var unfinished: [Substring: Bool] = [:]
        for line in trace.split(separator: "\n") {
            let pid = line.prefix { $0 != " " }
            let isLogFlush = line.contains("sync(") && line.contains("-wal>")
            if isLogFlush, line.contains("<unfinished") {
                unfinished[pid] = true
            } else if isLogFlush {
                hasFlushed = true
            } else if line.contains("sync resumed"), unfinished.removeValue(forKey: pid) != nil {
                hasFlushed = true
            } else if isArrival(line) {
                hasFlushed = false
            } else if line.contains(#"\"type\":\"ack\""#), line.contains("write(") || line.contains("sendto(") {
                verdict.acknowledgements += 1
                if !hasFlushed { verdict.early += 1 }
            }
        }
        return verdict
    }

    /// Bytes read from a TCP socket.
    private static func isArrival(_ line: Substring) -> Bool {
        guard line.contains("read(") || line.contains("recvfrom("), line.contains("<TCP:") || line.contains("<socket:")
        else { return false }
        guard let result = line.split(separator: "= ").last.flatMap({ Int($0.prefix { $0.isNumber }) }) else {
            return false
        }
        return result > 0
    }
}
