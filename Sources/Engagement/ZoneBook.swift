internal import Foundation
internal import Telemetry
internal import Vocabulary

/// The clocks of the world, by the names of their zones.
final class ZoneBook: Sendable {
    private struct Page {
        let offsets: ZoneOffsets
        /// What it was made for lies within it.
        let from: Timestamp
        let until: Timestamp
    }

    private let pages = Locked([String: Page]())

    /// A year around the moment; UTC for a zone that nobody knows.
    func offsets(of name: String, around moment: Timestamp) -> ZoneOffsets {
        let page = pages.withLock { $0[name] }
        if let page, page.from <= moment, moment <= page.until { return page.offsets }
        guard let zone = TimeZone(identifier: name) else { return .utc }
        let from = moment + .days(-40)
        let until = moment + .days(400)
        var changes: [ZoneOffsets.Change] = []
        var last = Self.date(from)
        while let next = zone.nextDaylightSavingTimeTransition(after: last), next < Self.date(until) {
            changes.append(
                ZoneOffsets.Change(from: Self.timestamp(next), offset: .seconds(Int64(zone.secondsFromGMT(for: next)))))
            last = next
        }
        let offsets = ZoneOffsets(
            initial: .seconds(Int64(zone.secondsFromGMT(for: Self.date(from)))), changes: changes)
        pages.withLock { pages in
            if pages.count >= 1_000 { pages.removeAll() }
            pages[name] = Page(offsets: offsets, from: from, until: moment + .days(300))
        }
        return offsets
    }

    private static func date(_ moment: Timestamp) -> Date {
        Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000)
    }

    private static func timestamp(_ date: Date) -> Timestamp {
        Timestamp(milliseconds: Int64((date.timeIntervalSince1970 * 1_000).rounded()))
    }
}
