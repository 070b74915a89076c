import Insight
import Testing
import Vocabulary

@Suite struct ContactTests {
    private static let day = 1_440.0

    @Test func `containment waits a week, and a return with the same matter spoils it`() {
        var log = ServiceLog()
        for (index, name) in ["a", "b", "c", "d"].enumerated() {
            log.opens(at: Double(index), in: ConversationID(name), by: VisitorID(name))
            log.says("refund", at: Double(index), in: ConversationID(name))
            log.runs("refund", at: Double(index), in: ConversationID(name))
            log.bot(at: Double(index), in: ConversationID(name))
        }
        // Another matter is no return; the same one six days later is; eight days later is not.
        log.opens(at: 2 * Self.day, in: "a2", by: "a")
        log.says("delivery", at: 2 * Self.day, in: "a2")
        log.runs("delivery", at: 2 * Self.day, in: "a2")
        #expect(log.tally(at: 6 * Self.day).weeks == 0)
        log.opens(at: 6 * Self.day, in: "b2", by: "b")
        log.says("refund", at: 6 * Self.day, in: "b2")
        // Not even of what is back already: the others of its day are still to come.
        #expect(log.tally(at: 6 * Self.day).weeks == 0)
        log.opens(at: 8 * Self.day, in: "c2", by: "c")
        log.says("refund", at: 8 * Self.day, in: "c2")
        let tally = log.tally(.intent("refund"), at: 8 * Self.day)
        #expect(tally.weeks == 4)
        #expect(tally.returns == 1)
        #expect(tally.containment == 0.75)
        #expect(tally.repeatContact == 0.25)
    }

    @Test func `a visitor left without what was wanted is dropped, not contained`() {
        var log = ServiceLog()
        log.opens(at: 0)
        log.says("refund", at: 0)
        log.runs("refund", to: "failed", at: 0)
        log.bot(at: 0)
        log.opens(at: 1, in: "c2", by: "v2")
        log.says("refund", at: 1, in: "c2")
        log.write(.flowStarted("refund"), by: .bot, at: ServiceLog.at(1), in: "c2")
        log.bot(at: 1, in: "c2")
        let tally = log.tally(at: 9 * Self.day)
        #expect(tally.dropped == 2)
        #expect(tally.containment == 0)
        #expect(tally.resolutionRate == 0)
    }

    @Test func `a flow that rests for days is one contact, until it is done`() {
        var log = ServiceLog()
        log.opens(at: 0)
        log.says("refund", at: 0)
        log.write(.flowStarted("refund"), by: .bot, at: ServiceLog.at(0))
        log.write(.waitBegan("refund", until: nil, signal: "parcel_scanned"), by: .bot, at: ServiceLog.at(0))
        #expect(log.tally(at: 2 * Self.day).dropped == 0)
        log.write(.flowEnded("refund", outcome: "done"), by: .bot, at: ServiceLog.at(2 * Self.day))
        let tally = log.tally(at: 3 * Self.day)
        #expect(tally.settled == 1)
        #expect(tally.contacts == 1)
    }

    @Test func `closed after the silence: that counts, and not the silence`() {
        var log = ServiceLog()
        log.opens(at: 0)
        log.says("refund", at: 0)
        log.runs("refund", at: 0)
        #expect(log.tally(at: 40).settled == 1)
        log.resolves(by: .bot, at: 60)
        log.rates(5, at: 61)
        let tally = log.tally(at: 9 * Self.day)
        #expect(tally.settled == 0)
        #expect(tally.resolvedByBot == 1)
        #expect(tally.ratings == 1)
        #expect(tally.containment == 1)
        #expect(tally.weeks == 1)
    }

