public import PlaybookModel
public import Vocabulary

/// Reads the packet for the person who takes over from the log. Pure: the same log gives the same packet.
public enum HandoverBuilder {
    /// `records` from the conversation's first event; `state` is what they give. Times in the drafts are written for
    /// `zone`, as in ``DialogMachine/init(playbook:zone:)``.
    public static func handover(
        from records: [EventRecord], state: DialogState, playbook: Playbook, zone: ZoneOffset? = nil
    ) -> Handover {
        let findings = Findings(records)
        let escalation = state.lastEscalation
        return Handover(
            conversation: state.conversation,
            visitor: state.visitor ?? "",
            reason: escalation?.reason ?? .asked,
            team: escalation?.team ?? playbook.routing.defaultTeam,
            priority: escalation?.priority ?? 0,
            waitingSince: escalation?.waitingSince ?? records.last?.at ?? Timestamp(milliseconds: 0),
            summary: HandoverSummary(findings: findings, state: state, playbook: playbook).text,
            transcript: findings.transcript,
            intents: findings.intents,
            slots: state.slots,
            actions: findings.actions,
            sentiment: findings.sentiment,
            articles: findings.articles,
            flows: findings.flows,
            identity: identity(of: state),
            drafts: HandoverDrafts(
                playbook: DialogMachine(playbook: playbook, zone: zone).rulebook, state: state, findings: findings,
                now: records.last?.at ?? Timestamp(milliseconds: 0)
            ).all.map(\.text),
            context: state.opening?.context ?? [:])
    }

    /// What was proved, each once: by the site or the browser before the conversation began, then here.
    private static func identity(of state: DialogState) -> [String] {
        var seen: Set<String> = []
        let before = state.opening.map(\.identity).flatMap { $0 > .anonymous ? [$0.rawValue] : nil } ?? []
        let proved = state.verifications.map {
            $0.name == Verification.signed ? IdentityLevel.signed.rawValue : $0.name
        }
        let all = (before + proved).filter { seen.insert($0).inserted }
        return all.isEmpty ? [IdentityLevel.anonymous.rawValue] : all
    }
}

/// What a log says, in the order it happened.
struct Findings {
    var transcript: [Handover.TranscriptLine] = []
    var intents: [Handover.IntentSeen] = []
    var sentiment: [Sentiment] = []
    var actions: [Handover.ActionTried] = []
    var articles: [Citation] = []
    var flows: [FlowName] = []
    var lastUnderstood: Interpretation?
    /// Asked for beside something else, and never begun.
    var unserved: [IntentName] = []
    private var lastVisitorLine = SequenceNumber.start

    init(_ records: [EventRecord]) {
        for record in records { take(record) }
    }

    private mutating func take(_ record: EventRecord) {
        switch record.event {
        case .visitorSaid(let text, _):
            lastVisitorLine = record.seq
            say(text, record)
        case .botSaid(let line, _):
            if let citation = line.citation, !articles.contains(citation) { articles.append(citation) }
            say(line.spelledOut.joined(separator: "\n"), record)
        case .agentSaid(let text, _): say(text, record)
        case .understood(let interpretation):
            // Under the number of the line it is about.
            intents.append(Handover.IntentSeen(seq: lastVisitorLine, intents: interpretation.intents))
            sentiment.append(interpretation.sentiment)
            lastUnderstood = interpretation
        case .turnFailed:
            intents.append(Handover.IntentSeen(seq: lastVisitorLine, intents: []))
            sentiment.append(.neutral)
        case .flowStarted(let flow):
            if !flows.contains(flow) { flows.append(flow) }
        case .actionStarted(let call): actions.append(Handover.ActionTried(call: call, result: nil))
        case .actionFinished(let id, let result):
            guard let index = actions.firstIndex(where: { $0.call.id == id }) else { return }
            actions[index] = Handover.ActionTried(call: actions[index].call, result: result)
        case .opened, .noted, .stepEntered, .flowResumed, .flowEnded, .slotAsked, .slotFilled, .slotCleared,
            .confirmationShown, .confirmed, .verified, .articleShown, .fellBack, .timerSet, .timerFired, .escalated,
            .agentJoined, .agentLeft, .leftQueue, .callbackBooked, .resolved, .rated, .promised, .waitBegan, .signalled,
            .returned, .tagged:
            break
        case .requestKept(let request): unserved.append(request.intent)
        case .requestSettled(let intent, let began): if began { unserved.removeAll { $0 == intent } }
        }
    }

    private mutating func say(_ text: String, _ record: EventRecord) {
        transcript.append(
            Handover.TranscriptLine(seq: record.seq, at: record.at, sender: record.sender, text: text))
    }
}
