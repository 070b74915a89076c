internal import ChatProtocol
internal import PlaybookModel
internal import Store
internal import Vocabulary

/// The calls that wait for a person's word, in the desk's words.
final class DeskApprovals: ApprovalsAtDesk, ApprovalObserver {
    private let approvals: Approvals
    private let changed: @Sendable () -> Void

    init(_ approvals: Approvals, changed: @escaping @Sendable () -> Void) {
        self.approvals = approvals
        self.changed = changed
        approvals.observe(with: self)
    }

    func changed(_ request: ApprovalRequest) {
        changed()
    }

    func open(for account: AgentAccount) async -> [ShownApproval] {
        await approvals.open(for: account).map { request, refusal in
            ShownApproval(
                id: request.id.rawValue, conversation: request.conversation, action: request.call.action,
                arguments: request.call.arguments, money: request.money, reasons: request.reasons.map(\.words),
                askedAt: request.askedAt, answerBy: request.answerBy, obstacle: refusal?.words)
        }
    }

    func approve(_ id: String, by account: AgentAccount, note: String) async throws(Refusal) {
        do throws(ApprovalFault) {
            try await approvals.approve(ApprovalID(id), by: account, note: note)
        } catch {
            throw Refusal(of: error)
        }
    }

    func decline(_ id: String, by account: AgentAccount, reason: String) async throws(Refusal) {
        do throws(ApprovalFault) {
            try await approvals.decline(ApprovalID(id), by: account, reason: reason)
        } catch {
            throw Refusal(of: error)
        }
    }
}

extension Refusal {
    fileprivate init(of fault: ApprovalFault) {
        switch fault {
        case .unknown: self.init(.notFound, "There is no such request.")
        case .alreadyDecided: self.init(.alreadyClaimed, "A colleague has decided this already.")
        case .notAllowed(let refusal): self.init(.notAllowed, "Not yours to decide: \(refusal.words).")
        case .reasonMissing: self.init(.notAllowed, "A no needs a reason.")
        case .tooLong: self.init(.tooLong)
        case .unavailable: self.init(.unavailable, retryAfter: .seconds(2))
        }
    }
}

extension ApprovalRefusal {
    fileprivate var words: String {
        switch self {
        case .notAnApprover: "it is for others"
        case .overTheirLimit(let money): "it is over your limit of \(money.words)"
        case .theirOwnCustomer: "you have taken part in this conversation"
        case .refusedByPolicy(let reasons): reasons.map(\.words).joined(separator: ", ")
        }
    }
}

extension PolicyReason {
    fileprivate var words: String {
        switch self {
        case .ceiling(let money): "nobody may do more than \(money.words)"
        case .amountUnknown: "the amount is not known"
        case .amountNotPositive: "the amount is not above zero"
        case .customerUnknown: "it is not known who the customer is"
        case .otherCurrency(let currency): "the amount is in \(currency)"
        case .call(let limit): "it is more than \(limit.words) at once"
        case .customerDay(let limit, let soFar): "the customer had \(soFar.words) today, the limit is \(limit.words)"
        case .customerCalls(let limit): "the customer had \(limit) of these today"
        case .day(let limit): "today's limit of \(limit.words) is used up"
        }
    }
}

extension Money {
    /// `GBP 49.90`; currencies without minor units are few, and known.
    fileprivate var words: String {
        guard !["JPY", "KRW", "CLP", "ISK", "VND"].contains(currency) else { return "\(currency) \(minor)" }
        let part = String(abs(minor % 100))
        return "\(currency) \(minor / 100).\(part.count < 2 ? "0" : "")\(part)"
    }
}
