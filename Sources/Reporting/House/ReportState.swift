internal import Insight
internal import Store
internal import Vocabulary

/// Everything that was read out of the log so far, and how far that is: one value, so that both are kept together or not
/// at all.
struct ReportState: Sendable {
    /// Of the image's form. Of an older one only what was told beside the log is read; the log is read from its
    /// beginning.
    private static let form = 3
    /// Notes known again when they are sent twice.
    private static let noteNames = 10_000
    /// Reviews and posts kept to be read again.
    private static let heardNotes = 1_000
    /// Days whose first place in the log is remembered, for whoever wants to read the last weeks again.
    private static let days: Int64 = 40

    let rules: ReportRules
    private(set) var position = LogPosition.start
    private(set) var fold: MetricFold
    private(set) var mood: MoodWatch
    private(set) var spikes: SpikeDetector
    private(set) var clock = Timestamp(milliseconds: 0)
    private(set) var events = 0
    /// By day, what had been read before it began.
    private var dayStarts: [Int64: LogPosition] = [:]
    /// Of the last notes, the oldest first.
    private var notes: [String] = []
    private var knownNotes: Set<String> = []
    /// What was said elsewhere, of the last days; numbered since the beginning.
    private(set) var heard: [HeardNote] = []
    private var heardCount = 0

    init(rules: ReportRules) {
        self.rules = rules
        fold = MetricFold(rules: rules.metrics)
        mood = rules.mood
        spikes = SpikeDetector(rules: rules.spikes)
    }

    /// Where the log stood when the day began; the beginning for days that nobody remembers.
    func start(of day: CivilDate) -> LogPosition {
        let later = dayStarts.filter { $0.key >= day.number }.min { $0.key < $1.key }
        return later?.value ?? (dayStarts.isEmpty ? .start : position)
    }

    mutating func take(_ logged: LoggedEvent) -> [SpikeEvent] {
        guard logged.position > position else { return [] }
        let record = logged.record
        if record.at > clock {
            let day = CivilDate(of: record.at).number
            if dayStarts[day] == nil {
                dayStarts[day] = position
                dayStarts = dayStarts.filter { $0.key > day - Self.days }
            }
            clock = record.at
        }
        position = logged.position
        events += 1
        fold.take(.event(logged.conversation, record))
        guard let bad = mood.take(record, in: logged.conversation) else { return [] }
        return told(spikes.take(BadMood(conversation: bad.conversation, at: clock, keys: bad.keys, words: bad.words)))
    }

    /// - Returns: `nil` when it is known already.
    mutating func take(_ note: ReportNote, id: String, at moment: Timestamp) -> [SpikeEvent]? {
        guard knownNotes.insert(id).inserted else { return nil }
        notes.append(id)
        if notes.count > Self.noteNames { knownNotes.remove(notes.removeFirst()) }
        clock = max(clock, moment)
        switch note {
        case .rollout(let name, let feature):
            let events = spikes.advance(to: clock)
            spikes.take(Rollout(name: name, feature: feature, at: clock))
            return told(events)
        case .heard(let heard):
            heardCount += 1
            self.heard.append(HeardNote(number: heardCount, at: clock, heard: heard))
            if self.heard.count > Self.heardNotes { self.heard.removeFirst() }
            let isBad = heard.isBad(from: mood.threshold)
            let intent = heard.intent.map { [SpikeKey.intent($0)] } ?? []
            let feature = heard.intent.flatMap { rules.features[$0] }.map { [SpikeKey.feature($0)] } ?? []
            let tag = heard.tag.map { [SpikeKey.tag($0)] } ?? []
            let keys = intent + feature + tag + [.segment("said:\(heard.kind)")]
            guard isBad else { return told(spikes.advance(to: clock)) }
            return told(
                spikes.take(
                    BadMood(conversation: ConversationID("note:\(id)"), at: clock, keys: keys, words: heard.text)))
        }
    }

    /// What becomes true by time alone.
    mutating func advance(to moment: Timestamp) -> [SpikeEvent] {
        guard moment > clock else { return [] }
        clock = moment
        fold.advance(to: moment)
        return told(spikes.advance(to: moment))
    }

    /// No alerts of the key until then.
    mutating func snooze(_ key: SpikeKey, until moment: Timestamp) {
        spikes.snooze(key, until: moment)
    }

    /// What an alert came before, or after, is a figure too.
    private mutating func told(_ events: [SpikeEvent]) -> [SpikeEvent] {
        for case .raised(let alert) in events {
            fold.take(.alerted(firstReport: alert.firstReport, at: max(alert.at, clock)))
        }
        return events
    }

    // MARK: The image

    var image: [UInt8] {
        var image = ImageWriter()
        image.write(Self.form)
        image.write(position.rawValue)
        image.write(clock)
        image.write(events)
        image.write(dayStarts.mapValues(\.rawValue))
        image.write(notes)
        image.write(heard)
        image.write(heardCount)
        fold.write(to: &image)
        mood.write(to: &image)
        spikes.write(to: &image)
        return image.bytes
    }

    init(rules: ReportRules, image bytes: [UInt8]) throws(ImageFault) {
        var image = ImageReader(bytes)
        let form = try image.read(Int.self)
        guard (1...Self.form).contains(form) else { throw ImageFault("form \(form)") }
        self.init(rules: rules)
        let position = LogPosition(try image.read())
        let clock = try image.read(Timestamp.self)
        let events = try image.read(Int.self)
        let dayStarts = try image.read([Int64: Int64].self).mapValues { LogPosition($0) }
        notes = try image.read()
        knownNotes = Set(notes)
        heard = try image.read()
        heardCount = try image.read()
        guard form == Self.form else { return }
        self.position = position
        self.clock = clock
        self.events = events
        self.dayStarts = dayStarts
        fold = try MetricFold(rules: rules.metrics, from: &image)
        mood = try MoodWatch(like: rules.mood, from: &image)
        spikes = try SpikeDetector(rules: rules.spikes, from: &image)
        guard image.isAtEnd else { throw ImageFault("something stands behind the end") }
    }
}

/// A review as it is kept.
struct HeardNote: Sendable, Imaged {
    let number: Int
    let at: Timestamp
    let heard: ReportNote.Heard

    init(number: Int, at: Timestamp, heard: ReportNote.Heard) {
        self.number = number
        self.at = at
        self.heard = heard
    }

    func write(to image: inout ImageWriter) {
        image.write(number)
        image.write(at)
        image.write(heard.kind)
        image.write(heard.text)
        image.write(heard.stars)
        image.write(heard.intent)
        image.write(heard.tag)
        image.write(heard.frustration)
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        number = try image.read()
        at = try image.read()
        heard = ReportNote.Heard(
            kind: try image.read(), text: try image.read(), stars: try image.read(), intent: try image.read(),
            tag: try image.read(), frustration: try image.read())
    }
}
