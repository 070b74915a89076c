internal import ChatProtocol
internal import Dialog
internal import Routing
public import Store
internal import Telemetry
internal import Vocabulary

/// Everyone who waits for a person, in serving order, shown to the desk and to those who wait.
///
/// A projection: the store's queue is the truth, and what it says at start is read back here.
public final class QueueBoard: TurnObserver {
    /// Lines shown on a desk at once.
    static let shown = 200

    private struct Board {
        var waiting: [ConversationID: WaitingVisitor] = [:]
        var watchers: [any QueueWatcher] = []
        var isDirty = false
        var isShowing = false
    }

    private let board = Locked(Board())
    private let lanes: ConversationLanes
    private let order = QueueOrder()

    public init(lanes: ConversationLanes) {
        self.lanes = lanes
    }

    /// Reads the queue that was waiting before a restart.
    public func restore(from store: any ConversationStore) async throws(StoreError) {
        for entry in try await store.waiting(limit: 10_000) {
            let (state, records) = try await lanes.log(of: entry.conversation)
            let line = WaitingVisitor(
                conversation: entry.conversation, escalation: entry.escalation,
                frustration: state.mood.frustration, lastText: Self.lastText(records) ?? "")
            board.withLock { $0.waiting[entry.conversation] = line }
        }
        show()
    }

    public func committed(_ turn: CommittedTurn) {
        let changed = board.withLock { board in
            let before = board.waiting[turn.conversation]
            guard let escalation = turn.state.openEscalation else {
                board.waiting[turn.conversation] = nil
                return before != nil
            }
            let line = WaitingVisitor(
                conversation: turn.conversation, escalation: escalation,
                frustration: turn.state.mood.frustration,
                lastText: Self.lastText(turn.records) ?? before?.lastText ?? "")
            board.waiting[turn.conversation] = line
            return line != before
        }
        if changed { show() }
    }

    public func watch(with watcher: any QueueWatcher) {
        board.withLock { $0.watchers.append(watcher) }
        show()
    }

    public func unwatch(_ watcher: any QueueWatcher) {
        board.withLock { board in board.watchers.removeAll { $0 === watcher } }
    }

    public var count: Int {
        board.withLock { $0.waiting.count }
    }

    func isWaiting(_ conversation: ConversationID) -> Bool {
        board.withLock { $0.waiting[conversation] != nil }
    }

    /// Shows the present queue to everyone; changes that come while it does are shown by one more round.
    private func show() {
        let starts = board.withLock { board in
            board.isDirty = true
            defer { board.isShowing = true }
            return !board.isShowing
        }
        guard starts else { return }
        Task {
            while let (lines, watchers) = self.nextShow() {
                let frame = DeskFrame.queue(
                    Array(lines.prefix(Self.shown)), more: max(0, lines.count - Self.shown))
                let bytes = frame.bytes
                for watcher in watchers { watcher.queueChanged(bytes) }
                for (index, line) in lines.enumerated() {
                    lanes.hint(.queue(position: index + 1, waiting: lines.count), in: line.conversation)
                }
            }
        }
    }

    private func nextShow() -> ([WaitingVisitor], [any QueueWatcher])? {
        let snapshot: ([WaitingVisitor], [any QueueWatcher])? = board.withLock { board in
            guard board.isDirty else {
                board.isShowing = false
                return nil
            }
            board.isDirty = false
            return (Array(board.waiting.values), board.watchers)
        }
        guard let (lines, watchers) = snapshot else { return nil }
        return (lines.sorted { order.isBefore($0.escalation, $1.escalation) }, watchers)
    }

    private static func lastText(_ records: [EventRecord]) -> String? {
        for record in records.reversed() {
            // A press of "Talk to a person" says nothing that helps.
            if case .visitorSaid(let text, let choice) = record.event, choice != .person {
                return String(text.prefix(160))
            }
        }
        return nil
    }
}

/// A desk that shows the queue.
public protocol QueueWatcher: AnyObject, Sendable {
    /// The whole queue as a frame.
    func queueChanged(_ frame: [UInt8])
}
