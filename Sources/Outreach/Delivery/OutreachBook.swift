public import PlaybookModel
public import Vocabulary

/// What became of a firing; the book is what these add up to.
public enum OutreachRecord: Hashable, Codable, Sendable {
    case fired(Firing)
    case held(BusinessKey, until: Timestamp, HoldReason)
    case dropped(BusinessKey, DropReason)
    /// Written before anything is sent.
    case decided(BusinessKey, Telling.Way)
    case settled(BusinessKey, delivered: Bool)
    case unsubscribed(CustomerID, Purpose)
    /// By their own wish, after they had unsubscribed.
    case subscribed(CustomerID, Purpose)
    /// Somebody has looked at what a tripwire is about to send to many, and says go.
    case approved(TripwireName, by: AgentID)
    /// Nothing that a tripwire fires is sent any more, until somebody says otherwise.
    case stopped(TripwireName, by: AgentID)
    case resumed(TripwireName, by: AgentID)
}

/// Everything that is to be said, was said, or will not be said to single customers.
public struct OutreachBook: Codable, Sendable {
    public struct Entry: Hashable, Codable, Sendable {
        public let firing: Firing
        /// `nil`: not decided yet.
        public internal(set) var way: Telling.Way?
        /// Not looked at before.
        public internal(set) var until: Timestamp?
    }

    /// What somebody was told last.
    public struct Told: Hashable, Codable, Sendable {
        public let firing: Firing
        public let way: Telling.Way
        public let at: Timestamp
    }

    public struct Counts: Hashable, Codable, Sendable {
        public var fired = 0
        public var sent = 0
        public var posted = 0
        public var failed = 0
        public var dropped: [DropReason: Int] = [:]
    }

    /// A key is remembered so long: the same occasion fires once.
    private static let memory = TimeSpan.days(90)
    /// An answer is taken for one to what was told so long ago at most.
    public static let answering = TimeSpan.days(7)

    public private(set) var open: [BusinessKey: Entry] = [:]
    private var known: [BusinessKey: Timestamp] = [:]
    private var sent: [CustomerID: [Timestamp]] = [:]
    private var told: [CustomerID: Told] = [:]
    private var refused: [CustomerID: Set<Purpose>] = [:]
    private var tides: [TripwireName: OutreachTide]?
    public private(set) var counts = Counts()
    private var lastSweep: Timestamp?

    public init() {}

    public func knows(_ key: BusinessKey) -> Bool { known[key] != nil }

    /// Those not decided about, that may be looked at now. Of a tripwire that goes off for very many the first are
    /// sent, and the others when two people have said go.
    public func due(at moment: Timestamp, limit: Int, _ limits: OutreachLimits = OutreachLimits()) -> [Entry] {
        var room = tides?.mapValues { $0.room(at: moment, limits) } ?? [:]
        var due: [Entry] = []
        let waiting = open.values.filter { $0.way == nil && $0.until.map { $0 <= moment } ?? true }
            .sorted { ($0.firing.at, $0.firing.key) < ($1.firing.at, $1.firing.key) }
        for entry in waiting {
            let left = room[entry.firing.tripwire] ?? limits.twoPeopleFrom
            guard left > 0 else { continue }
            room[entry.firing.tripwire] = left - 1
            due.append(entry)
            if due.count >= limit { break }
        }
        return due
    }

    /// How each tripwire's messages go, of those that have something waiting or were stopped.
    public func tide(of tripwire: TripwireName) -> OutreachTide { tides?[tripwire] ?? OutreachTide() }

    public var tripwires: [TripwireName: Int] {
        var waiting: [TripwireName: Int] = [:]
        for entry in open.values where entry.way == nil { waiting[entry.firing.tripwire, default: 0] += 1 }
        for (name, tide) in tides ?? [:] where tide.isStopped { waiting[name, default: 0] += 0 }
        return waiting
    }

    /// Decided and not known to have happened: under their keys they may be done again.
    public var pending: [Entry] {
        open.values.filter { $0.way != nil }.sorted { ($0.firing.at, $0.firing.key) < ($1.firing.at, $1.firing.key) }
    }

    /// When somebody who is held back may be looked at again.
    public var nextDue: Timestamp? { open.values.compactMap { $0.way == nil ? $0.until : nil }.min() }

    /// What was sent to somebody within the last week.
    public func sent(to customer: CustomerID, at moment: Timestamp) -> [Timestamp] {
        (sent[customer] ?? []).filter { moment - $0 < .days(7) }
    }

    /// What an answer of theirs may be one to.
    public func told(_ customer: CustomerID, at moment: Timestamp) -> Told? {
        told[customer].flatMap { moment - $0.at <= Self.answering ? $0 : nil }
    }

    public func refusals(of customer: CustomerID) -> Set<Purpose> { refused[customer] ?? [] }

    public mutating func apply(_ record: OutreachRecord, at moment: Timestamp) {
        sweep(at: moment)
        switch record {
        case .fired(let firing):
            guard known[firing.key] == nil else { return }
            known[firing.key] = moment
            open[firing.key] = Entry(firing: firing)
            counts.fired += 1
        case .held(let key, let until, _): open[key]?.until = until
        case .dropped(let key, let reason):
            open[key] = nil
            counts.dropped[reason, default: 0] += 1
        case .decided(let key, let way):
            guard let firing = open[key]?.firing else { return }
            open[key]?.way = way
            told[firing.customer] = Told(firing: firing, way: way, at: moment)
            switch way {
            case .thread: counts.posted += 1
            case .outreach:
                change(firing.tripwire) { $0.sent(at: moment) }
                counts.sent += 1
                noteSent(to: firing.customer, at: moment)
            }
        case .settled(let key, let delivered):
            guard open.removeValue(forKey: key) != nil, !delivered else { return }
            counts.failed += 1
        case .unsubscribed(let customer, let purpose): refused[customer, default: []].insert(purpose)
        case .subscribed(let customer, let purpose): refused[customer]?.remove(purpose)
        case .approved(let tripwire, let agent): change(tripwire) { $0.approve(agent, at: moment) }
        case .stopped(let tripwire, _): change(tripwire) { $0.isStopped = true }
        case .resumed(let tripwire, _): change(tripwire) { $0.isStopped = false }
        }
    }

    private mutating func change(_ tripwire: TripwireName, _ change: (inout OutreachTide) -> Void) {
        var all = tides ?? [:]
        change(&all[tripwire, default: OutreachTide()])
        tides = all
    }

    /// Something was sent that counts towards what one person may be sent.
    public mutating func noteSent(to customer: CustomerID, at moment: Timestamp) {
        sent[customer] = sent(to: customer, at: moment) + [moment]
    }

    private mutating func sweep(at moment: Timestamp) {
        guard let last = lastSweep else {
            lastSweep = moment
            return
        }
        guard moment - last >= .days(1) else { return }
        lastSweep = moment
        known = known.filter { moment - $0.value < Self.memory || open[$0.key] != nil }
        sent = sent.compactMapValues { times in
            times.contains { moment - $0 < .days(7) } ? times : nil
        }
        told = told.filter { moment - $0.value.at <= Self.answering }
    }
}
