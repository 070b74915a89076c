public import PlaybookModel
public import Vocabulary

/// Whether, how and when somebody is written to.
public enum OutreachDecision: Hashable, Codable, Sendable {
    /// They are talking to us about it: it is said there.
    case post(ConversationID)
    case send(OutreachChannel)
    /// Ask again then.
    case hold(until: Timestamp, HoldReason)
    case drop(DropReason)
}

public enum HoldReason: String, Hashable, Codable, Sendable {
    case quietHours
    case cap
}

public enum DropReason: String, Hashable, Codable, Sendable {
    case noConsent
    case noChannel
    /// It would come so late that it means nothing any more.
    case stale
    /// They know: they told us, or they were told.
    case known
    /// This is no moment to offer them anything.
    case discontent
}

/// The one place that decides about writing to people who have not asked.
public struct OutreachGate: Hashable, Codable, Sendable {
    public let limits: OutreachLimits
    private let opportunity: Opportunity

    public init(limits: OutreachLimits = OutreachLimits(), opportunity: Opportunity = Opportunity()) {
        self.limits = limits
        self.opportunity = opportunity
    }

    public func decide(_ firing: Firing, for person: Person, at moment: Timestamp) -> OutreachDecision {
        decide(
            firing.purpose, topics: firing.opens.map { [$0] } ?? [], expires: firing.expires, for: person, at: moment)
    }

    /// - Parameter expires: `nil`: it stays true until it is said.
    public func decide(
        _ purpose: Purpose, topics: [IntentName], expires: Timestamp?, for person: Person, at moment: Timestamp
    ) -> OutreachDecision {
        if let expires, moment > expires { return .drop(.stale) }
        // Whoever talks to us about it is told there, at any hour; marketing is never put into a conversation.
        if purpose != .marketing,
            let open = person.conversations.first(where: { $0.topics.contains(where: topics.contains) })
        {
            return .post(open.conversation)
        }
        guard person.consents.contains(purpose) else { return .drop(.noConsent) }
        guard let channel = person.channels.first else { return .drop(.noChannel) }
        if purpose == .marketing {
            switch opportunity.obstacle(to: person, at: moment) {
            case .open?, .notResolved?: return hold(until: moment + .days(1), .cap, expires: expires)
            case .badMood?, .badRating?, .tooManyContacts?: return .drop(.discontent)
            case nil: break
            }
        }
        if let free = freeAgain(person, purpose, at: moment) { return hold(until: free, .cap, expires: expires) }
        if let end = quietEnd(person.clock, at: moment) { return hold(until: end, .quietHours, expires: expires) }
        return .send(channel)
    }

    private func hold(until: Timestamp, _ reason: HoldReason, expires: Timestamp?) -> OutreachDecision {
        if let expires, until > expires { return .drop(.stale) }
        return .hold(until: until, reason)
    }

    /// When the caps allow one more; `nil` when they do now. News of an incident is not held back by them.
    private func freeAgain(_ person: Person, _ purpose: Purpose, at moment: Timestamp) -> Timestamp? {
        guard purpose != .incident else { return nil }
        let sent = person.sent.filter { $0 <= moment }.sorted()
        func free(_ cap: Int, in span: TimeSpan) -> Timestamp? {
            let recent = sent.filter { moment - $0 < span }
            return recent.count >= cap ? recent[recent.count - cap] + span : nil
        }
        return [free(limits.aDay, in: .days(1)), free(limits.aWeek, in: .days(7))].compactMap(\.self).max()
    }

    /// When the person's night is over; `nil` in the day.
    private func quietEnd(_ clock: ZoneOffsets, at moment: Timestamp) -> Timestamp? {
        guard let quiet = limits.quiet, quiet.contains(clock.minuteOfDay(at: moment)) else { return nil }
        let wall = clock.wall(at: moment)
        let minute = wall.floorDivided(by: 60_000) * 60_000
        let rest = (quiet.to - clock.minuteOfDay(at: moment) + 1_440) % 1_440
        let morning = minute + Int64(rest) * 60_000
        let end = moment + TimeSpan(milliseconds: morning - wall)
        // The clock may be changed in the night.
        return end + TimeSpan(milliseconds: morning - clock.wall(at: end))
    }
}
