internal import ChatProtocol
internal import Dialog
internal import Logging
internal import Store
internal import Vocabulary

/// What a turn left behind.
struct PerformedTurn: Sendable {
    let receipt: TurnReceipt
    let state: DialogState
    /// Empty when nothing was written.
    let records: [EventRecord]
    let effects: [Effect]
}

/// Steps 5 to 7 of a message's trip: interpret, step, commit. Knows no connection and keeps nothing.
struct TurnPerformer: Sendable {
    /// Tries of a turn that the store rejects, before its message is stored as failed (`contract.md`, R16).
    static let attempts = 3
    /// A lost race is read again and stepped again; so often.
    static let races = 8
    static let page = 500

    let store: any ConversationStore
    let shelf: PlaybookShelf
    let surroundings: Surroundings
    let log: Logger

    /// The state that the stored events add up to.
    func load(_ conversation: ConversationID) async throws(StoreError) -> DialogState {
        var state = DialogState(conversation: conversation)
        try await read(conversation) { records in for record in records { state.apply(record) } }
        return state
    }

    /// The same, and the events.
    func log(of conversation: ConversationID) async throws(StoreError) -> (state: DialogState, records: [EventRecord]) {
        var state = DialogState(conversation: conversation)
        var log: [EventRecord] = []
        try await read(conversation) { records in
            for record in records { state.apply(record) }
            log.append(contentsOf: records)
        }
        return (state, log)
    }

    private func read(_ conversation: ConversationID, _ take: ([EventRecord]) -> Void) async throws(StoreError) {
        var last = SequenceNumber.start
        while true {
            let records = try await store.history(of: conversation, after: last, limit: Self.page).records
            take(records)
            guard records.count == Self.page, let end = records.last else { return }
            last = end.seq
        }
    }

    /// Performs one turn on the state its lane remembers (`nil`: read it).
    func perform(
        _ turn: Turn, in conversation: ConversationID, from remembered: DialogState?,
        alongside: Alongside = Alongside()
    ) async throws(Refusal) -> PerformedTurn {
        var state = remembered
        var rejections = 0
        var races = 0
        while races < Self.races {
            do {
                let present: DialogState
                if let state { present = state } else { present = try await load(conversation) }
                let asFailed = rejections >= Self.attempts
                let result = try await attempt(
                    turn, in: conversation, on: present, alongside: alongside, asFailed: asFailed)
                if let performed = try result.get() { return performed }
                races += 1
            } catch let refusal as Refusal {
                throw refusal
            } catch StoreError.rejected(let words) where rejections < Self.attempts {
                rejections += 1
                log.error("turn rejected", metadata: ["conversation": "\(conversation)", "error": "\(words)"])
            } catch {
                throw Self.refusal(of: error, cmid: turn.cmid)
            }
            state = nil
        }
        throw Refusal(.busy, cmid: turn.cmid, retryAfter: .seconds(1))
    }

    /// One try: `nil` when somebody else wrote first.
    private func attempt(
        _ turn: Turn, in conversation: ConversationID, on state: DialogState, alongside: Alongside, asFailed: Bool
    ) async throws(StoreError) -> Result<PerformedTurn?, Refusal> {
        let now = surroundings.now()
        let edition = shelf.edition(for: conversation)
        let input = turn.input(on: state, understoodBy: edition.understander, asFailed: asFailed, at: now)
        let outcome = edition.machine.step(state, input, at: now)
        if let refusal = outcome.refusal, !turn.isFactFromOutside {
            if let known = try await known(turn, in: conversation, at: now) { return known.map { $0(state) } }
            return .failure(Refusal(refusal, cmid: turn.cmid, conversation: conversation))
        }
        let commit = Self.commit(turn, outcome, in: conversation, on: state, alongside: alongside, at: now)
        switch try await store.commit(commit) {
        case .written:
            let records = Self.records(of: commit)
            var next = state
            for record in records { next.apply(record) }
            shelf.pin(conversation, to: edition, hasOpenFlow: !next.stack.isEmpty)
            let receipt = TurnReceipt(seq: state.head.next, at: now)
            return .success(
                PerformedTurn(receipt: receipt, state: next, records: records, effects: outcome.effects))
        case .duplicate(let seq, let at): return .success(Self.duplicate(seq, at, state))
        case .messageConflict:
            return .failure(Refusal(.messageConflict, conversation: conversation, cmid: turn.cmid))
        case .stale: return .success(nil)
        case .leaseLost: return .failure(Refusal(.alreadyClaimed, conversation: conversation))
        }
    }

