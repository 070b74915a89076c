import PlaybookLoading
import Vocabulary

/// Answers calls with a talk's own answers: in turn, the last one again when they run out.
struct ScriptedBackEnd: RehearsedBackEnd {
    private var answers: [ActionName: [TalkAnswer]]
    private var given: [ActionName: Int] = [:]
    /// Actions that were called and of which the talk says nothing.
    private(set) var unanswered: Set<ActionName> = []
    /// Calls that were left open because of a word that they wait for.
    private var holds: [EffectID: ActionHold] = [:]

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
        let answer = turn < list.count ? list[turn] : last
        holds[call.id] = answer.hold
        return answer.result
    }

    func hold(of call: ActionCall) -> ActionHold? { holds[call.id] }
}
