import Dialog
import PlaybookModel
import Vocabulary

/// Looks at a conversation after every move for what must never be true.
struct FuzzWatch {
    let pool: FuzzPool
    let isOrderly: Bool
    /// Lines since the visitor did something, or something else began anew.
    private var lines = 0
    private var hasSaidYes = false
    /// What the bot said last when it had not understood.
    private var rebuff: String?
    private var seen = 0

    init(_ pool: FuzzPool, isOrderly: Bool) {
        self.pool = pool
        self.isOrderly = isOrderly
    }

    /// The first fault that the move brought about.
    mutating func fault(
        after move: FuzzMove, from before: DialogState, refusal: DialogRefusal?, in talk: Rehearsal
    ) -> FuzzFault? {
        let news = talk.log[seen...]
        seen = talk.log.count
        // What comes back from an action still belongs to the answer.
        if case .answer = move {} else { lines = 0 }
        if let fault = events(news) { return fault }
        if let fault = answer(to: move, from: before, refusal: refusal, news, in: talk) { return fault }
        if let fault = standstill(talk.state) { return fault }
        return person(talk)
    }

    // MARK: What was written

    private mutating func events(_ news: ArraySlice<EventRecord>) -> FuzzFault? {
        let allowed = pool.playbook.assistant.limits.linesPerTurn
        var note: String?
        var isPoisoned = false
        for record in news {
            if case .timerFired = record.event { lines = 0 }
            if case .flowStarted = record.event { hasSaidYes = false }
            if case .confirmed(let yes) = record.event { hasSaidYes = yes }
            if case .noted(let text, .system) = record.event { note = text }
            if case .turnFailed = record.event { isPoisoned = true }
            if case .botSaid = record.event {
                lines += 1
                if lines > allowed { return .tooManyLines(lines, allowed: allowed) }
            }
            if case .actionStarted(let call) = record.event, !hasSaidYes,
                pool.playbook.actions[call.action]?.irreversible == true
            {
                return .unconfirmed(call.action)
            }
            if isOrderly, !isPoisoned, case .escalated(let escalation, _) = record.event, escalation.reason == .fault {
                return .lost(note ?? "nothing is noted")
            }
        }
        return ladder(news)
    }

    private mutating func ladder(_ news: ArraySlice<EventRecord>) -> FuzzFault? {
        var isRebuff = false
        var last: String?
        for record in news {
            if case .visitorSaid = record.event { isRebuff = false }
            if case .fellBack = record.event { isRebuff = true }
            if case .botSaid(let line, _) = record.event { last = line.text }
        }
        guard isRebuff, let last else {
            if news.contains(where: { if case .visitorSaid = $0.event { true } else { false } }) { rebuff = nil }
            return nil
        }
        defer { rebuff = last }
        return rebuff == last ? .sameWordsTwice(last) : nil
    }

    // MARK: Where it stands

    private func answer(
        to move: FuzzMove, from before: DialogState, refusal: DialogRefusal?, _ news: ArraySlice<EventRecord>,
        in talk: Rehearsal
    ) -> FuzzFault? {
        guard case .take(.visitorSaid) = move else { return nil }
        if let refusal { return .refused("\(refusal)") }
        guard before.holder == .bot || before.holder == .nobody else { return nil }
        let isAnswered = news.contains { if case .botSaid = $0.event { true } else { false } }
        let isWorking = talk.state.stack.last?.calling != nil
        return isAnswered || isWorking || talk.state.holder != .bot ? nil : .noAnswer
    }

    private func standstill(_ state: DialogState) -> FuzzFault? {
        guard state.holder == .bot, state.question == nil, let frame = state.stack.last, frame.waiting == nil else {
            return nil
        }
        if let call = frame.calling, state.pendingCalls.contains(where: { $0.id == call }) { return nil }
        return .deadEnd(frame.flow)
    }

    /// Asked from here, in words and by a button, a person comes.
    private func person(_ talk: Rehearsal) -> FuzzFault? {
        guard talk.state.holder == .bot || talk.state.holder == .nobody else { return nil }
        var wishes = [DialogInput.visitorSaid(text: "Talk to a person", choice: .person, interpretation: .nothing)]
        if let intent = pool.intentForPerson {
            let speech = FuzzSpeech.person(intent)
            wishes.append(.visitorSaid(text: speech.text, choice: nil, interpretation: speech.interpretation))
        }
        for wish in wishes {
            let outcome = talk.machine.step(talk.state, wish, at: talk.now)
            guard case .queue = outcome.state.holder, outcome.effects.contains(where: \.isForAPerson) else {
                return .noPerson
            }
        }
        return nil
    }
}

extension Effect {
    fileprivate var isForAPerson: Bool {
        if case .enqueue = self { true } else { false }
    }
}
