public import Vocabulary

/// Slots in which people call back who came when nobody was there.
public struct CallbackRules: Hashable, Sendable {
    public let length: TimeSpan
    /// Call-backs a slot holds.
    public let each: Int
    /// How far ahead slots are offered.
    public let ahead: TimeSpan
    /// Slots offered at once.
    public let choices: Int

    public init(length: TimeSpan = .minutes(30), each: Int = 2, ahead: TimeSpan = .days(7), choices: Int = 6) {
        self.length = max(length, .minutes(5))
        self.each = max(0, each)
        self.ahead = min(max(ahead, TimeSpan(milliseconds: 0)), .days(60))
        self.choices = min(max(0, choices), 50)
    }

    /// The next slots with room, within the hours, each beginning on a full multiple of its length after an opening.
    /// - Parameter booked: how many stand in the slot that begins then.
    func slots(after now: Timestamp, hours: DutyHours?, booked: (Timestamp) -> Int) -> [Timestamp] {
        var found: [Timestamp] = []
        let end = now + ahead
        var cursor = Self.rounded(up: now, to: length)
        while cursor < end, found.count < choices {
            guard let hours else {
                if booked(cursor) < each { found.append(cursor) }
                cursor = cursor + length
                continue
            }
            guard let open = hours.opening(from: cursor), open < end else { break }
            let last = hours.closing(from: open) ?? end
            cursor = open
            while cursor + length <= last, cursor < end, found.count < choices {
                if booked(cursor) < each { found.append(cursor) }
                cursor = cursor + length
            }
            cursor = last
        }
        return found
    }

    private static func rounded(up moment: Timestamp, to length: TimeSpan) -> Timestamp {
        let rest = moment.milliseconds % length.milliseconds
        return rest == 0 ? moment : Timestamp(milliseconds: moment.milliseconds - rest + length.milliseconds)
    }
}

/// A call-back that somebody chose.
public struct Booking: Hashable, Comparable, Codable, Sendable {
    public let begins: Timestamp
    public let request: RoutingRequest

    public static func < (left: Self, right: Self) -> Bool {
        (left.begins, left.request.conversation) < (right.begins, right.request.conversation)
    }
}
