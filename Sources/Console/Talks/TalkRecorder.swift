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
            if index > 0, case .agentLeft(_, .takenOver, _) = log[index - 1].event { continue }
            if let move = Self.move(at: index, of: log) { happen(move, at: record.at) } else { take(record) }
        }
        settleSlots()
        talk = Talk(title: title, starts: talk.starts, setting: setting, answers: answers, turns: turns, place: place)
    }

    /// What is written in several events, at the first of them.
    private static func move(at index: Int, of log: [EventRecord]) -> TalkTurn.Kind? {
        let rest = log[index...].lazy.map(\.event)
        let (event, next) = (log[index].event, rest.dropFirst().first)
        if case .visitorSaid(let text, _) = event, case .turnFailed = next { return .fails(text) }
        if case .agentJoined(_, let name, _) = event { return .agent(.joins(name)) }
        if case .signalled(Reaching.signal, let values) = event, case .botSaid(let line, _) = next,
            let response = line.response
        {
            let reaching = Reaching(values: values, line: line)
            return .reaches(response, with: reaching.facts, opens: reaching.opens)
        }
        guard case .agentLeft(_, let departure, _) = event else { return nil }
        switch departure {
        case .handedBack(let note): return .agent(.handsBack(note: note.isEmpty ? "-" : note))
        case .lost: return .agent(.vanishes)
        case .resolved:
            // What a resolution ends stands between its first event and the one that has its words.
            let outcome = rest.compactMap { if case .resolved(let outcome, _) = $0 { outcome } else { nil } }.first
            return .agent(.resolves(outcome: outcome ?? "done"))
        case .transferred:
            let team = rest.compactMap { if case .escalated(let escalation, _) = $0 { escalation.team } else { nil } }
            return team.first.map { .agent(.passesOn($0)) }
        case .takenOver:
            let name = rest.compactMap { if case .agentJoined(_, let name, _) = $0 { name } else { nil } }.first
            return name.map { .agent(.takesOver($0)) }
        }
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
        case .agentSaid(let text, _): happen(.agent(.says(text)), at: record.at)
        case .leftQueue(let departure, _): happen(.leavesQueue(TalkTurn.LeavesQueue(departure)), at: record.at)
        case .callbackBooked(let moment):
            happen(.books(max(moment - record.at, TimeSpan(milliseconds: 1))), at: record.at)
        case .rated(let stars, _): happen(.rates(stars), at: record.at)
        case .noted(let text, .agent): happen(.agent(.notes(text)), at: record.at)

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
            .timerSet, .agentJoined, .agentLeft, .resolved, .turnFailed:
            break
        case .tagged: left.append("an agent tagged it")
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

extension TalkTurn.LeavesQueue {
    fileprivate init(_ departure: QueueDeparture) {
        self =
            switch departure {
            case .chosen: .left
            case .closed: .closed
            case .full: .full
            }
    }
}
