import PlaybookModel
import Vocabulary

/// No message of a visitor is answered with more lines, or more steps, than the assistant's limits allow.
struct TurnLengthCheck: Check {
    func run(on subject: CheckSubject, _ complaints: Complaints) {
        let limits = subject.playbook.assistant.limits
        // One line is kept for the question, or for the word that a person takes over.
        let lines = max(1, limits.linesPerTurn) - 1
        let speaking = TurnProof(subject.slots) { $0.speaks ? 1 : 0 }
        let working = TurnProof(subject.slots) { _ in 1 }
        for flow in subject.soundFlows {
            if let (excess, path) = speaking.excess(of: flow, over: lines) {
                complaints.error(
                    .tooManyLines, at: flow.steps[excess.step].place,
                    "this may be line \(excess.count) in one go; \(limits.linesPerTurn) are allowed, the last for a question",
                    suggestion: "say it in fewer lines, or ask something in between", path: path)
            }
            if let (excess, path) = working.excess(of: flow, over: limits.stepsPerTurn) {
                complaints.error(
                    .tooManySteps, at: flow.steps[excess.step].place,
                    "this may be step \(excess.count) in one go; \(limits.stepsPerTurn) are allowed",
                    suggestion: "ask something in between, or raise 'steps_per_turn'", path: path)
            }
        }
    }
}

extension StepKind {
    /// Says a line that is not a question.
    var speaks: Bool {
        switch self {
        case .say, .promise: true
        case .collect, .offer, .set, .when, .call, .confirm, .verify, .require, .wait, .link, .escalate, .end: false
        }
    }
}
