internal import Insight
public import Store
public import Vocabulary

/// The reports of a store that is only read: for the command line, also while a service writes to it.
public struct ReportFile: Sendable {
    private let reading: HouseReading
    private let book: AlertBook
    private let rules: ReportRules

    /// Reads what is in the last image, and every event after it.
    public init(of store: any ConversationStore, rules: ReportRules, now: Timestamp) async throws(StoreError) {
        self.rules = rules
        var reading = try HouseReading(rules: rules, journal: try await store.journal(.reporting))
        var book = try AlertBook(try await store.journal(.alerts))
        while true {
            let page = try await store.log(after: reading.state.position, limit: 2_000)
            var events = reading.take(page)
            if page.isEmpty {
                events += reading.atEnd()
                events += reading.state.advance(to: now)
            }
            for (event, moment) in book.news(events, now: now, late: .minutes(30)) { book.apply(event, at: moment) }
            if page.isEmpty { break }
        }
        self.reading = reading
        self.book = book
    }

    public func report(_ query: ReportQuery, now: Timestamp) -> Report {
        Report(query, from: reading.state, rules: rules, now: now)
    }

    public func alerts(now: Timestamp) -> AlertBoard {
        AlertBoard(
            cards: book.cards.reversed(), snoozes: book.snoozes.filter { $0.value > now }, precision: book.precision,
            judged: book.judged)
    }

    /// What was said elsewhere, of the last days.
    var heard: [HeardNote] { reading.state.heard }

    /// Where the log stood when a day began.
    func start(of day: CivilDate) -> LogPosition { reading.state.start(of: day) }

    public var events: Int { reading.state.events }
}
