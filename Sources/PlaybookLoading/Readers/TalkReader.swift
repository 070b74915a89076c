import PlaybookModel
import Vocabulary

/// A file under `talks/`.
struct TalkReader {
    let complaints: Complaints

    func read(_ root: YamlNode) -> TalkDraft? {
        guard let map = MapReader(root, as: PlaybookFormat.talk, complaints), let title = map.text("talk") else {
            return nil
        }
        return TalkDraft(
            title: title, starts: starts(map), setting: setting(map), answers: map.pairs("calls").map(answers),
            turns: map.list("turns").compactMap(turn), place: root.place)
    }

    private func starts(_ map: MapReader) -> Timestamp {
        guard let scalar = map.scalar("starts") else { return Talk.usualStart }
        guard let moment = Timestamp(rfc3339: scalar.text) else {
            complaints.error(
                .badValue, at: scalar.place, "'starts' is a moment", suggestion: "write it as 2026-01-05T09:00:00Z")
            return Talk.usualStart
        }
        return moment
    }

    private func setting(_ map: MapReader) -> TalkSetting {
        let usual = TalkSetting.usual
        let context = map.pairs("context").compactMap { pair in
            complaints.scalar(of: pair.value, wanted: "'\(pair.key.text)'").map { (pair.key.text, $0.text) }
        }
        return TalkSetting(
            channel: map["channel"] == nil ? usual.channel : map.text("channel") ?? usual.channel,
            identity: map["identity"] == nil
                ? usual.identity : map.choice("identity", IdentityLevel.self, "identity") ?? usual.identity,
            context: Dictionary(context, uniquingKeysWith: { first, _ in first }))
    }

    // MARK: The back end's answers

    private func answers(_ pair: YamlNode.Pair) -> (action: Word, answers: [TalkDraft.Answer]) {
        let nodes: [YamlNode] = if case .list(let list) = pair.value.content { list } else { [pair.value] }
        return (action: pair.key.word, answers: nodes.compactMap(answer))
    }

    func answer(_ node: YamlNode) -> TalkDraft.Answer? {
        if let scalar = node.scalar, !scalar.isNothing {
            switch scalar.text {
            case "overLimit", "over_limit": return .overLimit
            case "unknown": return .unknown
            case "timeout": return .timeout
            case "approval": return .approval
            case "accepted": return .accepted
            case "done": return .done([])
            default:
                complaints.unknown(
                    .unknownWord, "answer", scalar.word,
                    known: ["done", "refused", "overLimit", "unknown", "timeout", "approval", "accepted"])
                return nil
            }
        }
        guard let map = MapReader(node, as: PlaybookFormat.answer, complaints) else { return nil }
        guard (map["done"] == nil) != (map["refused"] == nil) else {
            complaints.error(
                .missingKey, at: node.place, "an answer is either 'done' or 'refused'",
                suggestion: "{ done: { slot: value } }")
            return nil
        }
        if map["refused"] != nil { return map.word("refused").map { .refused($0) } }
        let values = ValueReader(complaints: complaints)
        return .done(map.pairs("done").map { (slot: $0.key.word, value: values.read($0.value)) })
    }

    // MARK: Turns

    private func turn(_ node: YamlNode) -> (expectation: TalkDraft.Expectation, place: SourcePlace)? {
        guard let pairs = complaints.pairs(of: node, wanted: "an entry of a talk") else { return nil }
        guard let key = pairs.first?.key.word,
            let shape = PlaybookFormat.turns.first(where: { $0.required == [key.text] })
        else {
            let word = pairs.first?.key.word ?? Word(text: "", place: node.place)
            complaints.unknown(.unknownKey, "entry", word, known: PlaybookFormat.turns.flatMap(\.required))
            return nil
        }
        guard let map = MapReader(node, as: shape, complaints) else { return nil }
        return expectation(key.text, map).map { (expectation: $0, place: node.place) }
    }

    /// `parcel_scanned`, or `{ parcel_scanned: { place: Bristol } }` with what it brings.
    private func signal(_ node: YamlNode) -> TalkDraft.Expectation? {
        guard case .map(let pairs) = node.content else {
            return complaints.scalar(of: node, wanted: "'signal'").map { .signal(SignalName($0.text), []) }
        }
        guard let pair = pairs.first, pairs.count == 1 else {
            complaints.error(.badValue, at: node.place, "one signal at a time", suggestion: "write one entry for each")
            return nil
        }
        let values = ValueReader(complaints: complaints)
        let brought = complaints.pairs(of: pair.value, wanted: "what the signal brings") ?? []
        return .signal(
            SignalName(pair.key.text), brought.map { (slot: $0.key.word, value: values.read($0.value)) })
    }

