public import Insight
public import Vocabulary

/// The figures of some days, in one row or split.
public struct Report: Sendable {
    public struct Row: Sendable {
        public let slice: Slice
        public let tally: Tally

        /// As people read it: an intent's underscores are spaces, a version is short.
        public var title: String {
            switch slice {
            case .all: "all"
            case .others: "others"
            case .intent, .tag, .queue, .channel: slice.name.map { $0 == "_" ? " " : String($0) }.joined()
            case .agent: slice.name
            case .version: String(slice.name.prefix(12))
            }
        }
    }

    public struct Day: Sendable {
        public let day: CivilDate
        public let tally: Tally
    }

    public let query: ReportQuery
    public let from: CivilDate
    public let to: CivilDate
    public let zone: String
    /// When it was made.
    public let at: Timestamp
    /// Everything together.
    public let all: Tally
    /// As long before, for comparison.
    public let before: Tally
    /// The most contacts first; empty where nothing was to be split.
    public let rows: [Row]
    /// All days, also those on which nothing happened.
    public let days: [Day]
    /// Contacts that are open now.
    public let open: Int

    init(_ query: ReportQuery, from state: ReportState, rules: ReportRules, now: Timestamp) {
        let today = CivilDate(number: rules.metrics.period(of: now))
        let last = query.to ?? today
        let first = min(query.from ?? CivilDate(number: last.number - 29), last)
        let cube = state.fold.cube
        let span = first.number...last.number
        let length = last.number - first.number + 1
        self.query = query
        from = first
        to = last
        zone = rules.zone
        at = now
        all = cube.tally(.all, in: span)
        before = cube.tally(.all, in: (first.number - length)...(first.number - 1))
        let known = cube.series(.all, in: span)
        let byDay = Dictionary(known.map { ($0.period, $0.tally) }, uniquingKeysWith: { first, _ in first })
        // A very long stretch shows the days that there are.
        days =
            length > 1_000
            ? known.map { Day(day: CivilDate(number: $0.period), tally: $0.tally) }
            : span.map { Day(day: CivilDate(number: $0), tally: byDay[$0] ?? Tally()) }
        open = state.fold.open
        guard let by = query.by else {
            rows = []
            return
        }
        let tallies = cube.tallies(in: span) { by.covers($0) || $0 == .others }
        rows = tallies.map { Row(slice: $0.key, tally: $0.value) }
            .sorted { ($1.tally.contacts, $0.slice) < ($0.tally.contacts, $1.slice) }
    }

    /// In the order in which they are read; waits by one clock.
    public var figures: [Figure] {
        Figure.allCases.filter { figure in
            switch figure {
            case .firstResponse, .resolution: !query.businessHours
            case .firstResponseWorked, .resolutionWorked: query.businessHours
            case .contacts, .firstAcknowledgement, .totalResolution, .resolutionRate, .satisfaction, .meanStars,
                .responseRate, .containment, .repeatContact, .abandonment, .turnedAway, .leadTime, .knownFirst,
                .keptPromises:
                true
            }
        }
    }
}
