internal import PlaybookModel
public import Vocabulary

extension DialogState {
    /// Takes in the next event of the log.
    public mutating func apply(_ record: EventRecord) {
        apply(record.event, as: record.seq, at: record.at)
    }

    mutating func apply(_ event: Event, as seq: SequenceNumber, at moment: Timestamp) {
        head = seq
        dropCarried(before: event)
        if Bookkeeping.beginsAnew(event) { bookkeeping.linesSpoken = 0 }
        switch event {
        case .opened(let opening): self.opening = opening
        case .visitorSaid(let text, _): visitorSaid(text, at: moment)
        case .understood(let interpretation): understood(interpretation)
        case .botSaid(let line, _): botSaid(line, at: moment)
        case .agentSaid: lastWord = moment
        case .noted: break

        case .flowStarted(let flow): flowStarted(flow)
        case .stepEntered(let flow, let step): entered(flow, step)
        case .flowResumed: question = nil
        case .flowEnded(let flow, let outcome): flowEnded(flow, outcome)
        case .slotAsked(let slot, let attempt): asked(slot, attempt)
        case .slotFilled(let slot, let value, let source): filled(slot, value, source)
        case .slotCleared(let slot): cleared(slot)
        case .confirmationShown(let response, let bound):
            question = .confirmation(response, bound: bound)
        case .confirmed: question = nil
        case .verified(let name, let bound): verified(name, bound)
        case .articleShown: break
        case .fellBack(let rung):
            fallbackRung = rung
            bookkeeping.fellBack = true
            mood.setBack()

        case .actionStarted(let call): actionStarted(call)
        case .actionFinished(let id, let result): actionFinished(id, result)
        case .timerSet(let timer, _): set(timer)
        case .timerFired(let timer): fired(timer)
        case .waitBegan(let flow, let until, let signal):
            guard let index = stack.lastIndex(where: { $0.flow == flow }) else { return }
            stack[index].waiting = Wait(until: until, signal: signal)
            stack[index].alarm = nil
        case .signalled(let name, let values):
            signals.append(Signal(name: name, values: values, at: seq))
            if signals.count > 8 { signals.removeFirst() }
            for index in stack.indices where stack[index].calling != nil && stack[index].waiting?.signal == name {
                stack[index].waiting = nil
            }
            bookkeeping.spoke = false

        case .requestKept(let request): requests.append(request)
        case .requestSettled(let intent, _):
            if let index = requests.firstIndex(where: { $0.intent == intent }) { requests.remove(at: index) }
        case .promised(let text, let until):
            promises.append(Promise(text: text, until: until))
            if promises.count > 4 { promises.removeFirst() }
        case .returned: bookkeeping.spoke = false

        case .escalated, .agentJoined, .agentLeft, .leftQueue: changeHolder(event)
        case .resolved:
            changeHolder(event)
            bookkeeping.resolvedAt = moment
        case .callbackBooked: bookkeeping.spoke = false
        case .rated(let stars, _):
            rating = .rated(stars: stars)
            bookkeeping.spoke = false
        case .turnFailed: mood.setBack()
        case .tagged(let tag, .confirmed): if !tags.contains(tag) { tags.append(tag) }
        case .tagged(let tag, .removed): tags.removeAll { $0 == tag }
        }
    }

    private mutating func visitorSaid(_ text: String, at moment: Timestamp) {
        lastWord = moment
        // A resolved conversation opens anew with the visitor's next word.
        if holder == .nobody {
            holder = .bot
            epoch = epoch.next
        }
        if !bookkeeping.fellBack { fallbackRung = 0 }
        bookkeeping.fellBack = false
        bookkeeping.spoke = false
        if !text.isEmpty, text == bookkeeping.lastVisitorText { mood.setBack() }
        bookkeeping.lastVisitorText = text
        if case .clarification = question { question = nil }
        reminder = nil
    }