    @Test func `who chooses the bot while waiting, or is closed unserved, has left the queue`() {
        var log = ServiceLog()
        for name in ["a", "b", "c"] {
            log.opens(at: 0, in: ConversationID(name), by: VisitorID(name))
            log.says(at: 0, in: ConversationID(name))
            log.escalates(at: 0, in: ConversationID(name))
        }
        log.write(.leftQueue(.chosen, epoch: .first), by: .visitor, at: ServiceLog.at(4), in: "a")
        log.resolves(by: .system, at: 5, in: "b")
        log.joins(at: 6, in: "c")
        log.agent(at: 7, in: "c")
        let tally = log.tally(.queue("billing"), at: 8)
        #expect(tally.abandonment == 2.0 / 3)
    }

    @Test func `a promise is kept by a person's line, the awaited event or the end, in time`() {
        var log = ServiceLog()
        for name in ["a", "b", "c", "d"] {
            log.opens(at: 0, in: ConversationID(name), by: VisitorID(name))
            log.says("refund", at: 0, in: ConversationID(name))
            log.write(
                .promised(text: "by noon", until: ServiceLog.at(180)), by: .bot, at: ServiceLog.at(0),
                in: ConversationID(name))
            log.bot(at: 0, in: ConversationID(name))
        }
        log.agent(at: 100, in: "a")
        log.write(.signalled("refunded", values: [:]), by: .system, at: ServiceLog.at(180), in: "b")
        log.agent(at: 181, in: "c")
        let tally = log.tally(at: 200)
        #expect(tally.promisesKept == 2)
        #expect(tally.promisesBroken == 2)
        #expect(log.tally(.intent("refund"), at: 200).keptPromises == 0.5)
    }

    @Test func `lead time is the alert after the first report; what we knew first has none`() {
        var log = ServiceLog()
        log.fold.take(.alerted(firstReport: ServiceLog.at(3), at: ServiceLog.at(7)))
        log.fold.take(.alerted(firstReport: nil, at: ServiceLog.at(8)))
        let tally = log.tally(at: 9)
        #expect(tally.lead.mean == .spent(4.0))
        #expect(tally.knownFirst == 1)
    }

    @Test func `a tag given at the end counts for everything before it`() {
        var log = ServiceLog()
        log.opens(at: 0)
        log.says("refund", at: 0)
        log.escalates(at: 0)
        log.joins(at: 1)
        log.agent(at: 3)
        log.resolves(at: 9)
        log.fold.take(.tagged("c1", "checkout", at: ServiceLog.at(10)))
        let tally = log.tally(.tag("checkout"), at: 11)
        #expect(tally.firstResponse.wall.mean == .spent(3.0))
        #expect(tally.totalResolution.count == 1)
        #expect(tally.contacts == 1)
        let span = log.fold.cube.span
        #expect(span.map { log.fold.cube.slices(in: $0).count } == 7)
    }

    @Test func `what nobody has tagged counts under what its intents suggest, until somebody says what it was`() {
        var log = ServiceLog(MetricRules(suggestions: ["refund": ["money"], "exchange": ["returns", "money"]]))
        for (number, name) in ["a", "b", "c"].enumerated() {
            let id = ConversationID(name)
            log.opens(at: 0, in: id, by: VisitorID(name))
            log.says(number == 2 ? "exchange" : "refund", at: 0, in: id)
            log.resolves(at: 9, in: id)
        }
        #expect(log.tally(.tag("money"), at: 10).resolved == 3)
        #expect(log.tally(.tag("returns"), at: 10).totalResolution.count == 1)
        log.write(.tagged("checkout", .confirmed), by: .agent("ada"), at: ServiceLog.at(11), in: "b")
        log.write(.tagged("returns", .confirmed), by: .agent("ada"), at: ServiceLog.at(11), in: "c")
        #expect(log.tally(.tag("money"), at: 12).contacts == 1)
        #expect(log.tally(.tag("money"), at: 12).totalResolution.count == 1)
        #expect(log.tally(.tag("returns"), at: 12).resolved == 1)
        #expect(log.tally(.tag("checkout"), at: 12).resolved == 1)
        log.write(.tagged("checkout", .removed), by: .agent("ada"), at: ServiceLog.at(13), in: "b")
        #expect(log.tally(.tag("checkout"), at: 14) == Tally())
    }

