import Insight
import PlaybookModel
import Testing
import Vocabulary

/// Logs in which other products count wrongly, with the figures that are right.
@Suite struct GoldenLogTests {
    private static let day = 1_440.0
    /// Nine to five, Monday to Friday.
    private static let office = OpeningHours(days: [
        [], [540..<1_020], [540..<1_020], [540..<1_020], [540..<1_020], [540..<1_020], [],
    ])

    @Test func `the bot answers first and a person later: two clocks, neither stops the other`() {
        var log = ServiceLog()
        log.opens(at: 0)
        log.says("refund", at: 1)
        log.bot(at: 1.05)
        log.says(at: 3)
        log.bot(at: 3.02)
        log.escalates(at: 3.02)
        log.joins(at: 6)
        log.agent(at: 7)
        log.resolves(at: 20)
        let tally = log.tally(at: 21)
        #expect(tally.firstAcknowledgement.wall.mean == .seconds(3))
        #expect(tally.firstResponse.wall.mean == .spent(4.0))
        #expect(tally.firstResponse.count == 1)
        #expect(tally.resolution.wall.mean == .spent(20.0))
        #expect(tally.resolvedByPerson == 1)
    }

    @Test func `a person who writes before taking the conversation has answered it`() {
        var log = ServiceLog()
        log.opens(at: 0)
        log.says(at: 0)
        log.escalates(at: 0)
        log.agent("bo", at: 2)
        log.joins("ada", at: 5)
        log.agent("ada", at: 6)
        #expect(log.tally(at: 7).firstResponse.wall.mean == .spent(2.0))
        #expect(log.tally(.agent("bo"), at: 7).firstResponse.count == 1)
    }

    @Test
    func `a conversation reopened twice has three resolutions, two waits for a person since the message, one total`() {
        var log = ServiceLog()
        log.opens(at: 0)
        log.says("refund", at: 0)
        log.escalates(at: 0)
        log.joins(at: 1)
        log.agent(at: 2)
        log.resolves(at: 10)
        log.says("refund", at: 100)
        log.bot(at: 100.1)
        log.says(at: 104)
        log.escalates(at: 104)
        log.joins(at: 105)
        log.agent(at: 107)
        log.resolves(at: 120)
        log.says("refund", at: 200)
        log.bot(at: 200.1)
        log.resolves(by: .bot, at: 230)
        let tally = log.tally(at: 231)
        #expect(tally.contacts == 3)
        #expect(tally.resolution.count == 3)
        #expect(tally.resolution.wall.total == .spent(60.0))
        #expect(tally.totalResolution.count == 1)
        #expect(tally.totalResolution.wall.mean == .spent(230.0))
        #expect(tally.firstResponse.wall.total == .spent(9.0))
        #expect(log.tally(at: 8 * 1_440).returns == 2)
    }

    @Test func `nobody on duty: the clock goes on until a person writes, the worked one only in office hours`() {
        let hours = WorkingHours(Self.office, zone: .utc)
        var log = ServiceLog(MetricRules(hours: hours))
        // Monday, 18:00.
        log.opens(at: 540)
        log.says(at: 540)
        log.escalates(at: 540)
        log.bot(at: 540)
        log.write(
            .leftQueue(.closed(opens: nil, callbacks: []), epoch: .first), by: .system, at: ServiceLog.at(540))
        log.write(.callbackBooked(at: ServiceLog.at(Self.day)), by: .system, at: ServiceLog.at(541))
        // Tuesday, 9:10.
        log.joins(at: Self.day + 8)
        log.agent(at: Self.day + 10)
        let tally = log.tally(at: Self.day + 11)
        #expect(tally.turnedAway == 1)
        #expect(tally.abandoned == 0)
        #expect(tally.firstResponse.wall.mean == .spent(910.0))
        #expect(tally.firstResponse.worked.mean == .spent(10.0))
    }

