public import PlaybookModel
public import Vocabulary

/// What has to be done so that nobody waits in vain.
public enum CareAlarm: Hashable, Codable, Sendable {
    /// A promise will be broken, unless …
    case promiseSoon(ConversationID, text: String, until: Timestamp)
    case promiseBroken(ConversationID, text: String, until: Timestamp)
    /// The visitor has heard nothing for almost too long.
    case silence(ConversationID, since: Timestamp)
    /// Ask whether it is fixed, with what is known of the case.
    case followUp(ConversationID, VisitorID?, about: IntentName?, outcome: String, resolved: Timestamp)

    public var conversation: ConversationID {
        switch self {
        case .promiseSoon(let conversation, _, _), .promiseBroken(let conversation, _, _),
            .silence(let conversation, _), .followUp(let conversation, _, _, _, _):
            conversation
        }
    }
}

/// Follows open cases, promises and closed cases by the log, and says when one needs a word.
public struct CareBook: Sendable {
    enum Wake: Hashable, Codable, Sendable {
        case promise(until: Timestamp, isOver: Bool)
        case silence
        case followUp(resolved: Timestamp)
    }

    struct Promise: Hashable, Codable, Sendable {
        let text: String
        let until: Timestamp
    }

    struct Case: Codable, Sendable {
        var visitor: VisitorID?
        /// What was asked for last, and of it what was a matter of its own: asking for a person is none.
        var lastHeard: IntentName?
        var about: IntentName?
        var promises: [Promise] = []
        /// Not kept, and nobody has spoken since.
        var broken: [Promise]?
        /// A person was asked for, and it is not resolved; the visitor heard something last then.
        var lastWord: Timestamp?
        /// The one look ahead that counts.
        var silenceDue: Timestamp?
        var last = Timestamp(milliseconds: .min)
        var resolved: Ending?

        /// Somebody has spoken, or it is over: nobody waits for what was promised.
        mutating func settle() {
            promises.removeAll()
            broken = nil
        }

        mutating func heard(_ intent: IntentName) {
            lastHeard = intent
            about = about ?? intent
        }

        /// A flow has its intent's name.
        mutating func began(_ flow: FlowName) {
            guard let lastHeard, lastHeard.rawValue == flow.rawValue else { return }
            about = lastHeard
        }
    }

    struct Ending: Hashable, Codable, Sendable {
        let at: Timestamp
        let outcome: String
    }

    struct Look: Hashable, Codable, Sendable {
        let conversation: ConversationID
        let wake: Wake
    }

    /// Promises followed in one conversation.
    private static let promises = 32
    /// A broken promise is held against us so long.
    private static let regret = TimeSpan.days(7)

    public let rules: CareRules
    var cases: [ConversationID: Case] = [:]
    var due = DueQueue<Look>()
    var now = Timestamp(milliseconds: .min)
    var rounds = Rounds(every: .days(1))

    public init(rules: CareRules = CareRules()) {
        self.rules = rules
    }

    /// Conversations in which something is still to come.
    public var followed: Int { cases.count }
    /// When somebody may have to be heard from.
    public var nextDue: Timestamp? { due.nextDue }

    public mutating func take(_ record: EventRecord, in conversation: ConversationID) -> [CareAlarm] {
        let alarms = advance(to: record.at)
        switch record.event {
        case .opened(let opening): cases[conversation, default: Case()].visitor = opening.visitor
        case .visitorSaid:
            // Who is back needs no question whether it is fixed.
            cases[conversation, default: Case()].resolved = nil
        case .understood(let interpretation):
            guard interpretation.band == .act, let first = interpretation.intents.first else { break }
            cases[conversation, default: Case()].heard(first.value)
        case .flowStarted(let flow): cases[conversation]?.began(flow)
        case .promised(let text, let until): promised(text, until, in: conversation)
        case .escalated:
            guard cases[conversation, default: Case()].lastWord == nil else { break }
            heard(in: conversation, at: record.at)
        case .agentSaid:
            cases[conversation]?.settle()
            if cases[conversation]?.lastWord != nil { heard(in: conversation, at: record.at) }
        case .signalled(let name, _) where name != Reaching.signal: cases[conversation]?.settle()
        case .leftQueue(.chosen, _): cases[conversation]?.lastWord = nil
        case .agentLeft(_, .handedBack, _): cases[conversation]?.lastWord = nil
        case .resolved(let outcome, _): resolved(outcome, by: record.sender, at: record.at, in: conversation)
        case .botSaid, .noted, .stepEntered, .flowResumed, .flowEnded, .slotAsked, .slotFilled,
            .slotCleared, .confirmationShown, .confirmed, .verified, .articleShown, .fellBack, .requestKept,
            .requestSettled, .waitBegan, .returned, .actionStarted, .actionFinished, .timerSet, .timerFired,
            .agentJoined, .agentLeft, .leftQueue, .callbackBooked, .rated, .turnFailed, .tagged, .signalled:
            break
        }
        cases[conversation]?.last = record.at
        return alarms
    }

