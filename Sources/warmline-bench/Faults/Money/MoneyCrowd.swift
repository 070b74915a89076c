internal import ChatClient
internal import ChatProtocol
internal import Foundation
internal import Telemetry

/// Visitors who want money moved until told to stop, whatever happens to the service. They come in groups of four who
/// all want the same at the same time: two tabs of one visitor, a stranger, and one who asks an agent for it.
final class MoneyCrowd: Sendable {
    struct Memory: Sendable {
        let talk: Crowd.Memory
        let events: [VisitorClient.Received]
        /// Orders they asked about, told how it ended or not.
        let asked: [String]
    }

    private struct State {
        var stops = false
        var memories: [Memory] = []
        var running = 0
        var acknowledged = 0
        var ended = 0
        var tokens: [Int: String] = [:]
    }

    enum Seat: Int, CaseIterable {
        case firstTab, secondTab, stranger, withAgent
    }

    /// Numbers of five digits, each order wanted by one group once.
    private let first: Int
    private let groups: Int
    private let rounds: Int
    private let state = Locked(State())

    /// - Parameters:
    ///   - seats: who comes, of each group.
    ///   - rounds: orders that each asks about before it leaves by itself.
    init(groups: Int, port: UInt16, firstOrder: Int = 10_000, seats: [Seat] = Seat.allCases, rounds: Int = .max) {
        self.groups = groups
        self.rounds = rounds
        first = firstOrder
        state.withLock { $0.running = groups * seats.count }
        for group in 0..<groups {
            for seat in seats {
                let visitor = MoneyVisitor(crowd: self, port: port, group: group, seat: seat)
                let thread = Thread { visitor.live() }
                thread.stackSize = 1 << 20
                thread.start()
            }
        }
    }

    var stops: Bool { state.withLock { $0.stops } }
    var acknowledged: Int { state.withLock { $0.acknowledged } }
    /// Wishes that somebody was told the end of.
    var ended: Int { state.withLock { $0.ended } }

    /// `nil` after the last round.
    func wish(_ round: Int, of group: Int) -> Wish? {
        guard round < rounds else { return nil }
        return Wish(first + (round * groups + group) % (100_000 - first))
    }

    func token(of group: Int) -> String? { state.withLock { $0.tokens[group] } }
    func keep(_ token: String?, of group: Int) { state.withLock { $0.tokens[group] = token } }
    func countAcknowledgement() { state.withLock { $0.acknowledged += 1 } }
    func countEnd() { state.withLock { $0.ended += 1 } }

    func leave(_ memory: Memory) {
        state.withLock { state in
            state.memories.append(memory)
            state.running -= 1
        }
    }

    var isOver: Bool { state.withLock { $0.running == 0 } }

    /// Lets everyone hear the end of what they have asked for, and collects what they remember.
    func finish(within seconds: Double) -> [Memory] {
        state.withLock { $0.stops = true }
        return memories(within: seconds)
    }

    /// What everyone remembers when they have left by themselves.
    func memories(within seconds: Double) -> [Memory] {
        let deadline = Date().addingTimeInterval(seconds)
        while Date() < deadline, state.withLock({ $0.running > 0 }) { Thread.sleep(forTimeInterval: 0.05) }
        return state.withLock { $0.memories }
    }
}

/// One visitor, on a thread of its own, who comes back after every loss.
private final class MoneyVisitor: Sendable {
    /// Nothing heard for so long: it is said once more.
    private static let patience = 6.0
    /// A wish that has no end after so long has none.
    private static let longest = 150.0

    private let crowd: MoneyCrowd
    private let port: UInt16
    private let group: Int
    private let seat: MoneyCrowd.Seat

    init(crowd: MoneyCrowd, port: UInt16, group: Int, seat: MoneyCrowd.Seat) {
        self.crowd = crowd
        self.port = port
        self.group = group
        self.seat = seat
    }

