public import Logging
public import PlaybookModel
public import Switchboard
public import Vocabulary

/// Stands before a back end and lets through what the action's policy allows. Whatever a flow, a visitor's words or a
/// changed slot led to, money leaves through this door.
public final class PolicedActions: ActionBackend {
    /// What a policy asks of the rest of the house.
    public struct Surroundings: Sendable {
        /// Whom a call is for under its policy, when that is known for sure.
        public let customer: @Sendable (ActionCall, ActionPolicy) async -> VisitorID?
        /// A person's yes under the call's key.
        public let approval: @Sendable (ActionCall) async -> Approval?
        /// The service's own day.
        public let today: @Sendable () -> CivilDate

        public init(
            customer: @escaping @Sendable (ActionCall, ActionPolicy) async -> VisitorID?,
            approval: @escaping @Sendable (ActionCall) async -> Approval?, today: @escaping @Sendable () -> CivilDate
        ) {
            self.customer = customer
            self.approval = approval
            self.today = today
        }
    }

    private let backend: any ActionBackend
    private let actions: @Sendable (ActionName) -> Action?
    private let ledger: any PolicyLedger
    private let surroundings: Surroundings
    private let logger: Logger

    public init(
        _ backend: any ActionBackend, actions: @escaping @Sendable (ActionName) -> Action?, ledger: any PolicyLedger,
        surroundings: Surroundings, logger: Logger = Logger(label: "warmline.policy")
    ) {
        self.backend = backend
        self.actions = actions
        self.ledger = ledger
        self.surroundings = surroundings
        self.logger = logger
    }

    public func perform(_ call: ActionCall, attempt: Int) async -> ActionAttempt {
        guard let action = actions(call.action), let policy = action.policy, action.writes else {
            return await backend.perform(call, attempt: attempt)
        }
        let question = await question(call, policy)
        let decision: PolicyDecision
        do {
            decision = try await ledger.book(question)
        } catch {
            return .again(error: "the ledger cannot be asked", after: nil)
        }
        switch decision {
        case .allowed:
            break
        // What was tried was booked before, and is let through: this one never left the house, however often it was
        // taken up.
        case .needsApproval(let reasons):
            note("not without a person", call, reasons)
            return Self.attempt(decision, question, action)
        // The policy may have changed since a try that nobody knows the end of.
        case .refused(let reasons):
            note("not even with a person", call, reasons)
            return attempt > 1 ? .lost(error: "refused after a try") : Self.attempt(decision, question, action)
        }
        let ended = await backend.perform(call, attempt: attempt)
        switch ended {
        case .finished(.refused), .finished(.overLimit):
            // Should this not be kept, the limit is too strict until tomorrow, never too loose.
            try? await ledger.release(call.action, call.key)
        case .finished(.done), .finished(.unknown), .again, .lost, .accepted, .needsApproval: break
        }
        return ended
    }

    private func note(_ words: Logger.Message, _ call: ActionCall, _ reasons: [PolicyReason]) {
        logger.notice(
            words,
            metadata: ["action": "\(call.action)", "effect": "\(call.id.text)", "reasons": "\(reasons.count)"])
    }

    private func question(_ call: ActionCall, _ policy: ActionPolicy) async -> PolicyQuestion {
        let approval = await surroundings.approval(call)
        return PolicyQuestion(
            action: call.action, key: call.key, policy: policy, money: Self.money(of: call, policy),
            customer: await surroundings.customer(call, policy), day: surroundings.today(),
            isApproved: approval?.covers(call) ?? false)
    }

    /// `nil` for anything that is no money: a number without a currency is not judged as if it had one.
    private static func money(of call: ActionCall, _ policy: ActionPolicy) -> Money? {
        guard let name = policy.amount, case .money(let money)? = call.arguments[name] else { return nil }
        return money
    }

    private static func attempt(
        _ decision: PolicyDecision, _ question: PolicyQuestion, _ action: Action
    ) -> ActionAttempt {
        switch decision {
        case .allowed: return .needsApproval(ApprovalQuestion())
        case .needsApproval(let reasons):
            return .needsApproval(
                ApprovalQuestion(money: question.money, reasons: reasons, customer: question.customer))
        case .refused:
            let isNamed = action.errors.values.contains("not_allowed")
            return .finished(.refused(reason: isNamed ? "not_allowed" : "failed"))
        }
    }
}
