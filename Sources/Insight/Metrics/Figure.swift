internal import Vocabulary

/// The figures of a tally by name, unit and meaning: one list for the desk, reports, CSV, JSON and `/metrics`.
public enum Figure: String, Hashable, Sendable, CaseIterable {
    case contacts
    case firstAcknowledgement = "first_acknowledgement"
    case firstResponse = "first_response"
    case firstResponseWorked = "first_response_worked"
    case resolution
    case resolutionWorked = "resolution_worked"
    case totalResolution = "total_resolution"
    case resolutionRate = "resolution_rate"
    case satisfaction
    case meanStars = "mean_stars"
    case responseRate = "response_rate"
    case containment
    case repeatContact = "repeat_contact"
    case abandonment
    case turnedAway = "turned_away"
    case leadTime = "lead_time"
    case knownFirst = "known_first"
    case keptPromises = "kept_promises"

    public enum Unit: String, Hashable, Sendable {
        case count
        case seconds
        /// 0 to 1.
        case share
        /// 1 to 5.
        case stars
    }

    public var unit: Unit {
        switch self {
        case .contacts, .turnedAway: .count
        case .firstAcknowledgement, .firstResponse, .firstResponseWorked, .resolution, .resolutionWorked,
            .totalResolution, .leadTime:
            .seconds
        case .resolutionRate, .satisfaction, .responseRate, .containment, .repeatContact, .abandonment, .knownFirst,
            .keptPromises:
            .share
        case .meanStars: .stars
        }
    }

    /// What it is, in a line.
    public var meaning: String {
        switch self {
        case .contacts: "matters that visitors came with"
        case .firstAcknowledgement: "from a matter's first message to the bot's first line"
        case .firstResponse: "from the first message that needed a person to a person's first line"
        case .firstResponseWorked: "the same, inside working hours"
        case .resolution: "from a matter's beginning to its closing"
        case .resolutionWorked: "the same, inside working hours and without snoozes"
        case .totalResolution: "from a conversation's beginning to its last closing"
        case .resolutionRate: "matters closed, by people or by the bot, of all"
        case .satisfaction: "four and five stars of all ratings"
        case .meanStars: "stars, one to five"
        case .responseRate: "ratings of all that were asked for"
        case .containment: "closed by the bot and not back within the week, of matters whose week is over"
        case .repeatContact: "back with the same matter within the week, of those closed"
        case .abandonment: "left the queue unserved, of those who joined it"
        case .turnedAway: "wanted a person when nobody was there, or too many waited"
        case .leadTime: "from the first report to the alert"
        case .knownFirst: "alerts before anybody had to report"
        case .keptPromises: "promises kept in time, of those that came due"
        }
    }

    /// The mean where it is a length of time; `nil` where there is nothing to say.
    public func value(of tally: Tally) -> Double? {
        switch self {
        case .contacts: Double(tally.contacts)
        case .turnedAway: Double(tally.turnedAway)
        case .resolutionRate: tally.resolutionRate
        case .satisfaction: tally.satisfaction
        case .meanStars: tally.meanStars
        case .responseRate: tally.responseRate
        case .containment: tally.containment
        case .repeatContact: tally.repeatContact
        case .abandonment: tally.abandonment
        case .keptPromises: tally.keptPromises
        case .knownFirst: tally.shareKnownFirst
        case .firstAcknowledgement, .firstResponse, .firstResponseWorked, .resolution, .resolutionWorked,
            .totalResolution, .leadTime:
            spans(of: tally).flatMap(\.mean).map { Double($0.milliseconds) / 1_000 }
        }
    }

    /// For medians and tails; `nil` where it is no length of time.
    public func spans(of tally: Tally) -> SpanTally? {
        switch self {
        case .firstAcknowledgement: tally.firstAcknowledgement.wall
        case .firstResponse: tally.firstResponse.wall
        case .firstResponseWorked: tally.firstResponse.worked
        case .resolution: tally.resolution.wall
        case .resolutionWorked: tally.resolution.worked
        case .totalResolution: tally.totalResolution.wall
        case .leadTime: tally.lead
        case .contacts, .turnedAway, .resolutionRate, .satisfaction, .meanStars, .responseRate, .containment,
            .repeatContact, .abandonment, .knownFirst, .keptPromises:
            nil
        }
    }
}
