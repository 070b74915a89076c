internal import Outreach
internal import PlaybookModel
internal import Store
internal import Vocabulary

/// What a conversation told, as far as somebody has to act on it.
struct Followed: Sendable {
    /// Of somebody who was told something first, elsewhere.
    struct Context: Sendable {
        let conversation: ConversationID
        let told: OutreachBook.Told
    }

    var records: [EngagementRecord] = []
    var contexts: [Context] = []
    /// Who has said stop, where, and to what.
    var stops: [(conversation: ConversationID, key: BusinessKey)] = []
}

extension EngagementState {
    /// Takes in events of conversations, in their order.
    /// - Parameter answersItself: whether an intent's own flow asks whether something is down.
    mutating func follow(
        _ events: [LoggedEvent], at now: Timestamp, answersItself: (IntentName) -> Bool
    ) -> Followed {
        var followed = Followed()
        for event in events {
            for alarm in take(event) { raise(alarm, at: now, into: &followed.records) }
            act(on: event, at: now, answersItself, &followed)
        }
        if let last = events.last { note(.followed(last.position), at: now, into: &followed.records) }
        // After it: read back, what was said is known before it is on its way.
        for letter in letters(after: events) { note(.letter(letter), at: now, into: &followed.records) }
        return followed
    }

    /// The same when it is read back: everything that came of it has a line of its own.
    mutating func recall(_ events: [LoggedEvent]) {
        for event in events { _ = take(event) }
    }

    private mutating func take(_ event: LoggedEvent) -> [CareAlarm] {
        let (conversation, record) = (event.conversation, event.record)
        if case .opened(let opening) = record.event {
            contacts.open(
                conversation, of: opening.visitor, opening.signed["id"].map { CustomerID($0) },
                by: MailThread(opening), at: record.at)
        } else if let customer = record.event.signedCustomer {
            contacts.identify(conversation, as: customer)
        } else if case .visitorSaid = record.event {
            contacts.heard(in: conversation, at: record.at)
        } else if case .understood(let interpretation) = record.event {
            contacts.felt(interpretation.sentiment, in: conversation)
            if let topic = record.event.topic { contacts.spoke(of: topic, in: conversation, at: record.at) }
        } else if case .botSaid(let line, _) = record.event {
            contacts.said(line, in: conversation, at: record.seq)
        } else if case .agentSaid(let text, _) = record.event {
            contacts.said(BotLine(text: text), in: conversation, at: record.seq)
        } else if case .rated(let stars, _) = record.event {
            contacts.rated(stars, in: conversation)
        } else if case .escalated = record.event {
            contacts.waits(true, in: conversation)
        } else if case .leftQueue(.chosen, _) = record.event {
            contacts.waits(false, in: conversation)
        } else if case .agentLeft(_, .handedBack, _) = record.event {
            contacts.waits(false, in: conversation)
        } else if case .resolved = record.event {
            contacts.resolved(conversation)
        }
        return care.take(record, in: conversation)
    }

    private mutating func act(
        on event: LoggedEvent, at now: Timestamp, _ answersItself: (IntentName) -> Bool, _ followed: inout Followed
    ) {
        let conversation = event.conversation
        guard let contact = contacts.contacts[conversation] else { return }
        if let topic = event.record.event.topic {
            for (incident, campaign) in openIncidents where incident.intents.contains(topic) {
                guard let opened = campaign.openedAt else { continue }
                if event.record.at >= opened {
                    let input = CampaignInput.answer(contact.name, conversation, isTold: answersItself(topic))
                    _ = step(incident.id, input, at: now, into: &followed.records)
                } else if let since = incident.since, event.record.at >= since {
                    // Said before it was opened, read after it.
                    _ = step(incident.id, .report(contact.name, conversation), at: now, into: &followed.records)
                }
            }
        } else if case .visitorSaid(let text, choice: nil) = event.record.event, StopWord.isSaid(by: text) {
            stopped(contact.name, in: conversation, at: now, &followed)
        } else if event.record.event.namesSomebody, let customer = contact.customer {
            contacted(customer, in: conversation, since: event.record.at, at: now, &followed)
        }
    }

    /// Said to a message of ours that nobody had asked for: no more of its kind.
    private mutating func stopped(
        _ customer: CustomerID, in conversation: ConversationID, at now: Timestamp, _ followed: inout Followed
    ) {
        guard let told = told(customer, at: now), told.firing.tripwire != Firing.followUpName else { return }
        let isNew = !outreach.refusals(of: customer).contains(told.firing.purpose)
        unsubscribe(customer, from: told.firing.purpose, at: now, into: &followed.records)
        if isNew { followed.stops.append((conversation, told.firing.key)) }
    }

    private mutating func contacted(
        _ customer: CustomerID, in conversation: ConversationID, since moment: Timestamp, at now: Timestamp,
        _ followed: inout Followed
    ) {
        let event = CustomerEvent(
            id: "conversation/\(conversation.rawValue)", customer: customer, at: moment, source: "warmline",
            kind: .contacted(conversation))
        followed.records += take(.customer(event), at: now)
        guard now - moment <= .days(1), let told = told(customer, at: now), case .outreach = told.way else { return }
        followed.contexts.append(Followed.Context(conversation: conversation, told: told))
    }
}

extension Event {
    /// What a message surely is about.
    fileprivate var topic: IntentName? {
        guard case .understood(let interpretation) = self, interpretation.band == .act else { return nil }
        return interpretation.intents.first?.value
    }

    /// The site has signed who it is, after the conversation began.
    fileprivate var signedCustomer: CustomerID? {
        guard case .verified("identity.signed", let bound) = self, case .text(let id)? = bound["id"] else { return nil }
        return CustomerID(id)
    }

    fileprivate var namesSomebody: Bool {
        if case .opened = self { true } else { signedCustomer != nil }
    }
}
