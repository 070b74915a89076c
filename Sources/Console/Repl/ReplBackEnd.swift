import Vocabulary

/// The REPL's stand-in for a back end: failures the developer has asked for, then what the talks answer, then nothing,
/// so that the developer is asked.
struct ReplBackEnd: RehearsedBackEnd, Sendable {
    enum Failure: Hashable, Sendable {
        case result(ActionResult)
        /// No answer ever comes.
        case timeout

        var inWords: String {
            switch self {
            case .result(let result): result.inWords
            case .timeout: "no answer"
            }
        }
    }

    var canned: [ActionName: ActionResult]
    /// For the next calls, in turn.
    private(set) var failures: [ActionName: [Failure]] = [:]

    init(canned: [ActionName: ActionResult]) {
        self.canned = canned
    }

    mutating func fail(_ action: ActionName, with failure: Failure) {
        failures[action, default: []].append(failure)
    }

    mutating func answer(_ call: ActionCall) -> ActionResult? {
        guard var queue = failures[call.action], !queue.isEmpty else { return canned[call.action] }
        let failure = queue.removeFirst()
        failures[call.action] = queue.isEmpty ? nil : queue
        switch failure {
        case .result(let result): return result
        case .timeout: return nil
        }
    }
}