    private mutating func understood(_ interpretation: Interpretation) {
        mood.take(interpretation.sentiment)
        let articles = interpretation.articles
        bookkeeping.heardArticles = articles.count <= 8 ? articles : Array(articles.prefix(8))
        guard case .queue = holder, let waiting = lastEscalation else { return }
        // A mood that gets worse moves the conversation up; one that gets better does not move it down.
        let base = waiting.priority - bookkeeping.moodWhenEscalated
        guard mood.urgencyOfPerson > bookkeeping.moodWhenEscalated else { return }
        bookkeeping.moodWhenEscalated = mood.urgencyOfPerson
        lastEscalation = waiting.ranked(base + mood.urgencyOfPerson)
    }

    private mutating func botSaid(_ line: BotLine, at moment: Timestamp) {
        if !bookkeeping.spoke { lastBotLines.removeAll() }
        bookkeeping.spoke = true
        bookkeeping.linesSpoken += 1
        lastWord = moment
        lastBotLines.append(line)
        bookkeeping.recentTexts.append(line.text)
        if bookkeeping.recentTexts.count > 12 { bookkeeping.recentTexts.removeFirst() }
        guard let response = line.response else { return }
        timesSaid[response, default: 0] += 1
        if response == StandardResponse.stillWaiting.name { bookkeeping.lastWaitingNotice = moment }
        let offered = line.buttons.compactMap { if case .article(let name) = $0.choice { name } else { nil } }
        if !offered.isEmpty {
            bookkeeping.offeredArticles = bookkeeping.heardArticles.filter { offered.contains($0.article) }
        }
        // Beside a flow's own question it stays the flow's that is answered.
        guard question == nil, DialogState.asking.contains(response) else { return }
        question = .clarification(line.buttons.map(\.choice))
    }
}

// MARK: Flows

extension DialogState {
    /// Lines whose buttons are what is asked: which of these?
    private static let asking: Set<ResponseName> = [
        StandardResponse.clarify.name, StandardResponse.whichArticle.name, StandardResponse.welcomeBackOpen.name,
    ]

    private mutating func flowStarted(_ flow: FlowName) {
        question = nil
        stack.append(FlowFrame(flow: flow, began: head, before: slots, fillings: fillings))
    }

    /// The frame named is the one on top, or one below it that is moved on without being run.
    private mutating func entered(_ flow: FlowName, _ step: Int) {
        guard let index = stack.lastIndex(where: { $0.flow == flow }) else { return }
        stack[index].step = step
        stack[index].done += bookkeeping.carried
        bookkeeping.carried.removeAll()
        if step == 0 {
            for place in stack[index].done.indices { stack[index].done[place].isLeftOver = true }
        }
        stack[index].calling = nil
        stack[index].waiting = nil
        stack[index].alarm = nil
        question = nil
    }

    private mutating func flowEnded(_ flow: FlowName, _ outcome: String) {
        endings[flow] = FlowEnding(outcome: outcome, at: head)
        question = nil
        guard let index = stack.lastIndex(where: { $0.flow == flow }) else { return }
        carry(stack.remove(at: index).done, outOf: outcome)
    }

    private mutating func asked(_ slot: SlotName, _ attempt: Int) {
        question = .slot(slot, attempt: attempt)
        if attempt == 3, bookkeeping.attempts[slot] != 3 { mood.setBack() }
        bookkeeping.attempts[slot] = attempt
    }

    private mutating func filled(_ slot: SlotName, _ value: SlotValue, _ source: SlotSource) {
        slots[slot] = value
        fillings[slot] = Filling(source: source, at: head)
        bookkeeping.attempts[slot] = nil
        if case .slot(slot, _) = question { question = nil }
    }

    private mutating func cleared(_ slot: SlotName) {
        slots[slot] = nil
        fillings[slot] = nil
        bookkeeping.attempts[slot] = nil
    }

    private mutating func verified(_ name: String, _ bound: [SlotName: SlotValue]) {
        verifications.removeAll { $0.name == name && $0.bound == bound }
        verifications.append(Verification(name: name, bound: bound, at: head))
        guard verifications.count > 32 else { return }
        // Who proves more than that proves the oldest again; the last of each kind stays, since tokens go by it.
        let older = verifications.indices.first { index in
            verifications[(index + 1)...].contains { $0.name == verifications[index].name }
        }
        verifications.remove(at: older ?? 0)
    }
}

