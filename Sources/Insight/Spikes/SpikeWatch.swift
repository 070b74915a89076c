internal import Vocabulary

/// What is known of one key: the last hours by the minute, the usual, and the reports that may have to be quoted.
struct SpikeWatch: Sendable {
    struct Sighting: Sendable {
        let conversation: ConversationID
        let at: Timestamp
        let quote: String
    }

    /// Minutes kept, for before and after a rollout.
    static let reach = 384
    private static let sightings = 64

    let key: SpikeKey
    var baseline: SeasonalBaseline
    /// Sums since the beginning at the end of each of the last minutes: a window is a difference.
    private var counted = [Int32](repeating: 0, count: reach)
    private var foreseen = [Double](repeating: 0, count: reach)
    private var minute = 0
    /// Of the minute that is not over yet.
    private var running: Int32 = 0
    private var hour: Int32 = 0
    private var isHourUnusual = false
    /// Where the memory of the last spike ends.
    private var freshSince = 0
    private(set) var recent: [Sighting] = []
    var alert: SpikeAlertID?
    var snoozedUntil: Timestamp?

    init(key: SpikeKey, prior: Double) {
        self.key = key
        baseline = SeasonalBaseline(prior: prior)
    }

    /// How many minutes can be looked back over.
    var depth: Int { min(minute - freshSince, Self.reach - 1) }

    mutating func add(_ count: Int) {
        running &+= Int32(clamping: count)
    }

    mutating func add(_ sighting: Sighting) {
        if recent.count >= Self.sightings * 2 { recent.removeFirst(Self.sightings) }
        recent.append(sighting)
    }

    /// The minute is over.
    mutating func close(minuteOfWeek: Int) {
        let last = minute % Self.reach
        minute += 1
        let next = minute % Self.reach
        counted[next] = counted[last] &+ running
        foreseen[next] = foreseen[last] + baseline.rate(minuteOfWeek: minuteOfWeek)
        hour &+= running
        if alert != nil, !baseline.isYoung { isHourUnusual = true }
        running = 0
        guard minuteOfWeek % 60 == 59 else { return }
        if !isHourUnusual { baseline.learn(Int(hour), slot: minuteOfWeek / 60) }
        hour = 0
        isHourUnusual = false
    }

    /// Reports in the last minutes but `skipping`, and how many were to be expected.
    func window(_ minutes: Int, skipping: Int = 0) -> (count: Int, expected: Double) {
        let end = (minute - min(skipping, depth)) % Self.reach
        let start = (minute - min(skipping + minutes, depth)) % Self.reach
        return (Int(counted[end] &- counted[start]), max(foreseen[end] - foreseen[start], 1e-6))
    }

    /// How many minutes ago it began: where the likelihood of twice the usual from then on is greatest.
    func onset() -> Int {
        var best = (minutes: 1, gain: -Double.infinity)
        for minutes in 1...max(1, min(depth, 90)) {
            let (count, expected) = window(minutes)
            let gain = Double(count) * 0.693_147 - expected
            if gain > best.gain { best = (minutes, gain) }
        }
        return best.minutes
    }

    /// What was learned of a spike that is over shall not raise the next.
    mutating func forgetSpike() {
        alert = nil
        freshSince = minute
        recent.removeAll()
    }
}

extension SpikeWatch.Sighting: Imaged {
    func write(to image: inout ImageWriter) {
        image.write(conversation)
        image.write(at)
        image.write(quote)
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        self.init(conversation: try image.read(), at: try image.read(), quote: try image.read())
    }
}

extension SpikeWatch: Imaged {
    func write(to image: inout ImageWriter) {
        image.write(key)
        image.write(baseline)
        image.write(counted)
        image.write(foreseen)
        image.write(minute)
        image.write(running)
        image.write(hour)
        image.write(isHourUnusual)
        image.write(freshSince)
        image.write(recent)
        image.write(alert)
        image.write(snoozedUntil)
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        key = try image.read()
        baseline = try image.read()
        counted = try image.read()
        foreseen = try image.read()
        minute = try image.read()
        running = try image.read()
        hour = try image.read()
        isHourUnusual = try image.read()
        freshSince = try image.read()
        recent = try image.read()
        alert = try image.read()
        snoozedUntil = try image.read()
        guard counted.count == Self.reach, foreseen.count == Self.reach, minute >= 0 else {
            throw ImageFault("a watch of another size")
        }
    }
}
