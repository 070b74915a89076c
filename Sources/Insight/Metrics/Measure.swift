public import Vocabulary

/// What a figure may be looked at by.
public enum Slice: Hashable, Sendable {
    case all
    case intent(IntentName)
    case tag(TagName)
    case queue(TeamName)
    case agent(AgentID)
    /// Of the bot.
    case version(PlaybookVersion)
    case channel(String)
    /// What there was no room for.
    case others
}

/// How long something took: as the customer's clock shows it, and inside working hours.
public struct Elapsed: Hashable, Sendable {
    public let wall: TimeSpan
    public let worked: TimeSpan

    public init(wall: TimeSpan, worked: TimeSpan) {
        self.wall = wall
        self.worked = worked
    }
}

/// One exact figure about one contact. A contact is one matter: from a visitor's first message, or the first after the
/// last matter was closed, until it is closed.
public enum Measure: Hashable, Sendable {
    /// A contact began.
    case contact
    /// From its first message to the bot's first line.
    case acknowledged(Elapsed)
    /// A person was needed, and the contact joined the queue.
    case queued
    /// It left the queue unserved.
    case abandoned
    /// Nobody was on duty, or too many waited.
    case turnedAway
    /// From the first message that needed a person to a person's first line; what the bot, a note or outreach says does
    /// not count.
    case answered(Elapsed)
    /// Marked as closed: from its creation, or from the message that reopened it. Worked time leaves out snoozes.
    case resolved(Elapsed, byPerson: Bool)
    /// From the conversation's creation to the last time it was closed; one a conversation.
    case total(Elapsed)
    /// The visitor fell silent after being served by the bot …
    case settled
    /// … or without.
    case dropped
    /// 1 to 5; one a resolution.
    case rated(Int)
    /// The week after closing is over; whether the same person had come back with the same matter.
    case week(closedByBot: Bool, isClosed: Bool, returned: Bool)
    /// A promise with a time came due.
    case promise(kept: Bool)
    /// An alert minus the first report; negative when nobody had to report it.
    case lead(TimeSpan)
    /// An alert that came before any report.
    case knownFirst
}