    @Test func `quantiles are within six percent, sums exact, and periods make a series`() throws {
        var log = ServiceLog()
        for minute in 1...200 {
            let name = ConversationID("c\(minute)")
            log.opens(at: Double(minute) * 60, in: name, by: VisitorID(name.rawValue))
            log.says("refund", at: Double(minute) * 60, in: name)
            log.resolves(by: .bot, at: Double(minute) * 60 + Double(minute) / 4, in: name)
        }
        let tally = log.tally(at: 300 * 60)
        let median = try #require(tally.resolution.wall.median)
        #expect((1_410_000...1_590_000).contains(median.milliseconds))
        #expect(tally.resolution.wall.total == .spent(5_025.0))
        let span = try #require(log.fold.cube.span)
        let series = log.fold.cube.series(.all, in: span)
        #expect(series.count == 9)
        #expect(series.reduce(0) { $0 + $1.tally.contacts } == 200)
    }

    @Test(arguments: [false, true])
    func `what has rested for weeks is rated, tagged and reopened as if it had not, also out of an image`(
        isRestored: Bool
    ) throws {
        var log = ServiceLog()
        log.opens(at: 0)
        log.says("refund", at: 0)
        log.escalates(at: 0)
        log.joins(at: 1)
        log.agent(at: 3)
        log.resolves(at: 9)
        for day in 1...20 {
            let name = ConversationID("d\(day)")
            log.opens(at: Double(day) * Self.day, in: name, by: VisitorID(name.rawValue))
            log.says("stock_check", at: Double(day) * Self.day, in: name)
        }
        if isRestored {
            var image = ImageWriter()
            log.fold.write(to: &image)
            var reader = ImageReader(image.bytes)
            log.fold = try MetricFold(rules: log.fold.rules, from: &reader)
        }
        #expect(log.fold.remembered == 21)
        let late = 21 * Self.day
        log.rates(5, at: late)
        log.fold.take(.tagged("c1", "checkout", at: ServiceLog.at(late)))
        log.says("refund", at: late + 1)
        log.escalates(at: late + 2)
        log.agent(at: late + 5)
        log.resolves(at: late + 10)
        log.fold.advance(to: ServiceLog.at(late + 2 * Self.day))

        let cube = log.fold.cube
        let first = try #require(cube.span).lowerBound
        let tagged = cube.tally(.tag("checkout"), in: first...first)
        #expect(tagged.contacts == 1)
        #expect(tagged.firstResponse.wall.mean == .spent(3.0))
        #expect(tagged.totalResolution.count == 0, "the last closing is the conversation's")
        let refunds = cube.tally(.intent("refund"))
        #expect(refunds.contacts == 2)
        #expect(refunds.meanStars == 5)
        // It reopened what a person had closed: it has waited since that message.
        #expect(refunds.firstResponse.wall.mean == .spent(3.5))
        #expect(refunds.totalResolution.wall.mean == .spent(late + 10))
        #expect(cube.tally(.all).contacts == 22)
    }

    @Test func `what is over is forgotten: a year of traffic is held in a month's memory`() {
        var log = ServiceLog(MetricRules(periods: 30, slices: 5))
        for day in 0..<365 {
            for visitor in 0..<4 {
                let name = ConversationID("c\(day)-\(visitor)")
                let minute = Double(day) * Self.day + Double(visitor)
                log.opens(
                    at: minute, in: name, by: VisitorID("v\(day)-\(visitor)"), version: PlaybookVersion("p\(day)"))
                log.says(IntentName("i\(visitor)"), at: minute, in: name)
                log.bot(at: minute, in: name)
            }
        }
        #expect(log.fold.remembered <= 37 * 4)
        #expect(log.fold.open <= 4)
        let span = log.fold.cube.span
        #expect(span.map { $0.count } == 30)
        #expect(log.fold.cube.tally(.all).contacts == 30 * 4)
        #expect(log.fold.cube.tally(.others).contacts > 0)
    }
}
