internal import Vocabulary

/// How many reports an hour of the week usually brings: the last weeks of that hour, robust against what stood out,
/// times how busy the last day was. How sure that is goes into the spread, so that what is young is slow to alarm.
struct SeasonalBaseline: Sendable {
    static let slots = 168
    private static let weeks = 8
    /// Relative variance between an hour of the week and what is borrowed from the same hour of other days.
    private static let strangeness = 0.15
    /// What weeks without history count for.
    private static let priorWeeks = 0.5
    /// Half-life of twelve hours.
    private static let forgetting = 0.943_874

    /// Counts of the last weeks by hour of the week; -1 is none.
    private var history = [Int32](repeating: -1, count: slots * weeks)
    private var nextWeek = [UInt8](repeating: 0, count: slots)
    private var rates = [Double](repeating: 0, count: slots)
    private var samples = [Double](repeating: 0, count: slots)
    /// By hour of the day, for hours of the week not seen yet.
    private var days = [(hours: Double, total: Double)](repeating: (0, 0), count: 24)
    /// Of all hours so far.
    private var hours = 1.0
    private var total: Double
    private var seen = 0.0
    private var foreseen = 0.0
    /// Variance beyond Poisson's, relative to the square of the mean.
    private(set) var excess = 0.02

    /// - Parameter prior: reports an hour of something never heard of.
    init(prior: Double) {
        total = prior
    }

    /// So young that whatever comes has to be learned from.
    var isYoung: Bool { hours < 168 }

    private func usual(_ slot: Int) -> Double {
        samples[slot] > 0 ? rates[slot] : borrowed(slot)
    }

    private func borrowed(_ slot: Int) -> Double {
        let day = days[slot % 24]
        return (day.total + total / hours * 0.25) / (day.hours + 0.25)
    }

    /// 1 is as busy as in the weeks before.
    private var level: Double {
        let steady = max(4, total / hours * 2)
        return min(max((seen + steady) / (foreseen + steady), 0.2), 5)
    }

    /// Expected reports in a minute of the week, between the middles of the hours; 0..<10080.
    func rate(minuteOfWeek: Int) -> Double {
        let slot = minuteOfWeek / 60
        let minute = Double(minuteOfWeek % 60)
        let other = minute < 30 ? (slot + Self.slots - 1) % Self.slots : (slot + 1) % Self.slots
        let share = minute < 30 ? 0.5 + minute / 60 : 1.5 - minute / 60
        return (share * usual(slot) + (1 - share) * usual(other)) * level / 60
    }

    /// Relative variance of what is expected in that hour: of the traffic itself, and of not knowing it well.
    func spread(slot: Int) -> Double {
        let weeks = samples[slot] + 1
        return excess + 1 / max(0.5, usual(slot) * weeks) + Self.strangeness / (weeks * weeks)
    }

    /// An hour is over. What lay under an alert is not learned.
    mutating func learn(_ count: Int, slot: Int) {
        let mean = usual(slot) * level
        seen = seen * Self.forgetting + Double(count)
        foreseen = foreseen * Self.forgetting + usual(slot)
        if mean >= 4, samples[slot] >= 2 {
            let error = Double(count) - mean
            // What stands out counts as three deviations.
            let bound = 9 * (mean + mean * mean * excess)
            let relative = (min(error * error, bound) - mean) / (mean * mean)
            excess = min(max(excess + (relative - excess) / 300, 0.002), 0.5)
        }
        total += Double(count)
        hours += 1
        days[slot % 24].hours += 1
        days[slot % 24].total += Double(count)
        history[slot * Self.weeks + Int(nextWeek[slot])] = Int32(clamping: count)
        nextWeek[slot] = (nextWeek[slot] + 1) % UInt8(Self.weeks)
        update(slot)
    }

    /// An alert has lasted so long that it is the new normal.
    mutating func accept(ratio: Double) {
        seen = foreseen * level * ratio
    }

    /// The mean of the weeks, where what is further than three deviations from the middle one counts as that far.
    private mutating func update(_ slot: Int) {
        let known = history[(slot * Self.weeks)..<((slot + 1) * Self.weeks)].filter { $0 >= 0 }.sorted()
        guard !known.isEmpty else { return }
        let middle = Double(known[(known.count - 1) / 2] + known[known.count / 2]) / 2
        let bound = 3 * (middle + 1).squareRoot() + middle * 0.2
        let sum = known.reduce(0.0) { $0 + min(max(Double($1), middle - bound), middle + bound) }
        samples[slot] = Double(known.count)
        rates[slot] =
            (sum + Self.priorWeeks * borrowed(slot)) / (Double(known.count) + Self.priorWeeks)
    }
}

extension SeasonalBaseline: Imaged {
    func write(to image: inout ImageWriter) {
        image.write(history)
        image.write(nextWeek)
        image.write(rates)
        image.write(samples)
        image.write(days.map(\.hours))
        image.write(days.map(\.total))
        image.write([hours, total, seen, foreseen, excess])
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        history = try image.read()
        nextWeek = try image.read()
        rates = try image.read()
        samples = try image.read()
        days = zip(try image.read([Double].self), try image.read([Double].self)).map { ($0, $1) }
        let sums = try image.read([Double].self)
        guard history.count == Self.slots * Self.weeks, nextWeek.count == Self.slots, rates.count == Self.slots,
            samples.count == Self.slots, days.count == 24, sums.count == 5
        else { throw ImageFault("a baseline of another size") }
        hours = sums[0]
        total = sums[1]
        seen = sums[2]
        foreseen = sums[3]
        excess = sums[4]
    }
}