    @Test func `a visitor who ends it was with a person, or waited for one in vain`() {
        var log = ServiceLog()
        for (conversation, visitor) in [("c1", "v1"), ("c2", "v2")] as [(ConversationID, VisitorID)] {
            log.opens(at: 0, in: conversation, by: visitor)
            log.says("refund", at: 0, in: conversation)
            log.escalates(at: 0, in: conversation)
        }
        log.joins(at: 1)
        log.agent(at: 2)
        log.write(.agentLeft("ada", .resolved, epoch: .first), by: .visitor, at: ServiceLog.at(5))
        log.resolves(by: .visitor, at: 5)
        log.resolves(by: .visitor, at: 9, in: "c2")
        let tally = log.tally(at: 10)
        #expect(tally.resolvedByPerson == 1)
        #expect(tally.abandoned == 1)
        #expect(tally.resolution.wall.total == .spent(14.0))
    }

    @Test func `a note between colleagues answers nobody`() {
        var log = ServiceLog()
        log.opens(at: 0)
        log.says(at: 0)
        log.escalates(at: 0)
        log.joins(at: 1)
        log.write(.noted(text: "looks like fraud", reason: .agent), by: .agent("ada"), at: ServiceLog.at(2))
        #expect(log.tally(at: 3).firstResponse.count == 0)
        log.agent(at: 9)
        #expect(log.tally(at: 10).firstResponse.wall.mean == .spent(9.0))
    }

    @Test func `two messages before a person writes: the wait counts from the first`() {
        var log = ServiceLog()
        log.opens(at: 0)
        log.says(at: 0)
        log.says(at: 2)
        log.escalates(at: 2)
        log.says(at: 4)
        log.joins(at: 5)
        log.agent(at: 6)
        log.agent(at: 8)
        let tally = log.tally(at: 9)
        #expect(tally.firstResponse.count == 1)
        #expect(tally.firstResponse.wall.mean == .spent(6.0))
    }

    @Test func `closed by the bot and rated: the bot's stars, once, and no person answered`() {
        var log = ServiceLog()
        log.opens(at: 0, version: "p7")
        log.says("refund", at: 0)
        log.bot(at: 0.1)
        log.resolves(by: .bot, at: 5)
        log.rates(4, at: 5.2)
        log.rates(1, at: 6)
        log.opens(at: 7, in: "c2", by: "v2")
        log.says("refund", at: 7, in: "c2")
        log.resolves(by: .bot, at: 8, in: "c2")
        let tally = log.tally(at: 9)
        #expect(tally.firstResponse.count == 0)
        #expect(tally.resolvedByBot == 2)
        #expect(tally.stars == [0, 0, 0, 1, 0])
        #expect(tally.satisfaction == 1)
        #expect(tally.meanStars == 4)
        #expect(tally.responseRate == 0.5)
        #expect(log.tally(.version("p7"), at: 9).ratings == 1)
        #expect(log.tally(.intent("refund"), at: 9).resolved == 2)
    }

    @Test func `a clock that is set forward in the night takes an hour from the wait that was worked`() {
        // Berlin: at 01:00 UTC on 29 March 2026, 02:00 becomes 03:00.
        let change = Timestamp(milliseconds: 1_774_746_000_000)
        let zone = ZoneOffsets(initial: .hours(1), changes: [.init(from: change, offset: .hours(2))])
        let nights = OpeningHours(days: Array(repeating: [0..<360], count: 7))
        let hours = WorkingHours(nights, zone: zone)
        let midnight = Timestamp(milliseconds: change.milliseconds - 2 * 3_600_000)
        // Six hours by the clock on the wall are five of work.
        #expect(hours.worked(from: midnight, to: midnight + .hours(10)) == .hours(5))
        #expect(hours.worked(from: midnight, to: change) == .hours(2))
        // And 25 October gives it back.
        let back = Timestamp(milliseconds: 1_792_890_000_000)
        let autumn = WorkingHours(
            nights, zone: ZoneOffsets(initial: .hours(2), changes: [.init(from: back, offset: .hours(1))]))
        let before = Timestamp(milliseconds: back.milliseconds - 3 * 3_600_000)
        #expect(autumn.worked(from: before, to: before + .hours(12)) == .hours(7))
    }

