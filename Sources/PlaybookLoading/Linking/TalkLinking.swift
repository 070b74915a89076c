import PlaybookModel
import Vocabulary

extension Linker {
    /// Talks whose names all resolve.
    func link(_ talks: [TalkDraft]) -> [Talk] {
        talks.map { draft in
            Talk(
                title: draft.title, starts: draft.starts, setting: draft.setting,
                answers: Dictionary(answers(draft.answers), uniquingKeysWith: { first, _ in first }),
                turns: draft.turns.flatMap { turn in
                    kinds(turn.expectation).map { TalkTurn(kind: $0, place: turn.place) }
                },
                place: draft.place)
        }
        .filter { !complaints.faultyFiles.contains($0.place.file) }
    }

    private func answers(_ drafts: [(action: Word, answers: [TalkDraft.Answer])]) -> [(ActionName, [TalkAnswer])] {
        drafts.compactMap { word, list in
            checkAction(word).map { action in (ActionName(word.text), list.map { answer($0, action) }) }
        }
    }

    private func checkAction(_ word: Word) -> ActionDraft? {
        guard let action = names.actions[word.text] else {
            complaints.unknown(.unknownAction, "action", word, known: names.actions.keys)
            return nil
        }
        return action
    }

    private func answer(_ draft: TalkDraft.Answer, _ action: ActionDraft) -> TalkAnswer {
        switch draft {
        case .overLimit:
            return .overLimit
        case .unknown:
            return .unknown
        case .timeout:
            return .timeout
        case .approval:
            return .approval
        case .accepted:
            return .accepted
        case .refused(let word):
            let reasons = Set(action.errors.values).union(["failed"])
            if !reasons.contains(word.text) {
                complaints.unknown(.unknownError, "error of '\(action.name.text)'", word, known: reasons)
            }
            return .refused(reason: word.text)
        case .done(let pairs):
            let outputs = Set(action.outputs.map(\.slot.text))
            var values: [SlotName: SlotValue] = [:]
            for pair in pairs {
                if !outputs.contains(pair.slot.text) {
                    complaints.unknown(.unknownOutput, "output of '\(action.name.text)'", pair.slot, known: outputs)
                }
                values[SlotName(pair.slot.text)] = pair.value
            }
            return .done(values)
        }
    }

    private func kinds(_ expectation: TalkDraft.Expectation) -> [TalkTurn.Kind] {
        switch expectation {
        case .plain(let kind):
            return [kind]
        case .answers(let drafts):
            return answers(drafts).map { .answers($0.0, $0.1) }
        case .bot(let response, let text):
            return [.bot(.line(response: checkResponse(response), text: text))]
        case .called(let calls):
            return calls.compactMap { called($0.action, $0.inputs) }
        case .signal(let signal, let pairs):
            return [
                .signal(
                    signal,
                    values: Dictionary(
                        pairs.map { (checkSlot($0.slot), $0.value) }, uniquingKeysWith: { first, _ in first }))
            ]
        case .slots(let pairs):
            return [
                .slots(
                    Dictionary(pairs.map { (checkSlot($0.slot), $0.value) }, uniquingKeysWith: { first, _ in first }))
            ]
        case .article(let word):
            return [.article(checkArticle(word))]
        case .ended(let pairs):
            return pairs.map { .ended(checkAnyFlow($0.flow), outcome: $0.outcome) }
        case .reaches(let response, let facts, let opens):
            return [.reaches(checkResponse(response), with: facts, opens: opens.map(checkIntent))]
        case .passesOn(let team):
            return [.agent(.passesOn(checkTeam(team)))]
        case .approves(let word):
            return checkAction(word) == nil ? [] : [.approves(ActionName(word.text))]
        case .declines(let word, let reason):
            return checkAction(word) == nil ? [] : [.declines(ActionName(word.text), reason: reason)]
        case .reports(let word, let draft):
            return checkAction(word).map { [.reports(ActionName(word.text), answer(draft, $0))] } ?? []
        case .escalated(let reason, let team):
            return [.escalated(reason: reason, team: team.map(checkTeam))]
        }
    }

    private func called(_ word: Word, _ inputs: [(name: Word, value: SlotValue)]) -> TalkTurn.Kind? {
        guard let action = checkAction(word) else { return nil }
        let known = Set(action.inputs.map(\.name))
        for input in inputs where !known.contains(input.name.text) {
            complaints.unknown(.unknownInput, "input of '\(word.text)'", input.name, known: known)
        }
        return .called(
            ActionName(word.text),
            with: Dictionary(inputs.map { ($0.name.text, $0.value) }, uniquingKeysWith: { first, _ in first }))
    }

    private func checkAnyFlow(_ word: Word) -> FlowName {
        let all = names.flows.union(names.verifications)
        if !all.contains(word.text) { complaints.unknown(.unknownFlow, "flow", word, known: all) }
        return FlowName(word.text)
    }
}
