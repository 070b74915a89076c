public import ChatProtocol
internal import Dialog
internal import PlaybookModel
public import Store
internal import Vocabulary

/// The approvals as a desk sees them: in words.
public struct DeskApprovals: ApprovalsAtDesk {
    private let approvals: Approvals

    public init(_ approvals: Approvals) {
        self.approvals = approvals
    }

    public func open(for account: AgentAccount) async -> [ShownApproval] {
        await approvals.open(for: account).map { request, refusal in
            ShownApproval(
                id: request.id.rawValue, conversation: request.conversation, action: request.call.action,
                arguments: request.call.arguments, money: request.money,
                reasons: request.reasons.isEmpty
                    ? ["The provider asks for a person's word."] : request.reasons.map(\.words),
                askedAt: request.askedAt, answerBy: request.answerBy, obstacle: refusal?.words)
        }
    }

    public func approve(_ id: String, by account: AgentAccount, note: String) async throws(Refusal) {
        do throws(ApprovalFault) {
            try await approvals.approve(ApprovalID(id), by: account, note: note)
        } catch {
            throw Refusal(error)
        }
    }

    public func decline(_ id: String, by account: AgentAccount, reason: String) async throws(Refusal) {
        do throws(ApprovalFault) {
            try await approvals.decline(ApprovalID(id), by: account, reason: reason)
        } catch {
            throw Refusal(error)
        }
    }
}

extension Refusal {
    fileprivate init(_ fault: ApprovalFault) {
        switch fault {
        case .unknown: self.init(.notFound)
        case .alreadyDecided: self.init(.notWaiting, "It was decided already.")
        case .notAllowed(let refusal): self.init(.notAllowed, refusal.words)
        case .reasonMissing: self.init(.badRequest, "A no says why.")
        case .tooLong: self.init(.tooLong)
        case .unavailable: self.init(.unavailable, retryAfter: .seconds(2))
        }
    }
}

extension PolicyReason {
    fileprivate var words: String {
        switch self {
        case .ceiling(let money): "Never more than \(money.words), whoever says so."
        case .amountUnknown: "How much it is cannot be said."
        case .amountNotPositive: "The amount is not above zero."
        case .customerUnknown: "It is not known for sure who the customer is."
        case .otherCurrency(let currency): "The amount is in \(currency)."
        case .call(let limit): "Over \(limit.words) in one go."
        case .customerDay(let limit, let soFar): "Over \(limit.words) for one customer and day; \(soFar.words) so far."
        case .customerCalls(let limit): "More than \(limit) for one customer and day."
        case .day(let limit): "Over \(limit.words) for all customers today."
        }
    }
}

extension ApprovalRefusal {
    fileprivate var words: String {
        switch self {
        case .notAnApprover: "You may not approve this."
        case .overTheirLimit(let limit): "You may approve up to \(limit.words)."
        case .theirOwnCustomer: "You took part in this conversation; a colleague decides."
        case .refusedByPolicy(let reasons): reasons.first?.words ?? "The policy allows it to nobody."
        }
    }
}

extension Money {
    fileprivate var words: String {
        let digits = fractionDigits
        let unit = (0..<digits).reduce(Int64(1)) { unit, _ in unit * 10 }
        let rest = String(abs(minor % unit))
        let fraction = digits == 0 ? "" : "." + String(repeating: "0", count: digits - rest.count) + rest
        return "\(currency) \(minor / unit)\(fraction)"
    }
}
