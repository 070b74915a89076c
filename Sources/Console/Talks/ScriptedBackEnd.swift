import Synchronization
import Vocabulary

/// Answers calls with a talk's own answers: in turn, the last one again when they run out.
final class ScriptedBackEnd: Sendable {
    private struct Script {
        var given: [ActionName: Int] = [:]
        var unanswered: Set<ActionName> = []
    }

    private let answers: [ActionName: [ActionResult]]
    private let script = Mutex(Script())

    init(_ answers: [ActionName: [ActionResult]]) {
        self.answers = answers
    }

    /// Actions that were called and of which the talk says nothing.
    var unanswered: [ActionName] { script.withLock { $0.unanswered.sorted() } }

    func answer(_ call: ActionCall) -> ActionResult {
        script.withLock { script in
            guard let list = answers[call.action], let last = list.last else {
                script.unanswered.insert(call.action)
                return .unknown
            }
            let turn = script.given[call.action, default: 0]
            script.given[call.action] = turn + 1
            return turn < list.count ? list[turn] : last
        }
    }
}
