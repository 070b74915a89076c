internal import ChatProtocol
internal import Dialog
internal import Store
internal import Telemetry
internal import Vocabulary

/// What happens to one conversation, one thing after the other. A lane is a single loop, so no rule is ever
/// interrupted by another turn of the same conversation.
final class Lane: Sendable {
    enum Work: Sendable {
        case turn(Turn, Alongside, answer: CheckedContinuation<Result<TurnReceipt, Refusal>, Never>)
        /// Delivers what came after `seq`, then everything that follows.
        case follow(
            any ConversationListener, after: SequenceNumber,
            answer: CheckedContinuation<Result<SequenceNumber, StoreError>, Never>)
        /// Nothing: done when everything before it is.
        case rest(CheckedContinuation<Void, Never>)
    }

    private struct Memory {
        var state: DialogState?
        var listeners: [any ConversationListener] = []
    }

    let conversation: ConversationID
    private let memory = Locked(Memory())
    private let performer: TurnPerformer
    private let committed: @Sendable (ConversationID, PerformedTurn) -> Void

    init(
        _ conversation: ConversationID, performer: TurnPerformer,
        committed: @escaping @Sendable (ConversationID, PerformedTurn) -> Void
    ) {
        self.conversation = conversation
        self.performer = performer
        self.committed = committed
    }

    func perform(_ work: Work) async {
        switch work {
        case .turn(let turn, let alongside, let answer): answer.resume(returning: await take(turn, alongside))
        case .follow(let listener, let seq, let answer):
            answer.resume(returning: await add(listener, after: seq))
        case .rest(let answer): answer.resume()
        }
    }

    private func take(_ turn: Turn, _ alongside: Alongside) async -> Result<TurnReceipt, Refusal> {
        let remembered = memory.withLock { $0.state }
        do throws(Refusal) {
            let performed = try await performer.perform(
                turn, in: conversation, from: remembered, alongside: alongside)
            memory.withLock { $0.state = performed.state }
            if !performed.records.isEmpty {
                for listener in listeners { listener.deliver(performed.records, of: conversation) }
                committed(conversation, performed)
            }
            return .success(performed.receipt)
        } catch {
            memory.withLock { $0.state = nil }
            return .failure(error)
        }
    }

    private func add(
        _ listener: any ConversationListener, after seq: SequenceNumber
    ) async -> Result<SequenceNumber, StoreError> {
        do throws(StoreError) {
            var last = seq
            while true {
                let history = try await performer.store.history(
                    of: conversation, after: last, limit: TurnPerformer.page)
                if !history.records.isEmpty { listener.deliver(history.records, of: conversation) }
                last = history.records.last?.seq ?? last
                if last >= history.head { break }
            }
            memory.withLock { $0.listeners.append(listener) }
            return .success(last)
        } catch {
            return .failure(error)
        }
    }

    /// As the last turn left it; `nil` where that is not remembered.
    var state: DialogState? {
        memory.withLock { $0.state }
    }

    var listeners: [any ConversationListener] {
        memory.withLock { $0.listeners }
    }

    func remove(_ listener: any ConversationListener) {
        memory.withLock { memory in memory.listeners.removeAll { $0 === listener } }
    }

    /// What the last turn left; read again when it is wanted and not here.
    func forgetState() {
        memory.withLock { $0.state = nil }
    }
}
