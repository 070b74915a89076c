internal import ChatProtocol
internal import Dialog
internal import Logging
internal import Outreach
internal import PlaybookModel
internal import Store
internal import Switchboard
internal import Telemetry
internal import Vocabulary

/// A mail that is to be said in a conversation.
struct MailEntrance: Sendable {
    let conversation: ConversationID
    let visitor: VisitorID
    /// What it is in answer to; `nil` where that is known.
    let told: OutreachBook.Told?
}

extension Engagement {
    /// Characters of a mail that are said; the rest is left to the mailbox.
    private static let longest = 4_000

    /// A mail to the address that we write from. Who says stop is left alone; everything else is said in a conversation
    /// that knows what we wrote about, and is answered by mail. The same mail again changes nothing. That an address
    /// stands in a mail proves nothing: whoever writes is nobody that may see or do what is the customer's alone.
    func take(_ reply: MailReply) async throws(StoreError) {
        // Two mails at once are one conversation.
        try await follow()
        let settings = settings
        let entrance =
            try await step { state, now in
                var records: [EngagementRecord] = []
                let entrance = state.take(reply, visitor: settings.visitor, at: now, into: &records)
                return (answer: entrance, records: records)
            } as MailEntrance?
        guard let entrance else { return }
        do throws(Refusal) {
            try await open(entrance.conversation, of: entrance.visitor, for: reply)
            if let told = entrance.told {
                await tell(Followed.Context(conversation: entrance.conversation, told: told))
            }
            let words = reply.text.isEmpty ? reply.subject : String(reply.text.prefix(Self.longest))
            let turn = Turn.say(cmid: ClientMessageID(naming: "mail:\(reply.id)"), text: words, choice: nil)
            _ = try await lanes.take(turn, in: entrance.conversation)
        } catch {
            switch error.code {
            case .busy, .unavailable: throw .busy
            default: log.warning("a mail could not be said", metadata: ["refusal": "\(error.code)"])
            }
        }
    }

    private func open(
        _ conversation: ConversationID, of visitor: VisitorID, for reply: MailReply
    ) async throws(Refusal) {
        let playbook = shelf.current.playbook
        let opening = Opening(
            visitor: visitor, channel: MailThread.channel, playbook: playbook.version,
            locale: playbook.assistant.locale, context: MailThread(reply).context)
        do throws(Refusal) {
            _ = try await lanes.take(.open(opening), in: conversation)
        } catch {
            switch error.code {
            case .busy, .unavailable: throw error
            // It is open already.
            default: return
            }
        }
    }
}

extension EngagementState {
    /// `nil`: there is nothing to be said.
    mutating func take(
        _ reply: MailReply, visitor: (CustomerID) -> VisitorID, at now: Timestamp, into records: inout Records
    ) -> MailEntrance? {
        guard !reply.isAutomatic, let customer = reader(of: reply.from, at: now) else { return nil }
        let told = told(customer, at: now)
        guard !reply.saysStop else {
            // Who says no more than that wants no more than that.
            for purpose in told.map({ [$0.firing.purpose] }) ?? Purpose.allCases {
                unsubscribe(customer, from: purpose, at: now, into: &records)
            }
            return nil
        }
        let visitor = customer.visitor ?? visitor(customer)
        let own = ConversationID(ClientMessageID(naming: "mail:\(reply.id)").rawValue)
        let thread = contacts.openThread(of: visitor, at: now) ?? own
        return MailEntrance(conversation: thread, visitor: visitor, told: thread == own ? told : nil)
    }

    /// Who reads mail at an address; of several the one to whom we wrote last.
    private func reader(of address: String, at now: Timestamp) -> CustomerID? {
        let readers = customers.readers(of: address, at: now)
        let last = readers.max { first, second in
            (told(first, at: now)?.at ?? .distantPast) < (told(second, at: now)?.at ?? .distantPast)
        }
        guard last == nil else { return last }
        return campaigns.values.lazy.compactMap { campaign in
            campaign.followers.first { $0.value.lowercased() == address.lowercased() }?.key
        }.min()
    }

    /// What an answer of theirs may be one to: the last that we wrote about, by a tripwire or to many.
    func told(_ customer: CustomerID, at now: Timestamp) -> OutreachBook.Told? {
        let single = outreach.told(customer, at: now)
        let many = campaigns.compactMap { id, campaign in
            campaign.told(customer, at: now, title: incidents[id]?.title ?? "")
        }
        return ([single].compactMap { $0 } + many).max { ($0.at, $0.firing.key) < ($1.at, $1.firing.key) }
    }
}
