internal import Vocabulary

extension MetricFold {
    mutating func take(_ record: EventRecord, in conversation: ConversationID) {
        if books[conversation] == nil {
            books[conversation] = ConversationBook(created: record.at, base: [.all], last: record.at)
        }
        books[conversation]?.last = record.at
        switch record.event {
        case .opened(let opening): opened(opening, in: conversation)
        case .visitorSaid(_, let choice): visitorSaid(choice, record, in: conversation)
        case .understood(let interpretation): understood(interpretation, in: conversation)
        case .botSaid: botSaid(record, in: conversation)
        case .agentSaid: agentSaid(record, in: conversation)
        case .flowStarted(let flow): serve(conversation, at: record.at) { $0.started(flow) }
        case .flowEnded(let flow, let outcome):
            let isWell = !rules.unsuccessful.contains(outcome)
            serve(conversation, at: record.at) { $0.ended(flow, well: isWell) }
        case .waitBegan: serve(conversation, at: record.at) { $0.rests() }
        case .articleShown: serve(conversation, at: record.at) { $0.answered() }
        case .fellBack, .turnFailed: serve(conversation, at: record.at) { $0.failed() }
        case .promised(_, let until):
            guard let until, let count = books[conversation]?.promises.count, count < Self.promises else { return }
            books[conversation]?.promises.append(until)
            due.add(.promise(conversation, until), at: until)
        case .signalled: kept(conversation, at: record.at)
        case .escalated(let escalation, _): escalated(escalation, at: record.at, in: conversation)
        case .agentJoined(let agent, _, _): joined(agent, in: conversation)
        case .agentLeft(_, let departure, _): left(departure, at: record.at, in: conversation)
        case .leftQueue(let departure, _): left(departure, at: record.at, in: conversation)
        case .resolved: resolved(by: record.sender, at: record.at, in: conversation)
        case .rated(let stars, _): rated(stars, at: record.at, in: conversation)
        case .tagged(let tag, .confirmed): tagged(conversation, tag)
        case .tagged(let tag, .removed): untagged(conversation, tag)
        case .noted, .stepEntered, .flowResumed, .slotAsked, .slotFilled, .slotCleared, .confirmationShown,
            .confirmed, .verified, .requestKept, .requestSettled, .returned, .actionStarted, .actionFinished,
            .timerSet, .timerFired, .callbackBooked:
            break
        }
    }

    private mutating func opened(_ opening: Opening, in conversation: ConversationID) {
        books[conversation]?.visitor = opening.visitor
        books[conversation]?.base = [.all, .version(opening.playbook), .channel(opening.channel)]
    }

    private mutating func visitorSaid(_ choice: Choice?, _ record: EventRecord, in conversation: ConversationID) {
        let number = current(of: conversation) ?? begin(record, in: conversation)
        contacts[number]?.last = record.at
        contacts[number]?.service.heard()
        if contacts[number]?.isBurstOpen == false {
            contacts[number]?.burst = record.at
            contacts[number]?.isBurstOpen = true
        }
        switch choice {
        case .intent(let intent): add(intent, to: number)
        case .article: contacts[number]?.service.answered()
        case .slot, .confirm, .person, nil: break
        }
    }

    func current(of conversation: ConversationID) -> ContactNumber? {
        books[conversation]?.current
    }

    private mutating func begin(_ record: EventRecord, in conversation: ConversationID) -> ContactNumber {
        let number = nextContact
        nextContact += 1
        let book = books[conversation]
        let isFirst = book?.previous == nil && book?.isReopening != true
        contacts[number] = Contact(
            conversation: conversation, visitor: book?.visitor,
            created: isFirst ? book?.created ?? record.at : record.at, message: record.at,
            reopensPerson: book?.closedByPerson ?? false, slices: book?.base ?? [.all])
        books[conversation]?.current = number
        measure(.contact, of: number, at: record.at)
        due.add(.silence(number), at: record.at + rules.silence)
        return number
    }

    private mutating func understood(_ interpretation: Interpretation, in conversation: ConversationID) {
        guard let number = current(of: conversation) else { return }
        contacts[number]?.service.understood(interpretation.band)
        guard interpretation.band == .act, let first = interpretation.intents.first else { return }
        add(first.value, to: number)
        for request in interpretation.further { add(request.intent, to: number) }
    }

    private mutating func add(_ intent: IntentName, to number: ContactNumber) {
        guard !rules.commands.contains(intent), contacts[number]?.intents.contains(intent) == false else { return }
        contacts[number]?.intents.append(intent)
        add(.intent(intent), to: number)
        lookForReturn(number)
    }

    mutating func tagged(_ conversation: ConversationID, _ tag: TagName) {
        guard let number = books[conversation]?.current ?? books[conversation]?.previous,
            contacts[number]?.tags.contains(tag) == false
        else { return }
        contacts[number]?.tags.append(tag)
        add(.tag(tag), to: number)
        for other in contacts[number]?.suggested ?? [] where other != tag { remove(.tag(other), from: number) }
        contacts[number]?.suggested = []
        lookForReturn(number)
    }

    private mutating func untagged(_ conversation: ConversationID, _ tag: TagName) {
        guard let number = books[conversation]?.current ?? books[conversation]?.previous,
            contacts[number]?.tags.contains(tag) == true
        else { return }
        contacts[number]?.tags.removeAll { $0 == tag }
        remove(.tag(tag), from: number)
    }

