/// What the classifier learned about itself from phrases held out of its own training, four ways: how far its
/// judges may be believed, and how unlike its phrases a message may be.
struct Calibration: Sendable {
    /// What each judge counts.
    var shares: Shares
    /// Usual value and spread of each familiarity number.
    var means: [Double]
    var spreads: [Double]
    /// Familiarity under which one phrase in twenty of the team's own lies (in forty, of very many): less is none of
    /// the intents.
    var rejectBelow: Double
    /// Familiarity under which a neighbouring topic is likelier than one of the intents: less asks first.
    var doubtBelow: Double

    /// Takes the shares as they usually are and rejects nothing: for too few phrases to hold any out.
    static func blank(_ shares: Shares) -> Calibration {
        Calibration(
            shares: shares, means: [], spreads: [], rejectBelow: -.greatestFiniteMagnitude,
            doubtBelow: -.greatestFiniteMagnitude)
    }

    /// Sets as large as this come from few hands and repeat themselves, so that a phrase held out looks more familiar
    /// than a message ever will: of CLINC150's, the twentieth held out stands where 11 in 100 dev messages do.
    private static let manyPhrases = 4_000

    init(shares: Shares, means: [Double], spreads: [Double], rejectBelow: Double, doubtBelow: Double) {
        self.shares = shares
        self.means = means
        self.spreads = spreads
        self.rejectBelow = rejectBelow
        self.doubtBelow = doubtBelow
    }

    /// - Parameters:
    ///   - readings: of training phrases held out.
    ///   - answers: label of every training phrase.
    ///   - usual: what the judges count before anything is known of them.
    init(readings: [HeldOutReading], answers: [Int], usual: Shares) {
        guard readings.count >= 20, let dimensions = readings.first?.familiarity.count else {
            self = .blank(usual)
            return
        }
        shares = .fitted(from: usual, to: readings, answers: answers)
        means = []
        spreads = []
        for dimension in 0..<dimensions {
            let values = readings.map { $0.familiarity[dimension] }
            let mean = values.reduce(0, +) / Double(values.count)
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
            means.append(mean)
            spreads.append(max(variance.squareRoot(), 0.01))
        }
        rejectBelow = -.infinity
        doubtBelow = -.infinity
        let familiar = readings.map { familiarity($0.familiarity) }.sorted()
        rejectBelow = familiar[familiar.count * (answers.count > Self.manyPhrases ? 25 : 50) / 1_000]
        doubtBelow = max(rejectBelow, Self.divide(familiar, readings.map { familiarity($0.stranger) }))
    }

    /// All of it as numbers, to be kept.
    var numbers: [Double] {
        [rejectBelow, doubtBelow, Double(shares.values.count)] + shares.values + means + spreads
    }

    init?(numbers: [Double]) {
        guard numbers.count >= 3, let judges = Int(exactly: numbers[2]), (1...16).contains(judges),
            numbers.count >= 3 + judges, (numbers.count - 3 - judges) % 2 == 0
        else { return nil }
        let familiar = numbers.dropFirst(3 + judges)
        self.init(
            shares: Shares(Array(numbers[3..<3 + judges])), means: Array(familiar.prefix(familiar.count / 2)),
            spreads: Array(familiar.suffix(familiar.count / 2)), rejectBelow: numbers[0], doubtBelow: numbers[1])
    }

    /// The sum of the familiarity numbers, each in spreads from its mean.
    func familiarity(_ numbers: [Double]) -> Double {
        guard !means.isEmpty else { return 0 }
        var sum = 0.0
        for (index, number) in numbers.enumerated() {
            sum += (number - means[index]) / spreads[index]
        }
        return sum
    }

    /// The value that best divides the two: most familiar ones above it, most strangers below, and never more than
    /// one familiar one in ten asked about without need.
    private static func divide(_ familiar: [Double], _ strangers: [Double]) -> Double {
        guard !strangers.isEmpty else { return -.infinity }
        let strangers = strangers.sorted()
        var best = (gain: -Double.infinity, value: -Double.infinity)
        var below = 0
        for (index, value) in familiar.enumerated() where index <= familiar.count / 10 {
            while below < strangers.count, strangers[below] < value { below += 1 }
            let gain =
                Double(below) / Double(strangers.count) - Double(index) / Double(familiar.count)
            if gain > best.gain { best = (gain, value) }
        }
        return best.value
    }
}
