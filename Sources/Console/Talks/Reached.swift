public import Vocabulary

/// What of a playbook conversations have come past.
public struct Reached: Hashable, Sendable {
    /// Indices of steps, by flow.
    public private(set) var steps: [FlowName: Set<Int>] = [:]
    public private(set) var responses: Set<ResponseName> = []

    public init() {}

    /// - Parameter log: of a conversation under the playbook that is measured.
    public init(log: [EventRecord]) {
        for record in log {
            switch record.event {
            case .flowStarted(let flow): steps[flow, default: []].insert(0)
            case .stepEntered(let flow, let step): steps[flow, default: []].insert(step)
            case .botSaid(let line, _):
                if let response = line.response { responses.insert(response) }
            case .opened, .visitorSaid, .understood, .agentSaid, .noted, .flowResumed, .flowEnded, .slotAsked,
                .slotFilled, .slotCleared, .confirmationShown, .confirmed, .verified, .articleShown, .fellBack,
                .requestKept, .requestSettled, .promised, .waitBegan, .signalled, .returned, .actionStarted,
                .actionFinished, .timerSet, .timerFired, .escalated, .agentJoined, .agentLeft, .resolved, .rated,
                .turnFailed, .leftQueue, .callbackBooked, .tagged:
                break
            }
        }
    }

    public mutating func formUnion(_ other: Reached) {
        steps.merge(other.steps) { $0.union($1) }
        responses.formUnion(other.responses)
    }
}
