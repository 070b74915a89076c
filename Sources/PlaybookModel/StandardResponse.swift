public import Vocabulary

/// The lines the machine itself says, wherever it is (`assistant.yaml`, `say`). A playbook must word every one that
/// has no ``standIn``.
public enum StandardResponse: String, Hashable, Sendable, CaseIterable {
    /// First line of a conversation; says that it is a bot.
    case welcome
    /// Fallback ladder: please say it in other words.
    case rephrase
    /// Fallback ladder: here is what I can do.
    case options
    /// Fallback ladder, and every handover: a person will take over.
    case handover
    /// While waiting: still in the queue.
    case stillWaiting = "still_waiting"
    /// The agent's connection was lost; back in the queue.
    case agentLost = "agent_lost"
    /// A person handed back to the bot.
    case handedBack = "handed_back"
    /// Did you mean …? The buttons are added.
    case clarify
    /// `{flow}` is cancelled.
    case cancelled
    case nothingToCancel = "nothing_to_cancel"
    /// Back to `{flow}` after an interruption.
    case resume
    /// Please answer with yes or no.
    case yesOrNo = "yes_or_no"
    /// That value does not fit.
    case invalid
    /// An action is running.
    case working
    /// An action failed and a person looks.
    case actionFailed = "action_failed"
    /// After an answer from an article.
    case didThatHelp = "did_that_help"
    /// Asked for stars after a resolution.
    case rate
    case rated
    case fault
    /// The visitor is back, and nothing is open.
    case welcomeBack = "welcome_back"

    /// The visitor is back, and `{flow}` was left in the middle: go on?
    case welcomeBackOpen = "welcome_back_open"
    /// The visitor is back, and was promised something: `{promise}`
    case welcomeBackPromised = "welcome_back_promised"
    /// The visitor is back, and `{flow}` was dealt with last; `{resolution}` is how, for choosing words by.
    case welcomeBackSettled = "welcome_back_settled"
    /// Some articles may answer that: which one? The buttons are added.
    case whichArticle = "which_article"
    /// The visitor was written to first, and lets it be.
    case leftAtThat = "left_at_that"
    /// The second thing asked for in one message begins: `{flow}`.
    case nextRequest = "next_request"
    /// This question has to be answered.
    case cannotSkip = "cannot_skip"
    /// There is no earlier answer to go back to.
    case nothingToGoBack = "nothing_to_go_back"
    /// What would have to change has been done for good.
    case alreadyDone = "already_done"
    /// Something of `{flow}` is done for good: leave the rest all the same?
    case confirmCancel = "confirm_cancel"
    /// While a flow waits for a day or for something to happen.
    case waiting
    /// On the way from one person to another.
    case transferred
    /// The visitor would rather not wait for a person.
    case leftQueue = "left_queue"
    /// Nobody is on duty: said in place of waiting.
    case closed
    /// Too many wait already.
    case queueFull = "queue_full"
    /// A person calls back at the time that was chosen.
    case callbackBooked = "callback_booked"

    /// What a flow had done before it failed or was left is taken back: `{things}`.
    case takenBack = "taken_back"
    /// That could not be taken back, and a person sees to it: `{things}`.
    case notTakenBack = "not_taken_back"
    /// It is over the limit, and a person is asked; there is a word by `{deadline}`.
    case approvalAsked = "approval_asked"
    /// A person has said yes, and it is being done.
    case approved
    /// The provider has accepted it and reports the result by `{deadline}`.
    case actionAccepted = "action_accepted"

    /// The number of a payment card was typed: it is hidden, and does not belong here.
    case cardHidden = "card_hidden"

    public var name: ResponseName { ResponseName(rawValue) }

    /// What is said in its place where a playbook does not word it; `nil`: it must.
    public var standIn: StandardResponse? {
        switch self {
        case .welcomeBackOpen, .welcomeBackPromised, .welcomeBackSettled: .welcomeBack
        case .whichArticle: .clarify
        case .leftAtThat: .rated
        case .nextRequest: .resume
        case .cannotSkip, .alreadyDone, .cardHidden: .invalid
        case .nothingToGoBack: .nothingToCancel
        case .confirmCancel: .yesOrNo
        case .waiting: .working
        case .transferred, .callbackBooked: .handover
        case .leftQueue: .handedBack
        case .approvalAsked, .actionAccepted: .waiting
        case .approved: .working
        case .closed, .queueFull: .options
        case .takenBack: .cancelled
        case .notTakenBack: .actionFailed
        case .welcome, .rephrase, .options, .handover, .stillWaiting, .agentLost, .handedBack, .clarify,
            .cancelled, .nothingToCancel, .resume, .yesOrNo, .invalid, .working, .actionFailed, .didThatHelp, .rate,
            .rated, .fault, .welcomeBack:
            nil
        }
    }
}