    /// The first answer to a message that was taken before.
    func known(_ turn: Turn, in conversation: ConversationID) async -> TurnReceipt? {
        do throws(StoreError) {
            guard case .success(let performed)? = try await known(turn, in: conversation, at: surroundings.now())
            else { return nil }
            return performed(DialogState(conversation: conversation))?.receipt
        } catch {
            return nil
        }
    }

    /// A refused turn may be the second copy of one that was taken: then it gets the same answer as the first.
    private func known(
        _ turn: Turn, in conversation: ConversationID, at now: Timestamp
    ) async throws(StoreError) -> Result<@Sendable (DialogState) -> PerformedTurn?, Refusal>? {
        guard let cmid = turn.cmid, let message = turn.message else { return nil }
        // No conversation has this head, so the store looks for the message and writes nothing.
        let probe = Commit(
            conversation: conversation, expected: SequenceNumber(-1), at: now,
            entries: [
                Commit.Entry(
                    sender: message.sender, event: .noted(text: "", reason: .system), cmid: cmid,
                    content: message.content)
            ])
        switch try await store.commit(probe) {
        case .duplicate(let seq, let at): return .success { Self.duplicate(seq, at, $0) }
        case .messageConflict:
            return .failure(Refusal(.messageConflict, conversation: conversation, cmid: cmid))
        case .written, .stale, .leaseLost: return nil
        }
    }

    private static func duplicate(_ seq: SequenceNumber, _ at: Timestamp, _ state: DialogState) -> PerformedTurn {
        PerformedTurn(
            receipt: TurnReceipt(seq: seq, at: at, isDuplicate: true), state: state, records: [], effects: [])
    }

    private static func commit(
        _ turn: Turn, _ outcome: DialogOutcome, in conversation: ConversationID, on state: DialogState,
        alongside: Alongside, at now: Timestamp
    ) -> Commit {
        var entries = outcome.events.enumerated().map { index, entry in
            Commit.Entry(
                sender: entry.sender, event: entry.event, cmid: index == 0 ? turn.cmid : nil,
                content: index == 0 ? turn.message?.content : nil)
        }
        // A fact nobody waits for any more is written down all the same, or it would be delivered for ever.
        if entries.isEmpty, let fact = turn.fact { entries = [Commit.Entry(sender: .system, event: fact)] }
        return Commit(
            conversation: conversation, expected: state.head, at: now, entries: entries, effects: outcome.effects,
            fired: turn.firedTimer, delivered: turn.deliveredEffect, settlement: alongside.settlement,
            holder: outcome.state.holder, floor: alongside.floor)
    }

    private static func records(of commit: Commit) -> [EventRecord] {
        commit.entries.enumerated().map { index, entry in
            EventRecord(
                seq: SequenceNumber(commit.expected.rawValue + 1 + index), at: commit.at, sender: entry.sender,
                cmid: entry.cmid, event: entry.event)
        }
    }

    private static func refusal(of error: any Error, cmid: ClientMessageID?) -> Refusal {
        switch error {
        case StoreError.busy: Refusal(.busy, cmid: cmid, retryAfter: .seconds(1))
        default: Refusal(.unavailable, cmid: cmid, retryAfter: .seconds(2))
        }
    }
}
