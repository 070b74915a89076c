internal import Foundation
public import Vocabulary

extension ZoneOffsets {
    private static let years = 2015...2045

    /// The zone's rules as the system knows them, for the years around ours. UTC where there is no such zone.
    ///
    /// - Parameter name: an IANA name such as `Europe/Dublin`.
    public init(named name: String) {
        guard let zone = TimeZone(identifier: name) else {
            self = .utc
            return
        }
        var moment = Date(
            timeIntervalSince1970: Double(
                (CivilDate(year: Self.years.lowerBound, month: 1, day: 1)?.number ?? 0) * 86_400))
        let end = Date(
            timeIntervalSince1970: Double(
                (CivilDate(year: Self.years.upperBound, month: 1, day: 1)?.number ?? 0) * 86_400))
        let initial = TimeSpan.seconds(Int64(zone.secondsFromGMT(for: moment)))
        var changes: [Change] = []
        while let next = zone.nextDaylightSavingTimeTransition(after: moment), next < end, next > moment {
            changes.append(
                Change(
                    from: Timestamp(milliseconds: Int64(next.timeIntervalSince1970 * 1_000)),
                    offset: .seconds(Int64(zone.secondsFromGMT(for: next)))))
            moment = next
        }
        self.init(initial: initial, changes: changes)
    }
}
