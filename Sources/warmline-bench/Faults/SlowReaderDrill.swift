internal import ChatClient
internal import ChatProtocol
internal import Foundation

/// R11: readers that stop reading. Their queues are capped, they are closed with 1013, the others hardly notice.
struct SlowReaderDrill {
    struct Verdict: Encodable {
        var stalled = 0
        var closed = 0
        /// Resident memory at its highest, less before, for 100 stalled readers.
        var growthPerHundredBytes = 0
        /// p99 of other clients' acknowledgements while readers stall, over the same before.
        var p99Ratio = 0.0
    }

    let provider: DrillProvider
    var readers = 100

    func run() throws -> Verdict {
        let stage = try DrillStage(provider)
        var verdict = Verdict(stalled: readers)
        let witness = VisitorClient(port: stage.port, name: "witness-00")
        try witness.connect()
        for number in 1...50 { try witness.waitForAcknowledgement(of: try witness.say("warm \(number)")) }
        let calm = try p99(witness, count: 300)
        let before = stage.service.residentBytes
        var sockets: [WebSocketPeer] = []
        for _ in 0..<readers { sockets.append(try stalledReader(stage)) }
        var highest = before
        var busy: [Double] = []
        for round in 0..<400 {
            for (index, socket) in sockets.enumerated() {
                // Every line comes back as an event, an acknowledgement and an answer, and none of it is read.
                let cmid = "stall-\(100 + index)-\(100_000 + round)"
                let frame: JSON = ["type": "say", "cmid": .string(cmid), "text": "hello?"]
                try? socket.send(frame.bytes)
            }
            busy.append(try time(witness))
            highest = max(highest, stage.service.residentBytes)
        }
        busy.sort()
        verdict.p99Ratio = busy[busy.count * 99 / 100] / calm
        verdict.growthPerHundredBytes = (highest - before) * 100 / readers
        verdict.closed = sockets.count { wasClosed($0) }
        witness.close()
        stage.service.stop()
        return verdict
    }

    private func stalledReader(_ stage: DrillStage) throws -> WebSocketPeer {
        let socket = try WebSocketPeer(
            port: stage.port, path: "/v1/chat", subprotocol: "warmline.v1", receiveBuffer: 4_096)
        try socket.send(JSON.object([.init("type", "hello"), .init("v", 1)]).bytes)
        return socket
    }

    private func time(_ client: VisitorClient) throws -> Double {
        let start = DispatchTime.now().uptimeNanoseconds
        try client.waitForAcknowledgement(of: try client.say("how long?"), within: 30_000)
        return Double(DispatchTime.now().uptimeNanoseconds - start)
    }

    private func p99(_ client: VisitorClient, count: Int) throws -> Double {
        var times: [Double] = []
        for _ in 0..<count { times.append(try time(client)) }
        times.sort()
        return times[count * 99 / 100]
    }

    private func wasClosed(_ socket: WebSocketPeer) -> Bool {
        while true {
            do throws(ClientFailure) {
                guard try socket.receive(within: 500) != nil else { return false }
            } catch {
                return true
            }
        }
    }
}