    func live() {
        if seat == .secondTab {
            while crowd.token(of: group) == nil, !crowd.stops { Thread.sleep(forTimeInterval: 0.05) }
        }
        let client = VisitorClient(
            port: port, name: "money-\(1_000 + group * MoneyCrowd.Seat.allCases.count + seat.rawValue)",
            token: seat == .secondTab ? crowd.token(of: group) : nil)
        var refusals: [String] = []
        var asked: [String] = []
        var round = 0
        while !crowd.stops, let wish = crowd.wish(round, of: group) {
            if pursue(wish, round, client, &refusals) { asked.append(wish.order) }
            round += 1
        }
        finish(client)
        crowd.leave(
            MoneyCrowd.Memory(
                talk: Crowd.Memory(
                    conversation: client.conversation, acknowledged: client.acknowledged,
                    violations: client.violations, unacknowledged: client.unacknowledged.count, refusals: refusals,
                    resets: client.resets),
                events: client.events, asked: asked))
    }

    /// Until its end is told. False when it was never wanted for sure.
    private func pursue(_ wish: Wish, _ round: Int, _ client: VisitorClient, _ refusals: inout [String]) -> Bool {
        var isAsked = false
        /// The yes was given, or none is needed: from here on an end is owed.
        var isWanted = false
        var answered: Set<Int> = []
        var spoke = Date.distantPast
        let deadline = Date().addingTimeInterval(Self.longest)
        while Date() < deadline, isAsked || !crowd.stops {
            do throws(ClientFailure) {
                try settle(client)
                let isPatient = Date().timeIntervalSince(spoke) < Self.patience
                switch wish.standing(in: client.events) {
                case .told:
                    if isAsked { crowd.countEnd() }
                    return isWanted
                case .asksWhetherTo(let seq) where answered.insert(seq).inserted || !isPatient:
                    spoke = Date()
                    isAsked = true
                    isWanted = true
                    try say(client, "Yes", choice: ["confirm": true])
                case .asksAboutAnother(let seq) where isAsked && answered.insert(seq).inserted:
                    spoke = Date()
                    try say(client, "No", choice: ["confirm": false])
                case .asksWhich(let seq) where answered.insert(seq).inserted:
                    spoke = Date()
                    try say(client, wish.order)
                case .asksWhetherTo, .asksAboutAnother, .asksWhich, .quiet:
                    if !isAsked || !isPatient {
                        spoke = Date()
                        let wantsPerson = !isAsked && seat == .withAgent && wish.kind == .refund && round % 3 == 0
                        isAsked = true
                        // Nothing stands between the words and the deed.
                        if wish.kind == .pickup { isWanted = true }
                        try say(client, wantsPerson ? "talk to a person" : wish.words)
                    }
                }
                try client.listen(quietFor: 150)
            } catch {
                if case .refused(let code, _) = error { refusals.append(code) }
                client.cut()
                // Full jitter, as the protocol's clients do.
                Thread.sleep(forTimeInterval: Double.random(in: 0.02...0.2))
            }
        }
        return isWanted
    }

    private func say(_ client: VisitorClient, _ text: String, choice: JSON? = nil) throws(ClientFailure) {
        try client.waitForAcknowledgement(of: try client.say(text, choice: choice))
        crowd.countAcknowledgement()
    }

    /// Connected, and what was sent before the connection broke is acknowledged before anything new is said.
    private func settle(_ client: VisitorClient) throws(ClientFailure) {
        if !client.isConnected {
            try client.connect()
            if seat == .firstTab { crowd.keep(client.token, of: group) }
        }
        while let oldest = client.unacknowledged.first {
            try client.waitForAcknowledgement(of: oldest.cmid)
            crowd.countAcknowledgement()
        }
    }

    private func finish(_ client: VisitorClient) {
        for _ in 0..<100 {
            do throws(ClientFailure) {
                try settle(client)
                try client.listen(quietFor: 400)
                client.close()
                return
            } catch {
                client.cut()
                Thread.sleep(forTimeInterval: 0.1)
            }
        }
    }
}
