/// What the classifier learned about itself from phrases held out of its own training, four ways: how far its
/// confidence may be believed, and how unlike its phrases a message may be.
struct Calibration: Sendable {
    /// Scores are multiplied by this before they become probabilities.
    var sharpness: Double
    /// Usual value and spread of each familiarity number.
    var means: [Double]
    var spreads: [Double]
    /// Familiarity under which one phrase in twenty of the team's own lies (in forty, of very many): less is none of
    /// the intents.
    var rejectBelow: Double
    /// Familiarity under which a neighbouring topic is likelier than one of the intents: less asks first.
    var doubtBelow: Double

    /// Says nothing and rejects nothing: for too few phrases to hold any out.
    static let blank = Calibration(
        sharpness: 1, means: [], spreads: [], rejectBelow: -.greatestFiniteMagnitude,
        doubtBelow: -.greatestFiniteMagnitude)

    /// Sets as large as this come from few hands and repeat themselves, so that a phrase held out looks more familiar
    /// than a message ever will: of CLINC150's, the twentieth held out stands where 11 in 100 dev messages do.
    private static let manyPhrases = 4_000

    init(sharpness: Double, means: [Double], spreads: [Double], rejectBelow: Double, doubtBelow: Double) {
        self.sharpness = sharpness
        self.means = means
        self.spreads = spreads
        self.rejectBelow = rejectBelow
        self.doubtBelow = doubtBelow
    }

    /// - Parameters:
    ///   - readings: of training phrases held out.
    ///   - answers: label of every training phrase.
    init(readings: [HeldOutReading], answers: [Int]) {
        guard readings.count >= 20, let dimensions = readings.first?.familiarity.count else {
            self = .blank
            return
        }
        sharpness = Self.sharpness(readings, answers)
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
        [sharpness, rejectBelow, doubtBelow] + means + spreads
    }

    init?(numbers: [Double]) {
        guard numbers.count >= 3, numbers.count % 2 == 1 else { return nil }
        let dimensions = (numbers.count - 3) / 2
        self.init(
            sharpness: numbers[0], means: Array(numbers[3..<3 + dimensions]),
            spreads: Array(numbers[(3 + dimensions)...]), rejectBelow: numbers[1], doubtBelow: numbers[2])
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

    /// The multiplier with the least negative log-likelihood, by golden section on its logarithm.
    private static func sharpness(_ readings: [HeldOutReading], _ answers: [Int]) -> Double {
        func loss(_ logarithm: Double) -> Double {
            let scale = Elementary.exp(logarithm)
            var sum = 0.0
            for reading in readings {
                let answer = reading.scores[answers[reading.phrase]]
                sum += Elementary.logSumExp(reading.scores.map { $0 * scale }) - answer * scale
            }
            return sum
        }
        let golden = 0.618_033_988_749_894_9
        var low = -2.5
        var high = 3.5
        var left = high - golden * (high - low)
        var right = low + golden * (high - low)
        var leftLoss = loss(left)
        var rightLoss = loss(right)
        for _ in 0..<18 {
            if leftLoss < rightLoss {
                (high, right, rightLoss) = (right, left, leftLoss)
                left = high - golden * (high - low)
                leftLoss = loss(left)
            } else {
                (low, left, leftLoss) = (left, right, rightLoss)
                right = low + golden * (high - low)
                rightLoss = loss(right)
            }
        }
        return Elementary.exp((low + high) / 2)
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
