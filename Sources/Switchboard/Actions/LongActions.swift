internal import ChatProtocol
internal import Dialog
public import Logging
public import Store
public import Vocabulary

/// Calls that a provider has accepted and reports about later. Kept in a journal, so that a report finds its
/// conversation after a restart too; one that never comes is told to a person.
public final class LongActions: Sendable {
    /// How a report was taken.
    public enum Receipt: Hashable, Sendable {
        /// Durable; the conversation goes on by itself.
        case taken
        /// It was known already.
        case repeated
        /// Nobody waits for such a call.
        case unknown
        /// Its words do not fit the action.
        case unfit
        /// Nothing was kept: it has to be told again.
        case busy
    }

    private let book: JournaledMachine<LongActionBook>
    private let store: any ConversationStore
    private let lanes: ConversationLanes
    private let now: @Sendable () -> Timestamp
    private let log: Logger

    public init(
        store: any ConversationStore, lanes: ConversationLanes, now: @escaping @Sendable () -> Timestamp, log: Logger
    ) {
        book = JournaledMachine("long-actions", store: store, now: now)
        self.store = store
        self.lanes = lanes
        self.now = now
        self.log = log
    }

    public func restore() async throws(StoreError) {
        try await book.restore()
        for (effect, line) in book.state.lines {
            guard case .reported = line.state, let effect = EffectID(text: effect) else { continue }
            try await store.hasten(effect)
        }
    }

    /// The end of a call, as its provider reports it; whether the report is genuine was checked before.
    /// - Parameter result: what the report means for an action of that name; `nil` when it means nothing.
    public func report(
        _ effect: EffectID, _ result: @escaping @Sendable (ActionName) -> ActionResult?
    ) async -> Receipt {
        do throws(StoreError) {
            guard let action = try await action(of: effect) else { return .unknown }
            guard let result = result(action) else { return .unfit }
            let before = try await book.change { book -> (entries: [LongActionBook.Entry], answer: Taking) in
                switch book[effect]?.state {
                case nil, .open: ([.reported(effect, action, result)], .inTime)
                case .overdue: ([.reported(effect, action, result), .closed(effect)], .late)
                case .reported, .closed: ([], .again)
                }
            }
            switch before {
            case .again: return .repeated
            case .inTime: try await store.hasten(effect)
            case .late: await tellLate(effect, result)
            }
            return .taken
        } catch {
            return .busy
        }
    }

    private enum Taking {
        case inTime, late, again
    }

    /// A person looks already; that it is known now stands in the conversation for them.
    private func tellLate(_ effect: EffectID, _ result: ActionResult) async {
        do throws(Refusal) {
            _ = try await lanes.take(.actionFinished(effect, result), in: effect.conversation)
        } catch {
            log.error("a late report is not in its conversation", metadata: ["effect": "\(effect.text)"])
        }
    }

    /// Known from the book, or, where the report is faster than the answer that it is accepted, from the conversation.
    private func action(of effect: EffectID) async throws(StoreError) -> ActionName? {
        if let line = book.state[effect] { return line.action }
        return try await lanes.state(of: effect.conversation).pendingCalls.first { $0.id == effect }?.action
    }

    // MARK: For the outbox

    /// What is known about a call that is due.
    func standing(of call: ActionCall) async throws(StoreError) -> EffectStanding {
        switch book.state[call.id]?.state {
        case nil, .closed: return .free
        case .reported(let result): return .ended(result)
        case .overdue: return .ended(.unknown)
        case .open(let until):
            guard until <= now() else { return .waits(until: until) }
            let isOverdue = try await book.change { book in
                guard case .open = book[call.id]?.state else { return ([], false) }
                return ([.overdue(call.id)], true)
            }
            guard isOverdue else { return try await standing(of: call) }
            log.error("no report in time", metadata: ["effect": "\(call.id.text)", "action": "\(call.action)"])
            return .ended(.unknown)
        }
    }

    /// The provider has it. The visitor is told until when there is a word.
    func accept(_ call: ActionCall, within span: TimeSpan) async throws(StoreError) -> EffectStanding {
        let until = now() + span
        let result = try await book.change { book -> (entries: [LongActionBook.Entry], answer: ActionResult?) in
            switch book[call.id]?.state {
            case .reported(let result): return ([], result)
            case nil, .open, .overdue, .closed:
                return book.isFull ? ([], .unknown) : ([.accepted(call.id, call.action, until: until)], nil)
            }
        }
        if let result { return .ended(result) }
        do throws(Refusal) {
            _ = try await lanes.take(.actionHeld(call.id, .provider, until: until), in: call.id.conversation)
        } catch {
            // The flow was left; the result is wanted all the same.
            log.info("nobody waits for what was accepted", metadata: ["effect": "\(call.id.text)"])
        }
        return .waits(until: until)
    }

    /// The runner parked the effect: was it reported meanwhile?
    func parked(_ call: ActionCall) async {
        guard case .reported = book.state[call.id]?.state else { return }
        _ = try? await store.hasten(call.id)
    }

    /// The outbox has the result.
    func settled(_ call: ActionCall) async {
        guard case .reported = book.state[call.id]?.state else { return }
        // Kept open it costs a line; the result is safe.
        _ = try? await book.change { _ in ([.closed(call.id)], ()) }
    }
}
