internal import Foundation
internal import PlaybookModel
internal import Vocabulary

/// Which articles are shown to whom on a day of the shop's. Asked with every question, so an article comes and goes
/// at the shop's midnight without anything being built anew.
struct Validity: Sendable {
    /// A day as one number that rises: 20260131.
    private typealias Day = Int

    private struct Term: Sendable {
        let from: Day?
        let until: Day?
        let audience: String
    }

    private let terms: [Term]
    private let translations: Translations
    private let hasDates: Bool
    private let zone: TimeZone

    /// - Parameter zone: an IANA name; UTC where the system knows none of that name.
    init(_ articles: [Article], zone: String) {
        terms = articles.map {
            Term(from: Self.day($0.validFrom), until: Self.day($0.validUntil), audience: $0.audience)
        }
        translations = Translations(articles)
        hasDates = terms.contains { $0.from != nil || $0.until != nil }
        self.zone = TimeZone(identifier: zone) ?? .gmt
    }

    /// Says of each article whether it is shown.
    func rule(at now: Timestamp, for readers: Readership) -> (Int) -> Bool {
        let today = hasDates ? day(of: now) : 0
        func mayShow(_ article: Int) -> Bool {
            let term = terms[article]
            return readers.audiences.contains(term.audience) && term.from.map { $0 <= today } ?? true
                && term.until.map { $0 >= today } ?? true
        }
        let hidden = translations.hidden(from: readers.locale, where: mayShow)
        return { mayShow($0) && !hidden.contains($0) }
    }

    private func day(of now: Timestamp) -> Day {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let date = Date(timeIntervalSince1970: Double(now.milliseconds) / 1_000)
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        return (parts.year ?? 0) * 10_000 + (parts.month ?? 0) * 100 + (parts.day ?? 0)
    }

    /// `YYYY-MM-DD` as the loader has checked it.
    private static func day(_ notation: String?) -> Day? {
        notation.flatMap { Int($0.filter(\.isNumber)) }
    }
}