    /// What a visitor answered to a follow-up; the priority to open the case again with, `nil` when it is fixed.
    public func answered(isFixed: Bool) -> Double? { isFixed ? nil : rules.reopenPriority }

    /// What somebody has to act on now, the most pressing first: raised before, and not answered yet.
    public func standing(at moment: Timestamp) -> [CareAlarm] {
        var standing: [(due: Timestamp, alarm: CareAlarm)] = []
        for (conversation, state) in cases {
            for promise in state.broken ?? [] where moment - promise.until < Self.regret {
                standing.append(
                    (promise.until, .promiseBroken(conversation, text: promise.text, until: promise.until)))
            }
            for promise in state.promises where promise.until - moment <= rules.alarm {
                standing.append((promise.until, .promiseSoon(conversation, text: promise.text, until: promise.until)))
            }
            if let last = state.lastWord, last + rules.silence - moment <= rules.alarm {
                standing.append((last + rules.silence, .silence(conversation, since: last)))
            }
        }
        return standing.sorted { ($0.due, $0.alarm.conversation) < ($1.due, $1.alarm.conversation) }.map(\.alarm)
    }

    public mutating func advance(to moment: Timestamp) -> [CareAlarm] {
        guard moment > now else { return [] }
        now = moment
        var alarms: [CareAlarm] = []
        while let (at, item) = due.next(by: moment) {
            if let alarm = wake(item.wake, in: item.conversation, at: at) { alarms.append(alarm) }
        }
        sweep()
        return alarms
    }

    private mutating func promised(_ text: String, _ until: Timestamp?, in conversation: ConversationID) {
        guard let until, cases[conversation, default: Case()].promises.count < Self.promises else { return }
        cases[conversation, default: Case()].promises.append(Promise(text: text, until: until))
        due.add(
            Look(conversation: conversation, wake: .promise(until: until, isOver: false)),
            at: until + rules.alarm.negated)
        // The very moment is still in time.
        due.add(
            Look(conversation: conversation, wake: .promise(until: until, isOver: true)),
            at: until + TimeSpan(milliseconds: 1))
    }

    private mutating func heard(in conversation: ConversationID, at moment: Timestamp) {
        cases[conversation, default: Case()].lastWord = moment
        guard cases[conversation]?.silenceDue == nil else { return }
        look(conversation, at: moment + rules.silence + rules.alarm.negated)
    }

    private mutating func look(_ conversation: ConversationID, at moment: Timestamp) {
        cases[conversation]?.silenceDue = moment
        due.add(Look(conversation: conversation, wake: .silence), at: moment)
    }

    private mutating func resolved(
        _ outcome: String, by sender: Sender, at moment: Timestamp, in conversation: ConversationID
    ) {
        cases[conversation]?.settle()
        cases[conversation]?.lastWord = nil
        guard case .agent = sender else {
            cases[conversation] = nil
            return
        }
        cases[conversation, default: Case()].resolved = Ending(at: moment, outcome: outcome)
        due.add(Look(conversation: conversation, wake: .followUp(resolved: moment)), at: moment + rules.followUp)
    }

    private mutating func wake(_ wake: Wake, in conversation: ConversationID, at moment: Timestamp) -> CareAlarm? {
        guard let state = cases[conversation] else { return nil }
        switch wake {
        case .promise(let until, let isOver):
            guard let index = state.promises.firstIndex(where: { $0.until == until }) else { return nil }
            let text = state.promises[index].text
            guard isOver else { return .promiseSoon(conversation, text: text, until: until) }
            cases[conversation]?.promises.remove(at: index)
            cases[conversation]?.broken = ((state.broken ?? []) + [state.promises[index]]).suffix(Self.promises)
            return .promiseBroken(conversation, text: text, until: until)
        case .silence:
            guard state.silenceDue == moment else { return nil }
            cases[conversation]?.silenceDue = nil
            guard let last = state.lastWord else { return nil }
            let alarm = last + rules.silence + rules.alarm.negated
            guard alarm <= moment else {
                look(conversation, at: alarm)
                return nil
            }
            look(conversation, at: moment + rules.silence)
            return .silence(conversation, since: last)
        case .followUp(let resolved):
            guard let end = state.resolved, end.at == resolved else { return nil }
            cases[conversation] = nil
            return .followUp(conversation, state.visitor, about: state.about, outcome: end.outcome, resolved: end.at)
        }
    }

    /// Conversations that nothing is to come in are forgotten, a day after their last event.
    private mutating func sweep() {
        guard rounds.isDue(at: now) else { return }
        cases = cases.filter { _, state in
            now - state.last < .days(1) || !state.promises.isEmpty || state.lastWord != nil || state.resolved != nil
                || state.broken?.contains { now - $0.until < Self.regret } == true
        }
    }
}

extension TimeSpan {
    fileprivate var negated: TimeSpan { TimeSpan(milliseconds: -milliseconds) }
}
