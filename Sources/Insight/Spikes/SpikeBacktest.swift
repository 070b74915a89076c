public import Vocabulary

/// How the alerts would have done: spikes put into a history, and what of them was found, how soon, and at what price.
public struct SpikeBacktest: Sendable {
    /// Reports by the minute.
    public struct History: Sendable {
        /// The first minute's beginning.
        public let start: Timestamp
        /// All of one length.
        public var counts: [SpikeKey: [UInt16]]

        public init(start: Timestamp, counts: [SpikeKey: [UInt16]]) {
            self.start = start
            self.counts = counts
        }

        public var minutes: Int { counts.values.map(\.count).min() ?? 0 }
    }

    public struct Injection: Hashable, Sendable {
        public let key: SpikeKey
        public let from: Timestamp
        public let to: Timestamp

        public init(key: SpikeKey, from: Timestamp, to: Timestamp) {
            self.key = key
            self.from = from
            self.to = to
        }
    }

    public let injections: [Injection]
    public let alerts: [SpikeAlert]
    /// Alerts that belong to a spike; they may come a little after it.
    public let right: Int
    public let found: Int
    /// From the beginning of each spike that was found to its alert, shortest first.
    public let delays: [TimeSpan]

    public var precision: Double? { alerts.isEmpty ? nil : Double(right) / Double(alerts.count) }
    public var recall: Double? { injections.isEmpty ? nil : Double(found) / Double(injections.count) }
    public var medianDelay: TimeSpan? { delays.isEmpty ? nil : delays[delays.count / 2] }

    /// Runs a history through a detector. Alerts before the first injection count like all others.
    public init(_ history: History, injections: [Injection], rules: SpikeRules = SpikeRules()) {
        var detector = SpikeDetector(rules: rules)
        var alerts: [SpikeAlert] = []
        let keys = history.counts.keys.sorted { $0.text < $1.text }
        let columns = keys.map { history.counts[$0] ?? [] }
        for minute in 0..<history.minutes {
            let moment = history.start + .minutes(Int64(minute))
            for (key, column) in zip(keys, columns) {
                for case .raised(let alert) in detector.add(Int(column[minute]), to: key, at: moment) {
                    alerts.append(alert)
                }
            }
        }
        for case .raised(let alert) in detector.advance(to: history.start + .minutes(Int64(history.minutes))) {
            alerts.append(alert)
        }
        self.init(alerts: alerts, injections: injections)
    }

    private init(alerts: [SpikeAlert], injections: [Injection]) {
        self.alerts = alerts
        self.injections = injections
        let grace = TimeSpan.minutes(10)
        func belongs(_ alert: SpikeAlert, to spike: Injection) -> Bool {
            alert.key == spike.key && alert.at > spike.from && alert.at <= spike.to + grace
        }
        right = alerts.count { alert in injections.contains { belongs(alert, to: $0) } }
        let delays = injections.compactMap { spike in
            alerts.first { belongs($0, to: spike) }.map { $0.at - spike.from }
        }
        found = delays.count
        self.delays = delays.sorted()
    }

    /// Puts spikes into a history: for so long, the counts of the same minutes a week before and after are added, so
    /// that a spike is `factor` times what is usual there, with the noise that is usual there. None in the first weeks,
    /// which are needed to learn from, and none within six hours of another of its key.
    public static func inject(
        _ wanted: Int, factor: Double, lasting minutes: ClosedRange<Int>, after warmUp: TimeSpan = .days(28),
        into history: inout History, using generator: inout some RandomNumberGenerator
    ) -> [Injection] {
        let week = 10_080
        let original = history.counts
        let keys = original.keys.sorted { $0.text < $1.text }
        let first = max(week, Int(warmUp.milliseconds / 60_000))
        let last = history.minutes - week - minutes.upperBound
        guard !keys.isEmpty, first < last else { return [] }
        var injections: [Injection] = []
        for _ in 0..<(wanted * 20) where injections.count < wanted {
            let key = keys[Int(generator.next() % UInt64(keys.count))]
            let start = first + Int(generator.next() % UInt64(last - first))
            let length = minutes.lowerBound + Int(generator.next() % UInt64(minutes.count))
            let spike = Injection(
                key: key, from: history.start + .minutes(Int64(start)),
                to: history.start + .minutes(Int64(start + length)))
            let isFree = injections.allSatisfy {
                $0.key != key || spike.from - $0.to > .hours(6) || $0.from - spike.to > .hours(6)
            }
            guard isFree, let usual = original[key] else { continue }
            for minute in start..<(start + length) {
                let both = Double(usual[minute - week]) + Double(usual[minute + week])
                let chance = Double(generator.next() >> 11) / 9_007_199_254_740_992
                let more = (both * (factor - 1) / 2 + chance).rounded(.down)
                history.counts[key]?[minute] &+= UInt16(min(max(more, 0), 60_000))
            }
            injections.append(spike)
        }
        return injections
    }
}
