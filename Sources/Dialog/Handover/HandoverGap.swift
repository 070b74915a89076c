public import Vocabulary

/// Something a packet lacks. A packet with a gap is refused: the agent would have to ask again.
public enum HandoverGap: Hashable, Sendable {
    case version
    case visitor
    case team
    case transcript
    /// The transcript's lines are not in the order of their numbers.
    case order
    case summary
    /// More than 60 words.
    case summaryTooLong(words: Int)
    /// Visitor's lines without their ranked intents.
    case intents(missing: Int)
    /// Visitor's lines without their sentiment.
    case sentiment(missing: Int)
    /// What the visitor has proved; `anonymous` at least.
    case identity
    /// Something was said, and is not in the transcript.
    case line(SequenceNumber)
    /// Known, and not in the packet as it is known.
    case slot(SlotName)
    /// Tried, and not in the packet with what came of it.
    case action(ActionName)
    /// Shown, and not in the packet.
    case article(ArticleName)
}

extension Handover {
    /// Empty when the packet is complete.
    public var missing: [HandoverGap] {
        var gaps: [HandoverGap] = []
        if version != Handover.currentVersion { gaps.append(.version) }
        if visitor.rawValue.isEmpty { gaps.append(.visitor) }
        if team.rawValue.isEmpty { gaps.append(.team) }
        if transcript.isEmpty { gaps.append(.transcript) }
        if zip(transcript, transcript.dropFirst()).contains(where: { $0.seq >= $1.seq }) { gaps.append(.order) }
        let words = summary.split(whereSeparator: \.isWhitespace).count
        if words == 0 { gaps.append(.summary) }
        if words > HandoverSummary.bound { gaps.append(.summaryTooLong(words: words)) }
        let lines = transcript.filter { $0.sender == .visitor }.map(\.seq)
        let seen = Set(intents.map(\.seq))
        let unread = lines.count { !seen.contains($0) }
        if unread > 0 { gaps.append(.intents(missing: unread)) }
        if sentiment.count < lines.count { gaps.append(.sentiment(missing: lines.count - sentiment.count)) }
        if identity.isEmpty { gaps.append(.identity) }
        return gaps
    }

    /// What the packet lacks of what the log says; empty when it holds all of it.
    /// - Parameters:
    ///   - records: from the conversation's first event; `state` is what they give.
    public func missing(of records: [EventRecord], state: DialogState) -> [HandoverGap] {
        let lines = Set(transcript.map(\.seq))
        let shown = Set(articles.map(\.article))
        let tried = Set(actions)
        var gaps = missing
        var calls: [ActionCall] = []
        var results: [EffectID: ActionResult] = [:]
        for record in records {
            switch record.event {
            case .visitorSaid, .agentSaid: if !lines.contains(record.seq) { gaps.append(.line(record.seq)) }
            case .botSaid(let line, _):
                if !lines.contains(record.seq) { gaps.append(.line(record.seq)) }
                if let article = line.citation?.article, !shown.contains(article) { gaps.append(.article(article)) }
            case .actionStarted(let call): calls.append(call)
            case .actionFinished(let id, let result): results[id] = result
            case .opened, .understood, .noted, .flowStarted, .stepEntered, .flowResumed, .flowEnded, .slotAsked,
                .slotFilled, .slotCleared, .confirmationShown, .confirmed, .verified, .articleShown, .fellBack,
                .requestKept, .requestSettled, .promised, .waitBegan, .signalled, .returned, .timerSet, .timerFired,
                .escalated, .agentJoined, .agentLeft, .leftQueue, .callbackBooked, .resolved, .rated, .turnFailed,
                .tagged:
                continue
            }
        }
        for call in calls where !tried.contains(ActionTried(call: call, result: results[call.id])) {
            gaps.append(.action(call.action))
        }
        for (name, value) in state.slots.sorted(by: { $0.key < $1.key }) where slots[name] != value {
            gaps.append(.slot(name))
        }
        return gaps
    }
}
