internal import PlaybookModel
internal import Vocabulary

/// Who, wants, tried, state, mood: at most 60 words, the same for the same log.
struct HandoverSummary {
    static let bound = 60

    let findings: Findings
    let state: DialogState
    let playbook: Playbook

    var text: String {
        var words: [Substring] = []
        for sentence in [who, wants, besides, known, tried, standing, mood] {
            let more = sentence.split(separator: " ")
            // A sentence that does not fit whole is left out, so that none ends in the middle.
            if words.count + more.count <= HandoverSummary.bound { words += more }
        }
        return words.joined(separator: " ")
    }

    private var who: String {
        let name = (state.signed["name"] ?? state.opening?.context["name"]).map { cut($0, 4) } ?? ""
        let isSigned = !state.signed.isEmpty
        let last = state.verifications.last { $0.name != Verification.signed }
        let proved = last.map { ", proved \(spoken($0.name))" } ?? (isSigned ? ", signed in" : ", not verified")
        return (name.isEmpty ? "Visitor" : name) + proved + "."
    }

    private var wants: String {
        // A verification is the bot's wish, not the visitor's.
        let wished = findings.flows.last { playbook.flows[$0]?.binds.isEmpty == true }
        if let flow = state.stack.first?.flow ?? wished, let title = playbook.flows[flow]?.title {
            // A flow's title speaks to the visitor: "your refund".
            let asked = playbook.intents.first { $0.outcome == .flow(flow) }?.description
            return "Wants: \(cut(asked ?? title, 8))."
        }
        let intents = findings.intents.reversed().compactMap { $0.intents.first }
        if let best = intents.first(where: { $0.confidence >= playbook.assistant.thresholds.clarify }),
            let intent = playbook.intent(best.value), case .command = intent.outcome
        {
            return lastWords
        } else if let best = intents.first, best.confidence >= playbook.assistant.thresholds.clarify,
            let intent = playbook.intent(best.value)
        {
            return "Wants: \(cut(intent.description, 8))."
        }
        return lastWords
    }

    private var besides: String {
        let titles = findings.unserved.suffix(2).compactMap { playbook.intent($0)?.description }
        return titles.isEmpty ? "" : "Also asked for: \(titles.map { cut($0, 6) }.joined(separator: "; "))."
    }

    private var lastWords: String {
        let line = findings.transcript.last { $0.sender == .visitor }
        return line.map { "Last wrote: “\(cut($0.text, 10))”." } ?? ""
    }

    /// What need not be asked again: the newest three things the visitor said.
    private var known: String {
        let said = state.fillings.filter {
            switch $0.value.source {
            case .visitor, .button: true
            case .action, .flow: false
            }
        }
        let newest = said.sorted { $0.value.at > $1.value.at }.prefix(3).reversed()
        let writer = ValueWriter(locale: playbook.assistant.locale, zone: .utc)
        let parts = newest.compactMap { filling in
            state.slots[filling.key].map { "\(spoken(filling.key.rawValue)) \(cut(writer.write($0, as: nil), 4))" }
        }
        return parts.isEmpty ? "" : "Known: \(parts.joined(separator: ", "))."
    }

    private var tried: String {
        guard let last = findings.actions.last else { return "" }
        let result = last.result?.word ?? "still running"
        return "Tried \(spoken(last.call.action.rawValue)): \(result)."
    }

    private var standing: String {
        let reason = state.lastEscalation.map { "Here because: \(spoken(of: $0.reason))." } ?? ""
        switch state.question {
        case .slot(let slot, _): return "Was asked for \(spoken(slot.rawValue)). \(reason)"
        case .confirmation: return "Was asked to confirm. \(reason)"
        case .clarification, nil: return reason
        }
    }

    private var mood: String {
        // Who was furious two lines ago is not calm yet, however mild the conversation was as a whole.
        let worst = findings.sentiment.suffix(3).map(\.frustration).max() ?? 0
        let level =
            switch max(state.mood.frustration, worst) {
            case ..<0.3: "calm"
            case ..<0.6: "uneasy"
            default: "frustrated"
            }
        let trend = state.mood.trend > 0.1 ? ", rising" : state.mood.trend < -0.1 ? ", easing" : ""
        return "Mood: \(level)\(trend)."
    }

    private func spoken(_ name: String) -> String {
        String(name.map { $0 == "_" || $0 == "." ? " " : $0 })
    }

    private func spoken(of reason: EscalationReason) -> String {
        switch reason {
        case .asked: "asked for a person"
        case .frustrated: "frustrated"
        case .notUnderstood: "not understood"
        case .actionFailed: "an action failed"
        case .actionUnknown: "nobody knows whether an action happened"
        case .policy: "policy"
        case .overLimit: "over the limit"
        case .legalOrSafety: "legal or safety words"
        case .vip: "a customer of great value"
        case .fault: "a fault of ours"
        case .flow: "the flow calls for a person"
        case .agentLost: "the agent’s connection was lost"
        case .transferred: "transferred"
        }
    }

    /// The first words of a text.
    private func cut(_ text: String, _ count: Int) -> String {
        let words = text.split(maxSplits: count, whereSeparator: \.isWhitespace)
        let short = words.prefix(count).joined(separator: " ")
        return words.count > count ? short + "…" : short
    }
}
