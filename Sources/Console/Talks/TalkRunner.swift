public import Dialog
public import PlaybookLoading
public import PlaybookModel
import Vocabulary

/// Runs scripted talks on the service's own engine: the same understanding, the same machine, a virtual clock.
public struct TalkRunner: Sendable {
    private let machine: DialogMachine
    private let listener: Listener

    public init(machine: DialogMachine, listener: Listener) {
        self.machine = machine
        self.listener = listener
    }

    public init(playbook: Playbook, listener: Listener) {
        self.init(machine: DialogMachine(playbook: playbook), listener: listener)
    }

    public func run(_ talk: Talk) -> TalkReport {
        let clock = ContinuousClock()
        let start = clock.now
        var performance = TalkPerformance(talk, machine, listener)
        performance.run()
        let spent = (clock.now - start) / .seconds(1)
        return TalkReport(
            title: talk.title, file: talk.place.file, failures: performance.failures,
            transcript: Transcript.lines(of: performance.rehearsal.log, bot: machine.playbook.assistant.name),
            turns: talk.turns.count, seconds: spent, reached: Reached(log: performance.rehearsal.log))
    }
}

/// One run of one talk.
struct TalkPerformance {
    private(set) var rehearsal: Rehearsal
    private(set) var failures: [TalkReport.Failure] = []

    private let talk: Talk
    private let listener: Listener
    private var backEnd: ScriptedBackEnd
    /// The first event after the last thing the talk did.
    private var segment = 0
    /// The entry that did it.
    private var cause: TalkTurn?
    private var expected: [(line: TalkTurn.ExpectedLine, place: SourcePlace)] = []
    private var agent: AgentID?

    init(_ talk: Talk, _ machine: DialogMachine, _ listener: Listener) {
        self.talk = talk
        self.listener = listener
        rehearsal = Rehearsal(machine: machine, conversation: "talk", now: talk.starts)
        backEnd = ScriptedBackEnd(talk.answers)
    }

    mutating func run() {
        let playbook = rehearsal.machine.playbook
        let opening = Opening(
            visitor: "visitor", channel: talk.setting.channel, playbook: playbook.version,
            locale: playbook.assistant.locale, context: talk.setting.context, identity: talk.setting.identity)
        take(.opened(opening))
        for turn in talk.turns {
            if isHappening(turn.kind) {
                settleLines()
                segment = rehearsal.log.count
                cause = turn
            }
            perform(turn)
        }
        settleLines()
        for action in backEnd.unanswered.sorted() {
            fail(talk.place, "the talk says nothing of what '\(action)' answers")
        }
    }

    // MARK: What happens

    private func isHappening(_ kind: TalkTurn.Kind) -> Bool {
        switch kind {
        case .user, .press, .after, .returns, .signal, .agent, .reaches, .leavesQueue, .books, .fails, .rates,
            .approves, .declines, .reports:
            true
        case .answers, .bot, .called, .slots, .article, .ended, .holder, .escalated, .mood: false
        }
    }

    private mutating func take(_ input: DialogInput, at place: SourcePlace? = nil) {
        let refusal = rehearsal.take(input, backEnd: &backEnd)
        if let refusal, let place { fail(place, "this is refused: \(refusal)") }
    }

    private mutating func perform(_ turn: TalkTurn) {
        let place = turn.place
        switch turn.kind {
        case .user(let text):
            take(
                .visitorSaid(text: text, choice: nil, interpretation: rehearsal.interpret(text, by: listener)),
                at: place)
        case .press(let label):
            press(label, at: place)
        case .after(let span):
            rehearsal.pass(span, backEnd: &backEnd)
        case .returns(let span):
            rehearsal.pass(span, backEnd: &backEnd)
            take(.returned(nil), at: place)
        case .signal(let signal, let values):
            take(.signalled(signal, values: values), at: place)
        case .agent(let move):
            take(input(for: move), at: place)
        case .reaches(let response, let facts, let opens):
            reach(response, facts, opens, at: place)
        case .leavesQueue(let departure):
            take(.leftQueue(departure.event), at: place)
        case .books(let span):
            take(.callbackBooked(at: rehearsal.now + span), at: place)
        case .fails(let text):
            take(.turnFailed(text: text, choice: nil, reason: "the talk says so"), at: place)
        case .rates(let stars):
            take(.rated(stars: stars, comment: ""), at: place)
        case .approves(let action):
            decide(action, "approved", place)
        case .declines(let action, let reason):
            decide(action, "declined", reason: reason, place)
        case .reports(let action, let answer):
            report(action, answer, place)
        case .answers(let action, let list):
            backEnd.answer(action, with: list)
        case .bot(let line):
            expected.append((line: line, place: place))
        case .called(let action, let arguments):
            expectCall(action, arguments, place)
        case .slots(let slots):
            expectSlots(slots, place)
        case .article(let article):
            expectArticle(article, place)
        case .ended(let flow, let outcome):
            expectEnd(flow, outcome, place)
        case .holder(let holder):
            expectHolder(holder, place)
        case .escalated(let reason, let team):
            expectEscalation(reason, team, place)
        case .mood(let bounds):
            expectMood(bounds, place)
        }
    }

