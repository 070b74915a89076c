import Dialog
import PlaybookModel
import Vocabulary

/// The machine runs its own flow, and the recorded customer is the script: what is asked is answered with what was said
/// to the recorded ask for it, other lines come when their turn comes, and what nobody said is not known.
struct LiveReplay {
    let machine: DialogMachine
    let listener: Listener
    let asks: AskMap
    let leftOut: Set<PlainName>

    private static let unknown = "I don't have that"
    /// Lines of one customer, at most.
    private static let patience = 40

    func run(_ dialog: RecordedDialog) -> LiveScore {
        var script = Script(dialog, asks)
        var backEnd = AgreeingBackEnd()
        var talk = Rehearsal(machine: machine, conversation: "recorded", now: ReplayClock.start)
        talk.take(ReplayClock.opening(machine.playbook.version), backEnd: &backEnd)
        var turns = 0
        while turns < Self.patience, talk.state.holder == .bot {
            // What was wanted is done; thanks and good-byes change nothing.
            if talk.state.stack.isEmpty, !backEnd.calls.isEmpty { break }
            guard let text = script.next(for: talk.state.question) else { break }
            turns += 1
            talk.take(
                .visitorSaid(text: text, choice: nil, interpretation: talk.interpret(text, by: listener)),
                backEnd: &backEnd)
        }
        return score(dialog, backEnd.calls.last, turns: turns, isHandedOver: talk.state.holder != .bot)
    }

    private func score(_ dialog: RecordedDialog, _ call: ActionCall?, turns: Int, isHandedOver: Bool) -> LiveScore {
        let given = Dictionary(
            (call?.arguments ?? [:]).map { (PlainName($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
        let recorded = dialog.actions.last
        let isSame = call.map { PlainName($0.action.rawValue) } == recorded.map { PlainName($0.name) }
        let arguments = (recorded?.arguments ?? []).filter { !leftOut.contains(PlainName($0.name)) }
            .map { argument in
                ActionScore.Argument(
                    name: argument.name, wanted: argument.values,
                    got: isSame ? given[PlainName(argument.name)].flatMap { PlainValue($0) } : nil)
            }
        return LiveScore(
            isRightCall: isSame, final: ActionScore(action: recorded?.name ?? "", arguments: arguments), turns: turns,
            recordedTurns: dialog.customerTurns.count, isHandedOver: isHandedOver)
    }

    /// What the customer has to say.
    private struct Script {
        private var lines: [(text: String, slot: SlotName?)] = []

        init(_ dialog: RecordedDialog, _ asks: AskMap) {
            var prompt: String?
            for turn in dialog.turns {
                switch turn {
                case .agent(_, let label): prompt = label
                case .customer(let text):
                    lines.append((text: text, slot: asks.slot(for: prompt, in: dialog.task)))
                    prompt = nil
                case .action: break
                }
            }
        }

        /// `nil`: nothing is left to say and nothing is asked.
        mutating func next(for question: PendingQuestion?) -> String? {
            if case .slot(let slot, _)? = question {
                if let index = lines.firstIndex(where: { $0.slot == slot }) { return lines.remove(at: index).text }
                // A line that answers nothing in particular may hold it.
                if lines.first?.slot == nil, !lines.isEmpty { return lines.removeFirst().text }
                return LiveReplay.unknown
            }
            return lines.isEmpty ? nil : lines.removeFirst().text
        }
    }
}

/// How a talk of the machine with a recorded customer came out.
struct LiveScore: Hashable, Sendable {
    /// The last call is the recorded last one.
    let isRightCall: Bool
    let final: ActionScore
    let turns: Int
    let recordedTurns: Int
    let isHandedOver: Bool
}

/// Everything goes well, and is remembered.
private struct AgreeingBackEnd: RehearsedBackEnd {
    private(set) var calls: [ActionCall] = []

    mutating func answer(_ call: ActionCall) -> ActionResult? {
        calls.append(call)
        return .done([:])
    }
}
