/// The figures of an evaluation for people, and for machines.
public struct DialogReport {
    private let result: DialogResult
    private let paint: Paint

    public init(_ result: DialogResult, paint: Paint = .none) {
        self.result = result
        self.paint = paint
    }

    /// In 100 columns: the figures, then what to mend first.
    public var text: String {
        let head = "\(CheckCommand.counted(result.dialogs, "dialog")), \(result.trained) to learn from"
        switch result.mode {
        case .intent: return ([head] + tasks).joined(separator: "\n")
        case .track: return ([head] + calls).joined(separator: "\n")
        case .live: return ([head] + live + calls).joined(separator: "\n")
        }
    }

    private var tasks: [String] {
        var lines = [paint("right task", .bold)]
        lines += zip(result.tasks, result.begun).enumerated().map { index, shares in
            "  after \(CheckCommand.counted(index + 1, "turn")): heard \(shares.0.share.rounded3)  "
                + "its flow begun \(shares.1.share.rounded3)"
        }
        let mistakes = result.mistaken.sorted {
            (-$0.value, $0.key.task, $0.key.chosen) < (-$1.value, $1.key.task, $1.key.chosen)
        }
        if !mistakes.isEmpty { lines.append(paint("taken for something else after 2 turns", .bold)) }
        lines += mistakes.prefix(12).map { "  \($0.value)  \($0.key.task) → \($0.key.chosen)" }
        return lines
    }

    private var live: [String] {
        [
            "right last call: \(result.rightCalls.share.rounded3)",
            "customer turns: \(result.turns), recorded: \(result.recordedTurns)",
            "handed to people: \(result.handedOver)",
        ]
    }

    private var calls: [String] {
        var lines = [paint("arguments of calls", .bold)]
        func row(_ name: String, _ calls: DialogResult.Calls) {
            guard calls.arguments.all > 0 else { return }
            lines.append(
                "  \(name.padded(to: 34)) right \(calls.arguments.share.rounded3)  wrong \(calls.wrongShare.rounded3)"
                    + "  whole \(calls.whole.share.rounded3)  of \(calls.whole.all)")
        }
        row("every call", result.every)
        row("last call", result.final)
        row("  happy", result.happy)
        row("  unhappy", result.unhappy)
        for (task, calls) in result.byTask.sorted(by: { $0.key < $1.key }) { row(task, calls) }
        let weakest = result.byArgument.sorted {
            ($1.value.missed, $0.key) < ($0.value.missed, $1.key)
        }
        lines.append(paint("arguments missed most in last calls", .bold))
        for (name, calls) in weakest.prefix(15) where calls.missed > 0 {
            lines.append(
                "  \(name.padded(to: 42)) \(calls.missed) of \(calls.arguments.all), \(calls.wrong) of them wrong")
            lines += calls.misses.map { paint("      \($0)", .faint) }
        }
        return lines
    }

    private struct Row: Encodable {
        let mode: String
        let dialogs: Int
        let trained: Int
        var taskAtTurns: [Double]?
        var begunAtTurns: [Double]?
        var slot: Double?
        var slotWrong: Double?
        var slots: Int?
        var wholeCall: Double?
        var wholeCallHappy: Double?
        var wholeCallUnhappy: Double?
        var everyCallSlot: Double?
        var everyCallWrong: Double?
        var rightCall: Double?
        var handedOver: Int?
        var turns: Int?
        var recordedTurns: Int?
        var tasks: [String: TaskRow]?

        enum CodingKeys: String, CodingKey {
            case mode, dialogs, trained, slot, slots, turns, tasks
            case taskAtTurns = "task_at_turns"
            case begunAtTurns = "begun_at_turns"
            case slotWrong = "slot_wrong"
            case wholeCall = "whole_call"
            case wholeCallHappy = "whole_call_happy"
            case wholeCallUnhappy = "whole_call_unhappy"
            case everyCallSlot = "every_call_slot"
            case everyCallWrong = "every_call_wrong"
            case rightCall = "right_call"
            case handedOver = "handed_over"
            case recordedTurns = "recorded_turns"
        }
    }

    private struct TaskRow: Encodable {
        let slot: Double
        let wholeCall: Double
        let calls: Int

        enum CodingKeys: String, CodingKey {
            case slot, calls
            case wholeCall = "whole_call"
        }
    }

    /// `{mode, dialogs, trained}` with `task_at_turns, begun_at_turns`, or `slot, slot_wrong, slots, whole_call, …, tasks` of the last
    /// calls; what does not apply is absent.
    public var json: String {
        var row = Row(mode: result.mode.rawValue, dialogs: result.dialogs, trained: result.trained)
        switch result.mode {
        case .intent:
            row.taskAtTurns = result.tasks.map { $0.share.rounded4 }
            row.begunAtTurns = result.begun.map { $0.share.rounded4 }
        case .track, .live:
            row.slot = result.final.arguments.share.rounded4
            row.slotWrong = result.final.wrongShare.rounded4
            row.slots = result.final.arguments.all
            row.wholeCall = result.final.whole.share.rounded4
            row.wholeCallHappy = result.happy.whole.share.rounded4
            row.wholeCallUnhappy = result.unhappy.whole.share.rounded4
            row.tasks = result.byTask.mapValues {
                TaskRow(
                    slot: $0.arguments.share.rounded4, wholeCall: $0.whole.share.rounded4, calls: $0.whole.all)
            }
        }
        if result.mode == .track {
            row.everyCallSlot = result.every.arguments.share.rounded4
            row.everyCallWrong = result.every.wrongShare.rounded4
        }
        if result.mode == .live {
            row.rightCall = result.rightCalls.share.rounded4
            row.handedOver = result.handedOver
            row.turns = result.turns
            row.recordedTurns = result.recordedTurns
        }
        return JSONText.of(row, lines: false)
    }
}

extension DialogResult.Calls {
    fileprivate var missed: Int { arguments.all - arguments.right }
}

extension Double {
    fileprivate var rounded4: Double { (self * 10_000).rounded() / 10_000 }

    fileprivate var rounded3: String {
        let thousandths = Int((self * 1_000).rounded())
        let digits = "\(thousandths % 1_000)"
        return "\(thousandths / 1_000)." + String(repeating: "0", count: 3 - digits.count) + digits
    }
}