    private mutating func press(_ label: String, at place: SourcePlace) {
        let buttons = rehearsal.state.lastBotLines.flatMap(\.choices)
        guard let button = buttons.first(where: { $0.label == label }) else {
            fail(
                place, "there is no button '\(label)'",
                difference: buttons.map { "+ button: \($0.label)" })
            return
        }
        let interpretation = rehearsal.interpret(label, by: listener)
        take(.visitorSaid(text: label, choice: button.choice, interpretation: interpretation), at: place)
    }

    /// A person's word on the call of that action that waits for one: the conversation hears it, then the result.
    private mutating func decide(
        _ action: ActionName, _ verdict: String, reason: String = "", _ place: SourcePlace
    ) {
        guard let call = held(action, by: .approval, place) else { return }
        take(
            .signalled(
                ActionHold.approval.signal(of: call.id),
                values: ["approval": .text(verdict), "approval_reason": .text(reason)]), at: place)
        let result = verdict == "approved" ? backEnd.answer(call) : .refused(reason: "declined")
        guard let result else { return }
        rehearsal.answer(call, result, backEnd: &backEnd)
    }

    private mutating func report(_ action: ActionName, _ answer: TalkAnswer, _ place: SourcePlace) {
        guard let call = held(action, by: .provider, place), let result = answer.result else { return }
        rehearsal.answer(call, result, backEnd: &backEnd)
    }

    private mutating func held(_ action: ActionName, by hold: ActionHold, _ place: SourcePlace) -> ActionCall? {
        let call = rehearsal.openCalls.first { $0.action == action && backEnd.hold(of: $0) == hold }
        if call == nil { fail(place, "no call of '\(action)' waits for a word (\(hold.rawValue))") }
        return call
    }

    private mutating func reach(
        _ response: ResponseName, _ facts: [SlotName: SlotValue], _ opens: IntentName?, at place: SourcePlace
    ) {
        guard let line = rehearsal.machine.wording(of: response, facts: facts, at: rehearsal.now) else {
            return fail(place, "'\(response)' has no words")
        }
        take(.reachedOut(Reaching(line: line, opens: opens, facts: facts)), at: place)
    }

    private mutating func input(for move: TalkTurn.AgentMove) -> DialogInput {
        let present = agent ?? "agent"
        switch move {
        case .joins(let name):
            let id = AgentID(name.lowercased())
            agent = id
            return .agentClaimed(id, displayName: name)
        case .says(let text): return .agentSaid(present, text: text)
        case .notes(let text): return .agentNoted(present, text: text)
        case .handsBack(let note): return .handedBack(present, note: note)
        case .resolves(let outcome): return .resolved(present, outcome: outcome)
        case .passesOn(let team): return .transferred(present, to: team, note: "")
        case .takesOver(let name):
            let id = AgentID(name.lowercased())
            agent = id
            return .takenOver(id, displayName: name)
        case .vanishes: return .agentLost(present)
        }
    }

    // MARK: What is expected

    private var happened: ArraySlice<EventRecord> { rehearsal.log[segment...] }

    private mutating func fail(_ place: SourcePlace, _ message: String, difference: [String] = []) {
        failures.append(
            TalkReport.Failure(place: place, message: message, after: cause?.kind.notation, difference: difference))
    }

    /// Compares the lines said since the last thing the talk did with those it names.
    private mutating func settleLines() {
        defer { expected = [] }
        let working = StandardResponse.working.name
        let namesWorking = expected.contains { $0.line == .line(response: working, text: nil) }
        let said = happened.compactMap { record -> BotLine? in
            guard case .botSaid(let line, _) = record.event, namesWorking || line.response != working else {
                return nil
            }
            return line
        }
        // The greeting is everybody's; a talk names it when it is about it.
        if cause == nil, expected.isEmpty { return }
        let difference = LineDifference(expected: expected.map(\.line), said: said)
        guard !difference.isEmpty else { return }
        fail(
            expected.first?.place ?? cause?.place ?? talk.place, "the bot said other lines than the talk names",
            difference: difference.lines)
    }

