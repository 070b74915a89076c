public import Dialog
public import PlaybookLoading
public import PlaybookModel
public import Vocabulary

/// Random conversations against a playbook through the real machine: whatever is said, pressed, answered, delayed or
/// taken over, some things must never happen (``FuzzFault``). A seed gives the same conversation every time.
public struct Fuzz: Sendable {
    public let machine: DialogMachine
    public let pool: FuzzPool
    /// Moves of one conversation, at most.
    public var mostMoves = 28
    /// Reads what is written as the service does. `nil`: what might be understood is drawn as well, which is quicker
    /// and goes further from what is usual.
    public var listener: Listener?

    public init(machine: DialogMachine, pool: FuzzPool) {
        self.machine = machine
        self.pool = pool
    }

    /// Against a playbook as its own talks know its back end.
    public init(playbook: Playbook, talks: [Talk]) {
        self.init(machine: DialogMachine(playbook: playbook), pool: FuzzPool(playbook, talks: talks))
    }

    /// A conversation that was played to its end, or to its first fault.
    public struct Played: Sendable {
        public let seed: UInt64
        public let moves: [FuzzMove]
        public let log: [EventRecord]
        public let fault: FuzzFault?
    }

    public func run(seed: UInt64, conversation: ConversationID = "fuzz") -> Played {
        let isOrderly = Self.isOrderly(seed)
        var driver = FuzzDriver(
            pool: pool, listener: listener, isOrderly: isOrderly, dice: FuzzDice(seed: seed))
        var game = Game(self, seed: seed, conversation: conversation)
        let length = driver.dice.number(3...max(3, mostMoves))
        game.play(driver.opening())
        while game.fault == nil, game.moves.count <= length { game.play(driver.next(game.talk)) }
        return game.played
    }

    /// The shortest conversation found that still ends in the same fault, by leaving moves out.
    public func shrunk(_ played: Played) -> Played {
        guard let fault = played.fault else { return played }
        var best = played
        var isShorter = true
        while isShorter {
            isShorter = false
            for index in best.moves.indices.reversed() where index > 0 && index < best.moves.count {
                var moves = best.moves
                moves.remove(at: index)
                let again = replay(moves, seed: played.seed)
                guard again.fault == fault else { continue }
                best = again
                isShorter = true
            }
        }
        return best
    }

    /// Plays given moves; the back end answers as it did under the seed.
    public func replay(_ moves: [FuzzMove], seed: UInt64) -> Played {
        var game = Game(self, seed: seed, conversation: "fuzz")
        for move in moves where game.fault == nil { game.play(move) }
        return game.played
    }

    /// An input with the state it meets, to be measured alone.
    public struct Step: Sendable {
        public let state: DialogState
        public let input: DialogInput
        public let now: Timestamp

        /// What kind of input meets which flow.
        public var summary: String {
            let flow = state.stack.last?.flow.rawValue ?? "no flow"
            return "\("\(input)".prefix { $0 != "(" }) in \(flow)"
        }
    }

    /// The inputs from outside of a seed's conversation, each where it comes.
    public func steps(seed: UInt64) -> [Step] {
        var game = Game(self, seed: seed, conversation: "fuzz")
        var steps: [Step] = []
        for move in run(seed: seed).moves {
            if case .take(let input) = move {
                steps.append(Step(state: game.talk.state, input: input, now: game.talk.now))
            }
            game.play(move)
        }
        return steps
    }

    /// Takes a step once, and tells how many events came of it.
    public func perform(_ step: Step) -> Int {
        machine.step(step.state, step.input, at: step.now).events.count
    }

    /// Two of three back ends answer in shapes they have promised.
    private static func isOrderly(_ seed: UInt64) -> Bool {
        seed % 3 != 0
    }

    /// One conversation on its way.
    private struct Game {
        let seed: UInt64
        private(set) var talk: Rehearsal
        private(set) var moves: [FuzzMove] = []
        private(set) var fault: FuzzFault?
        private var backEnd: FuzzBackEnd
        private var watch: FuzzWatch

        init(_ fuzz: Fuzz, seed: UInt64, conversation: ConversationID) {
            self.seed = seed
            let isOrderly = Fuzz.isOrderly(seed)
            // Any day of a year, any time of the day.
            var dice = FuzzDice(seed: ~seed)
            let start = FuzzClock.start + .minutes(Int64(dice.number(0...525_600)))
            talk = Rehearsal(machine: fuzz.machine, conversation: conversation, now: start)
            backEnd = FuzzBackEnd(fuzz.pool, seed: seed, isOrderly: isOrderly)
            watch = FuzzWatch(fuzz.pool, isOrderly: isOrderly)
        }

        mutating func play(_ move: FuzzMove) {
            let before = talk.state
            var refusal: DialogRefusal?
            switch move {
            case .take(let input): refusal = talk.take(input, backEnd: &backEnd)
            case .pass(let span): talk.pass(span, backEnd: &backEnd)
            case .answer(let action, let result):
                guard let call = talk.openCalls.first(where: { $0.action == action }) else { return }
                refusal = talk.answer(call, result, backEnd: &backEnd)
            }
            moves.append(move)
            fault = watch.fault(after: move, from: before, refusal: refusal, in: talk)
        }

        var played: Played { Played(seed: seed, moves: moves, log: talk.log, fault: fault) }
    }
}

enum FuzzClock {
    /// 1 January 2026, midnight UTC.
    static let start = Timestamp(milliseconds: 1_767_225_600_000)
}
