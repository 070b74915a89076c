public import PlaybookModel
public import Vocabulary

/// A call that waits for a person's word. What stands here is what will be done, to the last cent: a yes holds for
/// nothing else.
public struct ApprovalRequest: Hashable, Codable, Sendable, Identifiable {
    public enum State: Hashable, Codable, Sendable {
        case open
        case approved(by: AgentID, at: Timestamp, note: String)
        case declined(by: AgentID, at: Timestamp, reason: String)
        /// Nobody said a word in time: a person takes the conversation over.
        case lapsed(at: Timestamp)
        /// It is not wanted any more, or was answered elsewhere.
        case withdrawn(at: Timestamp)
    }

    /// The effect's own name, so that asking twice is asking once.
    public let id: ApprovalID
    public let call: ActionCall
    /// What it costs, when it is money.
    public let money: Money?
    /// Why the bot may not do it alone, in the order in which a person should read them. Empty: the provider said so.
    public let reasons: [PolicyReason]
    /// Known for sure: signed in or verified.
    public let customer: VisitorID?
    public let askedAt: Timestamp
    /// The visitor was told that there is a word by then.
    public let answerBy: Timestamp
    public internal(set) var state: State
    /// The outbox has been told what was decided.
    var isCarriedOut: Bool

    init(
        _ call: ActionCall, money: Money?, reasons: [PolicyReason], customer: VisitorID?, askedAt: Timestamp,
        answerBy: Timestamp
    ) {
        id = ApprovalID(call.id.text)
        self.call = call
        self.money = money
        self.reasons = reasons
        self.customer = customer
        self.askedAt = askedAt
        self.answerBy = answerBy
        state = .open
        isCarriedOut = false
    }

    public var conversation: ConversationID { call.id.conversation }

    public var isOpen: Bool { state == .open }

    /// The yes that was given to it.
    public var approval: Approval? {
        guard case .approved(let agent, let moment, _) = state else { return nil }
        return Approval(of: call, by: agent, at: moment)
    }
}

/// Why a word was not taken.
public enum ApprovalFault: Error, Hashable, Sendable {
    /// There is no such request.
    case unknown
    /// Somebody was faster, or it lapsed.
    case alreadyDecided(ApprovalRequest.State)
    case notAllowed(ApprovalRefusal)
    /// A no says why; the visitor and the next person read it.
    case reasonMissing
    case tooLong
    /// Nothing was decided: try again.
    case unavailable
}

/// Told of every request that is asked, decided or taken back, after it is durable.
public protocol ApprovalObserver: AnyObject, Sendable {
    /// Never blocks: it hands over and returns.
    func changed(_ request: ApprovalRequest)
}
