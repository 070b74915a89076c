public import Vocabulary

/// When people are on duty: several stretches a day, holidays, days of their own, in a time zone with its clock
/// changes. A stretch means the wall clock: on the night the clock jumps over an opening, it opens at the jump.
public struct DutyHours: Sendable {
    /// Minutes of a day: `540..<1080` is from 9:00 to 18:00; up to 1440. One that goes past midnight is written as two.
    public typealias Stretch = Range<Int>

    /// By day of the week, Sunday first; a day without an entry is closed.
    public let days: [[Stretch]]
    /// Holidays and days with other hours than their weekday's; empty is closed.
    public let exceptions: [CivilDate: [Stretch]]
    /// How far the wall clock is ahead of UTC.
    public let offset: @Sendable (Timestamp) -> TimeSpan

    public init(
        days: [[Stretch]], exceptions: [CivilDate: [Stretch]] = [:],
        offset: @escaping @Sendable (Timestamp) -> TimeSpan = { _ in TimeSpan(milliseconds: 0) }
    ) {
        self.days = days.map(Self.tidied)
        self.exceptions = exceptions.mapValues(Self.tidied)
        self.offset = offset
    }

    /// How far ahead an opening is looked for.
    private static let outlook: Int64 = 400
    private static let dayLength: Int64 = 86_400_000

    public func isOpen(at moment: Timestamp) -> Bool {
        let local = self.local(moment)
        let (day, rest) = Self.split(local)
        let minute = Int(rest / 60_000)
        return stretches(on: day).contains { $0.contains(minute) }
    }

    /// The moment itself when it is open; `nil` when nothing opens within 400 days.
    public func opening(from moment: Timestamp) -> Timestamp? {
        if isOpen(at: moment) { return moment }
        return edge(after: moment, \.lowerBound) { isOpen(at: $0) }
    }

    /// When it closes next; `nil` when it never does within 400 days, or is closed and never opens.
    public func closing(from moment: Timestamp) -> Timestamp? {
        guard let open = opening(from: moment) else { return nil }
        return edge(after: open, \.upperBound) { !isOpen(at: $0) }
    }

    /// Open time between two moments: what a service level counts.
    public func openTime(from start: Timestamp, to end: Timestamp) -> TimeSpan {
        var total: Int64 = 0
        var cursor = start
        while cursor < end, let open = opening(from: cursor), open < end {
            let close = min(closing(from: open) ?? end, end)
            total += (close - open).milliseconds
            cursor = close
        }
        return TimeSpan(milliseconds: total)
    }

    /// The moment at which so much open time has passed; `nil` when there are not so many hours in sight.
    public func moment(after span: TimeSpan, of start: Timestamp) -> Timestamp? {
        var rest = span
        var cursor = start
        while let open = opening(from: cursor) {
            guard let close = closing(from: open) else { return open + rest }
            if close - open >= rest { return open + rest }
            rest = TimeSpan(milliseconds: rest.milliseconds - (close - open).milliseconds)
            cursor = close
        }
        return nil
    }

    private func edge(
        after moment: Timestamp, _ side: KeyPath<Stretch, Int>, where isWanted: (Timestamp) -> Bool
    ) -> Timestamp? {
        // A day earlier, for the stretch that ends at this day's midnight.
        let first = Self.split(local(moment)).day.number - 1
        for number in first...(first + Self.outlook) {
            let day = CivilDate(number: number)
            for stretch in stretches(on: day) {
                let wall = number * Self.dayLength + Int64(stretch[keyPath: side]) * 60_000
                for candidate in instants(of: wall) where candidate > moment && isWanted(candidate) {
                    return candidate
                }
            }
        }
        return nil
    }

    private func stretches(on day: CivilDate) -> [Stretch] {
        if let own = exceptions[day] { return own }
        return days.indices.contains(day.weekday) ? days[day.weekday] : []
    }

    private func local(_ moment: Timestamp) -> Int64 {
        moment.milliseconds + offset(moment).milliseconds
    }

    /// The moments when wall clocks show it, in order: two where the clock is set back over it, and where it is set
    /// forward over it, the moment of the change.
    private func instants(of wall: Int64) -> [Timestamp] {
        // No zone is more than 14 hours off.
        let early = Timestamp(milliseconds: wall - 15 * 3_600_000)
        let late = Timestamp(milliseconds: wall + 15 * 3_600_000)
        let offsets = [offset(late), offset(early)]
        let exact = Set(offsets).map { Timestamp(milliseconds: wall - $0.milliseconds) }.sorted()
            .filter { local($0) == wall }
        if !exact.isEmpty { return exact }
        var (low, high) = (early, late)
        while (high - low).milliseconds > 1 {
            let middle = low + TimeSpan(milliseconds: (high - low).milliseconds / 2)
            if offset(middle) == offset(early) { low = middle } else { high = middle }
        }
        return [high]
    }

    private static func split(_ local: Int64) -> (day: CivilDate, rest: Int64) {
        let number = local >= 0 ? local / dayLength : (local - dayLength + 1) / dayLength
        return (CivilDate(number: number), local - number * dayLength)
    }

    /// In order, within the day, none of them empty.
    private static func tidied(_ stretches: [Stretch]) -> [Stretch] {
        stretches.map { $0.clamped(to: 0..<1_440) }.filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
    }
}
