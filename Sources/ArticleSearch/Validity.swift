internal import Foundation
internal import PlaybookModel
internal import Vocabulary

/// Which articles visitors may be shown on a day.
struct Validity {
    /// `YYYY-MM-DD`, in UTC.
    private let today: String

    init(at now: Timestamp) {
        today = Date(timeIntervalSince1970: Double(now.milliseconds) / 1_000).formatted(.iso8601.year().month().day())
    }

    /// Dates of this form compare as text.
    func current(_ articles: [Article]) -> [Article] {
        articles.filter { article in
            article.audience == "public" && article.validFrom.map { $0 <= today } ?? true
                && article.validUntil.map { $0 >= today } ?? true
        }
    }
}
