import Dialog
import PlaybookModel
import Understanding
import Vocabulary

/// What the REPL prints: first what the bot thinks, then what it says.
struct ReplTrace {
    let playbook: Playbook
    let paint: Paint

    /// Everything since an event, in rows with a name in front.
    func text(of rehearsal: Rehearsal, since seen: Int) -> String {
        let fresh = rehearsal.log[seen...]
        var rows: [String] = []
        for record in fresh {
            if case .understood(let interpretation) = record.event { rows += understood(interpretation) }
        }
        rows += filled(fresh)
        let state = rehearsal.state
        if !state.stack.isEmpty { rows.append(row("flows", state.stack.map(frame).joined(separator: " › "))) }
        for effect in rehearsal.effects { rows.append(row("effect", words(for: effect))) }
        for record in fresh {
            if case .actionFinished(_, let result) = record.event { rows.append(row("result", result.inWords)) }
            if case .flowEnded(let flow, let outcome) = record.event {
                rows.append(row("ended", "\(flow): \(outcome)"))
            }
        }
        for call in rehearsal.openCalls {
            rows.append(paint("\(call.action) waits for ':answer done { … }'", .yellow))
        }
        rows += fresh.compactMap(line)
        return rows.joined(separator: "\n")
    }

    /// A name in a column of its own and what is said of it, in lines that fit.
    private func row(_ name: String, _ text: String) -> String {
        let padded = name + String(repeating: " ", count: max(1, 10 - name.count))
        var lines = Wrapping.lines(padded + text, indent: 2, hanging: 10)
        lines[0] = "  " + paint(padded, .faint) + lines[0].dropFirst(2 + padded.count)
        return lines.joined(separator: "\n")
    }

    private func spoken(_ speaker: String, _ words: String, _ ink: Paint.Ink) -> String {
        var lines = Wrapping.lines(speaker + words, hanging: 2)
        lines[0] = paint(speaker, ink) + lines[0].dropFirst(speaker.count)
        return lines.joined(separator: "\n")
    }

    /// Articles that have less to do with a message are noise.
    private static let leastShown = 0.1

    private func understood(_ interpretation: Interpretation) -> [String] {
        let intents = interpretation.intents.prefix(3).map { "\($0.value) \($0.confidence.rounded2)" }
        let sentiment = interpretation.sentiment
        var rows = [
            row(
                "intents",
                intents.isEmpty ? "none" : intents.joined(separator: ", ") + "  (\(interpretation.band.rawValue))")
        ]
        for entity in interpretation.entities {
            rows.append(row("entity", "\(entity.name) \"\(entity.text)\" = \(entity.value.inWords)"))
        }
        for hit in interpretation.articles.prefix(2) where hit.confidence >= Self.leastShown {
            let section = hit.section.isEmpty ? "" : " › \(hit.section)"
            rows.append(row("article", "\(hit.article)\(section) \(hit.confidence.rounded2)"))
        }
        let words = sentiment.words.isEmpty ? "" : "  (\(sentiment.words.joined(separator: ", ")))"
        rows.append(
            row(
                "mood",
                "valence \(sentiment.valence.rounded2), frustration \(sentiment.frustration.rounded2), "
                    + "urgency \(sentiment.urgency.rounded2)" + words))
        return rows
    }

    private func filled(_ records: ArraySlice<EventRecord>) -> [String] {
        records.compactMap { record in
            if case .slotFilled(let slot, let value, _) = record.event {
                return row("slot", "\(slot) = \(value.inWords)")
            }
            if case .slotCleared(let slot) = record.event { return row("slot", "\(slot) is cleared") }
            return nil
        }
    }

    func line(_ record: EventRecord) -> String? {
        switch record.event {
        case .botSaid(let line, _):
            return spoken("\(playbook.assistant.name): ", Transcript.words(of: line), .green)
        case .agentSaid, .agentJoined, .agentLeft, .escalated, .noted:
            return Transcript.line(of: record, bot: playbook.assistant.name).map { paint($0, .blue) }
        case .opened, .visitorSaid, .understood, .flowStarted, .stepEntered, .flowResumed, .flowEnded, .slotAsked,
            .slotFilled, .slotCleared, .confirmationShown, .confirmed, .verified, .articleShown, .fellBack,
            .actionStarted, .actionFinished, .timerSet, .timerFired, .resolved, .rated, .turnFailed, .requestKept,
            .requestSettled, .promised, .waitBegan, .signalled, .returned, .leftQueue, .callbackBooked,
            .tagged:
            return nil
        }
    }

    private func frame(_ frame: FlowFrame) -> String {
        guard let flow = playbook.flows[frame.flow], flow.steps.indices.contains(frame.step) else {
            return "\(frame.flow)"
        }
        return "\(frame.flow) at \(flow.steps[frame.step].inWords)"
    }

    private func words(for effect: Effect) -> String {
        switch effect {
        case .run(let call): "run \(call.action) {\(call.arguments.inWords)} under key \(call.key)"
        case .wake(let timer, let moment): "wake \(timer) at \(moment.inWords)"
        case .cancelWake(let timer): "no longer wake \(timer)"
        case .enqueue(let escalation):
            "queue for \(escalation.team): \(escalation.reason.rawValue), priority \(escalation.priority.rounded2)"
        case .dequeue(_, let agent): "out of the queue" + (agent.map { ", claimed by \($0)" } ?? "")
        }
    }

