internal import PlaybookModel
public import Vocabulary

extension DialogMachine {
    /// What a visitor's next conversation should know of this one: what is open, what was dealt with last, what was
    /// promised. `nil` when it left nothing worth a word.
    public func visit(of state: DialogState, at now: Timestamp) -> EarlierVisit? {
        let root = state.stack.first?.flow
        let settled = Turn(rulebook, state, at: now).settled
        let visit = EarlierVisit(
            open: root.flatMap { playbook.flows[$0]?.title },
            openIntent: root.flatMap { flow in playbook.intents.first { $0.outcome == .flow(flow) }?.name },
            settled: settled?.title, resolution: settled?.outcome, promise: state.promise(at: now)?.text)
        return visit.isEmpty ? nil : visit
    }
}

extension DialogState {
    /// The newest promise that still matters: its day is not long past.
    func promise(at now: Timestamp) -> Promise? {
        promises.last.flatMap { promise in promise.until.map { $0 + .days(7) > now } ?? true ? promise : nil }
    }
}

extension Turn {
    /// Endings that settle nothing for the visitor.
    private static let unsettled: Set<String> = [
        "cancelled", "started over", "gone", "failed", Turn.escalated, Turn.corrected, Turn.takenUp, Turn.verified,
    ]

    /// What was dealt with last, and how. A person's closing word goes for everything that was open then.
    var settled: (title: String, outcome: String)? {
        let flows = state.endings.filter { name, ending in
            // A verification is the bot's wish, not the visitor's.
            !Turn.unsettled.contains(ending.outcome)
                && playbook.flows[name].map { $0.binds.isEmpty && $0.level == nil } ?? false
        }
        guard let last = flows.max(by: { ($0.value.at, $0.key) < ($1.value.at, $1.key) }),
            let title = playbook.flows[last.key]?.title
        else { return nil }
        let isClosed = state.bookkeeping.resolved.map { $0 > last.value.at } ?? false
        let word = isClosed && state.resolution != VisitorEnding.outcome ? state.resolution : nil
        return (title, word ?? last.value.outcome)
    }
}
