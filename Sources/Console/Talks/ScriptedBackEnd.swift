import PlaybookLoading
import Vocabulary

/// Answers calls with a talk's own answers: in turn, the last one again when they run out.
struct ScriptedBackEnd: RehearsedBackEnd {
    private var answers: [ActionName: [TalkAnswer]]
    private var given: [ActionName: Int] = [:]
    /// Actions that were called and of which the talk says nothing.
    private(set) var unanswered: Set<ActionName> = []

    init(_ answers: [ActionName: [TalkAnswer]]) {
        self.answers = answers
    }

    /// From now on it answers so.
    mutating func answer(_ action: ActionName, with list: [TalkAnswer]) {
        answers[action] = list
        given[action] = nil
    }

    mutating func answer(_ call: ActionCall) -> ActionResult? {
        guard let list = answers[call.action], let last = list.last else {
            unanswered.insert(call.action)
            return .unknown
        }
        let turn = given[call.action, default: 0]
        given[call.action] = turn + 1
        return (turn < list.count ? list[turn] : last).result
    }
}
