import Vocabulary

/// What the dialogs came to, counted.
public struct DialogResult: Sendable {
    struct Share: Hashable, Sendable {
        var right = 0
        var all = 0

        var share: Double { all == 0 ? 0 : Double(right) / Double(all) }

        mutating func take(_ isRight: Bool) {
            all += 1
            if isRight { right += 1 }
        }
    }

    /// Arguments of calls.
    struct Calls: Hashable, Sendable {
        var arguments = Share()
        var wrong = 0
        var whole = Share()
        /// The first that were missed, for looking at.
        private(set) var misses: [String] = []
        private static let mostMisses = 4

        mutating func keep(_ miss: String) {
            if misses.count < Self.mostMisses { misses.append(miss) }
        }

        mutating func take(_ score: ActionScore) {
            for argument in score.arguments {
                arguments.take(argument.isRight)
                if argument.isWrong { wrong += 1 }
            }
            if !score.arguments.isEmpty { whole.take(score.isWhole) }
        }

        /// Known and other than recorded, of all.
        var wrongShare: Double { arguments.all == 0 ? 0 : Double(wrong) / Double(arguments.all) }
    }

    public let mode: DialogEvaluation.Mode
    let trained: Int
    private(set) var dialogs = 0
    /// After one, two, three turns.
    private(set) var tasks: [Share] = []
    /// The same by the flows that were begun.
    private(set) var begun: [Share] = []
    private(set) var mistaken: [Mistake: Int] = [:]
    private(set) var every = Calls()
    private(set) var final = Calls()
    private(set) var happy = Calls()
    private(set) var unhappy = Calls()
    private(set) var byTask: [String: Calls] = [:]
    private(set) var byArgument: [String: Calls] = [:]
    private(set) var rightCalls = Share()
    private(set) var handedOver = 0
    private(set) var turns = 0
    private(set) var recordedTurns = 0

    struct Mistake: Hashable, Sendable {
        let task: String
        let chosen: String
    }

    init(mode: DialogEvaluation.Mode, trained: Int) {
        self.mode = mode
        self.trained = trained
    }

    /// Right task after so many turns; 0 where nothing was scored.
    public func taskShare(afterTurns count: Int) -> Double {
        tasks.indices.contains(count - 1) ? tasks[count - 1].share : 0
    }

    /// Arguments of the last call that were right.
    public var slotShare: Double { final.arguments.share }
    /// Last calls with every argument right.
    public var wholeShare: Double { final.whole.share }

    mutating func take(_ dialog: RecordedDialog, _ choices: [IntentReplay.Choice]) {
        dialogs += 1
        while tasks.count < choices.count {
            tasks.append(Share())
            begun.append(Share())
        }
        for (index, choice) in choices.enumerated() {
            tasks[index].take(choice.heard == dialog.task)
            begun[index].take(choice.begun == dialog.task)
        }
        guard choices.count > 1, choices[1].heard != dialog.task else { return }
        let mistake = Mistake(task: dialog.task.rawValue, chosen: choices[1].heard?.rawValue ?? "none")
        mistaken[mistake, default: 0] += 1
    }

    mutating func take(_ dialog: RecordedDialog, _ scores: [ActionScore]) {
        dialogs += 1
        for score in scores { every.take(score) }
        if let last = scores.last { takeFinal(last, dialog) }
    }

    mutating func take(_ dialog: RecordedDialog, _ score: LiveScore) {
        dialogs += 1
        rightCalls.take(score.isRightCall)
        if score.isHandedOver { handedOver += 1 }
        turns += score.turns
        recordedTurns += score.recordedTurns
        takeFinal(score.final, dialog)
    }

    private mutating func takeFinal(_ score: ActionScore, _ dialog: RecordedDialog) {
        final.take(score)
        if let isHappy = dialog.isHappy { isHappy ? happy.take(score) : unhappy.take(score) }
        byTask[dialog.task.rawValue, default: Calls()].take(score)
        for argument in score.arguments {
            let name = "\(dialog.task.rawValue).\(argument.name)"
            byArgument[name, default: Calls()].take(ActionScore(action: score.action, arguments: [argument]))
            guard !argument.isRight else { continue }
            let wanted = argument.wanted.map(\.text).joined(separator: " or ")
            let got = argument.got.map { "'\($0.text)'" } ?? "nothing"
            byArgument[name]?.keep("dialog \(dialog.id): '\(wanted)', got \(got)")
        }
    }
}
