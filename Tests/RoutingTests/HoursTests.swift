import Routing
import Testing
import Vocabulary

/// Wall clocks of Berlin in 2026: summer time from 29 March, 01:00 UTC, to 25 October, 01:00 UTC.
private let berlin: @Sendable (Timestamp) -> TimeSpan = { moment in
    let isSummer = (utc("2026-03-29", 1)..<utc("2026-10-25", 1)).contains(moment)
    return .hours(isSummer ? 2 : 1)
}

private func utc(_ day: String, _ hour: Int64, _ minute: Int64 = 0) -> Timestamp {
    Timestamp(milliseconds: (CivilDate(day)?.number ?? 0) * 86_400_000) + .hours(hour) + .minutes(minute)
}

private let christmas = CivilDate(of: utc("2026-12-25", 0))

@Suite struct HoursTests {
    /// Monday to Friday 9:00 to 12:30 and 13:30 to 18:00, Saturday 10:00 to 14:00, Christmas closed, its eve until 12.
    static let shop = DutyHours(
        days: [[]] + Array(repeating: [540..<750, 810..<1_080], count: 5) + [[600..<840]],
        exceptions: [
            christmas + -1: [540..<720], christmas: [],
        ],
        offset: berlin)

    static let moments: [(at: Timestamp, isOpen: Bool, opens: Timestamp, closes: Timestamp)] = [
        // A winter Monday: 9:00 is 8:00 UTC.
        (utc("2026-01-05", 7, 59), false, utc("2026-01-05", 8), utc("2026-01-05", 11, 30)),
        (utc("2026-01-05", 8), true, utc("2026-01-05", 8), utc("2026-01-05", 11, 30)),
        (utc("2026-01-05", 11, 30), false, utc("2026-01-05", 12, 30), utc("2026-01-05", 17)),
        (utc("2026-01-05", 16, 59), true, utc("2026-01-05", 16, 59), utc("2026-01-05", 17)),
        // Saturday evening to Monday morning.
        (utc("2026-01-10", 13), false, utc("2026-01-12", 8), utc("2026-01-12", 11, 30)),
        // The weekend on which clocks go forward, and the one on which they go back.
        (utc("2026-03-28", 13), false, utc("2026-03-30", 7), utc("2026-03-30", 10, 30)),
        (utc("2026-10-24", 12), false, utc("2026-10-26", 8), utc("2026-10-26", 11, 30)),
        // Christmas Eve's own hours, then the holiday, then Saturday.
        (utc("2026-12-24", 10, 59), true, utc("2026-12-24", 10, 59), utc("2026-12-24", 11)),
        (utc("2026-12-24", 11), false, utc("2026-12-26", 9), utc("2026-12-26", 13)),
    ]

    @Test(arguments: moments.indices)
    func `hours are kept on every kind of day`(row: Int) {
        let (moment, isOpen, opens, closes) = Self.moments[row]
        #expect(Self.shop.isOpen(at: moment) == isOpen)
        #expect(Self.shop.opening(from: moment) == opens)
        #expect(Self.shop.closing(from: moment) == closes)
    }

    @Test func `an opening inside the hour that the clock skips is at the jump`() {
        let night = DutyHours(days: Array(repeating: [150..<300], count: 7), offset: berlin)
        #expect(night.opening(from: utc("2026-03-28", 22)) == utc("2026-03-29", 1))
        #expect(night.closing(from: utc("2026-03-28", 22)) == utc("2026-03-29", 3))
        #expect(night.openTime(from: utc("2026-03-28", 22), to: utc("2026-03-29", 10)) == .hours(2))
    }

    @Test func `an hour that comes twice is open twice`() {
        let night = DutyHours(days: Array(repeating: [120..<180], count: 7), offset: berlin)
        let evening = utc("2026-10-24", 22)
        #expect(night.opening(from: evening) == utc("2026-10-25", 0))
        #expect(night.closing(from: evening) == utc("2026-10-25", 2))
        #expect(night.openTime(from: evening, to: utc("2026-10-25", 12)) == .hours(2))
    }

    @Test func `past midnight is two stretches and one opening`() {
        let late = DutyHours(days: Array(repeating: [0..<120, 1_320..<1_440], count: 7))
        #expect(late.closing(from: utc("2026-01-05", 22)) == utc("2026-01-06", 2))
        #expect(late.opening(from: utc("2026-01-06", 2)) == utc("2026-01-06", 22))
    }