    // MARK: Commands

    func slots(of state: DialogState) -> String {
        guard !state.slots.isEmpty else { return "no slot is filled" }
        return state.slots.sorted { $0.key < $1.key }.map { name, value in
            row(name.rawValue, value.inWords + (state.fillings[name].map { "  (\($0.source.inWords))" } ?? ""))
        }.joined(separator: "\n")
    }

    func stack(of state: DialogState) -> String {
        guard !state.stack.isEmpty else { return "no flow is in flight" }
        return state.stack.reversed().map { row("flow", frame($0)) }.joined(separator: "\n")
    }

    func events(_ log: [EventRecord]) -> String {
        log.flatMap { record in
            let number = "\(record.seq.rawValue)"
            let head = number + String(repeating: " ", count: max(1, 5 - number.count))
            let words = record.event.inWords(under: playbook)
            return Wrapping.lines(head + record.sender.inWords.padded(to: 9) + words, hanging: 14)
        }.joined(separator: "\n")
    }

    /// Every number that decided the last turn, beside the bar it had to reach.
    func why(_ interpretation: Interpretation, _ rehearsal: Rehearsal) -> String {
        let thresholds = playbook.assistant.thresholds
        var rows: [String] = []
        for intent in interpretation.intents.prefix(5) {
            let bar = playbook.intent(intent.value)?.confidence ?? thresholds.act
            let verdict =
                intent.confidence >= bar
                ? "reaches its bar \(bar.rounded2)"
                : intent.confidence >= thresholds.clarify
                    ? "below its bar \(bar.rounded2), asked about" : "below \(thresholds.clarify.rounded2)"
            rows.append(row("intent", "\(intent.value) \(intent.confidence.rounded2): \(verdict)"))
        }
        rows.append(row("band", interpretation.band.rawValue))
        for hit in interpretation.articles.prefix(3) {
            let verdict = hit.confidence >= thresholds.article ? "answers" : "below \(thresholds.article.rounded2)"
            rows.append(row("article", "\(hit.article) \(hit.confidence.rounded2): \(verdict)"))
        }
        rows += understood(interpretation).filter { $0.contains("entity") || $0.contains("mood") }
        let turn = rehearsal.log.lastIndex { record in
            if case .visitorSaid = record.event { true } else { false }
        }
        for record in rehearsal.log[(turn ?? 0)...] {
            switch record.event {
            case .flowStarted(let flow): rows.append(row("started", "\(flow)"))
            case .stepEntered(let flow, let step): rows.append(row("step", stepWords(flow, step)))
            case .flowResumed(let flow): rows.append(row("resumed", "\(flow)"))
            case .flowEnded(let flow, let outcome): rows.append(row("ended", "\(flow): \(outcome)"))
            case .slotAsked(let slot, let attempt): rows.append(row("asked", "\(slot), attempt \(attempt)"))
            case .fellBack(let rung): rows.append(row("fell back", "rung \(rung)"))
            case .escalated(let escalation, _): rows.append(row("escalated", escalation.reason.rawValue))
            case .requestKept(let request): rows.append(row("for later", "\(request.intent)"))
            case .requestSettled(let intent, let began):
                rows.append(row("for later", "\(intent) \(began ? "begins" : "is dropped")"))
            case .waitBegan(let flow, let until, let signal):
                let ends = [signal.map { "\($0)" }, until.map(\.inWords)].compactMap { $0 }
                rows.append(row("waits", "\(flow) for \(ends.joined(separator: " or "))"))
            case .signalled(let signal, _): rows.append(row("signal", "\(signal)"))
            case .opened, .visitorSaid, .understood, .botSaid, .agentSaid, .noted, .slotFilled, .slotCleared,
                .confirmationShown, .confirmed, .verified, .articleShown, .actionStarted, .actionFinished, .timerSet,
                .timerFired, .agentJoined, .agentLeft, .leftQueue, .callbackBooked, .resolved, .rated, .turnFailed,
                .promised, .returned, .tagged:
                break
            }
        }
        return rows.joined(separator: "\n")
    }

    /// What the classifier saw in the words.
    func why(_ explanation: Explanation) -> String {
        var rows = explanation.repairs.map { row("read as", "\($0.from) → \($0.to)") }
        rows += explanation.nearest.prefix(3).map {
            row("phrase", "\($0.intent): \"\($0.text)\" \($0.similarity.rounded2)")
        }
        let words = explanation.words.map { "\($0.word) \($0.confidence < 0 ? "" : "+")\($0.confidence.rounded2)" }
        if !words.isEmpty { rows.append(row("words", words.joined(separator: ", "))) }
        rows.append(
            row(
                "familiar",
                "\(explanation.familiarity.rounded2); none below \(explanation.rejectBelow.rounded2), "
                    + "asked below \(explanation.doubtBelow.rounded2)"))
        return rows.joined(separator: "\n")
    }

    private func stepWords(_ flow: FlowName, _ index: Int) -> String {
        guard let steps = playbook.flows[flow]?.steps, steps.indices.contains(index) else { return "\(flow) \(index)" }
        return "\(flow) at \(steps[index].inWords)"
    }
}
