public import Vocabulary

/// Whether this is a moment to offer somebody something: only when everything is settled and they are content.
public struct Opportunity: Hashable, Codable, Sendable {
    public enum Obstacle: String, Hashable, Sendable {
        case open
        case notResolved
        case badMood
        case badRating
        case tooManyContacts
    }

    /// What they had to do with us longer ago says nothing about today.
    private static let lately = TimeSpan.days(14)

    /// At least so good, -1 to 1.
    public let mood: Double
    /// More contacts than this within a quarter are a customer about to leave, not one to sell to.
    public let contacts: Int

    public init(mood: Double = -0.1, contacts: Int = 4) {
        self.mood = mood
        self.contacts = contacts
    }

    /// `nil`: one approved offer may be made.
    public func obstacle(to person: Person, at moment: Timestamp) -> Obstacle? {
        guard person.conversations.isEmpty else { return .open }
        guard let last = person.lastContact, moment - last.at < Self.lately else { return nil }
        guard last.isSettled else { return .notResolved }
        guard last.mood ?? 0 >= mood else { return .badMood }
        guard last.stars ?? 5 >= 4 else { return .badRating }
        return last.thisQuarter <= contacts ? nil : .tooManyContacts
    }
}
