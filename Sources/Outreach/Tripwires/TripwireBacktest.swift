public import PlaybookModel
public import Vocabulary

/// What the tripwires would have done to a history: how often, to how many, and how rightly where somebody has labelled
/// what should have gone off.
public struct TripwireBacktest: Sendable {
    public struct Label: Hashable, Sendable {
        public let tripwire: TripwireName
        public let customer: CustomerID

        public init(tripwire: TripwireName, customer: CustomerID) {
            self.tripwire = tripwire
            self.customer = customer
        }
    }

    public struct Line: Hashable, Sendable {
        public let tripwire: TripwireName
        public private(set) var firings = 0
        public private(set) var customers: Set<CustomerID> = []
        /// With their reasons; three at most.
        public private(set) var samples: [Firing] = []
        /// `nil` without labels.
        public fileprivate(set) var precision: Double?
        public fileprivate(set) var recall: Double?

        init(tripwire: TripwireName) {
            self.tripwire = tripwire
        }

        mutating func add(_ firing: Firing) {
            firings += 1
            customers.insert(firing.customer)
            if samples.count < 3 { samples.append(firing) }
        }
    }

    public private(set) var events = 0
    /// In the order of the rules.
    public private(set) var lines: [Line]
    /// On the day with the most.
    public private(set) var mostInADay = 0
    public private(set) var days = 0

    public var firings: Int { lines.reduce(0) { $0 + $1.firings } }
    /// Customers written to a day, on average.
    public var perDay: Double { days == 0 ? 0 : Double(firings) / Double(days) }

    /// - Parameter history: in the order of its times.
    public init(
        _ tripwires: [Tripwire], over history: some Sequence<CustomerEvent>, until end: Timestamp? = nil,
        labels: Set<Label>? = nil
    ) {
        var machine = TripwireMachine(tripwires)
        lines = tripwires.map { Line(tripwire: $0.name) }
        let places = Dictionary(
            tripwires.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        var byDay: [Int64: Int] = [:]
        var span: (first: Timestamp, last: Timestamp)?
        func count(_ firings: [Firing], in test: inout TripwireBacktest) {
            for firing in firings {
                if let place = places[firing.tripwire] { test.lines[place].add(firing) }
                byDay[CivilDate(of: firing.at).number, default: 0] += 1
            }
        }
        for event in history {
            events += 1
            span = (span?.first ?? event.at, event.at)
            count(machine.take(event), in: &self)
        }
        if let end { count(machine.advance(to: end), in: &self) }
        mostInADay = byDay.values.max() ?? 0
        if let span {
            days = Int(CivilDate(of: max(span.last, end ?? span.last)).number - CivilDate(of: span.first).number) + 1
        }
        guard let labels else { return }
        for index in lines.indices {
            let wanted = Set(labels.filter { $0.tripwire == lines[index].tripwire }.map(\.customer))
            let right = Double(lines[index].customers.intersection(wanted).count)
            lines[index].precision = lines[index].customers.isEmpty ? nil : right / Double(lines[index].customers.count)
            lines[index].recall = wanted.isEmpty ? nil : right / Double(wanted.count)
        }
    }
}
