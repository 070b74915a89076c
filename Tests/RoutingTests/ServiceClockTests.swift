import PlaybookModel
import Routing
import Testing
import Vocabulary

/// Times in minutes from nine in the morning of Monday, 2 March 2026, UTC.
@Suite struct ServiceClockTests {
    private static let nine = Timestamp(milliseconds: 1_772_442_000_000)
    private static let levels = ServicePlan.Levels(first: .minutes(2), next: .minutes(5), resolution: .hours(8))
    /// Nine to five, Monday to Friday.
    private static let hours = DutyHours(days: [
        [], [540..<1_020], [540..<1_020], [540..<1_020], [540..<1_020], [540..<1_020], [],
    ])

    private static func at(_ minutes: Int64) -> Timestamp { nine + .minutes(minutes) }

    private static func clock(_ events: [(Int64, Event)]) -> ServiceClock {
        ServiceClock(
            events.enumerated().map { index, entry in
                EventRecord(
                    seq: SequenceNumber(index + 1), at: at(entry.0), sender: .system, cmid: nil, event: entry.1)
            })
    }

    private static let called = Event.escalated(
        Escalation(id: "e", reason: .asked, team: "support", priority: 1, waitingSince: nine), epoch: .first)
    private static let asks = Event.visitorSaid(text: "Well?", choice: nil)
    private static let says = Event.agentSaid(text: "Here.", epoch: .first)

    private func due(
        _ kind: ServiceClock.Kind, _ events: [(Int64, Event)], at minute: Int64, hours: DutyHours? = nil
    ) -> Timestamp? {
        Self.clock(events).readings(Self.levels, hours: hours, at: Self.at(minute)).first { $0.kind == kind }?.due
    }

    @Test func `nothing is due before a person is called`() {
        #expect(Self.clock([(0, Self.asks)]).readings(Self.levels, hours: nil, at: Self.at(1)).isEmpty)
    }

    @Test func `the first line is due two minutes after the call, and the desk warns before`() throws {
        let readings = Self.clock([(0, Self.called)]).readings(Self.levels, hours: nil, at: Self.at(1))
        let first = try #require(readings.first)
        #expect(first.kind == .first)
        #expect(first.due == Self.at(2))
        #expect(first.warns == Self.nine + .seconds(90))
        #expect(first.left == .minutes(1))
    }

    @Test func `a late first line is broken by as much as it is late`() {
        let readings = Self.clock([(0, Self.called)]).readings(Self.levels, hours: nil, at: Self.at(7))
        #expect(readings.first?.left == TimeSpan(milliseconds: -300_000))
    }

    @Test func `once greeted each line of the visitor starts the next clock, and the first of several counts`() {
        let events: [(Int64, Event)] = [(0, Self.called), (1, Self.says), (10, Self.asks), (12, Self.asks)]
        #expect(due(.first, events, at: 12) == nil)
        #expect(due(.next, events, at: 12) == Self.at(15))
        #expect(due(.next, events + [(13, Self.says)], at: 14) == nil)
    }

    @Test func `the resolution stands still while the visitor is waited for`() throws {
        let events: [(Int64, Event)] = [(0, Self.called), (10, Self.says)]
        let resting = try #require(
            Self.clock(events).readings(Self.levels, hours: nil, at: Self.at(100)).first { $0.kind == .resolution })
        #expect(resting.due == nil)
        #expect(resting.left == .minutes(470))
        // An hour's silence of the visitor moves the promise on by an hour.
        #expect(due(.resolution, events + [(70, Self.asks)], at: 71) == Self.at(480 + 60))
    }

    @Test func `hours in which nobody is on duty do not count`() {
        // Called at half past four on Monday, an hour and a half before which nothing happens.
        #expect(due(.resolution, [(450, Self.called)], at: 460, hours: Self.hours) == Self.at(24 * 60 + 450))
        // One minute before five: half of the two minutes is left for Tuesday.
        #expect(due(.first, [(479, Self.called)], at: 479, hours: Self.hours) == Self.at(24 * 60 + 1))
    }

    @Test func `who is passed on or loses their agent is still the same case; the end ends it`() {
        let lost = Event.agentLeft("ida", .lost, epoch: .first)
        let again: [(Int64, Event)] = [(0, Self.called), (1, Self.says), (5, lost), (5, Self.called), (6, Self.asks)]
        #expect(due(.next, again, at: 7) == Self.at(11))
        let resolved = Event.resolved(outcome: "done", epoch: .first)
        #expect(Self.clock(again + [(8, resolved)]).readings(Self.levels, hours: nil, at: Self.at(9)).isEmpty)
        #expect(due(.first, again + [(8, resolved), (60, Self.called)], at: 60) == Self.at(62))
    }

    @Test func `what is not promised has no clock`() {
        let clock = Self.clock([(0, Self.called)])
        #expect(clock.readings(ServicePlan.Levels(), hours: nil, at: Self.at(1)).isEmpty)
    }
}
