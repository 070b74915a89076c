public import Vocabulary

/// Raises one alert where bad mood gathers. Each minute, each key's counts over windows of two minutes to an hour are
/// held against its seasonal baseline by the tail of a negative binomial; over all keys and windows the false
/// discoveries are bounded (Benjamini and Hochberg, 1995) at the rate that a day may bring.
public struct SpikeDetector: Sendable {
    struct Open: Sendable {
        let alert: SpikeAlert
        var keys: [Int]
        var conversations: Set<ConversationID>
        var count: Int
        var told: Int
        var calmSince: Timestamp?
    }

    public let rules: SpikeRules
    var watches: [SpikeWatch] = []
    private var places: [SpikeKey: Int] = [:]
    private var rollouts: [Rollout] = []
    var open: [SpikeAlertID: Open] = [:]
    private var raised: [Timestamp] = []
    /// The minute that runs, since 1970.
    private var minute: Int64?
    private var firstMinute: Int64?
    /// What people said of alerts.
    public private(set) var judged = 0
    public private(set) var judgedRight = 0

    /// Rollouts remembered.
    private static let rollouts = 64
    /// Conversations remembered of one alert, to know them again under another key.
    private static let conversations = 2_000

    public init(rules: SpikeRules = SpikeRules()) {
        self.rules = rules
    }

    /// Share of alerts that people found right; `nil` before anybody looked.
    public var precision: Double? { judged == 0 ? nil : Double(judgedRight) / Double(judged) }

    /// Alerts that are not over.
    public var alerts: [SpikeAlert] {
        open.values.map(\.alert).sorted { ($0.at, $0.id) < ($1.at, $1.id) }
    }

    public mutating func take(_ mood: BadMood) -> [SpikeEvent] {
        let events = advance(to: mood.at)
        let quote = Redaction.quote(mood.words)
        for key in mood.keys {
            guard let place = place(of: key) else { continue }
            watches[place].add(1)
            watches[place].add(.init(conversation: mood.conversation, at: mood.at, quote: quote))
            guard let alert = watches[place].alert, let known = open[alert]?.conversations else { continue }
            if known.count < Self.conversations { open[alert]?.conversations.insert(mood.conversation) }
        }
        return events
    }

    /// Counts without their conversations, as a backtest has them.
    public mutating func add(_ count: Int, to key: SpikeKey, at moment: Timestamp) -> [SpikeEvent] {
        let events = advance(to: moment)
        if let place = place(of: key) { watches[place].add(count) }
        return events
    }

    public mutating func take(_ rollout: Rollout) {
        if rollouts.count >= Self.rollouts { rollouts.removeFirst() }
        rollouts.append(rollout)
    }

    /// No alerts of the key until then.
    public mutating func snooze(_ key: SpikeKey, until moment: Timestamp) {
        if let place = place(of: key) { watches[place].snoozedUntil = moment }
    }

    /// Somebody looked at an alert.
    public mutating func judge(isRight: Bool) {
        judged += 1
        if isRight { judgedRight += 1 }
    }

    /// Looks at every minute that is over.
    public mutating func advance(to moment: Timestamp) -> [SpikeEvent] {
        let current = moment.milliseconds.floorDivided(by: 60_000)
        guard let began = minute else {
            minute = current
            firstMinute = current
            return []
        }
        guard current > began else { return [] }
        var events: [SpikeEvent] = []
        for over in began..<current { close(over, into: &events) }
        minute = current
        return events
    }

    /// Less than a day old.
    func isNewborn(at moment: Timestamp) -> Bool {
        firstMinute.map { moment.milliseconds.floorDivided(by: 60_000) - $0 < 1_440 } ?? true
    }

    private mutating func place(of key: SpikeKey) -> Int? {
        if let place = places[key] { return place }
        guard watches.count < rules.keys else { return nil }
        places[key] = watches.count
        watches.append(SpikeWatch(key: key, prior: rules.prior))
        return watches.count - 1
    }

    private mutating func close(_ minute: Int64, into events: inout [SpikeEvent]) {
        let end = Timestamp(milliseconds: (minute + 1) * 60_000)
        let wall = rules.zone.wall(at: Timestamp(milliseconds: minute * 60_000)).floorDivided(by: 60_000)
        // 1970 began on a Thursday; weeks here begin then.
        let minuteOfWeek = Int(wall - wall.floorDivided(by: 10_080) * 10_080)
        for place in watches.indices { watches[place].close(minuteOfWeek: minuteOfWeek) }
        follow(at: end, slot: minuteOfWeek / 60, into: &events)
        for finding in findings(at: end, slot: minuteOfWeek / 60) { raise(finding, at: end, into: &events) }
    }

