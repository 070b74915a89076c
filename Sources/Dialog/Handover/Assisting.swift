internal import PlaybookModel
public import Vocabulary

extension DialogMachine {
    /// What the desk offers the agent now. Pure: the same log gives the same offers.
    /// - Parameters:
    ///   - records: from the conversation's first event; `state` is what they give.
    ///   - teams: of the agent; empty: all.
    public func assistance(
        for records: [EventRecord], state: DialogState, teams: [TeamName], at now: Timestamp
    ) -> Assistance {
        let findings = Findings(records)
        return Assistance(
            drafts: HandoverDrafts(playbook: rulebook, state: state, findings: findings, now: now).all,
            replies: replies(state, teams, now), actions: actions(state, findings),
            tags: playbook.tags(suggestedBy: findings.understood(rulebook)).filter { !state.tags.contains($0) })
    }

    /// What must not be sent as it stands: promises without a day, banned phrases, questions that are answered already,
    /// numbers of payment cards.
    public func findings(in text: String, state: DialogState) -> [DraftFinding] {
        var found: [DraftFinding] = []
        if !CardNumber.ranges(in: text).isEmpty { found.append(DraftFinding(kind: .card, words: "")) }
        let words = Words(text)
        for phrase in rulebook.banned where words.contains(phrase.words) {
            found.append(DraftFinding(kind: .banned, words: phrase.text))
        }
        if let promise = PromiseWords.promise(in: text), !PromiseWords.namesTime(text) {
            found.append(DraftFinding(kind: .undated, words: promise))
        }
        if let answer = KnownQuestion(playbook: rulebook, state: state).answer(to: text) {
            found.append(DraftFinding(kind: .known, words: answer))
        }
        return found
    }

    private func replies(_ state: DialogState, _ teams: [TeamName], _ now: Timestamp) -> [Assistance.Reply] {
        let renderer = rulebook.renderer(Turn(rulebook, state, at: now).evaluator)
        return playbook.desk.replies.compactMap { reply in
            guard reply.teams.isEmpty || teams.isEmpty || reply.teams.contains(where: teams.contains) else {
                return nil
            }
            let text = renderer.text(reply.text)
            return Assistance.Reply(
                name: reply.name, title: reply.title, text: text.text, isComplete: text.isComplete)
        }
    }

    /// What was interrupted comes first, then what was understood last, then what ended in calling a person, then what
    /// was asked for and never begun.
    private func actions(_ state: DialogState, _ findings: Findings) -> [Assistance.Action] {
        guard case .agent = state.holder else { return [] }
        var actions: [Assistance.Action] = []
        if let flow = state.stack.last?.flow, let title = playbook.flows[flow]?.title, !title.isEmpty {
            actions.append(Assistance.Action(kind: .resume(flow), title: title, reason: "was interrupted"))
        }
        let open = Set(state.stack.map(\.flow))
        var offered: Set<IntentName> = []
        func offer(_ name: IntentName, _ reason: String) {
            guard offered.insert(name).inserted, let intent = playbook.intent(name),
                case .flow(let flow) = intent.outcome,
                !open.contains(flow), actions.count < 4
            else { return }
            actions.append(
                Assistance.Action(
                    kind: .serve(name), title: Turn(rulebook, state, at: .init(milliseconds: 0)).title(of: intent),
                    reason: reason))
        }
        let clear = rulebook.assistant.thresholds.clarify
        for scored in findings.lastUnderstood?.intents.prefix(2) ?? [] where scored.confidence >= clear {
            offer(scored.value, "understood at \(Int((scored.confidence * 100).rounded())) %")
        }
        for intent in findings.understood(rulebook) {
            guard case .flow(let flow) = playbook.intent(intent)?.outcome,
                state.endings[flow]?.outcome == Turn.escalated
            else { continue }
            offer(intent, "left to a person")
        }
        for intent in findings.unserved { offer(intent, "asked for, not begun") }
        return actions
    }
}

extension Findings {
    /// The intents that were acted upon or nearly, the latest first, none twice.
    fileprivate func understood(_ playbook: Rulebook) -> [IntentName] {
        var seen: Set<IntentName> = []
        return intents.reversed().compactMap(\.intents.first)
            .filter { $0.confidence >= playbook.assistant.thresholds.clarify && seen.insert($0.value).inserted }
            .map(\.value)
    }
}
