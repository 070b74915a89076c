public import PlaybookModel
public import Vocabulary

/// The hours in which time counts as worked, by the wall clock of a zone.
public struct WorkingHours: Sendable {
    /// Minutes of a day by weekday, Sunday first, in order and apart.
    private let days: [[Range<Int>]]
    private let closed: Set<Int64>
    public let zone: ZoneOffsets

    /// - Parameter hours: `nil` is always.
    public init(_ hours: OpeningHours?, zone: ZoneOffsets) {
        self.zone = zone
        guard let hours else {
            days = []
            closed = []
            return
        }
        days = (0..<7).map { day in hours.days.indices.contains(day) ? Self.tidied(hours.days[day]) : [] }
        closed = Set(hours.closed.compactMap { CivilDate($0)?.number })
    }

    public static let always = WorkingHours(nil, zone: .utc)

    /// How much of the stretch lies inside the hours. A minute that the clock shows twice counts twice, one that it
    /// jumps over not at all: that is what was worked.
    public func worked(from start: Timestamp, to end: Timestamp) -> TimeSpan {
        guard start < end else { return TimeSpan(milliseconds: 0) }
        guard !days.isEmpty else { return end - start }
        var total: Int64 = 0
        for piece in zone.pieces(from: start, to: end) {
            let offset = piece.offset.milliseconds
            total += worked(wall: (piece.start.milliseconds + offset)..<(piece.end.milliseconds + offset))
        }
        return TimeSpan(milliseconds: total)
    }

    private func worked(wall: Range<Int64>) -> Int64 {
        let dayLength = Timestamp.millisecondsOfDay
        var total: Int64 = 0
        for number in wall.lowerBound.floorDivided(by: dayLength)...(wall.upperBound - 1).floorDivided(by: dayLength)
        where !closed.contains(number) {
            for stretch in days[CivilDate(number: number).weekday] {
                let from = number * dayLength + Int64(stretch.lowerBound) * 60_000
                let to = number * dayLength + Int64(stretch.upperBound) * 60_000
                total += max(0, min(to, wall.upperBound) - max(from, wall.lowerBound))
            }
        }
        return total
    }

    /// In order, within the day, and joined where they overlap, so that no minute is counted twice.
    private static func tidied(_ stretches: [Range<Int>]) -> [Range<Int>] {
        var tidy: [Range<Int>] = []
        let inOrder = stretches.map { $0.clamped(to: 0..<1_440) }.filter { !$0.isEmpty }
            .sorted { $0.lowerBound < $1.lowerBound }
        for stretch in inOrder {
            guard let last = tidy.last, stretch.lowerBound <= last.upperBound else {
                tidy.append(stretch)
                continue
            }
            tidy[tidy.count - 1] = last.lowerBound..<max(last.upperBound, stretch.upperBound)
        }
        return tidy
    }
}