// MARK: Timers

extension DialogState {
    /// Of the pending question, or of a flow that waits.
    private mutating func set(_ timer: TimerID) {
        guard timer != reminderID else {
            reminder = timer
            return
        }
        guard let index = stack.lastIndex(where: { alarmID(of: $0.flow) == timer }) else { return }
        stack[index].alarm = timer
    }

    private mutating func fired(_ timer: TimerID) {
        if reminder == timer { reminder = nil }
        for index in stack.indices where stack[index].alarm == timer { stack[index].alarm = nil }
        bookkeeping.spoke = false
    }

    /// A flow runs at most once at a time, so its name is enough.
    func alarmID(of flow: FlowName) -> TimerID {
        TimerID("\(conversation.rawValue)/flow/\(flow.rawValue)")
    }
}

// MARK: Who may speak

extension DialogState {
    private mutating func changeHolder(_ event: Event) {
        switch event {
        case .escalated(let escalation, let epoch):
            self.epoch = epoch
            holder = .queue(escalation.id)
            lastEscalation = escalation
            agentName = nil
            reminder = nil
            bookkeeping.moodWhenEscalated = mood.urgencyOfPerson
            bookkeeping.lastWaitingNotice = nil
        case .agentJoined(let agent, let name, let epoch):
            self.epoch = epoch
            holder = .agent(agent)
            agentName = name
        case .agentLeft(_, let departure, let epoch):
            self.epoch = epoch
            agentName = nil
            bookkeeping.spoke = false
            if case .handedBack = departure { startAfresh() }
        case .leftQueue(let departure, let epoch):
            self.epoch = epoch
            holder = .bot
            question = nil
            bookkeeping.spoke = false
            // Who chose the bot is not angry at it; who was sent away may be.
            if departure == .chosen { startPatience() }
        case .resolved(let outcome, let epoch):
            resolution = outcome
            bookkeeping.resolved = head
            requests.removeAll()
            self.epoch = epoch
            holder = .nobody
            agentName = nil
            stack.removeAll()
            question = nil
            rating = .awaited
            startPatience()
        case .opened, .visitorSaid, .understood, .botSaid, .agentSaid, .noted, .flowStarted, .stepEntered,
            .flowResumed, .flowEnded, .slotAsked, .slotFilled, .slotCleared, .confirmationShown, .confirmed,
            .verified, .articleShown, .fellBack, .actionStarted, .actionFinished, .timerSet, .timerFired, .rated,
            .turnFailed, .requestKept, .requestSettled, .promised, .waitBegan, .signalled, .returned, .callbackBooked,
            .tagged:
            break
        }
    }

    private mutating func startAfresh() {
        holder = .bot
        question = nil
        startPatience()
    }

    /// A person has dealt with what was: old anger, old asks and old misunderstandings count no more.
    private mutating func startPatience() {
        mood = Mood()
        fallbackRung = 0
        bookkeeping.fellBack = false
        bookkeeping.attempts.removeAll()
        bookkeeping.lastVisitorText = ""
    }
}

extension Escalation {
    func ranked(_ priority: Double) -> Escalation {
        Escalation(id: id, reason: reason, team: team, priority: priority, waitingSince: waitingSince)
    }
}

extension Bookkeeping {
    /// Does the bot's count of lines begin anew? What comes back from an action still belongs to what was said before.
    static func beginsAnew(_ event: Event) -> Bool {
        switch event {
        case .opened, .visitorSaid, .agentJoined, .agentLeft, .leftQueue, .callbackBooked, .timerFired, .signalled,
            .returned, .rated:
            true
        case .understood, .botSaid, .agentSaid, .noted, .flowStarted, .stepEntered, .flowResumed, .flowEnded,
            .slotAsked, .slotFilled, .slotCleared, .confirmationShown, .confirmed, .verified, .articleShown, .fellBack,
            .actionStarted, .actionFinished, .timerSet, .escalated, .resolved, .turnFailed, .requestKept,
            .requestSettled, .promised, .waitBegan, .tagged:
            false
        }
    }
}
