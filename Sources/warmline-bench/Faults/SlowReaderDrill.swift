internal import ChatClient
internal import ChatProtocol
internal import Foundation

/// R11: readers that stop reading. Their queues are capped, they are closed with 1013, the others hardly notice. The
/// same talk with readers that do read comes first, so that only what the stalling costs is counted.
struct SlowReaderDrill {
    struct Verdict: Encodable {
        var stalled = 0
        var closed = 0
        /// What resident memory grew by while readers stalled, less what it grew by while they read, for 100 of them.
        var growthPerHundredBytes = 0
        /// p99 of another client's acknowledgements while readers stall, over the same while they read.
        var p99Ratio = 0.0

        /// Resident memory at its highest in each part: warming up, reading, stalling.
        var highestBytes: [Int] = []

        /// The times are for people to judge: machines are noisy.
        var isClean: Bool { closed == stalled && growthPerHundredBytes < 8 << 20 }
    }

    let provider: DrillProvider
    var readers = 16
    /// What each of them says, and how many say something in a round.
    private static let lines = 700
    private static let talkers = 8
    /// Seconds between a client's messages: the gateway takes 200 frames a second from one.
    private static let pace = 0.006

    func run() throws -> Verdict {
        let stage = try DrillStage(provider)
        let witness = VisitorClient(port: stage.port, name: "witness-00")
        try witness.connect()
        let warming = try talk(stage, witness, named: "warms", isReading: true)
        let reading = try talk(stage, witness, named: "reads", isReading: true)
        let stalling = try talk(stage, witness, named: "stall", isReading: false)
        var verdict = Verdict(stalled: readers, closed: stalling.closed)
        // Caches fill with every talk, read or not: what the talk before grew by is not the stalling's.
        let usual = reading.highest - warming.highest
        verdict.growthPerHundredBytes = max(0, stalling.highest - reading.highest - usual) * 100 / readers
        verdict.highestBytes = [warming.highest, reading.highest, stalling.highest]
        verdict.p99Ratio = stalling.p99 / reading.p99
        witness.close()
        stage.service.stop()
        return verdict
    }

    private func talk(
        _ stage: DrillStage, _ witness: VisitorClient, named name: String, isReading: Bool
    ) throws -> (p99: Double, highest: Int, closed: Int) {
        let sockets = try (0..<readers).map { _ in try connect(stage) }
        var times: [Double] = []
        var highest = 0
        for round in 0..<(readers * Self.lines / Self.talkers) {
            for place in 0..<Self.talkers {
                let index = (round * Self.talkers + place) % readers
                // Every line comes back as an event, an acknowledgement and an answer.
                let cmid = "\(name)-\(100 + index)-\(100_000 + round)"
                let frame: JSON = ["type": "say", "cmid": .string(cmid), "text": "hello?"]
                try? sockets[index].send(frame.bytes)
                if isReading { while try sockets[index].receive(within: 0) != nil {} }
            }
            times.append(try time(witness))
            Thread.sleep(forTimeInterval: Self.pace)
            highest = max(highest, stage.service.residentBytes)
        }
        times.sort()
        let closed = isReading ? 0 : sockets.count { wasClosed($0) }
        for socket in sockets { socket.cut() }
        return (times[times.count * 99 / 100], highest, closed)
    }

    private func connect(_ stage: DrillStage) throws -> WebSocketPeer {
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
