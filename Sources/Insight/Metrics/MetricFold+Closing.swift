internal import Vocabulary

extension MetricFold {
    mutating func resolved(by sender: Sender, at moment: Timestamp, in conversation: ConversationID) {
        kept(conversation, at: moment)
        takeBackSilence(in: conversation)
        guard let number = current(of: conversation), let contact = contacts[number] else { return }
        if let need = contact.need, !need.isAnswered, need.line == nil, need.isQueued {
            measure(.abandoned, of: number, at: moment)
        }
        let byPerson =
            switch sender {
            case .agent: true
            // Who ends it has what they came for, or not: it was with a person, or with the bot.
            case .visitor: contact.isHeldByPerson
            case .bot, .system: false
            }
        awoke(conversation, at: moment)
        let snoozed = contacts[number]?.snoozed ?? TimeSpan(milliseconds: 0)
        let elapsed = rules.elapsed(from: contact.created, to: moment)
        measure(.resolved(elapsed.without(snoozed), byPerson: byPerson), of: number, at: moment)
        close(number, as: .resolved(byPerson: byPerson), at: moment)
        replaceTotal(of: conversation, slices: contacts[number]?.slices ?? [.all], at: moment)
    }

    /// Silence only closes what nobody closes later: then that counts in its place.
    private mutating func takeBackSilence(in conversation: ConversationID) {
        guard let book = books[conversation], book.current == nil, let number = book.previous,
            let contact = contacts[number], !contact.isMatured, !contact.hasReturned
        else { return }
        let closing: Measure
        switch contact.closing {
        case .settled: closing = .settled
        case .dropped: closing = .dropped
        case .resolved, nil: return
        }
        for (measure, period) in contact.measures where measure == closing {
            for slice in contact.slices { cube.add(measure, to: slice, in: period, -1) }
        }
        contacts[number]?.measures.removeAll { $0.measure == closing }
        contacts[number]?.closing = nil
        contacts[number]?.closedAt = nil
        books[conversation]?.current = number
        books[conversation]?.previous = nil
        if let visitor = contact.visitor { people[visitor]?.removeAll { $0 == number } }
    }

    /// The conversation as a whole has one total: the last.
    private mutating func replaceTotal(of conversation: ConversationID, slices: [Slice], at moment: Timestamp) {
        guard let book = books[conversation] else { return }
        if let total = book.total {
            for slice in total.slices { cube.add(total.measure, to: slice, in: total.period, -1) }
        }
        let elapsed = rules.elapsed(from: book.created, to: moment).without(book.snoozed)
        let period = period(moment)
        for slice in slices { cube.add(.total(elapsed), to: slice, in: period) }
        books[conversation]?.total = (.total(elapsed), period, slices)
    }

    /// The visitor has been silent for long enough, unless something has happened since.
    mutating func silence(_ number: ContactNumber) {
        guard let contact = contacts[number], contact.isWithBot else { return }
        guard now - contact.last >= rules.silence else {
            due.add(.silence(number), at: contact.last + rules.silence)
            return
        }
        measure(contact.service.isServed ? .settled : .dropped, of: number, at: contact.last)
        close(number, as: contact.service.isServed ? .settled : .dropped, at: contact.last)
    }

    private mutating func close(_ number: ContactNumber, as closing: Contact.Closing, at moment: Timestamp) {
        guard let contact = contacts[number] else { return }
        // What nobody could name is compared when there is nothing more to come.
        if contact.intents.isEmpty { lookForReturn(number) }
        suggest(number)
        contacts[number]?.closing = closing
        contacts[number]?.closedAt = moment
        let conversation = contact.conversation
        if let previous = books[conversation]?.previous, contacts[previous]?.isMatured == true { forget(previous) }
        books[conversation]?.current = nil
        books[conversation]?.previous = number
        books[conversation]?.isReopening = true
        books[conversation]?.closedByPerson = closing.isByPerson
        if let visitor = contact.visitor { people[visitor, default: []].append(number) }
        due.add(.week(number), at: moment + rules.week)
    }

    /// Whether the visitor of a contact had been there with the same matter within the week.
    mutating func lookForReturn(_ number: ContactNumber) {
        guard let contact = contacts[number], let visitor = contact.visitor else { return }
        for earlier in people[visitor] ?? [] where earlier != number {
            guard let closed = contacts[earlier], let closedAt = closed.closedAt, closedAt <= contact.firstMessage,
                contact.firstMessage - closedAt <= rules.week, contact.isSameMatter(as: closed)
            else { continue }
            contacts[earlier]?.hasReturned = true
            leave(earlier, of: visitor)
        }
    }

    /// Not before the week is over, even when the visitor is back: else the last week would be made of returns alone.
    mutating func mature(_ number: ContactNumber) {
        guard let contact = contacts[number], !contact.isMatured, let closing = contact.closing,
            let closedAt = contact.closedAt, now - closedAt >= rules.week
        else { return }
        contacts[number]?.isMatured = true
        measure(
            .week(closedByBot: closing.isByBot, isClosed: closing.isClosed, returned: contact.hasReturned),
            of: number, at: closedAt)
        if let visitor = contact.visitor { leave(number, of: visitor) }
        // The last one of a conversation may still be rated, tagged or seen.
        if books[contact.conversation]?.previous != number { forget(number) }
    }

