/// Measures added up. Rates are `nil` where nothing was there to rate.
public struct Tally: Hashable, Sendable {
    public private(set) var contacts = 0
    public private(set) var firstAcknowledgement = ElapsedTally()
    public private(set) var firstResponse = ElapsedTally()
    public private(set) var resolution = ElapsedTally()
    /// From a conversation's creation to its last closing.
    public private(set) var totalResolution = ElapsedTally()
    public private(set) var queued = 0
    public private(set) var abandoned = 0
    public private(set) var turnedAway = 0
    public private(set) var resolvedByPerson = 0
    public private(set) var resolvedByBot = 0
    /// Fell silent after being served by the bot.
    public private(set) var settled = 0
    /// Fell silent without being served.
    public private(set) var dropped = 0
    /// How often each of one to five stars was given.
    public private(set) var stars = [0, 0, 0, 0, 0]
    /// Contacts whose week is over.
    public private(set) var weeks = 0
    /// Of these, the ones that had been closed and not merely dropped.
    public private(set) var closedWeeks = 0
    /// Of these, the ones whose visitor came back with the same matter.
    public private(set) var returns = 0
    /// Closed by the bot, and nobody came back.
    public private(set) var contained = 0
    public private(set) var promisesKept = 0
    public private(set) var promisesBroken = 0
    public private(set) var lead = SpanTally()
    public private(set) var knownFirst = 0

    public init() {}

    public var resolved: Int { resolvedByPerson + resolvedByBot }
    public var ratings: Int { stars.reduce(0, +) }
    /// Share of four and five stars. Never shown without ``responseRate``.
    public var satisfaction: Double? { rate(stars[3] + stars[4], of: ratings) }
    /// Mean of one to five.
    public var meanStars: Double? {
        rate(stars.indices.reduce(0) { $0 + stars[$1] * ($1 + 1) }, of: ratings)
    }
    /// Answers to resolutions that asked.
    public var responseRate: Double? { rate(ratings, of: resolved) }
    public var resolutionRate: Double? { rate(resolved + settled, of: contacts) }
    public var containment: Double? { rate(contained, of: weeks) }
    public var repeatContact: Double? { rate(returns, of: closedWeeks) }
    public var abandonment: Double? { rate(abandoned, of: queued) }
    public var keptPromises: Double? { rate(promisesKept, of: promisesKept + promisesBroken) }
    /// Of alerts.
    public var shareKnownFirst: Double? { rate(knownFirst, of: knownFirst + lead.count) }

    private func rate(_ part: Int, of whole: Int) -> Double? {
        whole == 0 ? nil : Double(part) / Double(whole)
    }

    /// - Parameter times: -1 takes it out again.
    mutating func add(_ measure: Measure, _ times: Int = 1) {
        switch measure {
        case .contact: contacts += times
        case .acknowledged(let elapsed): firstAcknowledgement.add(elapsed, times)
        case .queued: queued += times
        case .abandoned: abandoned += times
        case .turnedAway: turnedAway += times
        case .answered(let elapsed): firstResponse.add(elapsed, times)
        case .resolved(let elapsed, let byPerson):
            resolution.add(elapsed, times)
            if byPerson { resolvedByPerson += times } else { resolvedByBot += times }
        case .total(let elapsed): totalResolution.add(elapsed, times)
        case .settled: settled += times
        case .dropped: dropped += times
        case .rated(let given): stars[min(max(given, 1), 5) - 1] += times
        case .week(let closedByBot, let isClosed, let returned):
            weeks += times
            if isClosed { closedWeeks += times }
            if isClosed, returned { returns += times }
            if closedByBot, !returned { contained += times }
        case .promise(let kept):
            if kept { promisesKept += times } else { promisesBroken += times }
        case .lead(let span): lead.add(span, times)
        case .knownFirst: knownFirst += times
        }
    }

    mutating func add(_ other: Tally) {
        contacts += other.contacts
        firstAcknowledgement.add(other.firstAcknowledgement)
        firstResponse.add(other.firstResponse)
        resolution.add(other.resolution)
        totalResolution.add(other.totalResolution)
        queued += other.queued
        abandoned += other.abandoned
        turnedAway += other.turnedAway
        resolvedByPerson += other.resolvedByPerson
        resolvedByBot += other.resolvedByBot
        settled += other.settled
        dropped += other.dropped
        for index in stars.indices { stars[index] += other.stars[index] }
        weeks += other.weeks
        closedWeeks += other.closedWeeks
        returns += other.returns
        contained += other.contained
        promisesKept += other.promisesKept
        promisesBroken += other.promisesBroken
        lead.add(other.lead)
        knownFirst += other.knownFirst
    }
}

extension Tally: Imaged {
    public func write(to image: inout ImageWriter) {
        image.write(contacts)
        image.write(firstAcknowledgement)
        image.write(firstResponse)
        image.write(resolution)
        image.write(totalResolution)
        image.write(queued)
        image.write(abandoned)
        image.write(turnedAway)
        image.write(resolvedByPerson)
        image.write(resolvedByBot)
        image.write(settled)
        image.write(dropped)
        for count in stars { image.write(count) }
        image.write(weeks)
        image.write(closedWeeks)
        image.write(returns)
        image.write(contained)
        image.write(promisesKept)
        image.write(promisesBroken)
        image.write(lead)
        image.write(knownFirst)
    }

    public init(from image: inout ImageReader) throws(ImageFault) {
        self.init()
        try add(from: &image)
    }

    /// Adds one that was written, without making it first.
    mutating func add(from image: inout ImageReader) throws(ImageFault) {
        contacts += try image.read(Int.self)
        try firstAcknowledgement.add(from: &image)
        try firstResponse.add(from: &image)
        try resolution.add(from: &image)
        try totalResolution.add(from: &image)
        queued += try image.read(Int.self)
        abandoned += try image.read(Int.self)
        turnedAway += try image.read(Int.self)
        resolvedByPerson += try image.read(Int.self)
        resolvedByBot += try image.read(Int.self)
        settled += try image.read(Int.self)
        dropped += try image.read(Int.self)
        for index in stars.indices { stars[index] += try image.read(Int.self) }
        weeks += try image.read(Int.self)
        closedWeeks += try image.read(Int.self)
        returns += try image.read(Int.self)
        contained += try image.read(Int.self)
        promisesKept += try image.read(Int.self)
        promisesBroken += try image.read(Int.self)
        try lead.add(from: &image)
        knownFirst += try image.read(Int.self)
    }
}