    @Test func `a line that was stored and not seen has not answered; the device says when it was`() {
        var log = ServiceLog(MetricRules(arrival: .delivered))
        log.opens(at: 0)
        log.says(at: 0)
        let greeting = log.bot(at: 0.1)
        log.fold.take(.delivered("c1", through: greeting, at: ServiceLog.at(0.2)))
        log.escalates(at: 1)
        log.joins(at: 2)
        let line = log.agent(at: 3)
        log.fold.take(.delivered("c1", through: greeting, at: ServiceLog.at(4)))
        #expect(log.tally(at: 5).firstResponse.count == 0)
        log.resolves(at: 30)
        log.fold.take(.delivered("c1", through: line.next, at: ServiceLog.at(45)))
        let tally = log.tally(at: 46)
        #expect(tally.firstAcknowledgement.wall.mean == .spent(0.2))
        #expect(tally.firstResponse.wall.mean == .spent(45.0))
        #expect(tally.abandoned == 0)
    }

    @Test func `two conversations merged are one contact since its first message`() {
        var log = ServiceLog()
        log.opens(at: 0)
        log.says("refund", at: 0)
        log.bot(at: 0.5)
        log.escalates(at: 0.5)
        log.opens(at: 10, in: "c2")
        log.says("refund", at: 10, in: "c2")
        log.bot(at: 10.1, in: "c2")
        log.escalates(at: 10.1, in: "c2", to: "returns")
        log.fold.take(.merged("c1", into: "c2", at: ServiceLog.at(12)))
        log.joins(at: 13, in: "c2")
        log.agent(at: 14, in: "c2")
        log.resolves(at: 20, in: "c2")
        let tally = log.tally(at: 10 * Self.day)
        #expect(tally.contacts == 1)
        #expect(tally.queued == 1)
        #expect(tally.firstAcknowledgement.count == 1)
        #expect(tally.firstAcknowledgement.wall.mean == .spent(0.5))
        #expect(tally.firstResponse.wall.mean == .spent(14.0))
        #expect(tally.resolution.wall.mean == .spent(20.0))
        #expect(tally.returns == 0)
        #expect(log.tally(.queue("billing"), at: 10 * Self.day).contacts == 1)
    }

    @Test func `hand-back begins a new wait, a lost agent does not`() {
        var log = ServiceLog()
        log.opens(at: 0)
        log.says(at: 0)
        log.escalates(at: 0)
        log.joins(at: 1)
        log.write(.agentLeft("ada", .lost, epoch: .first), by: .system, at: ServiceLog.at(2))
        log.escalates(at: 2, for: .agentLost)
        log.joins("bo", at: 3)
        log.agent("bo", at: 4)
        log.write(.agentLeft("bo", .handedBack(note: ""), epoch: .first), by: .agent("bo"), at: ServiceLog.at(5))
        log.says(at: 6)
        log.bot(at: 6)
        log.says(at: 8)
        log.escalates(at: 8)
        log.joins(at: 9)
        log.agent(at: 9.5)
        let tally = log.tally(at: 10)
        #expect(tally.queued == 2)
        #expect(tally.firstResponse.count == 2)
        #expect(tally.firstResponse.wall.total == .spent(5.5))
    }

    @Test func `a snooze is waited for, and not worked`() {
        var log = ServiceLog()
        log.opens(at: 0)
        log.says(at: 0)
        log.escalates(at: 0)
        log.joins(at: 1)
        log.agent(at: 2)
        log.fold.take(.snoozed("c1", at: ServiceLog.at(10)))
        log.fold.take(.awoke("c1", at: ServiceLog.at(70)))
        log.resolves(at: 90)
        let tally = log.tally(at: 91)
        #expect(tally.resolution.wall.mean == .spent(90.0))
        #expect(tally.resolution.worked.mean == .spent(30.0))
        #expect(tally.totalResolution.worked.mean == .spent(30.0))
    }
}
