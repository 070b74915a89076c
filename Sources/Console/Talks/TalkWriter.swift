public import PlaybookLoading
import PlaybookModel
import Vocabulary

/// A talk as the text of its file. Read again, it is the same talk.
public enum TalkWriter {
    public static func text(_ talk: Talk) -> String {
        var lines = ["talk: \(YamlText.scalar(talk.title))"]
        if talk.starts != Talk.usualStart { lines.append("starts: \(talk.starts.notation)") }
        if talk.setting.channel != TalkSetting.usual.channel {
            lines.append("channel: \(YamlText.scalar(talk.setting.channel))")
        }
        if talk.setting.identity != TalkSetting.usual.identity {
            lines.append("identity: \(talk.setting.identity.rawValue)")
        }
        if !talk.setting.context.isEmpty {
            let pairs = talk.setting.context.map { (key: $0.key, value: YamlText.word($0.value)) }
            lines.append("context: \(YamlText.map(pairs))")
        }
        if !talk.answers.isEmpty { lines.append("calls:") }
        for (action, answers) in talk.answers.sorted(by: { $0.key < $1.key }) {
            guard answers.count > 1 else {
                lines += answers.map { "  \(action): \($0.notation)" }
                continue
            }
            lines.append("  \(action):")
            lines += answers.map { "    - \($0.notation)" }
        }
        lines.append("turns:")
        lines += talk.turns.map { "  - \($0.kind.notation)" }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension TalkAnswer {
    /// As a talk's `calls` writes it.
    var notation: String {
        switch self {
        case .done(let slots) where slots.isEmpty: "done"
        case .done(let slots):
            "{ done: " + YamlText.map(slots.map { (key: $0.key.rawValue, value: YamlText.value($0.value)) }) + " }"
        case .refused(let reason): "{ refused: \(YamlText.word(reason)) }"
        case .overLimit: "overLimit"
        case .unknown: "unknown"
        case .timeout: "timeout"
        case .approval: "approval"
        case .accepted: "accepted"
        }
    }
}

extension TalkTurn.Kind {
    /// The entry as the file has it, without its dash.
    var notation: String {
        switch self {
        case .user(let text): "user: \(YamlText.scalar(text))"
        case .press(let label): "press: \(YamlText.scalar(label))"
        case .after(let span): "after: \(span.notation)"
        case .returns(let span): "returns: \(span.notation)"
        case .signal(let signal, let values) where values.isEmpty: "signal: \(signal)"
        case .signal(let signal, let values): "signal: { \(signal): \(Self.map(values)) }"
        case .agent(let move): "agent: { \(Self.notation(of: move)) }"
        case .reaches(let response, let facts, let opens):
            "reaches: "
                + YamlText.map(
                    [
                        (key: "say", value: response.rawValue),
                        (key: "with", value: facts.isEmpty ? nil : Self.map(facts)),
                        (key: "opens", value: opens?.rawValue),
                    ].compactMap { pair in pair.value.map { (key: pair.key, value: $0) } })
        case .leavesQueue(let departure): "queue: \(departure.rawValue)"
        case .books(let span): "books: \(span.notation)"
        case .fails(let text): "fails: \(YamlText.scalar(text))"
        case .approves(let action): "approves: \(action)"
        case .declines(let action, let reason): "declines: { \(action): \(YamlText.word(reason)) }"
        case .reports(let action, let answer): "reports: { \(action): \(answer.notation) }"
        case .rates(let stars): "rates: \(stars)"
        case .answers(let action, let list) where list.count == 1:
            "calls: { \(action): \(list.map(\.notation).joined()) }"
        case .answers(let action, let list):
            "calls: { \(action): [\(list.map(\.notation).joined(separator: ", "))] }"
        case .bot(let line): "bot: \(Self.notation(of: line))"
        case .called(let action, let arguments):
            "called: { \(action): "
                + YamlText.map(arguments.map { (key: $0.key, value: YamlText.value($0.value)) }) + " }"
        case .slots(let slots): "slots: \(Self.map(slots))"
        case .article(let article): "article: \(article)"
        case .ended(let flow, let outcome): "ended: { \(flow): \(YamlText.word(outcome)) }"
        case .holder(let holder): "holder: \(holder.rawValue)"
        case .escalated(let reason, let team):
            "escalated: "
                + YamlText.map(
                    [(key: "reason", value: reason?.rawValue), (key: "team", value: team?.rawValue)]
                        .compactMap { pair in pair.value.map { (key: pair.key, value: YamlText.word($0)) } })
        case .mood(let bounds):
            "mood: { "
                + bounds.map { "\($0.scale.rawValue): \($0.above ? "above" : "below") \($0.limit)" }
                .joined(separator: ", ") + " }"
        }
    }

    private static func map(_ slots: [SlotName: SlotValue]) -> String {
        YamlText.map(slots.map { (key: $0.key.rawValue, value: YamlText.value($0.value)) })
    }

    private static func notation(of move: TalkTurn.AgentMove) -> String {
        switch move {
        case .joins(let name): "joins: \(YamlText.word(name))"
        case .says(let text): "says: \(YamlText.word(text))"
        case .notes(let text): "notes: \(YamlText.word(text))"
        case .handsBack(let note): "hands_back: \(YamlText.word(note))"
        case .resolves(let outcome): "resolves: \(YamlText.word(outcome))"
        case .passesOn(let team): "passes_on: \(team)"
        case .takesOver(let name): "takes_over: \(YamlText.word(name))"
        case .vanishes: "loses: connection"
        }
    }

    private static func notation(of line: TalkTurn.ExpectedLine) -> String {
        switch line {
        case .any: "any"
        case .rest: "rest"
        case .line(let response?, nil): "\(response)"
        case .line(let response?, let text?): "{ say: \(response), text: \(YamlText.word(text)) }"
        case .line(nil, let text): "{ text: \(YamlText.word(text ?? "")) }"
        }
    }
}
