internal import PlaybookModel
internal import Vocabulary

/// First words for the agent, from approved wording only: the best passage for what was last asked, the response that
/// would have answered it, and the question that stands open. At most three.
struct HandoverDrafts {
    let playbook: Rulebook
    let state: DialogState
    let findings: Findings
    let now: Timestamp

    var texts: [String] {
        var seen: Set<String> = []
        return [passage, answer, question].compactMap { $0 }.filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    private var passage: String? {
        let bar = playbook.assistant.thresholds.article
        return findings.lastUnderstood?.articles.first { $0.confidence >= bar }?.passage
    }

    private var answer: String? {
        guard let best = findings.lastUnderstood?.intents.first,
            best.confidence >= playbook.assistant.thresholds.clarify,
            case .response(let name) = playbook.intent(best.value)?.outcome
        else { return nil }
        return rendered(name)
    }

    private var question: String? {
        switch state.question {
        case .slot(let slot, _): playbook.slots[slot]?.ask.flatMap(rendered)
        case .confirmation(let response, _): rendered(response)
        case .clarification, nil: nil
        }
    }

    private func rendered(_ name: ResponseName) -> String? {
        let turn = Turn(playbook, state, at: now)
        guard let line = turn.line(name), line.isComplete else { return nil }
        return line.line.text
    }
}
