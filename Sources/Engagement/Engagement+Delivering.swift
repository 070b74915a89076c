internal import ChatProtocol
internal import Dialog
internal import Logging
internal import Outreach
internal import PlaybookModel
internal import Store
internal import Switchboard
internal import Telemetry
internal import Vocabulary

extension Engagement {
    /// Carried at one time, and settled together: so many may be carried again after a crash.
    private static let parallel = 8
    /// Tries of one message; then somebody else has to be told that it did not arrive.
    private static let tries = 12

    private enum Outcome: Sendable {
        case delivered
        case again
        case never
        /// Nobody is there to be told yet.
        case parked
    }

    /// True when something was settled, so that more may be due.
    func deliver() async throws(StoreError) -> Bool {
        let now = now()
        let due = memory.withLock { memory -> [Pending] in
            let open = memory.state.pending(statusPage: settings.statusPage)
            if open.isEmpty {
                memory.notBefore.removeAll()
                memory.tries.removeAll()
            }
            return Array(open.filter { memory.notBefore[$0.key].map { $0 <= now } ?? true }.prefix(Self.parallel))
        }
        guard !due.isEmpty else { return false }
        let outcomes = await withTaskGroup(of: (Int, Outcome).self) { group in
            var outcomes: [(Int, Outcome)] = []
            for (index, pending) in due.enumerated() {
                group.addTask { (index, await self.deliver(pending, at: now)) }
            }
            for await done in group { outcomes.append(done) }
            return outcomes
        }
        let settled = outcomes.compactMap { index, outcome in settle(due[index], outcome, at: now) }
        guard !settled.isEmpty else { return false }
        try await step { state, now in
            var records: [EngagementRecord] = []
            for record in settled { state.note(record, at: now, into: &records) }
            return records
        }
        return true
    }

    private func settle(_ pending: Pending, _ outcome: Outcome, at now: Timestamp) -> EngagementRecord? {
        switch outcome {
        case .delivered: return pending.settled(delivered: true)
        case .never: return pending.settled(delivered: false)
        case .parked:
            memory.withLock { $0.notBefore[pending.key] = now + .seconds(1) }
            return nil
        case .again:
            let tries = memory.withLock { memory in
                memory.tries[pending.key, default: 0] += 1
                let tries = memory.tries[pending.key, default: 0]
                let wait = Int64(1_000) << Int64(min(tries, 12))
                memory.notBefore[pending.key] = now + TimeSpan(milliseconds: wait)
                return tries
            }
            guard tries >= Self.tries else { return nil }
            log.warning("outreach given up", metadata: ["key": "\(pending.key)"])
            return pending.settled(delivered: false)
        }
    }

    private func deliver(_ pending: Pending, at now: Timestamp) async -> Outcome {
        let machine = shelf.current.machine
        let line: BotLine
        switch pending.say {
        case .line(let said): line = said
        case .response(let name):
            let facts = pending.facts.worded(by: machine)
            guard let worded = machine.wording(of: name, facts: facts, at: now) else {
                log.error("no wording", metadata: ["response": "\(name)"])
                return .never
            }
            line = worded
        }
        let reaching = Reaching(line: line, opens: pending.opens, facts: pending.facts, reopens: pending.reopens)
        switch pending.way {
        case .thread(let conversation): return await post(reaching, under: pending.key, in: conversation)
        case .outreach(.widget):
            if let expires = pending.expires, now > expires { return .never }
            let visitor = pending.customer.visitor ?? settings.visitor(pending.customer)
            let conversation = memory.withLock { $0.state.contacts.conversations(of: visitor).last }
            guard let conversation else { return .parked }
            return await post(reaching, under: pending.key, in: conversation)
        case .outreach(let channel): return await carry(line, by: channel, pending, at: now)
        }
    }

    private func carry(
        _ line: BotLine, by channel: OutreachChannel, _ pending: Pending, at now: Timestamp
    ) async -> Outcome {
        guard let carrier = settings.carriers[channel] else { return .never }
        let known = memory.withLock { memory -> String? in
            switch channel {
            case .mail: memory.state.customers.attribute(CustomerBook.Name.mail, of: pending.customer, at: now)
            case .text: memory.state.customers.attribute(CustomerBook.Name.phone, of: pending.customer, at: now)
            case .widget: nil
            }
        }
        let company = shelf.current.playbook.assistant.company
        // Who has written gets an answer; only what nobody has asked for can be called off.
        let thread = if case .letter(let letter) = pending.origin { letter.thread } else { MailThread?.none }
        let message = OutreachMessage(
            key: pending.key, customer: pending.customer, channel: channel, address: pending.address ?? known,
            subject: thread?.answerSubject ?? subject(of: pending, from: company), line: line,
            unsubscribe: thread == nil ? settings.unsubscribePage(pending.customer, pending.purpose) : nil,
            answers: thread?.id, at: now)
        switch await carrier.carry(message) {
        case .carried: return .delivered
        case .again: return .again
        case .refused: return .never
        }
    }

    private func subject(of pending: Pending, from company: String) -> String {
        if case .text(let title)? = pending.facts["incident_title"] { return "\(company): \(title)" }
        return company
    }

    /// The same key is said once in a conversation, however often it is posted.
    private func post(
        _ reaching: Reaching, under key: BusinessKey, in conversation: ConversationID
    ) async -> Outcome {
        do throws(Refusal) {
            _ = try await lanes.take(.reachOut(reaching, id: ClientMessageID(naming: key.rawValue)), in: conversation)
            return .delivered
        } catch {
            switch error.code {
            case .busy, .unavailable: return .again
            default: return .never
            }
        }
    }

    /// That somebody is left alone from now on is said to them, where the playbook has words for it.
    func confirm(_ key: BusinessKey, in conversation: ConversationID) async {
        let shelf = shelf.current
        guard let say = shelf.playbook.outreach.stopped,
            let line = shelf.machine.wording(of: say, facts: [:], at: now())
        else { return }
        _ = await post(Reaching(line: line), under: BusinessKey("stopped:\(key.rawValue)"), in: conversation)
    }

    /// Somebody who was written to elsewhere is here: the conversation knows of it.
    func tell(_ context: Followed.Context) async {
        let firing = context.told.firing
        let reaching = Reaching(line: nil, opens: firing.opens, facts: firing.facts)
        _ = await post(reaching, under: BusinessKey("context:\(firing.key.rawValue)"), in: context.conversation)
    }
}

extension ClientMessageID {
    /// The same for the same key, by two hashes of it.
    init(naming key: String) {
        let hashes = [key.utf8.fnv1a(), key.utf8.fnv1a(from: 0x8422_2325_CBF2_9CE4)]
        self.init("outreach-\(hashes.map { String($0, radix: 36) }.joined(separator: "-"))")
    }
}

extension [SlotName: SlotValue] {
    /// Beside the facts, those that have to be said in the assistant's own way.
    func worded(by machine: DialogMachine) -> Self {
        var facts = self
        if case .list(let reasons)? = facts["reasons"] {
            let words = reasons.compactMap { reason -> String? in
                guard case .record(let fields) = reason, case .text(let label)? = fields["label"],
                    case .money(let change)? = fields["change"]
                else { return nil }
                let sign = change.minor < 0 ? "" : "+"
                return "\(label) \(sign)\(machine.written(.money(change)))"
            }
            facts["reasons_words"] = .text(words.joined(separator: ", "))
        }
        if case .text(let topic)? = facts["topic"] {
            facts["topic"] = .text(machine.title(of: IntentName(topic)) ?? "that")
        }
        return facts
    }
}
