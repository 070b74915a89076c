public import Dialog
import PlaybookModel
import Vocabulary

/// Judges a playbook on recorded conversations (`language.md` §5).
public struct DialogEvaluation: Sendable {
    public enum Mode: String, Hashable, Sendable, CaseIterable {
        /// Is the right flow chosen after one, two and three customer turns?
        case intent
        /// What is known at each recorded action, when the recorded person asks?
        case track
        /// The machine asks, the recorded customer is the script.
        case live
    }

    public let mode: Mode
    public let machine: DialogMachine
    public let listener: Listener
    /// Asks are learned from these.
    public let train: [RecordedDialog]
    public let test: [RecordedDialog]
    /// Only dialogs about these are scored by `track` and `live`; empty: all that the playbook has a flow for.
    public var only: Set<String> = []
    /// Arguments in free words, which nobody can be held to.
    public var leftOut: [String] = []

    public init(
        _ mode: Mode, machine: DialogMachine, listener: Listener, train: [RecordedDialog], test: [RecordedDialog]
    ) {
        self.mode = mode
        self.machine = machine
        self.listener = listener
        self.train = train
        self.test = test
    }

    /// Customer turns heard by `intent`.
    static let heard = 3

    /// - Parameter progress: told how many dialogs of how many are done.
    public func run(progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }) -> DialogResult {
        var result = DialogResult(mode: mode, trained: train.count)
        switch mode {
        case .intent:
            let replay = IntentReplay(machine: machine, listener: listener)
            for (index, dialog) in test.enumerated() where !dialog.customerTurns.isEmpty {
                result.take(dialog, replay.choices(dialog, turns: Self.heard))
                progress(index + 1, test.count)
            }
        case .track, .live:
            scoreCalls(into: &result, progress)
        }
        return result
    }

    private func scoreCalls(into result: inout DialogResult, _ progress: (_ done: Int, _ of: Int) -> Void) {
        var tasks: [IntentName: TaskSlots] = [:]
        for name in Set((train + test).map(\.task)) where only.isEmpty || only.contains(name.rawValue) {
            tasks[name] = TaskSlots(name, in: machine.playbook)
        }
        let asks = AskMap(train, tasks: tasks) { listener.interpret($0, [], ReplayClock.start).entities }
        let leftOut = Set(leftOut.map { PlainName($0) })
        let track = TrackReplay(machine: machine, listener: listener, asks: asks, leftOut: leftOut)
        let live = LiveReplay(machine: machine, listener: listener, asks: asks, leftOut: leftOut)
        for (index, dialog) in test.enumerated() {
            guard let task = tasks[dialog.task], !dialog.actions.isEmpty else { continue }
            switch mode {
            case .track: result.take(dialog, track.run(dialog, task))
            case .live, .intent: result.take(dialog, live.run(dialog))
            }
            progress(index + 1, test.count)
        }
    }
}