    private mutating func expectCall(_ action: ActionName, _ arguments: [String: SlotValue], _ place: SourcePlace) {
        let calls = happened.compactMap { record -> ActionCall? in
            if case .actionStarted(let call) = record.event, call.action == action { call } else { nil }
        }
        let fits = calls.contains { call in arguments.allSatisfy { call.arguments[$0.key] == $0.value } }
        guard !fits else { return }
        fail(
            place, calls.isEmpty ? "'\(action)' was not called" : "'\(action)' was called with other arguments",
            difference: ["- \(action) {\(arguments.inWords)}"] + calls.map { "+ \(action) {\($0.arguments.inWords)}" })
    }

    private mutating func expectSlots(_ slots: [SlotName: SlotValue], _ place: SourcePlace) {
        let wrong = slots.filter { rehearsal.state.slots[$0.key] != $0.value }.sorted { $0.key < $1.key }
        guard !wrong.isEmpty else { return }
        fail(
            place, "slots hold other values",
            difference: wrong.flatMap { name, value in
                [
                    "- \(name): \(value.inWords)",
                    "+ \(name): \(rehearsal.state.slots[name]?.inWords ?? "not filled")",
                ]
            })
    }

    private mutating func expectArticle(_ article: ArticleName, _ place: SourcePlace) {
        let shown = happened.compactMap { record -> ArticleName? in
            if case .articleShown(let name, _) = record.event { return name }
            if case .botSaid(let line, _) = record.event { return line.citation?.article }
            return nil
        }
        guard !shown.contains(article) else { return }
        fail(
            place, "the answer did not come from '\(article)'",
            difference: ["- article: \(article)"] + Set(shown).sorted().map { "+ article: \($0)" })
    }

    private mutating func expectEnd(_ flow: FlowName, _ outcome: String, _ place: SourcePlace) {
        let ends = happened.compactMap { record -> (flow: FlowName, outcome: String)? in
            if case .flowEnded(let flow, let outcome) = record.event { (flow, outcome) } else { nil }
        }
        guard !ends.contains(where: { $0.flow == flow && $0.outcome == outcome }) else { return }
        let stack = rehearsal.state.stack.map { "  in flight: \($0.flow), step \($0.step)" }
        fail(
            place, "'\(flow)' did not end so",
            difference: ["- \(flow): \(outcome)"] + ends.map { "+ \($0.flow): \($0.outcome)" } + stack)
    }

    private mutating func expectHolder(_ holder: TalkTurn.ExpectedHolder, _ place: SourcePlace) {
        let actual: TalkTurn.ExpectedHolder =
            switch rehearsal.state.holder {
            case .bot: .bot
            case .queue: .queue
            case .agent: .agent
            case .nobody: .nobody
            }
        guard actual != holder else { return }
        fail(
            place, "somebody else holds the conversation",
            difference: ["- holder: \(holder.rawValue)", "+ holder: \(actual.rawValue)"])
    }

    private mutating func expectEscalation(_ reason: EscalationReason?, _ team: TeamName?, _ place: SourcePlace) {
        let escalations = happened.compactMap { record -> Escalation? in
            if case .escalated(let escalation, _) = record.event { escalation } else { nil }
        }
        let fits = escalations.contains {
            (reason == nil || $0.reason == reason) && (team == nil || $0.team == team)
        }
        guard !fits else { return }
        fail(
            place, escalations.isEmpty ? "nobody was called" : "it was escalated otherwise",
            difference: ["- escalated: \(reason?.rawValue ?? "any reason") \(team?.rawValue ?? "")"]
                + escalations.map { "+ escalated: \($0.reason.rawValue) \($0.team)" })
    }

    private mutating func expectMood(_ bounds: [TalkTurn.MoodBound], _ place: SourcePlace) {
        let sentiments = rehearsal.log.compactMap { record -> Sentiment? in
            if case .understood(let interpretation) = record.event { interpretation.sentiment } else { nil }
        }
        guard let sentiment = sentiments.last else { return fail(place, "nothing was said yet") }
        for bound in bounds {
            let value =
                switch bound.scale {
                case .valence: sentiment.valence
                case .frustration: sentiment.frustration
                case .urgency: sentiment.urgency
                }
            guard bound.above ? value <= bound.limit : value >= bound.limit else { continue }
            fail(
                place, "the mood is another",
                difference: [
                    "- \(bound.scale.rawValue): \(bound.above ? "above" : "below") \(bound.limit)",
                    "+ \(bound.scale.rawValue): \(value.rounded2)",
                ])
        }
    }
}

extension TalkTurn.LeavesQueue {
    /// When somebody is there again, and when they could call back, is the floor's to say.
    fileprivate var event: QueueDeparture {
        switch self {
        case .left: .chosen
        case .closed: .closed(opens: nil, callbacks: [])
        case .full: .full(callbacks: [])
        }
    }
}