    @Test func `never open and always open both have an answer`() {
        let never = DutyHours(days: [])
        #expect(never.opening(from: utc("2026-01-05", 0)) == nil)
        #expect(never.closing(from: utc("2026-01-05", 0)) == nil)
        let always = DutyHours(days: Array(repeating: [0..<1_440], count: 7))
        #expect(always.isOpen(at: utc("2026-01-05", 23, 59)))
        #expect(always.closing(from: utc("2026-01-05", 0)) == nil)
    }

    @Test func `open time is what a service level counts`() {
        let friday = utc("2026-01-09", 16)
        #expect(Self.shop.openTime(from: friday, to: utc("2026-01-12", 9)) == .hours(6))
        #expect(Self.shop.moment(after: .hours(6), of: friday) == utc("2026-01-12", 9))
    }

    @Test func `days have their names`() {
        for day in ["1970-01-01", "2000-02-29", "2026-11-22", "2100-03-01", "1969-12-31"] {
            #expect(CivilDate(day)?.notation == day)
        }
        #expect(CivilDate("2026-11-22")?.weekday == 0)
        #expect(CivilDate("1969-12-31")?.weekday == 3)
        for wrong in ["2026-02-29", "2026-13-01", "2026-1-1", "tomorrow", ""] { #expect(CivilDate(wrong) == nil) }
    }

    // MARK: Outside the hours

    @Test func `outside the hours a visitor hears when people are back, and chooses a slot`() throws {
        var floor = TestFloor(RoutingRules(hours: Self.shop))
        floor.now = utc("2026-01-05", 16, 40)
        floor.signOn("bea")
        floor.now = utc("2026-01-05", 19)
        floor.arrive("late")
        let slots = [8, 8.5, 9, 9.5, 10, 10.5].map { utc("2026-01-06", 0) + .minutes(Int64($0 * 60)) }
        #expect(floor.answers == [.closed("late", opens: utc("2026-01-06", 8), slots: slots)])
        #expect(floor.state.chats.isEmpty)
        let request = floor.request("late")
        floor.take(.callbackChosen(request, begins: utc("2026-01-06", 3)))
        #expect(floor.answers.last == .callbackRefused("late", slots: slots))
        floor.take(.callbackChosen(request, begins: slots[1]))
        #expect(floor.state.bookings.map(\.begins) == [slots[1]])
        floor.now = utc("2026-01-06", 8)
        floor.signOn("bea")
        floor.pass(.minutes(30), beating: ["bea"])
        #expect(floor.offer(of: "late") == "bea")
        #expect(floor.state.chats["late"]?.request.waitingSince == slots[1])
        #expect(floor.state.bookings.isEmpty)
    }

    @Test func `a slot holds so many`() {
        var floor = TestFloor(RoutingRules(hours: Self.shop, callbacks: CallbackRules(each: 1)))
        floor.now = utc("2026-01-05", 19)
        floor.take(.callbackChosen(floor.request("one"), begins: utc("2026-01-06", 8)))
        floor.take(.callbackChosen(floor.request("two"), begins: utc("2026-01-06", 8)))
        #expect(floor.state.bookings.count == 1)
        guard case .callbackRefused("two", let slots) = floor.answers.last else {
            Issue.record("the slot was given away twice")
            return
        }
        #expect(slots.first == utc("2026-01-06", 8, 30))
    }

    @Test func `who still waits when the last one goes home is told, and waits no longer`() {
        var floor = TestFloor(RoutingRules(hours: Self.shop))
        floor.now = utc("2026-01-05", 16, 58)
        floor.signOnBusy("bea")
        floor.arrive("chat")
        floor.pass(.minutes(3), beating: ["bea"])
        #expect(floor.state.queue == ["chat"])
        floor.take(.released("own-bea", "bea"))
        #expect(floor.offer(of: "chat") == "bea")
        #expect(floor.take(.readySet("bea", false)).last == .deferred("chat"))
        #expect(floor.state.chats.isEmpty)
        guard case .closed("chat", utc("2026-01-06", 8), _) = floor.answers.last else {
            Issue.record("not told when people are back")
            return
        }
    }
}