    private func expectation(_ key: String, _ map: MapReader) -> TalkDraft.Expectation? {
        let values = ValueReader(complaints: complaints)
        switch key {
        case "user": return map.text(key).map { .plain(.user($0)) }
        case "press": return map.text(key).map { .plain(.press($0)) }
        case "after":
            return map.span(key, in: TimeSpan(milliseconds: 1) ... .days(365)).map { .plain(.after($0)) }
        case "returns":
            return map.span(key, in: TimeSpan(milliseconds: 1) ... .days(365)).map { .plain(.returns($0)) }
        case "signal": return map[key].flatMap(signal)
        case "rates": return map.whole(key, in: 1...5).map { .plain(.rates($0)) }
        case "calls": return .answers(map.pairs(key).map(answers))
        case "bot": return map[key].flatMap(bot)
        case "called":
            return .called(
                map.pairs(key).map { pair in
                    let inputs = pair.value.isNothing ? [] : complaints.pairs(of: pair.value, wanted: "arguments") ?? []
                    return (
                        action: pair.key.word, inputs: inputs.map { (name: $0.key.word, value: values.read($0.value)) }
                    )
                })
        case "slots":
            return .slots(map.pairs(key).map { (slot: $0.key.word, value: values.read($0.value)) })
        case "article": return map.word(key).map { .article($0) }
        case "ended":
            return .ended(
                map.pairs(key).compactMap { pair in
                    complaints.scalar(of: pair.value, wanted: "an outcome").map {
                        (flow: pair.key.word, outcome: $0.text)
                    }
                })
        case "holder":
            return holder(map)
        case "escalated":
            return map[key].flatMap(escalated)
        case "agent":
            return map[key].flatMap(agent)
        case "reaches": return map[key].flatMap(reaches)
        case "queue":
            return leavesQueue(map)
        case "books":
            return map.span(key, in: TimeSpan(milliseconds: 1) ... .days(365)).map { .plain(.books($0)) }
        case "approves": return map.word(key).map { .approves($0) }
        case "declines": return map[key].flatMap(declines)
        case "reports": return map[key].flatMap(reports)
        case "fails": return map.text(key).map { .plain(.fails($0)) }
        default:
            return map[key].flatMap(mood).map { .plain(.mood($0)) }
        }
    }

    /// `{ refunds.create: why not }`
    private func declines(_ node: YamlNode) -> TalkDraft.Expectation? {
        guard let pair = onlyPair(of: node, wanted: "'declines'") else { return nil }
        return complaints.scalar(of: pair.value, wanted: "a reason").map { .declines(pair.key.word, reason: $0.text) }
    }

    /// `{ repairs.book: { done: { slot: value } } }`
    private func reports(_ node: YamlNode) -> TalkDraft.Expectation? {
        guard let pair = onlyPair(of: node, wanted: "'reports'") else { return nil }
        return answer(pair.value).map { .reports(pair.key.word, $0) }
    }

    private func onlyPair(of node: YamlNode, wanted: String) -> YamlNode.Pair? {
        guard let pairs = complaints.pairs(of: node, wanted: wanted) else { return nil }
        guard let pair = pairs.first, pairs.count == 1 else {
            complaints.error(.badValue, at: node.place, "one action at a time", suggestion: "write one entry for each")
            return nil
        }
        return pair
    }

    private func bot(_ node: YamlNode) -> TalkDraft.Expectation? {
        if let scalar = node.scalar, !scalar.isNothing {
            switch scalar.text {
            case "any": return .plain(.bot(.any))
            case "rest": return .plain(.bot(.rest))
            default: return .bot(response: scalar.word, text: nil)
            }
        }
        guard let map = MapReader(node, as: PlaybookFormat.botLine, complaints) else { return nil }
        let text = map.text("text")
        if map["say"] != nil { return map.word("say").map { .bot(response: $0, text: text) } }
        guard let text else {
            complaints.error(
                .missingKey, at: node.place, "a line of the bot is named by 'say', by 'text' or by both",
                suggestion: "bot: the_response")
            return nil
        }
        return .plain(.bot(.line(response: nil, text: text)))
    }

    private func holder(_ map: MapReader) -> TalkDraft.Expectation? {
        guard let word = map.word("holder") else { return nil }
        guard let holder = TalkTurn.ExpectedHolder(rawValue: word.text) else {
            complaints.unknown(.unknownWord, "holder", word, known: TalkTurn.ExpectedHolder.allCases.map(\.rawValue))
            return nil
        }
        return .plain(.holder(holder))
    }

    private func escalated(_ node: YamlNode) -> TalkDraft.Expectation? {
        guard let map = MapReader(node, as: PlaybookFormat.escalated, complaints) else { return nil }
        var reason: EscalationReason?
        if let word = map["reason"] == nil ? nil : map.word("reason") {
            reason = EscalationReason(rawValue: word.text)
            if reason == nil {
                complaints.unknown(.unknownWord, "reason", word, known: EscalationReason.allCases.map(\.rawValue))
            }
        }
        return .escalated(reason: reason, team: map["team"] == nil ? nil : map.word("team"))
    }

    private func mood(_ node: YamlNode) -> [TalkTurn.MoodBound]? {
        guard MapReader(node, as: PlaybookFormat.mood, complaints) != nil,
            let pairs = complaints.pairs(of: node, wanted: "mood")
        else { return nil }
        return pairs.compactMap { pair in
            guard let scale = TalkTurn.MoodBound.Scale(rawValue: pair.key.text),
                let scalar = complaints.scalar(of: pair.value, wanted: "a bound")
            else { return nil }
            let parts = scalar.text.split(separator: " ")
            guard parts.count == 2, let limit = Double(parts[1]), ["above", "below"].contains(parts[0]) else {
                complaints.error(
                    .badValue, at: scalar.place, "a bound is 'above' or 'below' and a number",
                    suggestion: "\(pair.key.text): above 0.5")
                return nil
            }
            return TalkTurn.MoodBound(scale: scale, above: parts[0] == "above", limit: limit)
        }
    }
}