    mutating func forget(_ number: ContactNumber) {
        guard let visitor = contacts.removeValue(forKey: number)?.visitor else { return }
        leave(number, of: visitor)
    }

    private mutating func leave(_ number: ContactNumber, of visitor: VisitorID) {
        people[visitor]?.removeAll { $0 == number }
        if people[visitor]?.isEmpty == true { people[visitor] = nil }
    }

    mutating func rated(_ stars: Int, at moment: Timestamp, in conversation: ConversationID) {
        guard let number = books[conversation]?.previous, let contact = contacts[number], !contact.isRated,
            case .resolved = contact.closing
        else { return }
        contacts[number]?.isRated = true
        measure(.rated(stars), of: number, at: moment)
    }

    // MARK: Promises

    /// Something that the visitor was told, or that was waited for, came in time.
    mutating func kept(_ conversation: ConversationID, at moment: Timestamp) {
        guard let promises = books[conversation]?.promises, !promises.isEmpty else { return }
        for until in promises where moment <= until { measurePromise(kept: true, in: conversation, at: moment) }
        books[conversation]?.promises.removeAll { moment <= $0 }
    }

    mutating func broke(_ conversation: ConversationID, until: Timestamp, at moment: Timestamp) {
        guard let index = books[conversation]?.promises.firstIndex(of: until) else { return }
        // The very moment is still in time.
        guard moment < now else {
            due.add(.promise(conversation, until), at: until + TimeSpan(milliseconds: 1))
            return
        }
        books[conversation]?.promises.remove(at: index)
        measurePromise(kept: false, in: conversation, at: until)
    }

    private mutating func measurePromise(kept: Bool, in conversation: ConversationID, at moment: Timestamp) {
        guard let book = books[conversation] else { return }
        if let number = book.current ?? book.previous, contacts[number] != nil {
            measure(.promise(kept: kept), of: number, at: moment)
        } else {
            for slice in book.base { cube.add(.promise(kept: kept), to: slice, in: period(moment)) }
        }
    }

    // MARK: Snoozing and merging

    mutating func snoozed(_ conversation: ConversationID, at moment: Timestamp) {
        guard let number = current(of: conversation), contacts[number]?.snoozedSince == nil else { return }
        contacts[number]?.snoozedSince = moment
    }

    mutating func awoke(_ conversation: ConversationID, at moment: Timestamp) {
        guard let number = current(of: conversation), let since = contacts[number]?.snoozedSince else { return }
        let worked = rules.hours.worked(from: since, to: moment)
        contacts[number]?.snoozedSince = nil
        contacts[number]?.snoozed += worked
        books[conversation]?.snoozed += worked
    }

    /// One matter in two conversations counts once, and since its first message.
    mutating func merge(_ conversation: ConversationID, into other: ConversationID) {
        guard conversation != other, let number = current(of: conversation), var contact = contacts[number] else {
            return
        }
        books[conversation]?.current = nil
        guard let stays = current(of: other), let staying = contacts[stays] else {
            contact.conversation = other
            contacts[number] = contact
            books[other]?.current = number
            return
        }
        retract(contact)
        forget(number)
        contacts[stays]?.created = min(contact.created, staying.created)
        contacts[stays]?.firstMessage = min(contact.firstMessage, staying.firstMessage)
        if contact.firstMessage < staying.firstMessage { takeAcknowledgement(of: contact, over: staying, at: stays) }
        if let need = contact.need, !need.isAnswered {
            if let kept = staying.need {
                if !kept.isAnswered { contacts[stays]?.need?.start = min(need.start, kept.start) }
            } else {
                contacts[stays]?.need = need
                contacts[stays]?.hadNeed = true
                measure(.queued, of: stays, at: now)
            }
        }
        for slice in contact.slices { add(slice, to: stays) }
        contacts[stays]?.intents += contact.intents.filter { !staying.intents.contains($0) }
        contacts[stays]?.tags += contact.tags.filter { !staying.tags.contains($0) }
    }

    /// The bot's first line is the one in the conversation that began first.
    private mutating func takeAcknowledgement(of earlier: Contact, over later: Contact, at stays: ContactNumber) {
        func isAcknowledgement(_ measure: Measure) -> Bool {
            if case .acknowledged = measure { true } else { false }
        }
        guard let first = earlier.measures.first(where: { isAcknowledgement($0.measure) }) else { return }
        for (measure, period) in later.measures where isAcknowledgement(measure) {
            for slice in later.slices { cube.add(measure, to: slice, in: period, -1) }
        }
        contacts[stays]?.measures.removeAll { isAcknowledgement($0.measure) }
        contacts[stays]?.measures.append(first)
        contacts[stays]?.isAcknowledged = true
        for slice in later.slices { cube.add(first.measure, to: slice, in: first.period) }
    }
}

extension Elapsed {
    /// Less worked time; the customer's clock does not stop.
    fileprivate func without(_ rest: TimeSpan) -> Elapsed {
        Elapsed(wall: wall, worked: TimeSpan(milliseconds: max(0, worked.milliseconds - rest.milliseconds)))
    }
}

extension TimeSpan {
    fileprivate static func += (left: inout TimeSpan, right: TimeSpan) {
        left = TimeSpan(milliseconds: left.milliseconds + right.milliseconds)
    }
}