    /// What nobody has named is what its intents suggest.
    mutating func suggest(_ number: ContactNumber) {
        guard let contact = contacts[number], contact.tags.isEmpty else { return }
        for tag in contact.intents.flatMap({ rules.suggestions[$0] ?? [] }) where !contact.suggested.contains(tag) {
            contacts[number]?.suggested.append(tag)
            add(.tag(tag), to: number)
        }
    }

    private mutating func botSaid(_ record: EventRecord, in conversation: ConversationID) {
        guard let number = current(of: conversation), let contact = contacts[number] else { return }
        contacts[number]?.last = record.at
        contacts[number]?.isBurstOpen = false
        guard !contact.isAcknowledged, contact.acknowledgement == nil else { return }
        switch rules.arrival {
        case .stored: acknowledged(number, at: record.at)
        case .delivered: contacts[number]?.acknowledgement = record.seq
        }
    }

    private mutating func acknowledged(_ number: ContactNumber, at moment: Timestamp) {
        guard let contact = contacts[number] else { return }
        contacts[number]?.isAcknowledged = true
        measure(.acknowledged(rules.elapsed(from: contact.firstMessage, to: moment)), of: number, at: moment)
    }

    private mutating func agentSaid(_ record: EventRecord, in conversation: ConversationID) {
        kept(conversation, at: record.at)
        guard let number = current(of: conversation) else { return }
        contacts[number]?.last = record.at
        contacts[number]?.isBurstOpen = false
        switch record.sender {
        case .agent(let agent): add(.agent(agent), to: number)
        case .visitor, .bot, .system: break
        }
        guard let need = contacts[number]?.need, !need.isAnswered, need.line == nil else { return }
        switch rules.arrival {
        case .stored: answered(number, at: record.at)
        case .delivered: contacts[number]?.need?.line = record.seq
        }
    }

    private mutating func answered(_ number: ContactNumber, at moment: Timestamp) {
        guard let start = contacts[number]?.need?.start else { return }
        contacts[number]?.need?.isAnswered = true
        measure(.answered(rules.elapsed(from: start, to: moment)), of: number, at: moment)
    }

    /// Lines of a matter that was closed in the meantime count all the same: the visitor did wait for them.
    mutating func delivered(_ conversation: ConversationID, through seq: SequenceNumber, at moment: Timestamp) {
        for number in [books[conversation]?.previous, books[conversation]?.current].compactMap(\.self) {
            guard let contact = contacts[number] else { continue }
            if let line = contact.acknowledgement, line <= seq, !contact.isAcknowledged {
                acknowledged(number, at: moment)
            }
            if let need = contact.need, let line = need.line, line <= seq, !need.isAnswered {
                answered(number, at: moment)
            }
        }
    }

    private mutating func escalated(
        _ escalation: Escalation, at moment: Timestamp, in conversation: ConversationID
    ) {
        guard let number = current(of: conversation), let contact = contacts[number] else { return }
        contacts[number]?.isHeldByPerson = false
        add(.queue(escalation.team), to: number)
        if contact.need == nil {
            let start = contact.reopensPerson && !contact.hadNeed ? contact.firstMessage : contact.burst
            contacts[number]?.need = Contact.Need(start: start)
            contacts[number]?.hadNeed = true
            measure(.queued, of: number, at: moment)
        } else {
            contacts[number]?.need?.isQueued = true
        }
    }

    private mutating func joined(_ agent: AgentID, in conversation: ConversationID) {
        guard let number = current(of: conversation) else { return }
        contacts[number]?.isHeldByPerson = true
        contacts[number]?.need?.isQueued = false
        add(.agent(agent), to: number)
    }

    private mutating func left(_ departure: Departure, at moment: Timestamp, in conversation: ConversationID) {
        guard let number = current(of: conversation) else { return }
        switch departure {
        case .handedBack:
            contacts[number]?.need = nil
            backToBot(number, at: moment)
        // Somebody else is asked at once: it is the same wait.
        case .lost, .transferred, .takenOver, .resolved: break
        }
    }

    private mutating func left(_ departure: QueueDeparture, at moment: Timestamp, in conversation: ConversationID) {
        guard let number = current(of: conversation) else { return }
        contacts[number]?.need?.isQueued = false
        switch departure {
        case .chosen:
            if contacts[number]?.need?.isAnswered == false { measure(.abandoned, of: number, at: moment) }
            contacts[number]?.need = nil
            backToBot(number, at: moment)
        // Still needed: the clock goes on until a person writes.
        case .closed, .full: measure(.turnedAway, of: number, at: moment)
        }
    }

    private mutating func backToBot(_ number: ContactNumber, at moment: Timestamp) {
        contacts[number]?.isHeldByPerson = false
        due.add(.silence(number), at: moment + rules.silence)
    }

    private mutating func serve(
        _ conversation: ConversationID, at moment: Timestamp, _ change: (inout BotServing) -> Void
    ) {
        guard let number = current(of: conversation), var contact = contacts[number] else { return }
        let wasResting = contact.service.isResting
        change(&contact.service)
        contacts[number] = contact
        if wasResting, !contact.service.isResting { due.add(.silence(number), at: moment + rules.silence) }
    }
}
