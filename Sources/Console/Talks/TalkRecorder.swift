public import PlaybookLoading
import PlaybookModel
public import Vocabulary

/// A log as a talk: what happened, and as expectations what the bot made of it. Run under the playbook the log was
/// written with, the talk passes.
public struct TalkRecorder {
    public private(set) var talk: Talk
    /// What happened and no talk can say, in words.
    public private(set) var left: [String] = []

    private let place: SourcePlace
    private var setting = TalkSetting.usual
    private var turns: [TalkTurn] = []
    private var answers: [ActionName: [TalkAnswer]] = [:]
    private var calls: [EffectID: (action: ActionName, index: Int)] = [:]
    private var now: Timestamp
    private var slots: [SlotName: SlotValue] = [:]

    /// - Parameter log: from the conversation's first event.
    public init(_ log: [EventRecord], title: String, file: String) {
        place = SourcePlace(file: file, line: 1, column: 1)
        now = log.first?.at ?? Talk.usualStart
        talk = Talk(title: title, starts: now, answers: [:], turns: [], place: place)
        for (index, record) in log.enumerated() {
            // What a resolution ends stands between its first event and the one that has its words.
            if case .agentLeft(_, .resolved, _) = record.event {
                let outcome = log[index...].lazy.compactMap { record -> String? in
                    if case .resolved(let outcome, _) = record.event { outcome } else { nil }
                }.first
                happen(.agent(.resolves(outcome: outcome ?? "done")), at: record.at)
            } else {
                take(record)
            }
        }
        settleSlots()
        talk = Talk(title: title, starts: talk.starts, setting: setting, answers: answers, turns: turns, place: place)
    }

    private mutating func add(_ kind: TalkTurn.Kind) {
        turns.append(TalkTurn(kind: kind, place: place))
    }

    /// Time up to a happening, then the happening.
    private mutating func happen(_ kind: TalkTurn.Kind?, at moment: Timestamp) {
        settleSlots()
        for piece in (moment - now).pieces { add(.after(piece)) }
        now = max(now, moment)
        if let kind { add(kind) }
    }

    /// What the visitor filled and is still filled when everything that followed has happened.
    private mutating func settleSlots() {
        if !slots.isEmpty { add(.slots(slots)) }
        slots = [:]
    }

    private mutating func take(_ record: EventRecord) {
        switch record.event {
        case .opened(let opening):
            setting = TalkSetting(channel: opening.channel, identity: opening.identity, context: opening.context)
        case .visitorSaid(let text, let choice):
            happen(choice == nil ? .user(text) : .press(text), at: record.at)
        case .timerFired: happen(nil, at: record.at)
        case .signalled(let signal, let values): happen(.signal(signal, values: values), at: record.at)
        case .returned:
            settleSlots()
            add(.returns(max(record.at - now, TimeSpan(milliseconds: 1))))
            now = max(now, record.at)
        case .agentJoined(_, let name, _): happen(.agent(.joins(name)), at: record.at)
        case .agentSaid(let text, _): happen(.agent(.says(text)), at: record.at)
        case .agentLeft(_, .handedBack(let note), _):
            happen(.agent(.handsBack(note: note.isEmpty ? "-" : note)), at: record.at)
        case .agentLeft(_, .lost, _): left.append("the agent's connection was lost")
        case .rated(let stars, _): happen(.rates(stars), at: record.at)
        case .noted(_, .agent): left.append("an agent wrote a note")
        case .turnFailed: left.append("a turn failed")

        case .botSaid(let line, _): expect(line)
        case .actionStarted(let call):
            guard !isOpening else { return }
            add(.called(call.action, with: call.arguments))
            calls[call.id] = (action: call.action, index: answers[call.action]?.count ?? 0)
            // Kept in the order of the calls; none until one comes.
            answers[call.action, default: []].append(.timeout)
        case .actionFinished(let id, let result):
            guard let call = calls[id] else { return }
            answers[call.action]?[call.index] = TalkAnswer(result)
        case .flowEnded(let flow, let outcome): if !isOpening { add(.ended(flow, outcome: outcome)) }
        case .escalated(let escalation, _):
            add(.escalated(reason: escalation.reason, team: escalation.team))
        case .slotFilled(let slot, let value, .visitor), .slotFilled(let slot, let value, .button):
            slots[slot] = value
        case .slotFilled(let slot, _, _), .slotCleared(let slot): slots[slot] = nil
        case .understood, .noted, .flowStarted, .stepEntered, .flowResumed, .slotAsked, .confirmationShown,
            .confirmed, .verified, .articleShown, .fellBack, .requestKept, .requestSettled, .promised, .waitBegan,
            .timerSet, .agentLeft, .leftQueue, .callbackBooked, .resolved, .tagged:
            break
        }
    }

    /// The greeting is everybody's; a talk begins with what the visitor does.
    private var isOpening: Bool { turns.isEmpty }

    private mutating func expect(_ line: BotLine) {
        guard !isOpening, line.response != StandardResponse.working.name else { return }
        if let response = line.response {
            add(.bot(.line(response: response, text: nil)))
        } else {
            if let citation = line.citation { add(.article(citation.article)) }
            add(.bot(.line(response: nil, text: Self.beginning(of: line.text))))
        }
    }

    /// Enough to know a line by.
    private static func beginning(of text: String) -> String {
        guard text.count > 60 else { return text }
        let cut = text.prefix(60)
        return String(cut[..<(cut.lastIndex(of: " ") ?? cut.endIndex)])
    }
}
