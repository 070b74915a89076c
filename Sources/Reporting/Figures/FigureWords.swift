public import Insight
public import Vocabulary

extension Figure {
    /// As a heading.
    public var title: String {
        switch self {
        case .contacts: "Contacts"
        case .firstAcknowledgement: "First acknowledgement"
        case .firstResponse: "First response"
        case .firstResponseWorked: "First response, open hours"
        case .resolution: "Resolution"
        case .resolutionWorked: "Resolution, open hours"
        case .totalResolution: "Whole conversation"
        case .resolutionRate: "Resolved"
        case .satisfaction: "Satisfaction"
        case .meanStars: "Stars"
        case .responseRate: "Rated"
        case .containment: "Contained by the bot"
        case .repeatContact: "Back within the week"
        case .abandonment: "Left the queue"
        case .turnedAway: "Turned away"
        case .leadTime: "Report to alert"
        case .knownFirst: "Known before any report"
        case .keptPromises: "Promises kept"
        }
    }

    /// What a share is a share of: how many were looked at. `nil` for what is no share.
    public func base(of tally: Tally) -> Int? {
        switch self {
        case .contacts, .turnedAway: nil
        case .firstAcknowledgement, .firstResponse, .firstResponseWorked, .resolution, .resolutionWorked,
            .totalResolution, .leadTime:
            spans(of: tally)?.count
        case .resolutionRate: tally.contacts
        case .satisfaction, .meanStars: tally.ratings
        case .responseRate: tally.resolved
        case .containment: tally.weeks
        case .repeatContact: tally.closedWeeks
        case .abandonment: tally.queued
        case .knownFirst: tally.knownFirst + tally.lead.count
        case .keptPromises: tally.promisesKept + tally.promisesBroken
        }
    }

    /// For people; a dash where there is nothing to say.
    public func words(of tally: Tally) -> String {
        guard let value = value(of: tally) else { return "–" }
        return switch unit {
        case .count: Self.grouped(Int(value))
        case .share: "\(Int((value * 100).rounded())) %"
        case .stars: "\((value * 100).rounded() / 100)"
        case .seconds: (spans(of: tally)?.median ?? TimeSpan(milliseconds: 0)).words
        }
    }

    static func grouped(_ number: Int) -> String {
        var text = ""
        for (place, digit) in String(number.magnitude).reversed().enumerated() {
            if place > 0, place % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return (number < 0 ? "-" : "") + String(text.reversed())
    }
}

extension TimeSpan {
    /// The two largest units that say something: `850 ms`, `3.2 s`, `4 min 10 s`, `2 h 5 min`, `3 d 4 h`.
    public var words: String {
        let total = abs(milliseconds)
        let sign = milliseconds < 0 ? "-" : ""
        if total < 1_000 { return "\(sign)\(total) ms" }
        if total < 60_000 { return "\(sign)\(Double(total / 100) / 10) s" }
        let seconds = total / 1_000
        func pair(_ large: Int64, _ name: String, _ small: Int64, _ other: String) -> String {
            small == 0 ? "\(sign)\(large) \(name)" : "\(sign)\(large) \(name) \(small) \(other)"
        }
        if seconds < 3_600 { return pair(seconds / 60, "min", seconds % 60, "s") }
        if seconds < 86_400 { return pair(seconds / 3_600, "h", seconds % 3_600 / 60, "min") }
        return pair(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h")
    }
}
