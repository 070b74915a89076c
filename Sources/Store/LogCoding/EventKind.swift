internal import Vocabulary

/// Which event a row is. The words are written into databases: they never change.
enum EventKind: String, CaseIterable {
    case opened, visitorSaid, understood, botSaid, agentSaid, noted
    case flowStarted, stepEntered, flowResumed, flowEnded
    case slotAsked, slotFilled, slotCleared, confirmationShown, confirmed, verified
    case articleShown, fellBack
    case actionStarted, actionFinished, timerSet, timerFired
    case escalated, agentJoined, agentLeft, resolved, rated, turnFailed
    case requestKept, requestSettled, promised, waitBegan, signalled, returned
    case leftQueue, callbackBooked, tagged
}

extension Event {
    var kind: EventKind {
        switch self {
        case .opened: .opened
        case .visitorSaid: .visitorSaid
        case .understood: .understood
        case .botSaid: .botSaid
        case .agentSaid: .agentSaid
        case .noted: .noted
        case .flowStarted: .flowStarted
        case .stepEntered: .stepEntered
        case .flowResumed: .flowResumed
        case .flowEnded: .flowEnded
        case .slotAsked: .slotAsked
        case .slotFilled: .slotFilled
        case .slotCleared: .slotCleared
        case .confirmationShown: .confirmationShown
        case .confirmed: .confirmed
        case .verified: .verified
        case .articleShown: .articleShown
        case .fellBack: .fellBack
        case .actionStarted: .actionStarted
        case .actionFinished: .actionFinished
        case .timerSet: .timerSet
        case .timerFired: .timerFired
        case .escalated: .escalated
        case .agentJoined: .agentJoined
        case .agentLeft: .agentLeft
        case .resolved: .resolved
        case .rated: .rated
        case .turnFailed: .turnFailed
        case .requestKept: .requestKept
        case .requestSettled: .requestSettled
        case .promised: .promised
        case .waitBegan: .waitBegan
        case .signalled: .signalled
        case .returned: .returned
        case .leftQueue: .leftQueue
        case .callbackBooked: .callbackBooked
        case .tagged: .tagged
        }
    }
}
