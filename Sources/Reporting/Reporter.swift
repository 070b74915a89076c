public import Insight
public import Logging
public import Store
public import Vocabulary

/// Follows the log of the whole house and knows its figures and alerts. What it knows and how far it has read stand in
/// one image in a journal of its own, written now and then: after a crash it reads on from there, and no event counts
/// twice or not at all.
public actor Reporter {
    /// How the follower goes about its work.
    public struct Pace: Sendable {
        /// Events read at once.
        public var page = 500
        /// Events after which the image is written, and the longest that it waits while something has come.
        public var imageEvents = 20_000
        public var imageAge = TimeSpan.minutes(5)
        /// Events are read a little behind the clock, so that none comes after the minute it belongs to was closed.
        public var lag = TimeSpan.seconds(3)
        /// Older alerts are told to nobody.
        public var late = TimeSpan.minutes(30)

        public init() {}
    }

    private let store: any ConversationStore
    private let pace: Pace
    private let channels: [any AlertChannel]
    private let gauges: FigureGauges?
    private let log: Logger
    private let now: @Sendable () -> Timestamp
    private let rules: ReportRules

    private var reading: HouseReading
    private var book = AlertBook()
    private var isAtEnd = false
    private var isRestored = false
    /// Said by the detector, not in the journal yet.
    private var unfiled: [SpikeEvent] = []
    private var eventsAtImage = 0
    private var imageAt: Timestamp
    private var observedAt = Timestamp(milliseconds: 0)
    private var imageBytes = 0
    private var retries: [String: Retry] = [:]
    private var isWriting = false
    private var waiters: [CheckedContinuation<Void, Never>] = []

    private struct Retry {
        var count: Int
        var next: Timestamp
    }

    public init(
        store: any ConversationStore, rules: ReportRules, channels: [any AlertChannel] = [], pace: Pace = Pace(),
        gauges: FigureGauges? = nil, log: Logger, now: @escaping @Sendable () -> Timestamp
    ) throws(StoreError) {
        self.store = store
        self.rules = rules
        self.channels = channels
        self.pace = pace
        self.gauges = gauges
        self.log = log
        self.now = now
        reading = try HouseReading(rules: rules, journal: Journal())
        imageAt = now()
    }

    // MARK: Following

    /// Until cancelled; then what is known is written down.
    public func run() async {
        while !Task.isCancelled {
            do throws(StoreError) {
                let more = try await follow()
                await tell()
                if more {
                    await Task.yield()
                    continue
                }
            } catch {
                log.warning("the reports wait for the store: \(error)")
            }
            try? await Task.sleep(for: .seconds(1))
        }
        do throws(StoreError) {
            try await keep()
        } catch {
            log.info("the reports read the last events again next time: \(error)")
        }
    }

    /// Reads the next page. False when there was nothing more.
    @discardableResult
    public func follow() async throws(StoreError) -> Bool {
        try await restore()
        let page = try await store.log(after: reading.state.position, limit: pace.page)
        unfiled += reading.take(page)
        if page.isEmpty {
            unfiled += reading.atEnd()
            isAtEnd = true
            unfiled += reading.state.advance(to: Timestamp(milliseconds: now().milliseconds - pace.lag.milliseconds))
        }
        try await file()
        if isImageDue { try await keep() }
        observe()
        return !page.isEmpty
    }

    /// Reads everything that there is.
    public func catchUp() async throws(StoreError) {
        while try await follow() {}
    }

    /// Now and then: what `/metrics` shows need not be newer.
    private func observe() {
        guard let gauges, now() - observedAt >= .seconds(isAtEnd ? 15 : 60) else { return }
        observedAt = now()
        gauges.observe(
            reading.state, rules: rules, openAlerts: book.cards.count { $0.isOpen }, now: observedAt)
    }

    private func restore() async throws(StoreError) {
        guard !isRestored else { return }
        let journal = try await store.journal(.reporting)
        let alerts = try AlertBook(try await store.journal(.alerts))
        guard !isRestored else { return }
        reading = try HouseReading(rules: rules, journal: journal)
        book = alerts
        for (key, until) in alerts.snoozes {
            if let key = SpikeKey(text: key) { reading.state.snooze(key, until: until) }
        }
        eventsAtImage = reading.state.events
        imageBytes = journal.image?.count ?? 0
        isRestored = true
    }

    /// What the detector said becomes durable before the image forgets that it was said.
    private func file() async throws(StoreError) {
        guard !unfiled.isEmpty else { return }
        try await exclusively { () async throws(StoreError) in try await fileAlone() }
    }

    private func fileAlone() async throws(StoreError) {
        while !unfiled.isEmpty {
            // More may be said while this is written.
            let said = unfiled
            let news = book.news(said, now: now(), late: pace.late)
            var entries: [JournalEntry] = []
            for (event, moment) in news { entries.append(try ReportCoding.entry(event, at: moment)) }
            if !entries.isEmpty { try await store.append(entries, to: .alerts, image: nil) }
            for (event, moment) in news { book.apply(event, at: moment) }
            unfiled.removeFirst(said.count)
        }
    }

    private var isImageDue: Bool {
        let events = reading.state.events - eventsAtImage
        // A large image is written less often.
        let age = max(pace.imageAge, .seconds(Int64(imageBytes / 100_000)))
        return events >= pace.imageEvents || (events > 0 && now() - imageAt >= age)
    }

    /// Writes down what is known. What was noted stays in the journal until it is in an image.
    public func keep() async throws(StoreError) {
        try await restore()
        try await exclusively { () async throws(StoreError) in
            try await fileAlone()
            guard isAtEnd || reading.state.events > eventsAtImage else { return }
            let events = reading.state.events
            let image = ReportCoding.text(ofImage: reading.state.image)
            try await store.append([], to: .reporting, image: image)
            eventsAtImage = events
            imageAt = now()
            imageBytes = image.count
            let alerts = try ReportCoding.entry(book, at: now()).body
            try await store.append([], to: .alerts, image: alerts)
        }
    }

    // MARK: What is told beside the log

    /// Takes a note; durable when this returns. The same `id` again is the same note.
    public func take(_ note: ReportNote, id: String) async throws(StoreError) {
        // Notes of before the crash come first.
        if !isAtEnd { try await catchUp() }
        try await exclusively { () async throws(StoreError) in
            let moment = now()
            let filed = FiledNote(id: id, after: reading.state.position, note: note.redacted)
            let entry = try ReportCoding.entry(filed, at: moment)
            // At once, so that it stands after the same event whenever the log is read again; what the store refuses is
            // sent again under its id, and counts once.
            unfiled += reading.state.take(filed.note, id: id, at: moment) ?? []
            try await store.append([entry], to: .reporting, image: nil)
        }
        try await file()
    }

    /// No alerts of the key until then.
    public func snooze(_ key: SpikeKey, until moment: Timestamp) async throws(StoreError) {
        try await write(.snoozed(key: key.text, until: moment))
        reading.state.snooze(key, until: moment)
    }

    /// Somebody looked at the alert. False when there is no such alert.
    public func judge(_ alert: String, isRight: Bool) async throws(StoreError) -> Bool {
        try await restore()
        guard book.card(alert) != nil else { return false }
        try await write(.judged(id: alert, isRight: isRight))
        return true
    }

    private func write(_ event: AlertEvent) async throws(StoreError) {
        try await restore()
        try await exclusively { () async throws(StoreError) in
            let moment = now()
            try await store.append([try ReportCoding.entry(event, at: moment)], to: .alerts, image: nil)
            book.apply(event, at: moment)
        }
    }

    /// One at a time: an image must not overtake the line that is written after it, nor the other way round.
    private func exclusively(_ write: () async throws(StoreError) -> Void) async throws(StoreError) {
        while isWriting {
            await withCheckedContinuation { waiters.append($0) }
        }
        isWriting = true
        defer {
            isWriting = false
            if !waiters.isEmpty { waiters.removeFirst().resume() }
        }
        try await write()
    }

    // MARK: Telling

    /// Tells what has not been told; what does not arrive is tried again, ever more seldom, for a day.
    public func tell() async {
        for channel in channels {
            for notice in book.notices(for: channel.name) {
                let key = "\(channel.name) \(notice.id)"
                if let retry = retries[key], retry.next > now() { continue }
                await tell(notice, through: channel, key: key)
            }
        }
    }

    private func tell(_ notice: AlertNotice, through channel: any AlertChannel, key: String) async {
        let outcome: AlertEvent
        do throws(AlertChannelFault) {
            try await channel.tell(notice)
            outcome = .told(notice.name, channel: channel.name)
        } catch {
            log.warning("\(channel.name) did not take an alert: \(error.reason)")
            let count = (retries[key]?.count ?? 0) + 1
            let isOld = now() - (notice.card.endedAt ?? notice.card.at) > .days(1)
            guard !error.isPassing || isOld else {
                retries[key] = Retry(count: count, next: now() + .seconds(Int64(5) << Int64(min(count, 9))))
                return
            }
            outcome = .gaveUp(notice.name, channel: channel.name, reason: error.reason)
        }
        retries[key] = nil
        do throws(StoreError) {
            try await write(outcome)
        } catch {
            log.warning("an alert may be told twice: \(error)")
        }
    }

    // MARK: Asking

    /// The figures as they are now.
    public func report(_ query: ReportQuery) -> Report {
        let clock = ContinuousClock()
        let began = clock.now
        let report = Report(query, from: reading.state, rules: rules, now: now())
        gauges?.answered(in: clock.now - began)
        return report
    }

    public func alerts() -> AlertBoard {
        AlertBoard(
            cards: book.cards.reversed(), snoozes: book.snoozes.filter { $0.value > now() },
            precision: book.precision, judged: book.judged)
    }

    /// What was said elsewhere, after a number.
    func heard(after number: Int) -> [HeardNote] {
        reading.state.heard.filter { $0.number > number }
    }

    /// How far it has read, and whether that was the end.
    public var progress: (position: LogPosition, events: Int, isAtEnd: Bool) {
        (reading.state.position, reading.state.events, isAtEnd)
    }

    /// Where the log stood when a day began.
    func start(of day: CivilDate) async throws(StoreError) -> LogPosition {
        if !isAtEnd { try await restore() }
        return reading.state.start(of: day)
    }
}