    private mutating func raise(_ finding: SpikeFinding, at moment: Timestamp, into events: inout [SpikeEvent]) {
        let watch = watches[finding.place]
        let began = watch.onset()
        let since = moment + .minutes(-Int64(began))
        let sightings = watch.recent.filter { $0.at >= since }
        let seen = Set(sightings.map(\.conversation))
        if let alert = same(as: seen) {
            watches[finding.place].alert = alert
            open[alert]?.keys.append(finding.place)
            return events.append(.joined(alert, watch.key, at: moment))
        }
        raised.removeAll { moment - $0 >= .days(1) }
        let alert = SpikeAlert(
            id: SpikeAlertID("spike:\(watch.key.text):\(moment.milliseconds / 60_000)"), key: watch.key, at: moment,
            since: since, firstReport: sightings.first?.at, count: finding.count, expected: finding.expected,
            window: .minutes(Int64(finding.window)), chance: finding.chance, quotes: quotes(sightings),
            suspect: suspect(watch, since: since, at: moment), isOverBudget: raised.count >= rules.budget)
        raised.append(moment)
        watches[finding.place].alert = alert.id
        open[alert.id] = Open(
            alert: alert, keys: [finding.place], conversations: seen, count: finding.count, told: finding.count)
        events.append(.raised(alert))
    }

    /// An open alert that half of the conversations belong to already.
    private func same(as conversations: Set<ConversationID>) -> SpikeAlertID? {
        guard !conversations.isEmpty else { return nil }
        return open.sorted { $0.key < $1.key }
            .first { $0.value.conversations.intersection(conversations).count * 2 >= conversations.count }?.key
    }

    /// The first, the last and the one between; the same words once.
    private func quotes(_ sightings: [SpikeWatch.Sighting]) -> [String] {
        var quotes: [String] = []
        for index in [0, sightings.count / 2, sightings.count - 1] where sightings.indices.contains(index) {
            let quote = sightings[index].quote
            if !quote.isEmpty, !quotes.contains(quote) { quotes.append(quote) }
        }
        return quotes
    }

    /// The last rollout before it began, rather one that touches the same feature.
    private func suspect(_ watch: SpikeWatch, since: Timestamp, at moment: Timestamp) -> RolloutComparison? {
        let candidates = rollouts.filter { $0.at <= since + .minutes(2) && since - $0.at <= rules.suspicion }
        let own = candidates.filter { $0.feature.map { watch.key == .feature($0) } ?? false }
        let open = candidates.filter { $0.feature == nil }
        guard let rollout = own.last ?? open.last ?? candidates.last else { return nil }
        let minutes = max(1, Int((moment - rollout.at).milliseconds / 60_000))
        let after = watch.window(minutes)
        let before = watch.window(max(60, minutes), skipping: minutes)
        return RolloutComparison(
            rollout, before: before.count, expectedBefore: before.expected, after: after.count,
            expectedAfter: after.expected)
    }
}

extension SpikeDetector.Open: Imaged {
    func write(to image: inout ImageWriter) {
        image.write(alert)
        image.write(keys)
        image.write(conversations)
        image.write(count)
        image.write(told)
        image.write(calmSince)
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        alert = try image.read()
        keys = try image.read()
        conversations = try image.read()
        count = try image.read()
        told = try image.read()
        calmSince = try image.read()
    }
}

extension SpikeDetector {
    public func write(to image: inout ImageWriter) {
        image.write(watches)
        image.write(rollouts)
        image.write(open)
        image.write(raised)
        image.write(minute)
        image.write(firstMinute)
        image.write(judged)
        image.write(judgedRight)
    }

    public init(rules: SpikeRules, from image: inout ImageReader) throws(ImageFault) {
        self.init(rules: rules)
        watches = try image.read()
        for (place, watch) in watches.enumerated() { places[watch.key] = place }
        rollouts = try image.read()
        open = try image.read()
        guard open.values.allSatisfy({ $0.keys.allSatisfy(watches.indices.contains) }) else {
            throw ImageFault("an alert about nothing")
        }
        raised = try image.read()
        minute = try image.read()
        firstMinute = try image.read()
        judged = try image.read()
        judgedRight = try image.read()
    }
}
