internal import ChatClient
internal import ChatProtocol
internal import Foundation
internal import Telemetry

/// Visitors who want money moved until told to stop, whatever happens to the service. They come in groups of four who
/// all want the same at the same time: two tabs of one visitor, a stranger, and one who asks an agent for it.
final class MoneyCrowd: Sendable {
    struct Memory: Sendable {
        let talk: DrilledVisitor.Memory
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

    /// Seconds until the last word may come on a busy machine.
    static let patience = 600.0

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

    /// Who has not left yet.
    var present: Int { state.withLock { $0.running } }
    var isOver: Bool { present == 0 }

    /// Lets everyone hear the end of what they have asked for, and collects what they remember.
    func finish() -> [Memory] {
        state.withLock { $0.stops = true }
        return memories()
    }

    /// What everyone remembers when they have left by themselves.
    func memories() -> [Memory] {
        let deadline = Date().addingTimeInterval(Self.patience)
        while Date() < deadline, state.withLock({ $0.running > 0 }) { Thread.sleep(forTimeInterval: 0.05) }
        return state.withLock { $0.memories }
    }
}

/// One visitor, on a thread of its own, who comes back after every loss.
private final class MoneyVisitor: Sendable {
    /// Nothing heard for so long: it is said once more.
    private static let patience = 6.0
    /// A wish that has no end after so long has none. Nobody goes on to the next before: what is said while the bot works,
    /// or a person is waited for, is not begun.
    private static let longest = MoneyCrowd.patience - 30

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
        var visitor = DrilledVisitor(client, acknowledged: { [crowd] in crowd.countAcknowledgement() }) { [crowd] in
            if self.seat == .firstTab { crowd.keep(client.token, of: self.group) }
        }
        var asked: [String] = []
        var round = 0
        while !crowd.stops, let wish = crowd.wish(round, of: group) {
            if pursue(wish, round, &visitor) { asked.append(wish.order) }
            round += 1
        }
        visitor.finish(quietFor: 400)
        crowd.leave(MoneyCrowd.Memory(talk: visitor.memory, events: client.events, asked: asked))
    }

    /// Until its end is told. False when it was never wanted for sure.
    private func pursue(_ wish: Wish, _ round: Int, _ visitor: inout DrilledVisitor) -> Bool {
        var isAsked = false
        /// The yes was given, or none is needed: from here on an end is owed.
        var isWanted = false
        var answered: Set<Int> = []
        var spoke = Date.distantPast
        let deadline = Date().addingTimeInterval(Self.longest)
        while Date() < deadline, isAsked || !crowd.stops {
            do throws(ClientFailure) {
                try visitor.settle()
                let isPatient = Date().timeIntervalSince(spoke) < Self.patience
                switch wish.standing(in: visitor.client.events) {
                case .told:
                    if isAsked { crowd.countEnd() }
                    return isWanted
                case .asksWhetherTo(let seq) where answered.insert(seq).inserted || !isPatient:
                    spoke = Date()
                    isAsked = true
                    isWanted = true
                    try visitor.say("Yes", choice: ["confirm": true])
                case .asksAboutAnother(let seq) where isAsked && answered.insert(seq).inserted:
                    spoke = Date()
                    try visitor.say("No", choice: ["confirm": false])
                case .asksWhich(let seq) where answered.insert(seq).inserted:
                    spoke = Date()
                    try visitor.say(wish.order)
                case .asksWhetherTo, .asksAboutAnother, .asksWhich, .quiet:
                    if !isAsked || !isPatient {
                        spoke = Date()
                        let wantsPerson = !isAsked && seat == .withAgent && wish.kind == .refund && round % 3 == 0
                        isAsked = true
                        // Nothing stands between the words and the deed.
                        if wish.kind == .pickup { isWanted = true }
                        try visitor.say(wantsPerson ? "talk to a person" : wish.words)
                    }
                }
                try visitor.client.listen(quietFor: 150)
            } catch {
                visitor.lost(error)
            }
        }
        return isWanted
    }
}
