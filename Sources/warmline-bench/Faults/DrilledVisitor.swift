internal import ChatClient
internal import ChatProtocol
internal import Foundation

/// A visitor whom a drill cuts off again and again: comes back, and says nothing new before what it sent is
/// acknowledged.
struct DrilledVisitor {
    /// What it remembers of its talk.
    struct Memory: Sendable {
        let conversation: String
        let acknowledged: [(cmid: String, seq: Int)]
        let violations: [String]
        let unacknowledged: Int
        let refusals: [String]
        let resets: Int

        init(of client: VisitorClient, refusals: [String] = []) {
            conversation = client.conversation
            acknowledged = client.acknowledged
            violations = client.violations
            unacknowledged = client.unacknowledged.count
            self.refusals = refusals
            resets = client.resets
        }
    }

    let client: VisitorClient
    private let acknowledged: () -> Void
    private let isBack: () -> Void
    private var refusals: [String] = []

    /// - Parameters:
    ///   - acknowledged: called at each acknowledgement.
    ///   - isBack: called whenever it is there again.
    init(_ client: VisitorClient, acknowledged: @escaping () -> Void, isBack: @escaping () -> Void = {}) {
        self.client = client
        self.acknowledged = acknowledged
        self.isBack = isBack
    }

    var memory: Memory { Memory(of: client, refusals: refusals) }

    func say(_ text: String, choice: JSON? = nil) throws(ClientFailure) {
        try client.waitForAcknowledgement(of: try client.say(text, choice: choice))
        acknowledged()
    }

    /// Connected, and everything that was sent is acknowledged.
    func settle() throws(ClientFailure) {
        if !client.isConnected {
            try client.connect()
            isBack()
        }
        while let oldest = client.unacknowledged.first {
            try client.waitForAcknowledgement(of: oldest.cmid)
            acknowledged()
        }
    }

    /// The connection is lost, or worth nothing: full jitter before the next, as the protocol's clients do.
    mutating func lost(_ failure: ClientFailure) {
        if case .refused(let code, _) = failure { refusals.append(code) }
        client.cut()
        Thread.sleep(forTimeInterval: Double.random(in: 0.02...0.2))
    }

    /// Hears out what is still on its way, and leaves.
    func finish(quietFor milliseconds: Int32) {
        for _ in 0..<100 {
            do throws(ClientFailure) {
                try settle()
                try client.listen(quietFor: milliseconds)
                client.close()
                return
            } catch {
                client.cut()
                Thread.sleep(forTimeInterval: 0.1)
            }
        }
    }
}
