internal import PlaybookModel
internal import Vocabulary

/// Words for the agent, from approved wording only: the best passage for what was last asked, the response that would
/// have answered it, and the question that stands open. At most three, none twice.
struct HandoverDrafts {
    let playbook: Rulebook
    let state: DialogState
    let findings: Findings
    let now: Timestamp

    var all: [Assistance.Draft] {
        var seen: Set<String> = []
        return [passage, answer, question].compactMap { $0 }.filter {
            !$0.text.isEmpty && seen.insert($0.text).inserted
        }
    }

    private var passage: Assistance.Draft? {
        let bar = playbook.assistant.thresholds.article
        guard let found = findings.lastUnderstood?.articles.first(where: { $0.confidence >= bar }) else { return nil }
        let title = playbook.articles[found.article]?.title ?? found.article.rawValue
        return Assistance.Draft(
            source: DraftSource("article:\(found.article)"), title: title, text: found.passage)
    }

    private var answer: Assistance.Draft? {
        guard let best = findings.lastUnderstood?.intents.first,
            best.confidence >= playbook.assistant.thresholds.clarify, let intent = playbook.intent(best.value),
            case .response(let name) = intent.outcome
        else { return nil }
        return rendered(name).map {
            Assistance.Draft(source: DraftSource("response:\(name)"), title: intent.description, text: $0)
        }
    }

    private var question: Assistance.Draft? {
        switch state.question {
        case .slot(let slot, _):
            playbook.slots[slot]?.ask.flatMap(rendered).map {
                Assistance.Draft(source: DraftSource("question:\(slot)"), title: "The open question", text: $0)
            }
        case .confirmation(let response, _):
            rendered(response).map {
                Assistance.Draft(source: DraftSource("response:\(response)"), title: "The open question", text: $0)
            }
        case .clarification, nil: nil
        }
    }

    private func rendered(_ name: ResponseName) -> String? {
        let turn = Turn(playbook, state, at: now)
        guard let line = turn.line(name), line.isComplete else { return nil }
        return line.line.text
    }
}
