internal import PlaybookModel

/// Whether this is a moment to offer somebody something: only when everything is settled and they are content.
public struct Opportunity: Hashable, Sendable {
    public enum Obstacle: String, Hashable, Sendable {
        case open
        case notResolved
        case badMood
        case badRating
        case tooManyContacts
        case noConsent
    }

    /// At least so good, -1 to 1.
    public let mood: Double
    /// More contacts than this within a quarter are a customer about to leave, not one to sell to.
    public let contacts: Int

    public init(mood: Double = 0.1, contacts: Int = 4) {
        self.mood = mood
        self.contacts = contacts
    }

    /// `nil`: one approved offer may be made.
    /// - Parameters:
    ///   - mood: of the visitor's last messages, -1 to 1.
    ///   - stars: 1 to 5; `nil` where none were given.
    public func obstacle(
        isResolved: Bool, mood: Double, stars: Int?, contactsThisQuarter: Int, person: Person
    ) -> Obstacle? {
        guard isResolved else { return .notResolved }
        guard person.conversations.isEmpty else { return .open }
        guard mood >= self.mood else { return .badMood }
        guard stars ?? 5 >= 4 else { return .badRating }
        guard contactsThisQuarter <= contacts else { return .tooManyContacts }
        return person.consents.contains(.marketing) ? nil : .noConsent
    }
}
